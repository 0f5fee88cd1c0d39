/** One timeline of two carriers: whose events, whose status, the delivery once. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeOfWallClock } from '../../src/model/event-time.ts';
import { type Location, type ServicePoint, toLocation } from '../../src/model/location.ts';
import type { Delivery, Eta, Observation } from '../../src/model/observation.ts';
import { SUBSTATUSES, type Substatus } from '../../src/model/status.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { orderEvents } from '../../src/timeline/event-order.ts';
import { mergeHandover } from '../../src/timeline/handover.ts';
import { anEvent, anObservation } from '../support/observations.ts';

const scan = (
  carrier: string,
  substatus: Substatus,
  localTime: string,
  rest: Partial<TrackingEvent> = {},
): TrackingEvent => anEvent({ carrier, substatus, ...timeOfWallClock(localTime, '-05:00'), ...rest });

/** An observation of these scans, whose status is that of the last one. */
const seenBy = (
  carrier: string,
  events: readonly TrackingEvent[],
  rest: Partial<Observation> = {},
): Observation =>
  anObservation({
    carrier,
    trackingNumber: `${carrier}1`,
    substatus: events.at(-1)?.substatus ?? 'other',
    events,
    ...rest,
  });

const delivery = (at: string | null, rest: Partial<Delivery> = {}): Delivery => ({
  at,
  localTime: null,
  signedBy: null,
  placement: null,
  proof: null,
  ...rest,
});

const eta = (day: string): Eta => ({
  from: day,
  to: day,
  fromUtc: null,
  toUtc: null,
  precision: 'day',
  source: 'test',
});

const told = ({ events }: Observation): string[] =>
  events.map(({ carrier, substatus }) => `${carrier} ${substatus}`);

const nothing = anObservation({ carrier: 'post', trackingNumber: 'post1', substatus: 'other' });

const label = scan('acme', 'information_received', '2026-03-02T08:00:00');
const departed = scan('acme', 'package_departed', '2026-03-03T20:00:00');
const postLabel = scan('post', 'information_received', '2026-03-04T02:00:00');
const atPost = scan('post', 'package_arrived', '2026-03-04T06:00:00');
const onVan = scan('post', 'out_for_delivery', '2026-03-05T09:00:00');
const atDoor = scan('post', 'delivered', '2026-03-05T14:03:00', { location: toLocation({ city: 'Reno' }) });
const repeated = scan('acme', 'delivered', '2026-03-05T14:00:00', { location: toLocation({ city: 'RENO' }) });

describe('the timeline of a parcel that was handed over', () => {
  it('holds the events of both in order, each by the carrier that saw it', () => {
    const merged = mergeHandover(seenBy('acme', [label, departed]), seenBy('post', [postLabel, atPost]));
    expect(told(merged)).toEqual([
      'acme information_received',
      'acme package_departed',
      'post information_received',
      'post package_arrived',
    ]);
  });

  it('stays the first carrier’s by name and number', () => {
    const first = seenBy('acme', [label], { carrierUniqueId: 'a-1' });
    const merged = mergeHandover(first, seenBy('post', [atPost], { carrierUniqueId: 'p-1' }));
    expect(merged).toMatchObject({ carrier: 'acme', trackingNumber: 'acme1', carrierUniqueId: 'a-1' });
  });

  it('holds a delivery both saw once, as the last mile saw it', () => {
    const merged = mergeHandover(seenBy('acme', [label, repeated]), seenBy('post', [atPost, onVan, atDoor]));
    expect(told(merged)).toEqual([
      'acme information_received',
      'post package_arrived',
      'post out_for_delivery',
      'post delivered',
    ]);
    expect(merged.status).toBe('delivered');
  });

  it('keeps a delivery that only the first carrier saw', () => {
    const merged = mergeHandover(seenBy('acme', [label, repeated]), seenBy('post', [atPost]));
    expect(told(merged).at(-1)).toBe('acme delivered');
    expect(merged.status).toBe('delivered');
  });

  it('keeps other events that both carriers saw', () => {
    const relayed = { ...onVan, carrier: 'acme' };
    const merged = mergeHandover(seenBy('acme', [label, relayed]), seenBy('post', [onVan]));
    expect(told(merged)).toEqual([
      'acme information_received',
      'acme out_for_delivery',
      'post out_for_delivery',
    ]);
  });
});

