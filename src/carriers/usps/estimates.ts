/**
 * When USPS expects to deliver: its prediction, its expectation by the service, its guarantee. Wall clocks at the
 * destination; the zone of the destination makes instants of them.
 */

import type { Location } from '../../model/location.ts';
import type { Eta } from '../../model/observation.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { instantInZone } from '../../time/local-time.ts';
import { readIso } from '../../time/wall-clock.ts';
import { filled } from '../wire.ts';
import { readClock, readDay } from './dates.ts';
import { zoneOfPlace } from './places.ts';
import type { UspsParcel } from './wire.ts';
import type { Warn } from './zones.ts';

/** USPS words some guarantees as a number of days. */
const WORDS_FOR_A_TERM = /^\d{1,3} (?:business )?days?$/i;

/** A day with its hours, as far as they are stated. */
type Estimate = { readonly day: string; readonly from: string | null; readonly to: string | null };

/** The estimate that stands; a day without hours takes them from another statement about the same day. */
export function forecastOf(
  parcel: UspsParcel,
  events: readonly TrackingEvent[],
  destination: Location | null,
  warn: Warn,
): Eta | null {
  const estimates = {
    predicted: predictedOf(parcel, warn),
    expected: expectedOf(parcel, warn),
    guaranteed: guaranteedOf(parcel, warn),
    endOfDay: endOfDayOf(parcel, events),
  };
  const known = Object.entries(estimates).flatMap(([source, estimate]) =>
    estimate === null ? [] : [{ source, estimate }],
  );
  const [first] = known;
  const finer = known.find(({ estimate }) => estimate.day === first?.estimate.day && estimate.to !== null);
  const chosen = finer ?? first;
  return chosen ? toEta(chosen.estimate, chosen.source, zoneOfPlace(destination)) : null;
}

/** What was promised: the guarantee, else what the service leads to expect. */
export function promiseOf(parcel: UspsParcel, destination: Location | null): Eta | null {
  const zone = zoneOfPlace(destination);
  const guaranteed = guaranteedOf(parcel, ignore);
  if (guaranteed !== null) return toEta(guaranteed, 'guaranteed', zone);
  const expected = expectedOf(parcel, ignore);
  return expected && toEta(expected, 'expected', zone);
}

function predictedOf(parcel: UspsParcel, warn: Warn): Estimate | null {
  const written = stated(parcel, 'predictedDeliveryDate') ?? filled(parcel.predictedDeliveryTimeStamp);
  const estimate = ofText(written, 'predictedDeliveryDate', warn);
  if (estimate === null) return null;
  const from = readTime(parcel, 'predictedDeliveryWindowStartTime', warn);
  const to = readTime(parcel, 'predictedDeliveryWindowEndTime', warn);
  if (from !== null && to !== null && from > to) {
    warn('predictedDeliveryWindowEndTime', 'the window ends before it begins');
    return estimate;
  }
  const end = to ?? from;
  return end === null ? untilEndOfDay(estimate, parcel) : { day: estimate.day, from: from ?? end, to: end };
}

function expectedOf(parcel: UspsParcel, warn: Warn): Estimate | null {
  const written = filled(parcel.expectedDeliveryTimeStamp) ?? stated(parcel, 'expectedDeliveryDate');
  const estimate = ofText(written, 'expectedDeliveryDate', warn);
  const time = estimate?.to === null ? readClock(filled(parcel.expectedDeliveryTime)) : null;
  if (estimate === null || time === null) return estimate && untilEndOfDay(estimate, parcel);
  return { ...estimate, from: time, to: time };
}

const guaranteedOf = (parcel: UspsParcel, warn: Warn): Estimate | null =>
  ofText(
    filled(parcel.guaranteedDeliveryTimeStamp) ?? stated(parcel, 'guaranteedDeliveryDate'),
    'guaranteedDeliveryDate',
    warn,
  );

/** An end of the day without a day is that of the day on which the parcel is out for delivery. */
function endOfDayOf(parcel: UspsParcel, events: readonly TrackingEvent[]): Estimate | null {
  const newest = events.findLast(({ movesStatus }) => movesStatus);
  if (newest?.substatus !== 'out_for_delivery' || newest.localTime === null) return null;
  const time = readClock(stated(parcel, 'endOfDay')) ?? readClock(newest.description);
  return time === null ? null : { day: newest.localTime.slice(0, 10), from: time, to: time };
}

type Expectation = NonNullable<UspsParcel['deliveryDateExpectation']>;

/** The batch has these in an object of their own. */
const stated = (parcel: UspsParcel, field: keyof Expectation): string | null =>
  filled(parcel.deliveryDateExpectation?.[field]) ?? filled(parcel[field]);

function ofText(written: string | null, field: string, warn: Warn): Estimate | null {
  if (written === null) return null;
  // The destination's wall clock: a `Z` behind it is as false as behind the times of scans.
  const reading = readIso(written);
  const day = reading?.localTime.slice(0, 10) ?? readDay(written);
  if (day === null) {
    if (!WORDS_FOR_A_TERM.test(written)) warn(field, 'no date');
    return null;
  }
  const clock = reading?.localTime.slice(11) ?? '';
  // No parcel is due at midnight: it stands for a date alone.
  const time = clock === '' || clock === '00:00:00' ? null : clock;
  return { day, from: time, to: time };
}

function untilEndOfDay(estimate: Estimate, parcel: UspsParcel): Estimate {
  const time = estimate.to === null ? readClock(stated(parcel, 'endOfDay')) : null;
  return time === null ? estimate : { ...estimate, from: time, to: time };
}

function readTime(parcel: UspsParcel, field: keyof Expectation, warn: Warn): string | null {
  const written = stated(parcel, field);
  const time = readClock(written);
  if (time === null && written !== null) warn(field, 'no time of day');
  return time;
}

function toEta({ day, from, to }: Estimate, source: string, zone: string | null): Eta {
  const [begins, ends] = [from === null ? day : `${day}T${from}`, to === null ? day : `${day}T${to}`];
  const fromUtc = zone === null ? null : (instantInZone(begins, zone)?.instant ?? null);
  // Asking a zone costs more than all the rest of an estimate.
  const toUtc = begins === ends || zone === null ? fromUtc : (instantInZone(ends, zone)?.instant ?? null);
  return { from: begins, to: ends, fromUtc, toUtc, precision: to === null ? 'day' : 'minute', source };
}

/** The forecast has warned already. */
const ignore: Warn = () => undefined;
