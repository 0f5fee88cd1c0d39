/** Answers about one parcel as no carrier would give them all at once: everything that can make a merge depend on order. */

import fc from 'fast-check';
import { timeOfInstant, timeOfWallClock } from '../../src/model/event-time.ts';
import type { Location, ServicePoint } from '../../src/model/location.ts';
import type { Delivery, Eta, Observation, Piece } from '../../src/model/observation.ts';
import { partyOf, type Reason } from '../../src/model/reason.ts';
import type { Substatus } from '../../src/model/status.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { toInstant } from '../../src/time/clock.ts';
import { anEvent, anObservation } from './observations.ts';

export const CREATED_AT = '2025-05-01T00:00:00.000Z';
const START_MS = Date.parse(CREATED_AT);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const MEANINGS: readonly (readonly [Substatus, Reason | null])[] = [
  ['information_received', null],
  ['package_accepted', null],
  ['package_departed', null],
  ['package_processed', null],
  ['delayed', 'weather'],
  ['out_for_delivery', null],
  ['delivery_attempted', 'recipient_unavailable'],
  ['notice_left', null],
  ['pickup_available', 'at_locker'],
  ['delivered', null],
  ['delivered', 'delivered_to_neighbor'],
  ['package_undeliverable', 'address_incorrect'],
  ['package_undeliverable', 'cancelled_by_shipper'],
  ['package_lost', 'lost'],
  ['package_disposed', 'destroyed'],
  ['package_unclaimed', 'not_collected'],
  ['return_to_sender', 'return_in_transit'],
  ['return_to_sender', 'return_completed'],
  ['other', 'unmapped_code'],
];

const PLACES: readonly (Location | null)[] = [
  null,
  place('Chicago', 'IL'),
  place('chicago ', 'IL'),
  place('Toledo', 'OH'),
];

function place(city: string, region: string): Location {
  return { city, region, postalCode: null, country: 'US', name: null, streetLines: [] };
}

const meaning = fc.constantFrom(...MEANINGS);
/** Mostly the days of a journey; also an older parcel's, and the next one's. */
const hour = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 200 }) },
  { weight: 1, arbitrary: fc.integer({ min: -20_000, max: -300 }) },
  { weight: 1, arbitrary: fc.integer({ min: 900, max: 1_100 }) },
);

const eventTime = fc
  .record({
    hour,
    offset: fc.constantFrom('-05:00', '-08:00', '+02:00'),
    kind: fc.constantFrom('instant', 'instant', 'instant', 'clock', 'date', 'none'),
  })
  .map(({ hour: hours, offset, kind }) => {
    const instant = toInstant(START_MS + hours * HOUR_MS);
    if (kind === 'instant') return timeOfInstant(instant, null, offset);
    if (kind === 'none') return {};
    return timeOfWallClock(kind === 'date' ? instant.slice(0, 10) : instant.slice(0, 19), null);
  });

const event: fc.Arbitrary<TrackingEvent> = fc
  .record({
    meaning,
    time: eventTime,
    code: fc.constantFrom('A', 'B', null),
    place: fc.constantFrom(...PLACES),
    matchedBy: fc.constantFrom('code', 'code', 'category'),
    moves: fc.integer({ min: 0, max: 9 }),
    eventId: fc.constantFrom(null, null, null, 'scan-1', 'scan-2'),
    signedBy: fc.constantFrom(null, null, 'R. Roe'),
  })
  .map(
    ({ meaning: [substatus, reason], time, code, place: location, matchedBy, moves, eventId, signedBy }) => ({
      ...anEvent({ substatus, ...time }),
      reason,
      party: partyOf(reason),
      movesStatus: moves > 0 && substatus !== 'other',
      provenance: { matchedBy, rule: 'acme/1', code: code ?? substatus, category: null, text: 'One text' },
      location,
      eventId,
      signedBy,
    }),
  );

const VARIANTS: readonly ((event: TrackingEvent) => TrackingEvent)[] = [
  (same) => same,
  (same) => same,
  (edited) => ({ ...edited, provenance: { ...edited.provenance, text: 'Another text' } }),
  (reread) => ({ ...reread, substatus: 'delayed', status: 'in_transit' }),
];

const days = fc.integer({ min: 0, max: 6 });
const eta: fc.Arbitrary<Eta | null> = fc.option(
  fc
    .record({
      day: days,
      hasTime: fc.boolean(),
      hasInstant: fc.boolean(),
      source: fc.constantFrom('RDD', 'SDD'),
    })
    .map(({ day, hasTime, hasInstant, source }) => {
      const instant = toInstant(START_MS + day * DAY_MS + 18 * HOUR_MS);
      const to = instant.slice(0, hasTime ? 19 : 10);
      const toUtc = hasTime && hasInstant ? instant : null;
      return { from: to, to, fromUtc: toUtc, toUtc, precision: hasTime ? 'minute' : 'day', source } as const;
    }),
);