describe('two deliveries', () => {
  const isOne = (a: Partial<TrackingEvent>, b: Partial<TrackingEvent>): boolean =>
    mergeHandover(
      seenBy('acme', [anEvent({ substatus: 'delivered', carrier: 'acme', ...a })]),
      seenBy('post', [anEvent({ substatus: 'delivered', carrier: 'post', ...b })]),
    ).events.length === 1;
  const at = (localTime: string, offset: string | null = '-05:00') => timeOfWallClock(localTime, offset);
  const noon = at('2026-03-05T12:00:00');
  const place = (parts: Parameters<typeof toLocation>[0]): { location: Location | null } => ({
    location: toLocation(parts),
  });

  it.each([
    ['within three hours', noon, at('2026-03-05T15:00:00')],
    ['in different zones', noon, at('2026-03-05T10:00:00', '-07:00')],
    ['one by a clock without zone', noon, at('2026-03-05T12:20:00', null)],
    ['one by its date alone', noon, at('2026-03-05', null)],
    ['one without time', noon, {}],
    [
      'in a city written in two ways',
      { ...noon, ...place({ city: 'St. Paul' }) },
      { ...noon, ...place({ city: 'ST PAUL' }) },
    ],
    [
      'in two cities of one ZIP',
      { ...noon, ...place({ city: 'Saint Paul', postalCode: '55101-1234' }) },
      { ...noon, ...place({ city: 'ST PAUL', postalCode: '55101' }) },
    ],
    [
      'of which one tells no city',
      { ...noon, ...place({ country: 'US' }) },
      { ...noon, ...place({ city: 'Reno' }) },
    ],
  ] as const)('%s are one', (_what, a, b) => {
    expect(isOne(a, b)).toBe(true);
    expect(isOne(b, a)).toBe(true);
  });

  it.each([
    ['more than three hours apart', noon, at('2026-03-05T15:00:01')],
    ['on two days', at('2026-03-05', null), at('2026-03-06T00:10:00')],
    ['by clocks without zone far apart', at('2026-03-05T08:00:00', null), at('2026-03-05T12:00:00', null)],
    ['in two cities', { ...noon, ...place({ city: 'Reno' }) }, { ...noon, ...place({ city: 'Elko' }) }],
    ['in two countries', { ...noon, ...place({ country: 'US' }) }, { ...noon, ...place({ country: 'CA' }) }],
  ] as const)('%s are two', (_what, a, b) => {
    expect(isOne(a, b)).toBe(false);
  });
});

describe('the status of a parcel that was handed over', () => {
  const statusAfter = (first: Observation, second: Observation): Substatus =>
    mergeHandover(first, second).substatus;

  it('is that of the carrier with the newest scan', () => {
    expect(statusAfter(seenBy('acme', [label, departed]), seenBy('post', [atPost]))).toBe('package_arrived');
    const later = scan('acme', 'package_held', '2026-03-04T08:00:00');
    expect(statusAfter(seenBy('acme', [label, later]), seenBy('post', [atPost]))).toBe('package_held');
  });

  it('is what that carrier made of its scans, whole', () => {
    const post = seenBy('post', [atPost], { substatus: 'delayed', reason: 'weather', party: 'external' });
    expect(mergeHandover(seenBy('acme', [departed]), post)).toMatchObject({
      status: 'in_transit',
      substatus: 'delayed',
      reason: 'weather',
      party: 'external',
    });
  });

  it('is not taken back by the news that a parcel will come', () => {
    expect(statusAfter(seenBy('acme', [label, departed]), seenBy('post', [postLabel]))).toBe(
      'package_departed',
    );
  });

  it('is not moved by events that move nothing', () => {
    const news = { ...onVan, movesStatus: false };
    const post = seenBy('post', [news], { substatus: 'other' });
    expect(statusAfter(seenBy('acme', [departed]), post)).toBe('package_departed');
  });

  it('stays delivered when a newer scan is known by its type alone', () => {
    const vague = scan('acme', 'package_processing', '2026-03-05T18:00:00', {
      provenance: { matchedBy: 'category', rule: 'acme/I', code: 'Q', category: 'I', text: null },
    });
    expect(statusAfter(seenBy('acme', [label, vague]), seenBy('post', [onVan, atDoor]))).toBe('delivered');
  });

  it('moves on by a scan known by its type alone while the parcel is under way', () => {
    const vague = scan('acme', 'package_held', '2026-03-05T18:00:00', {
      provenance: { matchedBy: 'category', rule: 'acme/I', code: 'Q', category: 'I', text: null },
    });
    expect(statusAfter(seenBy('acme', [label, vague]), seenBy('post', [onVan]))).toBe('package_held');
  });

  it('is the scanned one where the other has no scans and is no further', () => {
    const unscanned = anObservation({ carrier: 'acme', substatus: 'package_processed' });
    const post = seenBy('post', [atPost], { substatus: 'delayed' });
    expect(statusAfter(unscanned, post)).toBe('delayed');
    expect(statusAfter({ ...unscanned, ...anObservation({ substatus: 'return_to_sender' }) }, post)).toBe(
      'return_to_sender',
    );
  });

  it('follows a carrier without scans as far as that says the parcel is', () => {
    const delivered = anObservation({ carrier: 'post', substatus: 'delivered' });
    expect(statusAfter(seenBy('acme', [departed]), delivered)).toBe('delivered');
    const labelled = anObservation({ carrier: 'post', substatus: 'information_received' });
    expect(statusAfter(seenBy('acme', [departed]), labelled)).toBe('package_departed');
  });
});

