/** A parcel's record at a carrier as it grows and is corrected, and the answers it gives at different times. */

import fc from 'fast-check';
import { timeOfInstant, timeOfWallClock } from '../../src/model/event-time.ts';
import type { Location } from '../../src/model/location.ts';
import type { Observation } from '../../src/model/observation.ts';
import { type NormalizedStatus, type Substatus, statusFieldsOf } from '../../src/model/status.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { toInstant } from '../../src/time/clock.ts';
import { anEvent, anObservation } from './observations.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const RECORD_BEGINS = '2025-05-01T00:00:00.000Z';
const START_MS = Date.parse(RECORD_BEGINS);
/** Long after the last that can happen, so that a poll then has all of it. */
const END_MS = START_MS + 60 * DAY_MS;

type Entry = {
  readonly event: TrackingEvent;
  readonly shownAt: number;
  /** When the carrier took it back; never, where it is infinite. */
  readonly hiddenAt: number;
  readonly editedAt: number;
};

export type CarrierRecord = { readonly entries: readonly Entry[]; readonly etaShifts: readonly number[] };

const STEPS: readonly Substatus[] = [
  'information_received',
  'package_accepted',
  'package_arrived',
  'package_departed',
  'package_processed',
  'delayed',
  'package_held',
  'address_issue',
  'out_for_delivery',
  'delivery_attempted',
  'notice_left',
  'pickup_available',
  'delivered',
  'package_undeliverable',
  'package_lost',
  'return_to_sender',
  'package_disposed',
  'other',
  'other',
];
const PLACES: readonly (Location | null)[] = [null, place('Chicago'), place('Toledo')];

function place(city: string): Location {
  return { city, region: null, postalCode: null, country: 'US', name: null, streetLines: [] };
}

const step = fc.record({
  substatus: fc.constantFrom(...STEPS),
  /** Often none: carriers note several scans at one time. */
  hoursLater: fc.constantFrom(0, 0, 1, 5, 20, 70),
  place: fc.constantFrom(...PLACES),
  /** Carriers learn of scans late, and not in their order. */
  shownHoursLater: fc.constantFrom(0, 0, 0, 1, 30),
  hiddenHoursLater: fc.constantFrom(null, null, null, null, 2, 50),
  editedHoursLater: fc.constantFrom(null, null, null, 1, 40),
});

/** How a carrier tells its times. */
type Style = 'instant' | 'clock' | 'date' | 'mixed';

/** Up to 30 scans with equal times, missing times, corrections and codes that nobody knows. */
export const carrierRecord: fc.Arbitrary<CarrierRecord> = fc
  .record({
    style: fc.constantFrom<Style>('instant', 'instant', 'clock', 'date', 'mixed'),
    steps: fc.array(step, { minLength: 1, maxLength: 30, size: 'large' }),
    etaShifts: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
  })
  .map(({ style, steps, etaShifts }) => {
    let at = START_MS;
    const entries = steps.map((each, index): Entry => {
      at += each.hoursLater * HOUR_MS;
      const shownAt = at + each.shownHoursLater * HOUR_MS;
      // Without instants, and for the oldest scan, nobody can tell a scan that was taken back from one too old to list.
      const canHide = style === 'instant' && index > 0 && steps[0]?.hiddenHoursLater === null;
      return {
        // What is known once isn't forgotten, so a record whose only news was taken back is another matter.
        event: toEvent(
          index === 0 ? { ...each, substatus: 'information_received' } : each,
          at,
          style === 'mixed' ? (MIXTURE[index % 4] ?? 'instant') : style,
        ),
        shownAt: index === 0 ? at : shownAt,
        hiddenAt: canHide ? later(shownAt, each.hiddenHoursLater) : Number.POSITIVE_INFINITY,
        editedAt: later(shownAt, each.editedHoursLater),
      };
    });
    return { entries: entries.filter(isFirstOfItsKind), etaShifts };
  });

