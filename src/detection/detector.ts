/** Which formats a number fits, best first. Built once from formats; then a table look-up by length. */

import { type AddressPart, addressParts, isWebAddress } from './address-parts.ts';
import { hasValidCheckDigit } from './check-digits.ts';
import { charactersOf, cleanNumber, MAX_LENGTH } from './clean-number.ts';
import type { Evidence, NumberFormat } from './format.ts';

/** One reading of a number. */
export type Candidate<Carrier extends string = string> = {
  readonly carrier: Carrier;
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
export type Verdict<Carrier extends string = string> = {
  readonly format: string;
  readonly carrier: Carrier;
  readonly verdict: 'match' | 'length' | 'pattern' | 'check_digit';
};

export type Detector<Carrier extends string = string> = {
  /** Candidates, best first; none for what is no number. Never throws. */
  detect(input: string): readonly Candidate<Carrier>[];
  /** What each format says of the number. */
  explain(input: string): readonly Verdict<Carrier>[];
  /** Reads a number that is canonical already. */
  match(canonical: string): readonly Candidate<Carrier>[];
  /** What a web address says of each number in it; the best first where its host is a carrier's. */
  readAddress(address: string): readonly (readonly Candidate<Carrier>[])[];
  /** Whether any format has numbers of this length, of digits alone or with letters. */
  admits(length: number, isNumeric: boolean): boolean;
};

export type DetectorOptions<Carrier extends string = string> = {
  readonly formats: readonly NumberFormat<Carrier>[];
  readonly trackingUrl: (carrier: Carrier, trackingNumber: string) => string | null;
  /** The carrier a web address belongs to. */
  readonly carrierOfHost?: (host: string) => string | undefined;
};

/** A format at one of the places where its number may begin. */
type Matcher<Carrier extends string> = {
  readonly format: NumberFormat<Carrier>;
  /** Length of the routing prefix before the number. */
  readonly offset: number;
  /** Null where length and digits are all it says. */
  readonly pattern: RegExp | null;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
};

type MatchersByLength<Carrier extends string> = readonly (readonly Matcher<Carrier>[] | undefined)[];

/** `tracknum`, `trackingNumber`, `trknbr`, `tracking_id`. */
const TRACKING_LABEL = /^tra?c?k/i;
/** `420`, a ZIP, and perhaps its +4. */
const ROUTING_LENGTHS = [8, 12] as const;
const ROUTING = '420';
const MAX_ADDRESS = 4_096;

export function createDetector<Carrier extends string>({
  formats,
  trackingUrl,
  carrierOfHost,
}: DetectorOptions<Carrier>): Detector<Carrier> {
  const numeric = indexByLength(formats.filter(({ characters }) => characters !== 'letters_and_digits'));
  const lettered = indexByLength(formats.filter(({ characters }) => characters !== 'digits'));

  const match = (canonical: string): Candidate<Carrier>[] =>
    matchAmong(charactersOf(canonical) === 'digits' ? numeric : lettered, canonical);

  function matchAmong(byLength: MatchersByLength<Carrier>, canonical: string): Candidate<Carrier>[] {
    const candidates: Candidate<Carrier>[] = [];
    const matchers = byLength[canonical.length];
    if (matchers === undefined || canonical.length > MAX_LENGTH) return candidates;
    for (const matcher of matchers) {
      const { offset, pattern, format } = matcher;
      if (offset > 0 && !canonical.startsWith(ROUTING)) continue;
      const number = offset === 0 ? canonical : canonical.slice(offset);
      if (pattern !== null && !pattern.test(number)) continue;
      if (format.check !== null && !hasValidCheckDigit(number, format.check)) continue;
      candidates.push(toCandidate(number, canonical, matcher, trackingUrl));
    }
    return candidates;
  }

  function detect(input: string): readonly Candidate<Carrier>[] {
    if (typeof input !== 'string') return [];
    // Nearly all numbers come clean.
    const characters = charactersOf(input);
    if (characters !== 'others') return matchAmong(characters === 'digits' ? numeric : lettered, input);
    const address = asAddress(input);
    if (address !== undefined) return readAddress(address)[0] ?? [];
    const number = cleanNumber(input);
    return number === undefined ? [] : match(number);
  }

  function readAddress(address: string): Candidate<Carrier>[][] {
    const readings = addressParts(address).flatMap((part) => {
      const number = cleanNumber(part.text);
      const candidates = number === undefined ? [] : match(number);
      return candidates.length === 0 ? [] : [confirmedBy(part, candidates, carrierOfHost)];
    });
    const own = readings.filter(([best]) => best?.evidence.includes('url'));
    // A carrier's page names its parcel; whatever else stands in its address is something else.
    return own.length > 0 ? own : readings;
  }

  function explain(input: string): Verdict<Carrier>[] {
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
  if (input.length > MAX_ADDRESS) return undefined;
  const trimmed = input.trim();
  return isWebAddress(trimmed) ? trimmed : undefined;
};

/** The surest first, so that candidates come in their order. */
function indexByLength<Carrier extends string>(
  formats: readonly NumberFormat<Carrier>[],
): MatchersByLength<Carrier> {
  const byLength: Matcher<Carrier>[][] = [];
  const add = (length: number, matcher: Matcher<Carrier>): void => {
    const matchers = byLength[length] ?? [];
    byLength[length] = [...matchers, matcher].sort((a, b) => b.confidence - a.confidence);
  };
  for (const format of formats) {
    const { confidence, check, pattern } = format;
    const evidence = [...(check === null ? [] : ['check_digit' as const]), ...format.evidence];
    const matcher: Matcher<Carrier> = {
      format,
      offset: 0,
      pattern: isImplied(format) ? null : pattern,
      confidence,
      evidence: Object.freeze(evidence),
    };
    for (const length of format.lengths) {
      add(length, matcher);
      if (!format.routed) continue;
      for (const offset of ROUTING_LENGTHS) {
        add(length + offset, {
          ...matcher,
          offset,
          // The prefix is three more digits that had to be right.
          confidence: Math.min(0.99, confidence + 0.2),
          evidence: Object.freeze([...evidence, 'routing' as const]),
        });
      }
    }
  }
  return byLength;
}

const DIGITS_ALONE = /^\^\\d\{[\d,]+\}\$$/;

/** Whether the pattern repeats what the look-up knows: that there are digits alone, and how many. */
const isImplied = ({ characters, pattern, lengths }: NumberFormat): boolean =>
  characters === 'digits' &&
  DIGITS_ALONE.test(pattern.source) &&
  lengths.every((length) => pattern.test('0'.repeat(length)));

function toCandidate<Carrier extends string>(
  number: string,
  canonical: string,
  { format, confidence, evidence }: Matcher<Carrier>,
  trackingUrl: DetectorOptions<Carrier>['trackingUrl'],
): Candidate<Carrier> {
  const { carrier, id, check } = format;
  const trackingNumber = format.toTrackingNumber?.(number) ?? number;
  const details = format.details?.(number);
  return {
    carrier,
    format: id,
    trackingNumber,
    confidence,
    evidence,
    checkDigit: check === null ? 'none' : 'valid',
    service: details?.service,
    partner: details?.partner,
    equivalents:
      trackingNumber === canonical ? details?.equivalents : [canonical, ...(details?.equivalents ?? [])],
    url: trackingUrl(carrier, trackingNumber),
  };
}

/** A link to a carrier's page says whose number it is; a parameter's name, that it is one. */
function confirmedBy<Carrier extends string>(
  { host, label }: AddressPart,
  candidates: readonly Candidate<Carrier>[],
  carrierOfHost: DetectorOptions['carrierOfHost'],
): Candidate<Carrier>[] {
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
export const withEvidence = <Carrier extends string>(
  candidate: Candidate<Carrier>,
  evidence: Evidence,
  confidence: number,
): Candidate<Carrier> => ({
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
