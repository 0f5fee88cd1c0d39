/** Which formats a number fits, best first. Built once from formats; then a table look-up by length. */

import { type AddressPart, addressParts, isWebAddress } from './address-parts.ts';
import { hasValidCheckDigit } from './check-digits.ts';
import { cleanNumber } from './clean-number.ts';
import type { Evidence, NumberFormat } from './format.ts';

/** One reading of a number. */
export type Candidate = {
  readonly carrier: string;
  readonly format: string;
  /** Canonical: what the carrier is asked for. */
  readonly trackingNumber: string;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly checkDigit: 'valid' | 'none';
  readonly service?: string | undefined;
  /** Another carrier that has a part in the parcel. */
  readonly partner?: string | undefined;
  /** The same parcel's number in other forms. */
  readonly equivalents?: readonly string[] | undefined;
  /** The carrier's page for it, or null. */
  readonly url: string | null;
};

/** Why a format refused a number, or `match`. */
export type Verdict = {
  readonly format: string;
  readonly carrier: string;
  readonly verdict: 'match' | 'length' | 'pattern' | 'check_digit';
};

export type Detector = {
  /** Candidates, best first; none for what is no number. Never throws. */
  detect(input: string): Candidate[];
  /** What each format says of the number. */
  explain(input: string): Verdict[];
  /** Reads a number that is canonical already. */
  match(canonical: string): Candidate[];
  /** What a web address says of each number in it; the best first where its host is a carrier's. */
  readAddress(address: string): Candidate[][];
  /** Whether any format has numbers of this length, of digits alone or with letters. */
  admits(length: number, isNumeric: boolean): boolean;
};

export type DetectorOptions = {
  readonly formats: readonly NumberFormat[];
  readonly trackingUrl: (carrier: string, trackingNumber: string) => string | null;
  /** The carrier a web address belongs to. */
  readonly carrierOfHost?: (host: string) => string | undefined;
};

/** A format at one of the places where its number may begin. */
type Matcher = {
  readonly format: NumberFormat;
  /** Length of the routing prefix before the number. */
  readonly offset: number;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
};

/** `tracknum`, `trackingNumber`, `trknbr`, `tracking_id`. */
const TRACKING_LABEL = /^tra?c?k/i;
/** `420`, a ZIP, and perhaps its +4. */
const ROUTING_LENGTHS = [8, 12] as const;
const ROUTING = '420';
const MAX_ADDRESS = 4_096;

export function createDetector({ formats, trackingUrl, carrierOfHost }: DetectorOptions): Detector {
  const numeric = indexByLength(formats.filter(({ characters }) => characters !== 'letters_and_digits'));
  const lettered = indexByLength(formats.filter(({ characters }) => characters !== 'digits'));

  function match(canonical: string): Candidate[] {
    const candidates: Candidate[] = [];
    const matchers = (isNumeric(canonical) ? numeric : lettered)[canonical.length];
    if (matchers === undefined) return candidates;
    for (const matcher of matchers) {
      const candidate = read(canonical, matcher, trackingUrl);
      if (candidate !== undefined) insertByConfidence(candidates, candidate);
    }
    return candidates;
  }

  function detect(input: string): Candidate[] {
    if (typeof input !== 'string') return [];
    const address = asAddress(input);
    if (address !== undefined) return readAddress(address)[0] ?? [];
    const number = cleanNumber(input);
    return number === undefined ? [] : match(number);
  }

  function readAddress(address: string): Candidate[][] {
    const readings = addressParts(address).flatMap((part) => {
      const number = cleanNumber(part.text);
      const candidates = number === undefined ? [] : match(number);
      return candidates.length === 0 ? [] : [confirmedBy(part, candidates, carrierOfHost)];
    });
    const own = readings.filter(([best]) => best?.evidence.includes('url'));
    // A carrier's page names its parcel; whatever else stands in its address is something else.
    return own.length > 0 ? own : readings;
  }

  function explain(input: string): Verdict[] {
    if (typeof input !== 'string') return [];
    const address = asAddress(input);
    const number = address === undefined ? cleanNumber(input) : readAddress(address)[0]?.[0]?.trackingNumber;
    return formats.map((format) => ({
      format: format.id,
      carrier: format.carrier,
      verdict: verdictOf(number ?? '', format),
    }));
  }

  function admits(length: number, ofDigits: boolean): boolean {
    return (ofDigits ? numeric : lettered)[length] !== undefined;
  }

  return { detect, explain, match, readAddress, admits };
}

