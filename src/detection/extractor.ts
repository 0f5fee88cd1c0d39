/** Finds the tracking numbers in a mail, a page or a message: as a reader would, and in linear time. */

import { accept } from './acceptance.ts';
import type { CarrierProfile } from './carrier-profile.ts';
import { createContextReader, isListGap } from './context.ts';
import type { Candidate, Detector } from './detector.ts';
import { findingsOf, SURE } from './findings.ts';
import { looksHtml, readHtml } from './html-text.ts';
import { createChainVisitor } from './number-chains.ts';
import { readQuotedPrintable } from './quoted-printable.ts';
import { composeReaderText, plainReaderText, type ReaderLink, type ReaderText } from './reader-text.ts';
import { findWebAddresses, type WebAddress } from './web-addresses.ts';

/** A number found in a text. */
export type Extraction = Candidate & {
  /** Where it begins in the text that was given. */
  readonly index: number;
  /** How much of the given text it takes, tags inside it included. */
  readonly length: number;
  /** As a reader sees it. */
  readonly text: string;
};

export type ExtractOptions = {
  /** Whether the text is HTML. @default 'auto' */
  readonly html?: boolean | 'auto' | undefined;
  /** Carriers the text is likely about, by id. */
  readonly hints?: readonly string[] | undefined;
};

/** A number of an order, as a shop's notification names it. */
export type OrderParcel = {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly url: string | null;
};

export type Extractor = {
  /** Every tracking number, once each, in order of appearance. Never throws. */
  extract(text: string, options?: ExtractOptions): readonly Extraction[];
  /** The parcels of one order: numbers that name the same parcel are one. */
  extractOrder(text: string, options?: ExtractOptions): readonly OrderParcel[];
};

/** Longer texts are read up to here. */
const MAX_TEXT = 32 * 1024 * 1024;

export function createExtractor(detector: Detector, profiles: readonly CarrierProfile[]): Extractor {
  const readContext = createContextReader(profiles);
  const visitChains = createChainVisitor();

  function extract(input: string, { html = 'auto', hints = [] }: ExtractOptions = {}): readonly Extraction[] {
    if (typeof input !== 'string') return [];
    const reader = toReaderText(input.length > MAX_TEXT ? input.slice(0, MAX_TEXT) : input, html);
    const addresses = findWebAddresses(reader.text);
    const found = new Map<string, Extraction>();
    readNumbers(reader, addresses, hints, found);
    // A number that is shown is worth more than the same in a link.
    const links = [...addresses.map((address) => toLink(address, reader)), ...reader.links];
    for (const link of links.sort((a, b) => a.sourceIndex - b.sourceIndex)) readLink(link, found);
    return [...found.values()].sort((a, b) => a.index - b.index);
  }

  function readNumbers(
    reader: ReaderText,
    addresses: readonly WebAddress[],
    hints: readonly string[],
    found: Map<string, Extraction>,
  ): void {
    const { text } = reader;
    const context = readContext(reader);
    let listed: { readonly end: number; readonly candidate: Candidate } | undefined;
    let nextAddress = 0;
    visitChains(text, (chain) => {
      for (const finding of findingsOf(chain, text, detector)) {
        const { start, end } = finding;
        while ((addresses[nextAddress]?.end ?? Number.POSITIVE_INFINITY) <= start) nextAddress += 1;
        if ((addresses[nextAddress]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
        const isListed = listed !== undefined && isListGap(text, listed.end, start);
        const candidate = accept(finding, context, {
          listedAfter: isListed ? listed?.candidate : undefined,
          hints,
        });
        if (candidate === undefined) continue;
        listed = { end, candidate };
        const key = keyOf(candidate);
        if (found.has(key)) continue;
        const index = reader.sourceIndex(start);
        const length = reader.sourceEnd(end) - index;
        found.set(key, toExtraction(candidate, index, length, text.slice(start, end)));
      }
    });
  }

  /** A carrier's own page names its parcels; another page where it says so of a checked form, or the form is sure. */
  function readLink({ href, sourceIndex, sourceLength }: ReaderLink, found: Map<string, Extraction>): void {
    for (const [candidate] of detector.readAddress(href)) {
      if (candidate === undefined) continue;
      const { evidence, confidence, checkDigit } = candidate;
      const isSaid = evidence.includes('url') || (evidence.includes('context') && checkDigit === 'valid');
      const key = keyOf(candidate);
      if ((!isSaid && confidence < SURE) || found.has(key)) continue;
      found.set(key, toExtraction(candidate, sourceIndex, sourceLength, href));
    }
  }

  return {
    extract,
    extractOrder: (text, options) => toParcels(extract(text, options)),
  };
}

const keyOf = ({ carrier, trackingNumber }: Candidate): string => `${carrier}/${trackingNumber}`;

// Written out for the same reason as in `withEvidence`.
const toExtraction = (candidate: Candidate, index: number, length: number, text: string): Extraction => ({
  carrier: candidate.carrier,
  format: candidate.format,
  trackingNumber: candidate.trackingNumber,
  confidence: candidate.confidence,
  evidence: candidate.evidence,
  checkDigit: candidate.checkDigit,
  service: candidate.service,
  partner: candidate.partner,
  equivalents: candidate.equivalents,
  url: candidate.url,
  index,
  length,
  text,
});

function toReaderText(text: string, html: boolean | 'auto'): ReaderText {
  const decoded = readQuotedPrintable(text) ?? plainReaderText(text);
  const isHtml = html === 'auto' ? looksHtml(decoded.text) : html;
  return isHtml ? composeReaderText(readHtml(decoded.text), decoded) : decoded;
}

function toLink({ start, end, href }: WebAddress, reader: ReaderText): ReaderLink {
  const sourceIndex = reader.sourceIndex(start);
  return { href, sourceIndex, sourceLength: reader.sourceEnd(end) - sourceIndex };
}

function toParcels(found: readonly Extraction[]): OrderParcel[] {
  const known = new Set<string>();
  return found.flatMap(({ carrier, trackingNumber, url, equivalents = [] }) => {
    const forms = [trackingNumber, ...equivalents];
    const isKnown = forms.some((form) => known.has(form));
    for (const form of forms) known.add(form);
    return isKnown ? [] : [{ carrier, trackingNumber, url }];
  });
}
