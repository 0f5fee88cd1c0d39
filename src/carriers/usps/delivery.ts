/** The handing over: when, to whom, where, and what proves it; and where a parcel waits for its recipient. */

import { timeInZone, timeOfWallClock } from '../../model/event-time.ts';
import type { ServicePoint } from '../../model/location.ts';
import type { Delivery, ProofOfDelivery } from '../../model/observation.ts';
import { isTerminal, type NormalizedStatus } from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { filled } from '../wire.ts';
import { readClock, readDay } from './dates.ts';
import { destinationOf, zoneOfPlace } from './places.ts';
import type { UspsFlag, UspsParcel } from './wire.ts';
import type { Warn } from './zones.ts';

/** The delivery of a parcel whose status is `delivered`. */
export function deliveryOf(
  parcel: UspsParcel,
  events: readonly TrackingEvent[],
  state: NormalizedStatus,
): Delivery {
  const scan = handoverIn(events) ?? newestAsStated(events, parcel);
  const time = scan ?? timeInSummary(parcel);
  return {
    at: time?.occurredAt ?? null,
    localTime: time?.localTime ?? null,
    signedBy: scan?.signedBy ?? null,
    placement:
      placementIn(scan?.description) ?? placementIn(state.description) ?? placementIn(filled(parcel.status)),
    proof: proofOf(parcel),
  };
}

/** The newest delivery; where USPS repeats it, its first scan. */
function handoverIn(events: readonly TrackingEvent[]): TrackingEvent | null {
  const newest = events.findLast(({ status }) => status === 'delivered');
  if (newest === undefined) return null;
  const others = events.findLastIndex(
    (event) =>
      event.movesStatus && (event.status !== 'delivered' || event.description !== newest.description),
  );
  return events.slice(others + 1).find(({ status }) => status === 'delivered') ?? newest;
}

/** The newest scan where it is what USPS calls delivered by the category alone, as its words are unknown. */
function newestAsStated(events: readonly TrackingEvent[], { status }: UspsParcel): TrackingEvent | null {
  const newest = events.at(-1);
  return newest && newest.provenance.text !== null && newest.provenance.text === filled(status)
    ? newest
    : null;
}

/** `Your item was delivered at 12:55 pm on April 05, 2010 in …`, for answers without scans. */
function timeInSummary(parcel: UspsParcel) {
  const sentence = toPlainText(filled(parcel.statusSummary));
  const day = sentence?.match(/\bdelivered\b/i) ? readDay(sentence) : null;
  if (day === null) return null;
  const clock = readClock(sentence);
  if (clock === null) return timeOfWallClock(day, null);
  const zone = zoneOfPlace(destinationOf(parcel));
  const localTime = `${day}T${clock}`;
  return zone === null ? timeOfWallClock(localTime, null) : timeInZone(localTime, zone);
}

const PLACEMENT = /^delivered, (.{1,100}?)\.?$/i;

/** `Front Door/Porch` of `Delivered, Front Door/Porch`. */
const placementIn = (text: string | null | undefined): string | null =>
  PLACEMENT.exec(toPlainText(text) ?? '')?.[1] ?? null;

/** What USPS can be asked for, by the names of its flags. */
function proofOf(parcel: UspsParcel): ProofOfDelivery | null {
  const { servicesEligibility: batch } = parcel;
  const flags: Readonly<Record<string, readonly UspsFlag[]>> = {
    proofOfDelivery: [parcel.proofOfDeliveryEnabled, batch?.proofOfDeliveryEnabled],
    trackingProofOfDelivery: [parcel.trackingProofOfDeliveryEnabled, batch?.trackingProofOfDeliveryEnabled],
    RRE: [parcel.RREEnabled, batch?.RREEnabled],
    RRAM: [parcel.RRAMEnabled, parcel.RRAMenabled],
  };
  const available = Object.keys(flags).filter((name) => flags[name]?.some(isOn));
  return available.length === 0 ? null : { signatureImage: null, photo: null, document: null, available };
}

/** Booleans arrive as text. */
export const isOn = (flag: UspsFlag): boolean => /^true$/i.test(String(flag).trim());

/** Where the parcel waits, and until when; a notice says the day on which it goes back. */
export function servicePointOf(
  parcel: UspsParcel,
  state: NormalizedStatus,
  events: readonly TrackingEvent[],
  warn: Warn,
): ServicePoint | null {
  if (isTerminal(state.status)) return null;
  const openUntil = readDay(filled(parcel.returnDateNotice));
  if (openUntil === null && filled(parcel.returnDateNotice) !== null) warn('returnDateNotice', 'no date');
  const waiting = isWaiting(state) ? events.findLast(isWaiting) : undefined;
  if (openUntil === null && !isWaiting(state)) return null;
  const isLocker = /\blocker\b/i.test(waiting?.description ?? state.description ?? '');
  return {
    type: isLocker ? 'locker' : 'post_office',
    name: null,
    code: null,
    address: waiting?.location ?? null,
    openUntil,
  };
}

const HELD_AT_POST_OFFICE = /^held at post office\b/i;

const isWaiting = ({ substatus, description }: NormalizedStatus): boolean =>
  substatus === 'pickup_available' ||
  (substatus === 'package_held' && HELD_AT_POST_OFFICE.test(description ?? ''));