/** Scans that nothing but their words tells apart are for other tests. */
const isFirstOfItsKind = ({ event }: Entry, index: number, entries: readonly Entry[]): boolean =>
  entries.findIndex(({ event: other }) => kindOf(other) === kindOf(event)) === index;

const kindOf = ({ substatus, occurredAt, localTime, location }: TrackingEvent): string =>
  [substatus, occurredAt, localTime, location?.city].join();

const MIXTURE = ['instant', 'clock', 'date', 'none'] as const;

const later = (at: number, hours: number | null): number =>
  hours === null ? Number.POSITIVE_INFINITY : at + hours * HOUR_MS;

function toEvent(
  { substatus, place: location }: { substatus: Substatus; place: Location | null },
  at: number,
  style: Style | 'none',
): TrackingEvent {
  const instant = toInstant(at);
  const clock = instant.slice(0, style === 'date' ? 10 : 19);
  const time = style === 'instant' ? timeOfInstant(instant, null, '-05:00') : timeOfWallClock(clock, null);
  return {
    ...anEvent({ substatus, ...(style === 'none' ? {} : time) }),
    provenance: { matchedBy: 'code', rule: 'acme/1', code: substatus, category: null, text: 'As first told' },
    movesStatus: substatus !== 'other',
    location,
  };
}

const toldAt = ({ event, editedAt }: Entry, at: number): TrackingEvent =>
  at < editedAt ? event : { ...event, provenance: { ...event.provenance, text: 'Edited later' } };

/** What a poll at this time would give; nothing before the carrier knows of the parcel. */
export function answerAt(record: CarrierRecord, at: number): Observation | null {
  const events = record.entries
    .filter(({ shownAt, hiddenAt }) => shownAt <= at && at < hiddenAt)
    .map((entry) => toldAt(entry, at));
  const newest = events.findLast((event) => event.movesStatus);
  if (events.length === 0) return null;
  const shift = record.etaShifts[Math.floor((at - START_MS) / (5 * DAY_MS))] ?? 0;
  return {
    ...anObservation({ ...statusOf(newest), events, observedAt: toInstant(at) }),
    eta: etaOf(shift),
    originalEta: etaOf(0),
    delivery: deliveryIn(events),
    destination: place('Toledo'),
    origin: place('Chicago'),
  };
}

function deliveryIn(events: readonly TrackingEvent[]): Observation['delivery'] {
  const scan = events.findLast(({ substatus }) => substatus === 'delivered');
  if (scan === undefined) return null;
  const { occurredAt: at, localTime } = scan;
  return { at, localTime, signedBy: 'J. DOE', placement: 'FRONT DOOR', proof: null };
}

const statusOf = (event: TrackingEvent | undefined): NormalizedStatus =>
  event ? statusFieldsOf(event) : statusFieldsOf(anObservation({ substatus: 'other' }));

const etaOf = (shift: number) => {
  const day = toInstant(START_MS + (10 + shift) * DAY_MS).slice(0, 10);
  return { from: day, to: day, fromUtc: null, toUtc: null, precision: 'day', source: 'RDD' } as const;
};

/** What the carrier pushes of a scan when it learns of it. */
const pushOf = (entry: Entry): Observation => ({
  ...anObservation({
    ...statusFieldsOf(entry.event),
    events: [toldAt(entry, entry.shownAt)],
    observedAt: toInstant(entry.shownAt),
  }),
  source: 'push',
});

/** One way of hearing of a record: some polls, some pushes, in any order of arrival; a poll at the end is among them. */
export const hearingsOf = (record: CarrierRecord): fc.Arbitrary<readonly Observation[]> =>
  fc
    .record({
      polls: fc.array(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 5 }),
      pushes: fc.subarray([...record.entries]),
    })
    .chain(({ polls, pushes }) => {
      const times = [...polls.map((hour) => START_MS + hour * HOUR_MS), END_MS];
      const answers = times.flatMap((at) => answerAt(record, at) ?? []);
      const all = [...answers, ...pushes.map(pushOf)];
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
