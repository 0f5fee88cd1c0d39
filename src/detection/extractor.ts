/** Finds the tracking numbers in a mail, a page or a message: as a reader would, and in linear time. */

import { accept } from './acceptance.ts';
import type { CarrierProfile } from './carrier-profile.ts';
import { carriersIn, carriersNear, isListGap, labelOf } from './context.ts';
import type { Candidate, Detector } from './detector.ts';
import { findingsOf, SURE } from './findings.ts';
import { looksHtml, readHtml } from './html-text.ts';
import { visitChains } from './number-chains.ts';
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
  extract(text: string, options?: ExtractOptions): Extraction[];
  /** The parcels of one order: numbers that name the same parcel are one. */
  extractOrder(text: string, options?: ExtractOptions): OrderParcel[];
};

/** Longer texts are read up to here. */
const WORD = /[^\W\d_]{5}|\p{L}{5}/u;
const MAX_TEXT = 32 * 1024 * 1024;

export function createExtractor(detector: Detector, profiles: readonly CarrierProfile[]): Extractor {
  const names = profiles.map(({ carrier, names: pattern }) => ({ carrier, pattern }));

  function extract(input: string, { html = 'auto', hints = [] }: ExtractOptions = {}): Extraction[] {
    if (typeof input !== 'string') return [];
    const reader = toReaderText(input.length > MAX_TEXT ? input.slice(0, MAX_TEXT) : input, html);
    const { text } = reader;
    const addresses = findWebAddresses(text);
    const found: Extraction[] = [];
    let listed: { readonly end: number; readonly candidate: Candidate } | undefined;
    let nextAddress = 0;
    const carriersAnywhere = once(() => carriersIn(text, names));
    const isPasted = once(() => !WORD.test(text));

    visitChains(text, (chain) => {
      for (const finding of findingsOf(chain, text, detector)) {
        const { start, end } = finding;
        while (nextAddress < addresses.length && (addresses[nextAddress] as WebAddress).end <= start)
          nextAddress += 1;
        if ((addresses[nextAddress]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
        const candidate = accept(finding, {
          label: labelOf(text, start, end, names),
          carriers: [...carriersNear(text, start, end, names), ...hints],
          listedAfter:
            listed !== undefined && isListGap(text, listed.end, start) ? listed.candidate : undefined,
          carriersAnywhere,
          isPasted,
        });
        if (candidate === undefined) continue;
        listed = { end, candidate };
        const index = reader.sourceIndex(start);
        const length = reader.sourceEnd(end) - index;
        found.push({ ...candidate, index, length, text: text.slice(start, end) });
      }
    });
    for (const link of [...addresses.map((address) => toLink(address, reader)), ...reader.links]) {
      found.push(...readLink(link, detector));
    }
    return onceEach(found);
  }

  return {
    extract,
    extractOrder: (text, options) => toParcels(extract(text, options)),
  };
}

function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}

function toReaderText(text: string, html: boolean | 'auto'): ReaderText {
  const decoded = readQuotedPrintable(text) ?? plainReaderText(text);
  const isHtml = html === 'auto' ? looksHtml(decoded.text) : html;
  return isHtml ? composeReaderText(readHtml(decoded.text), decoded) : decoded;
}

function toLink({ start, end, href }: WebAddress, reader: ReaderText): ReaderLink {
  const sourceIndex = reader.sourceIndex(start);
  return { href, sourceIndex, sourceLength: reader.sourceEnd(end) - sourceIndex };
}

/** A carrier's own page names its parcels; another page where it says so of a checked form, or the form is sure. */
function readLink({ href, sourceIndex, sourceLength }: ReaderLink, detector: Detector): Extraction[] {
  return detector.readAddress(href).flatMap(([candidate]) => {
    if (candidate === undefined) return [];
    const { evidence, confidence, checkDigit } = candidate;
    const isSaid = evidence.includes('url') || (evidence.includes('context') && checkDigit === 'valid');
    if (!isSaid && confidence < SURE) return [];
    return [{ ...candidate, index: sourceIndex, length: sourceLength, text: href }];
  });
}

function onceEach(found: readonly Extraction[]): Extraction[] {
  const byNumber = new Map<string, Extraction>();
  for (const extraction of [...found].sort((a, b) => a.index - b.index)) {
    const key = `${extraction.carrier}/${extraction.trackingNumber}`;
    const known = byNumber.get(key);
    // A number that is shown is worth more than the same in a link.
    if (known === undefined || (known.text.includes('://') && !extraction.text.includes('://')))
      byNumber.set(key, extraction);
  }
  return [...byNumber.values()].sort((a, b) => a.index - b.index);
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
