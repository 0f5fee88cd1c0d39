/** The order of scans: by time where there is one, by the journey where there is none, never by arrival. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { timeOfWallClock } from '../../src/model/event-time.ts';
import type { Substatus } from '../../src/model/status.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { orderEvents } from '../../src/timeline/event-order.ts';
import { anEvent } from '../support/observations.ts';

/** A scan of this kind, at this wall clock or on this date. */
const scan = (
  substatus: Substatus,
  localTime: string | null,
  utcOffset: string | null = null,
): TrackingEvent =>
  localTime === null
    ? anEvent({ substatus })
    : anEvent({ substatus, ...timeOfWallClock(localTime, utcOffset) });

const order = (...events: TrackingEvent[]): Substatus[] =>
  orderEvents([...events].reverse()).map(({ substatus }) => substatus);

it('puts the oldest instant first, whatever the clocks showed', () => {
  const departed = scan('package_departed', '2025-05-07T23:00:00', '-05:00');
  const arrived = scan('package_arrived', '2025-05-07T22:30:00', '-07:00');
  expect(order(departed, arrived)).toEqual(['package_departed', 'package_arrived']);
});

it('puts scans of one moment by how far on the journey they are', () => {
  const at = '2025-05-07T09:00:00';
  const events = [
    scan('package_accepted', at, '-05:00'),
    scan('out_for_delivery', at, '-05:00'),
    scan('delivered', at, '-05:00'),
  ];
  expect(order(...events)).toEqual(['package_accepted', 'out_for_delivery', 'delivered']);
});

it('leaves scans of one moment and one step as the carrier listed them', () => {
  const [first, second] = [1, 2].map((id) => ({
    ...scan('package_processed', '2025-05-07T09:00:00', '-05:00'),
    eventId: `${id}`,
  }));
  expect(orderEvents([first, second] as TrackingEvent[]).map(({ eventId }) => eventId)).toEqual(['1', '2']);
});

it('places a clock without zone by the offset of the scan nearest to it', () => {
  const early = scan('package_departed', '2025-05-06T20:00:00', '-04:00');
  const floating = scan('package_arrived', '2025-05-07T08:30:00');
  const late = scan('out_for_delivery', '2025-05-07T09:00:00', '-07:00');
  // By the offset of the first scan it would be 12:30 UTC: also between the two. By UTC it would be first.
  const between = scan('package_processed', '2025-05-07T10:45:00', '-04:00');
  expect(order(early, between, floating, late)).toEqual([
    'package_departed',
    'package_processed',
    'package_arrived',
    'out_for_delivery',
  ]);
});

it('orders clocks without any zone by what they show', () => {
  expect(
    order(scan('package_arrived', '2025-05-07T08:30:00'), scan('package_departed', '2025-05-07T10:00:00')),
  ).toEqual(['package_arrived', 'package_departed']);
});

it.each(['-05:00', null])(
  'puts a delivery of a date alone behind that day’s other scans (offset %s)',
  (offset) => {
    const label = scan('information_received', '2025-05-06T18:00:00', offset);
    const delivered = scan('delivered', '2025-05-07');
    const outForDelivery = scan('out_for_delivery', '2025-05-07T09:00:00', offset);
    expect(order(label, outForDelivery, delivered)).toEqual([
      'information_received',
      'out_for_delivery',
      'delivered',
    ]);
  },
);

it('puts a label of a date alone before that day’s scans', () => {
  const label = scan('information_received', '2025-05-07');
  expect(order(label, scan('package_accepted', '2025-05-07T00:05:00', '-05:00'))).toEqual([
    'information_received',
    'package_accepted',
  ]);
});

it('puts steps of one date, without a time among them, by the journey', () => {
  const steps = ['package_accepted', 'out_for_delivery', 'delivered'] as const;
  expect(order(...steps.map((step) => scan(step, '2025-05-07')))).toEqual(steps);
});

it('keeps a date alone on its day', () => {
  const dated = scan('delivered', '2025-05-07');
  expect(order(dated, scan('package_processed', '2025-05-08T00:00:00', '-05:00'))).toEqual([
    'delivered',
    'package_processed',
  ]);
});

it('puts a scan without any time first', () => {
  expect(
    order(scan('information_received', null), scan('package_accepted', '2025-05-07T09:00:00', '-05:00')),
  ).toEqual(['information_received', 'package_accepted']);
});

it('does not depend on the order of arrival', () => {
  // One scan of each step, so that the list's own order has nothing left to decide.
  const steps: Substatus[] = [
    'other',
    'information_received',
    'package_accepted',
    'package_processed',
    'out_for_delivery',
    'delivery_attempted',
    'pickup_available',
    'delivered',
    'package_lost',
    'return_to_sender',
  ];
  const quarter = fc.integer({ min: 0, max: 4 * 24 * 3 });
  const time = fc.tuple(
    quarter,
    fc.constantFrom('-07:00', '+00:00', '+05:45', null),
    fc.constantFrom('time', 'date', 'none'),
  );
  const journey = fc
    .tuple(...steps.map(() => time))
    .map((times) => steps.map((step, index) => scanAt(step, times[index] ?? [0, null, 'none'])));
  const arrivals = journey.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
  );
  fc.assert(
    fc.property(arrivals, ([events, shuffled]) => {
      expect(orderEvents(shuffled)).toEqual(orderEvents(events));
    }),
    { numRuns: 2000 },
  );
});

function scanAt(
  step: Substatus,
  [quarter, offset, kind]: readonly [number, string | null, string],
): TrackingEvent {
  const localTime = new Date(Date.UTC(2025, 4, 7) + quarter * 900_000).toISOString().slice(0, 19);
  if (kind === 'none') return scan(step, null);
  return kind === 'date' ? scan(step, localTime.slice(0, 10)) : scan(step, localTime, offset);
}
