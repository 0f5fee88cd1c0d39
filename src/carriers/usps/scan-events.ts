/** USPS's scans as tracking events, each read in its place among the others. */

import { type TrackingEvent, toTrackingEvent } from '../../model/tracking-event.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { orderEvents } from '../../timeline/event-order.ts';
import { filled, type WireText } from '../wire.ts';
import { type Ends, situationOfDelivery } from './course.ts';
import { isInternational, placeOfScan } from './places.ts';
import { type StatusContext, statusOfScan } from './status-question.ts';
import type { UspsParcel, UspsScan } from './wire.ts';
import { timeOfScan, type Warn } from './zones.ts';

/** Reports that USPS's own system writes where no scan is made; they have no place, and come more than once. */
export const SYSTEM_CODES: ReadonlySet<string | null> = new Set(['NT', 'TL', 'DX']);

/** Oldest first. */
export function readScans(
  parcel: UspsParcel,
  ends: Ends,
  context: StatusContext,
  warn: Warn,
): readonly TrackingEvent[] {
  const name = parcel.trackingEvents?.length ? 'trackingEvents' : 'trackingEvent';
  const scans = parcel[name] ?? [];
  const mayBeAbroad = isInternational(parcel);
  const scanOf = new Map<TrackingEvent, UspsScan>();
  for (let index = scans.length - 1; index >= 0; index -= 1) {
    const scan = scans[index];
    if (scan === undefined || saysNothing(scan)) continue;
    const event = toEvent(scan, mayBeAbroad, context, (field, message) =>
      warn(`${name}.${index}.${field}`, message),
    );
    scanOf.set(event, scan);
  }
  return inCourse(withoutRepeats(orderEvents([...scanOf.keys()])), scanOf, ends, context);
}

/** A delivery after a sign of a return is read again for what it is there. */
function inCourse(
  events: readonly TrackingEvent[],
  scanOf: ReadonlyMap<TrackingEvent, UspsScan>,
  ends: Ends,
  context: StatusContext,
): readonly TrackingEvent[] {
  let isReturning = false;
  return events.map((event) => {
    const situation = saysDelivered(event) ? situationOfDelivery(event, ends, isReturning) : null;
    isReturning ||= event.status === 'returned';
    const scan = scanOf.get(event);
    return situation === null || scan === undefined
      ? event
      : { ...event, ...statusOfScan(scan, context, situation) };
  });
}

// What a host has overridden is not read again.
const saysDelivered = ({ status, provenance }: TrackingEvent): boolean =>
  status === 'delivered' && provenance.matchedBy !== 'override';

function withoutRepeats(events: readonly TrackingEvent[]): TrackingEvent[] {
  const seen = new Set<string>();
  return events.filter(({ provenance, occurredAt, localTime }) => {
    if (!SYSTEM_CODES.has(provenance.code)) return true;
    const key = `${provenance.code} ${occurredAt ?? localTime}`;
    const isRepeat = seen.has(key);
    seen.add(key);
    return !isRepeat;
  });
}

function toEvent(scan: UspsScan, mayBeAbroad: boolean, context: StatusContext, warn: Warn): TrackingEvent {
  const location = placeOfScan(scan, mayBeAbroad);
  return toTrackingEvent(statusOfScan(scan, context), timeOfScan(scan, location, warn), {
    carrier: 'usps',
    eventId: null,
    location,
    signedBy: signerOf(scan),
  });
}

// "Signature not required", "Released", "Left at …" tell how it was left, not who took it.
const NO_PERSON = /\bsignature\b|\breleased?\b|^left\b|^(?:n\/?a|none|null|unknown)$/i;

/** Who took it: a person, else the company. */
const signerOf = ({ name, recipientName, firm }: UspsScan): string | null =>
  takerIn(name) ?? takerIn(recipientName) ?? takerIn(firm);

function takerIn(text: WireText): string | null {
  const name = toPlainText(filled(text));
  return name === null || NO_PERSON.test(name) ? null : name;
}

const saysNothing = (scan: UspsScan): boolean =>
  (filled(scan.eventType) ?? filled(scan.eventCode) ?? filled(scan.eventTimestamp)) === null;
