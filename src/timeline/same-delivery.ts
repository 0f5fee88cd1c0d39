/** Whether two carriers speak of one handing over: nothing that both state tells them apart. */

import type { Location } from '../model/location.ts';
import type { EventTime, TrackingEvent } from '../model/tracking-event.ts';

/**
 * A carrier that repeats another's scan may round its time, note when it heard, or place the clock in a neighbour's
 * zone; and no parcel is handed over twice within three hours at one place.
 */
const TOLERANCE_MS = 3 * 3_600_000;

type Moment = Pick<EventTime, 'occurredAt' | 'localTime'>;

/** By status, time within three hours (a date alone: the day), and place (postal code or city). */
export const isSameDelivery = (a: TrackingEvent, b: TrackingEvent): boolean =>
  a.status === 'delivered' &&
  b.status === 'delivered' &&
  isSameMoment(a, b) &&
  isSamePlace(a.location, b.location);

/** Where one of the two has no time there is nothing to tell them apart. */
export function isSameMoment(a: Moment, b: Moment): boolean {
  if (a.occurredAt !== null && b.occurredAt !== null) return isNear(a.occurredAt, b.occurredAt);
  if (a.localTime === null || b.localTime === null) return true;
  const isDay = a.localTime.length === 10 || b.localTime.length === 10;
  return isDay
    ? a.localTime.slice(0, 10) === b.localTime.slice(0, 10)
    : isNear(`${a.localTime}Z`, `${b.localTime}Z`);
}

const isNear = (a: string, b: string): boolean => Math.abs(Date.parse(a) - Date.parse(b)) <= TOLERANCE_MS;

/** Carriers write cities in their own ways, and some give only one of city and postal code. */
function isSamePlace(a: Location | null, b: Location | null): boolean {
  if (a === null || b === null) return true;
  const [country, postalCode, city] = [
    agreement(a.country, b.country),
    agreement(plain(a.postalCode).slice(0, ROUTING_LENGTH), plain(b.postalCode).slice(0, ROUTING_LENGTH)),
    agreement(plain(a.city), plain(b.city)),
  ];
  if (country === 'differ') return false;
  return [postalCode, city].includes('agree') || ![postalCode, city].includes('differ');
}

/** A ZIP without its +4. */
const ROUTING_LENGTH = 5;

const agreement = (a: string | null, b: string | null): 'agree' | 'differ' | 'unknown' => {
  if (!a || !b) return 'unknown';
  return a === b ? 'agree' : 'differ';
};

const plain = (text: string | null): string => (text ?? '').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