describe('what else is known of a parcel that was handed over', () => {
  it('has the last mile’s estimate, and none once it is delivered', () => {
    const first = seenBy('acme', [departed], { eta: eta('2026-03-06'), originalEta: eta('2026-03-05') });
    const merged = mergeHandover(first, seenBy('post', [atPost], { eta: eta('2026-03-07') }));
    expect([merged.eta?.from, merged.originalEta?.from]).toEqual(['2026-03-07', '2026-03-05']);
    expect(mergeHandover(first, seenBy('post', [atPost])).eta?.from).toBe('2026-03-06');
    expect(mergeHandover(first, seenBy('post', [atDoor])).eta).toBeNull();
  });

  it('has the place where it waits, the last mile’s first, and none once it is delivered', () => {
    const point = (name: string): ServicePoint => ({
      type: 'shop',
      name,
      code: null,
      address: null,
      openUntil: null,
    });
    const first = seenBy('acme', [departed], { servicePoint: point('Shop') });
    const post = seenBy('post', [atPost], { servicePoint: point('Post office') });
    expect(mergeHandover(first, post).servicePoint?.name).toBe('Post office');
    expect(mergeHandover(first, seenBy('post', [atPost])).servicePoint?.name).toBe('Shop');
    expect(mergeHandover(first, seenBy('post', [atDoor])).servicePoint).toBeNull();
  });

  it('has the delivery by all that both know of it', () => {
    const first = seenBy('acme', [repeated], {
      delivery: delivery('2026-03-05T19:00:00.000Z', { signedBy: 'A. LEE', placement: 'Dock' }),
    });
    const post = seenBy('post', [atDoor], {
      delivery: delivery('2026-03-05T19:03:00.000Z', { placement: 'Front door' }),
    });
    expect(mergeHandover(first, post).delivery).toEqual({
      ...delivery('2026-03-05T19:03:00.000Z'),
      signedBy: 'A. LEE',
      placement: 'Front door',
    });
  });

  it('has the instant of the delivery from whoever knows it', () => {
    const first = seenBy('acme', [repeated], {
      delivery: delivery('2026-03-05T19:00:00.000Z', { localTime: '2026-03-05T14:00:00' }),
    });
    const post = seenBy('post', [atDoor], { delivery: delivery(null, { localTime: '2026-03-05' }) });
    expect(mergeHandover(first, post).delivery?.at).toBe('2026-03-05T19:00:00.000Z');
  });

  it('does not mix two deliveries', () => {
    const first = seenBy('acme', [scan('acme', 'delivered', '2026-03-04T03:00:00')], {
      delivery: delivery('2026-03-04T08:00:00.000Z', { signedBy: 'POST OFFICE' }),
    });
    const post = seenBy('post', [atPost, atDoor], { delivery: delivery('2026-03-05T19:03:00.000Z') });
    expect(mergeHandover(first, post).delivery).toEqual(delivery('2026-03-05T19:03:00.000Z'));
  });

  it('has no delivery while the newest scan is none', () => {
    const early = scan('acme', 'delivered', '2026-03-04T03:00:00');
    const first = seenBy('acme', [early], { delivery: delivery('2026-03-04T08:00:00.000Z') });
    expect(mergeHandover(first, seenBy('post', [atPost])).delivery).toBeNull();
  });

  it('has the first carrier’s facts, their gaps filled', () => {
    const first = seenBy('acme', [departed], {
      service: { code: 'A', name: null },
      references: [{ type: 'PO', value: '1' }],
      relatedNumbers: [{ number: 'post1', carrier: 'post', relation: 'last_mile' }],
    });
    const post = seenBy('post', [atPost], {
      service: { code: 'P', name: null },
      weight: { value: 2, unit: 'lb' },
      references: [
        { type: 'PO', value: '1' },
        { type: 'PO', value: '2' },
      ],
      relatedNumbers: [
        { number: 'acme1', carrier: 'acme', relation: 'alternate' },
        { number: 'post2', carrier: 'post', relation: 'return' },
      ],
    });
    expect(mergeHandover(first, post)).toMatchObject({
      service: { code: 'A' },
      weight: { value: 2 },
      references: [{ value: '1' }, { value: '2' }],
      relatedNumbers: [{ number: 'post1' }, { number: 'post2' }],
    });
  });

  it('has the warnings of both, the last mile’s under its name', () => {
    const first = seenBy('acme', [], { warnings: [{ path: 'a', message: 'odd' }] });
    const post = seenBy('post', [], { warnings: [{ path: 'a', message: 'odd' }] });
    expect(mergeHandover(first, post).warnings).toEqual([
      { path: 'a', message: 'odd' },
      { path: 'a', message: 'post: odd' },
    ]);
  });
});