const delivery: fc.Arbitrary<Delivery | null> = fc.option(
  fc
    .record({
      hour: fc.integer({ min: 100, max: 200 }),
      kind: fc.constantFrom('instant', 'date', 'none'),
      signedBy: fc.constantFrom(null, 'J. Doe', 'M. Mustermann'),
      placement: fc.constantFrom(null, 'PORCH'),
      photo: fc.constantFrom(null, 'cGhvdG8='),
    })
    .map(({ hour: hours, kind, signedBy, placement, photo }) => {
      const instant = toInstant(START_MS + hours * HOUR_MS);
      return {
        at: kind === 'instant' ? instant : null,
        localTime: kind === 'none' ? null : kind === 'date' ? instant.slice(0, 10) : instant.slice(0, 19),
        signedBy,
        placement,
        proof: photo && { signatureImage: null, photo, document: null, available: [] },
      };
    }),
);

/** Some without a number, and one number told in two ways. */
const PIECES: readonly Piece[] = [
  { trackingNumber: 'P1', status: 'in_transit', substatus: 'package_departed', weight: null },
  { trackingNumber: 'P1', status: 'delivered', substatus: 'delivered', weight: null },
  { trackingNumber: 'P2', status: null, substatus: null, weight: null },
  { trackingNumber: '', status: 'in_transit', substatus: 'delayed', weight: null },
  { trackingNumber: '', status: 'failure', substatus: 'package_lost', weight: null },
];

const servicePoint = (code: string): ServicePoint => ({
  type: 'locker',
  name: null,
  code,
  address: null,
  openUntil: null,
});

const facts = fc.record({
  eta,
  originalEta: eta,
  delivery,
  service: fc.constantFrom(null, { code: '03', name: 'Ground' }, { code: '01', name: 'Air' }),
  destination: fc.constantFrom(...PLACES),
  origin: fc.constantFrom(...PLACES),
  pieces: fc.subarray([...PIECES]),
  pieceCount: fc.constantFrom(null, 1, 2),
  servicePoint: fc.constantFrom(null, servicePoint('L1'), servicePoint('L2')),
  references: fc.subarray([
    { type: 'PO', value: '7' },
    { type: null, value: '8' },
  ]),
  relatedNumbers: fc.subarray([
    { number: 'X1', carrier: null, relation: 'last_mile' as const },
    { number: 'X1', carrier: 'other', relation: 'last_mile' as const },
    { number: 'X2', carrier: null, relation: 'return' as const },
  ]),
});

/** Which events an answer has, each in one telling or another. */
const picks = fc.array(fc.tuple(fc.nat({ max: 29 }), fc.nat({ max: VARIANTS.length - 1 })), {
  maxLength: 12,
});

const answer = fc.record({
  meaning,
  facts,
  picks,
  source: fc.constantFrom('poll', 'poll', 'poll', 'push', 'import'),
  askedAfterHours: fc.oneof(
    fc.integer({ min: 300, max: 324 }).map((half) => half / 2),
    hour,
  ),
});

type Answer = typeof answer extends fc.Arbitrary<infer Value> ? Value : never;

const toObservation = (
  pool: readonly TrackingEvent[],
  { meaning: [substatus, reason], facts: told, picks: picked, source, askedAfterHours }: Answer,
): Observation => ({
  ...anObservation({ substatus, ...told }),
  reason,
  party: partyOf(reason),
  source: source as Observation['source'],
  observedAt: toInstant(START_MS + Math.abs(askedAfterHours) * HOUR_MS),
  events: picked.flatMap(([index, variant]) => {
    const event = pool[index % pool.length];
    return event === undefined ? [] : [VARIANTS[variant]?.(event) ?? event];
  }),
});

export type Told = {
  readonly answers: readonly Observation[];
  /** The same answers: in another order, some more than once. */
  readonly otherwise: readonly Observation[];
};

const toldOf = (events: number, answers: number, size: fc.Size): fc.Arbitrary<Told> =>
  fc
    .record({
      pool: fc.array(event, { minLength: 1, maxLength: events, size }),
      told: fc.array(answer, { minLength: 1, maxLength: answers, size }),
      turns: fc.array(fc.nat(), { minLength: answers, maxLength: answers }),
      again: fc.array(fc.nat({ max: answers - 1 }), { maxLength: 3 }),
    })
    .map(({ pool, told, turns, again }) => {
      const observations = told.map((each) => toObservation(pool, each));
      const shuffled = observations
        .map((each, index) => ({ each, turn: turns[index] ?? 0 }))
        .sort((a, b) => a.turn - b.turn)
        .map(({ each }) => each);
      return {
        answers: observations,
        otherwise: [...shuffled, ...again.flatMap((index) => observations[index] ?? [])],
      };
    });

/** Mostly a few answers that share a few events, which collide most; some of up to 8 answers that share up to 30. */
export const hostileAnswers: fc.Arbitrary<Told> = fc.oneof(
  { weight: 9, arbitrary: toldOf(8, 4, 'small') },
  { weight: 1, arbitrary: toldOf(30, 8, 'large') },
);