const asAddress = (input: string): string | undefined => {
  // The first character settles it for nearly all numbers.
  const first = input.charCodeAt(0);
  if ((first >= 48 && first <= 57) || input.length > MAX_ADDRESS) return undefined;
  const trimmed = input.trim();
  return isWebAddress(trimmed) ? trimmed : undefined;
};

function isNumeric(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 57) return false;
  return true;
}

function indexByLength(formats: readonly NumberFormat[]): (readonly Matcher[] | undefined)[] {
  const byLength: Matcher[][] = [];
  const add = (length: number, matcher: Matcher): void => {
    const matchers = byLength[length] ?? [];
    matchers.push(matcher);
    byLength[length] = matchers;
  };
  for (const format of formats) {
    const { confidence } = format;
    const evidence: Evidence[] = [
      ...(format.check === null ? [] : ['check_digit' as const]),
      ...format.evidence,
    ];
    for (const length of format.lengths) {
      add(length, { format, offset: 0, confidence, evidence });
      if (!format.routed) continue;
      for (const offset of ROUTING_LENGTHS) {
        // The prefix is three more digits that had to be right.
        const routed = Math.min(0.99, confidence + 0.2);
        add(length + offset, { format, offset, confidence: routed, evidence: [...evidence, 'routing'] });
      }
    }
  }
  return byLength;
}

function read(
  canonical: string,
  matcher: Matcher,
  trackingUrl: DetectorOptions['trackingUrl'],
): Candidate | undefined {
  const { format, offset } = matcher;
  if (offset > 0 && !canonical.startsWith(ROUTING)) return undefined;
  const number = offset === 0 ? canonical : canonical.slice(offset);
  if (!format.pattern.test(number)) return undefined;
  if (format.check !== null && !hasValidCheckDigit(number, format.check)) return undefined;
  const trackingNumber = format.toTrackingNumber?.(number) ?? number;
  const details = format.details?.(number);
  const equivalents =
    trackingNumber === canonical ? details?.equivalents : [canonical, ...(details?.equivalents ?? [])];
  return {
    carrier: format.carrier,
    format: format.id,
    trackingNumber,
    confidence: matcher.confidence,
    evidence: matcher.evidence,
    checkDigit: format.check === null ? 'none' : 'valid',
    service: details?.service,
    partner: details?.partner,
    equivalents,
    url: trackingUrl(format.carrier, trackingNumber),
  };
}

function insertByConfidence(candidates: Candidate[], candidate: Candidate): void {
  const place = candidates.findIndex(({ confidence }) => confidence < candidate.confidence);
  if (place === -1) candidates.push(candidate);
  else candidates.splice(place, 0, candidate);
}

/** A link to a carrier's page says whose number it is; a parameter's name, that it is one. */
function confirmedBy(
  { host, label }: AddressPart,
  candidates: readonly Candidate[],
  carrierOfHost: DetectorOptions['carrierOfHost'],
): Candidate[] {
  const owner = carrierOfHost?.(host);
  const isOwn = ({ carrier }: Candidate): boolean => carrier === owner;
  const confirmed = candidates.map((candidate) => {
    if (isOwn(candidate)) return withEvidence(candidate, 'url', Math.max(candidate.confidence, 0.95));
    return TRACKING_LABEL.test(label) ? withEvidence(candidate, 'context', candidate.confidence) : candidate;
  });
  return [...confirmed.filter(isOwn), ...confirmed.filter((candidate) => !isOwn(candidate))];
}

/**
 * The candidate with one more thing that speaks for it. Written out: to spread it takes far longer, and a text may hold
 * tens of thousands.
 */
export const withEvidence = (candidate: Candidate, evidence: Evidence, confidence: number): Candidate => ({
  carrier: candidate.carrier,
  format: candidate.format,
  trackingNumber: candidate.trackingNumber,
  confidence,
  evidence: [...candidate.evidence, evidence],
  checkDigit: candidate.checkDigit,
  service: candidate.service,
  partner: candidate.partner,
  equivalents: candidate.equivalents,
  url: candidate.url,
});

function verdictOf(number: string, format: NumberFormat): Verdict['verdict'] {
  const offsets = format.routed && number.startsWith(ROUTING) ? [0, ...ROUTING_LENGTHS] : [0];
  const readings = offsets
    .map((offset) => number.slice(offset))
    .filter(({ length }) => format.lengths.includes(length));
  if (readings.length === 0) return 'length';
  const fitting = readings.filter((reading) => format.pattern.test(reading));
  if (fitting.length === 0) return 'pattern';
  const { check } = format;
  return check === null || fitting.some((reading) => hasValidCheckDigit(reading, check))
    ? 'match'
    : 'check_digit';
}