describe('merging a hand-over, whatever was seen', () => {
  const times = fc.oneof(
    fc.constant({}),
    fc
      .tuple(
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom('-05:00', '-07:00', '+00:00', null),
        fc.boolean(),
      )
      .map(([hours, offset, isDay]) => {
        const clock = new Date(Date.UTC(2026, 2, 3, hours)).toISOString().slice(0, isDay ? 10 : 19);
        return timeOfWallClock(clock, isDay ? null : offset);
      }),
  );
  const substatus = fc.constantFrom(...(Object.keys(SUBSTATUSES) as Substatus[]), 'delivered', 'delivered');
  const events = (carrier: string): fc.Arbitrary<readonly TrackingEvent[]> =>
    fc
      .array(
        fc.record({
          time: times,
          substatus,
          movesStatus: fc.boolean(),
          location: fc.constantFrom(null, toLocation({ city: 'Reno' }), toLocation({ city: 'Elko' })),
          matchedBy: fc.constantFrom('code' as const, 'category' as const),
        }),
        { maxLength: 8 },
      )
      .map((scans) =>
        orderEvents(
          scans.map(({ time, matchedBy, ...rest }) => {
            const event = anEvent({ carrier, ...rest, ...time });
            return { ...event, provenance: { ...event.provenance, matchedBy } };
          }),
        ),
      );
  const deliveries = fc.option(
    fc.record({
      at: fc.constantFrom(
        null,
        '2026-03-03T12:00:00.000Z',
        '2026-03-03T14:00:00.000Z',
        '2026-03-04T14:00:00.000Z',
      ),
      localTime: fc.constantFrom(null, '2026-03-03', '2026-03-03T09:00:00'),
      signedBy: fc.constantFrom(null, 'A', 'B'),
      placement: fc.constantFrom(null, 'Door'),
      proof: fc.constant(null),
    }),
  );
  const observation = (carrier: string): fc.Arbitrary<Observation> =>
    fc
      .record({
        substatus,
        events: events(carrier),
        delivery: deliveries,
        eta: fc.constantFrom(null, eta('2026-03-06'), eta('2026-03-07')),
        references: fc.subarray(['1', '2', '3'].map((value) => ({ type: null, value }))),
        warnings: fc.subarray(['odd', 'odder'].map((message) => ({ path: '', message }))),
      })
      .map((facts) => anObservation({ carrier, trackingNumber: `${carrier}1`, ...facts }));

  // The same carrier may have both legs.
  const pairs = fc.tuple(observation('acme'), fc.oneof(observation('post'), observation('acme')));
  const RUNS = { numRuns: 1000 };

  it('adds nothing of a last mile that says nothing', () => {
    fc.assert(
      fc.property(observation('acme'), (first) => {
        expect(mergeHandover(first, nothing)).toEqual(first);
      }),
      RUNS,
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(pairs, ([first, second]) => {
        const once = mergeHandover(first, second);
        expect(mergeHandover(once, second)).toEqual(once);
      }),
      RUNS,
    );
  });

  it('gives all events of the last mile, those of the first but for repeated ones, and nothing else, in order', () => {
    fc.assert(
      fc.property(pairs, ([first, second]) => {
        const { events: merged } = mergeHandover(first, second);
        expect(merged).toEqual(expect.arrayContaining([...second.events]));
        expect([...first.events, ...second.events]).toEqual(expect.arrayContaining([...merged]));
        expect(orderEvents(merged)).toEqual(merged);
        const lost = first.events.filter((event) => !merged.includes(event));
        const texts = second.events.map((event) => JSON.stringify(event));
        for (const event of lost) {
          expect(event.status === 'delivered' || texts.includes(JSON.stringify(event))).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('leaves both answers as they were', () => {
    fc.assert(
      fc.property(pairs, ([first, second]) => {
        const before = JSON.stringify([first, second]);
        mergeHandover(first, second);
        expect(JSON.stringify([first, second])).toBe(before);
      }),
      { numRuns: 300 },
    );
  });
});
