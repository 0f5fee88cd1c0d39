/** The short answer of v3, one sentence per scan, read as scans: `Out for Delivery, 06/17/2022, 6:10 am, FAIRFAX, VA 22032`. */

import { filled } from '../wire.ts';
import { readClock, readDay } from './dates.ts';
import type { UspsParcel, UspsScan } from './wire.ts';

/** Where the date begins that ends the text of a scan. */
const DATE = /, (?:[A-Z][a-z]{2,8} \d{1,2}, \d{4}|\d{1,2}\/\d{1,2}\/\d{4})/;
/** City, state and postal code at the end. */
const PLACE = /(?:\bin|,) ([A-Z][A-Z .'-]{1,60}), ([A-Z]{2})(?: (\d{5}))?\.?$/;

const MAX_SENTENCE_LENGTH = 500;

const WAS_DELIVERED = /^your (?:item|package) (?:was|has been) delivered\b/i;

/** `Your item was delivered …` in the words of the long answer. */
const DELIVERED: readonly (readonly [words: RegExp, text: string])[] = [
  [/\boriginal sender\b/i, 'Delivered, To Original Sender'],
  [/\bfront door or porch\b/i, 'Delivered, Front Door/Porch'],
  [/\bin or at the mailbox\b/i, 'Delivered, In/At Mailbox'],
  [/\bparcel locker\b/i, 'Delivered, Parcel Locker'],
  [/\bp\.?o\.? box\b/i, 'Delivered, PO Box'],
  [/\bgarage\b/i, 'Delivered, Garage or Other Location at Address'],
  [/\bfront desk\b/i, 'Delivered, Front Desk/Reception/Mail Room'],
  [/\bleft with an individual\b/i, 'Delivered, Left with Individual'],
  [/\bpicked up at (?:the|a) post office\b/i, 'Delivered, Individual Picked Up at Post Office'],
];

/** The parcel with its sentences as scans, where it has no others. */
export function withScansOfSummary(parcel: UspsParcel): UspsParcel {
  if (parcel.trackingEvents?.length || parcel.trackingEvent?.length) return parcel;
  const sentences = (parcel.eventSummaries ?? []).flatMap((sentence) => filled(sentence) ?? []);
  return sentences.length === 0 ? parcel : { ...parcel, trackingEvents: sentences.map(toScan) };
}

function toScan(written: string): UspsScan {
  const sentence = written.slice(0, MAX_SENTENCE_LENGTH);
  const [, eventCity, eventState, eventZIP] = PLACE.exec(sentence) ?? [];
  const day = readDay(sentence);
  const clock = readClock(sentence);
  return {
    eventType: textOf(sentence),
    eventTimestamp: day === null || clock === null ? day : `${day}T${clock}`,
    eventCity,
    eventState,
    eventZIP,
  };
}

function textOf(sentence: string): string {
  const at = DATE.exec(sentence)?.index;
  if (at !== undefined) return sentence.slice(0, at);
  if (!WAS_DELIVERED.test(sentence)) return sentence;
  return DELIVERED.find(([words]) => words.test(sentence))?.[1] ?? 'Delivered';
}
