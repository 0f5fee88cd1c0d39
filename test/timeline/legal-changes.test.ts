/** The table of legal changes, row by row, as parcels live it. */

import { expect, it } from 'vitest';
import type { MergePolicy } from '../../src/timeline/policy.ts';
import { aTracker, follow, log, poll, scan } from '../support/following.ts';

const town = (city: string) => ({
  city,
  region: null,
  postalCode: null,
  country: 'US',
  name: null,
  streetLines: [],
});

/** Where a parcel is after scans an hour apart, as `substatus` or `substatus:reason`. */
function after(scans: readonly string[], policy?: MergePolicy): string {
  const events = scans.map((meaning, index) => scan(meaning, `5T${String(index).padStart(2, '0')}:00`));
  const { substatus, reason } = follow(aTracker(), [poll('6', events)], policy);
  return reason === null ? substatus : `${substatus}:${reason}`;
}

it.each([
  // What is known of nothing, or of a label alone, gives way to anything.
  [['information_received', 'package_accepted'], 'package_accepted'],
  [['information_received', 'delivered'], 'delivered'],
  [['information_received', 'return_to_sender'], 'return_to_sender'],
  // The normal loop.
  [['out_for_delivery', 'package_processed'], 'package_processed'],
  [['out_for_delivery', 'delivery_attempted'], 'delivery_attempted'],
  [['delivery_attempted', 'out_for_delivery'], 'out_for_delivery'],
  [['package_held', 'package_departed'], 'package_departed'],
  [['address_issue', 'package_processed'], 'package_processed'],
  [['delayed:weather', 'package_arrived'], 'package_arrived'],
  [['pickup_available', 'delivered'], 'delivered'],
  [['pickup_available', 'return_to_sender'], 'return_to_sender'],
  [['pickup_available', 'package_departed'], 'package_departed'],
  // A label is no news of a parcel that has been seen.
  [['package_accepted', 'information_received'], 'package_accepted'],
  [['delivered', 'information_received'], 'delivered'],
  // Delivered.
  [['delivered', 'return_to_sender'], 'return_to_sender'],
  [['delivered', 'package_processed'], 'delivered'],
  [['delivered', 'out_for_delivery'], 'delivered'],
  [['delivered', 'package_undeliverable:address_incorrect'], 'package_undeliverable:address_incorrect'],
  [['delivered', 'package_lost'], 'delivered'],
  [['delivered', 'delivered:delivered_signed'], 'delivered:delivered_signed'],
  // On its way back.
  [['return_to_sender:return_in_transit', 'package_departed'], 'return_to_sender:return_in_transit'],
  [['return_to_sender', 'return_to_sender:return_completed'], 'return_to_sender:return_completed'],
  [['return_to_sender', 'package_disposed'], 'package_disposed'],
  [['return_to_sender', 'package_lost'], 'package_lost'],
  [['package_unclaimed', 'delivered'], 'delivered'],
  // Over for good.
  [['return_to_sender:return_completed', 'package_departed'], 'return_to_sender:return_completed'],
  [['return_to_sender:return_completed', 'delivered'], 'return_to_sender:return_completed'],
  [['package_disposed', 'package_departed'], 'package_disposed'],
  [['package_disposed', 'delivered'], 'package_disposed'],
  [
    ['package_undeliverable:cancelled_by_shipper', 'package_accepted'],
    'package_undeliverable:cancelled_by_shipper',
  ],
  // Found again.
  [['package_lost', 'package_arrived'], 'package_arrived'],
  [['package_lost', 'delivered'], 'delivered'],
  [['package_undeliverable', 'out_for_delivery'], 'out_for_delivery'],
  [['package_undeliverable', 'return_to_sender'], 'return_to_sender'],
  // Never to unknown.
  [['out_for_delivery', 'other'], 'out_for_delivery'],
  [['delivered', 'other'], 'delivered'],
] as const)('%j ends as %s', (scans, expected) => {
  expect(after(scans)).toBe(expected);
});

it('takes a parcel back from a delivery to undeliverable within the correction window only', () => {
  const delivered = scan('delivered', '5');
  const inTime = scan('package_undeliverable', '7T23:00');
  const late = scan('package_undeliverable', '8T01:00');
  expect(follow(aTracker(), [poll('9', [delivered, inTime])]).substatus).toBe('package_undeliverable');
  expect(follow(aTracker(), [poll('9', [delivered, late])]).substatus).toBe('delivered');
  const policy = { correctionWindowMs: 3_600_000 };
  expect(follow(aTracker(), [poll('9', [delivered, inTime])], policy).substatus).toBe('delivered');
});

it('logs that a delivery was taken back as a correction', () => {
  const delivered = scan('delivered', '5');
  const undeliverable = scan('package_undeliverable', '6');
  const tracker = follow(aTracker(), [
    poll('5T01:00', [delivered]),
    poll('6T01:00', [delivered, undeliverable]),
  ]);
  expect(log(tracker)).toEqual(['live - -> delivered', 'corrected delivered -> package_undeliverable']);
});

const returning = scan('return_to_sender:return_in_transit', '5');
const deliveredIn = (city: string | null) =>
  scan('delivered', '8', { location: city === null ? null : town(city) });
const places = { origin: town('Chicago'), destination: town('Toledo') };

it('lets a parcel on its way back be redelivered in the recipient’s town', () => {
  const tracker = follow(aTracker(), [poll('9', [returning, deliveredIn('TOLEDO')], places)]);
  expect(tracker).toMatchObject({ status: 'delivered', returnState: null });
});

it.each(['Chicago', 'Denver', null])(
  'takes a parcel on its way back that is handed over in %s for back at its sender’s',
  (city) => {
    const tracker = follow(aTracker(), [poll('9', [returning, deliveredIn(city)], places)]);
    expect(tracker).toMatchObject({
      status: 'returned',
      substatus: 'return_to_sender',
      reason: 'return_completed',
      returnState: 'completed',
      delivery: null,
    });
  },
);

it('takes a town that is both parties’ own for the sender’s', () => {
  const both = { origin: town('Toledo'), destination: town('Toledo') };
  const tracker = follow(aTracker(), [poll('9', [returning, deliveredIn('Toledo')], both)]);
  expect(tracker.returnState).toBe('completed');
});

it('says that a return is on its way, and when it is completed', () => {
  const onTheWay = follow(aTracker(), [poll('6', [returning])]);
  expect(onTheWay).toMatchObject({ status: 'returned', returnState: 'in_progress' });
  const back = scan('return_to_sender:return_completed', '9');
  expect(follow(onTheWay, [poll('10', [returning, back])]).returnState).toBe('completed');
});

it('lets a scan that is known by its group alone move a parcel on, but not take back what a better one said', () => {
  const coarse = (time: string) => {
    const known = scan('package_processing', time);
    return { ...known, provenance: { ...known.provenance, matchedBy: 'category' as const } };
  };
  const label = scan('information_received', '5');
  const delayed = scan('delayed:weather', '6');
  const delivered = scan('delivered', '7');
  expect(follow(aTracker(), [poll('9', [label, coarse('8')])]).substatus).toBe('package_processing');
  expect(follow(aTracker(), [poll('9', [label, delayed, coarse('8')])]).substatus).toBe('delayed');
  const reopens = { allow: () => true };
  expect(follow(aTracker(), [poll('9', [label, delivered, coarse('8')])], reopens).substatus).toBe(
    'delivered',
  );
});

it('lets the host decide where it differs from the table', () => {
  const policy: MergePolicy = {
    allow: ({ from, to }) =>
      from.status === 'delivered' && to.substatus === 'package_processed' ? true : undefined,
  };
  expect(after(['delivered', 'package_processed'], policy)).toBe('package_processed');
  expect(after(['delivered', 'out_for_delivery'], policy)).toBe('delivered');
  const never: MergePolicy = { allow: ({ to }) => (to.status === 'returned' ? false : undefined) };
  expect(after(['delivered', 'return_to_sender'], never)).toBe('delivered');
});

it('tells the host what a change of status would be', () => {
  const asked: unknown[] = [];
  const policy: MergePolicy = {
    allow: ({ from, to, elapsedMs, isAtRecipient }) => {
      asked.push([from.substatus, to.substatus, elapsedMs, isAtRecipient]);
      return undefined;
    },
  };
  const delivered = scan('delivered', '6T02:00', { location: town('Toledo') });
  follow(aTracker(), [poll('9', [scan('out_for_delivery', '6'), delivered], places)], policy);
  expect(asked[0]).toEqual(['out_for_delivery', 'delivered', 7_200_000, true]);
});

it('lets a scan with a time go before one without', () => {
  const timeless = { occurredAt: null, localTime: null, utcOffset: null };
  const delivered = scan('delivered', '5', timeless);
  const departed = scan('package_departed', '6');
  expect(follow(aTracker(), [poll('9', [delivered, departed])]).substatus).toBe('package_departed');
  expect(follow(aTracker(), [poll('9', [delivered])]).substatus).toBe('delivered');
});

it('doesn’t let a better-known failure hide an end that is known by its group alone', () => {
  const coarse = (meaning: string, time: string) => {
    const known = scan(meaning, time);
    return { ...known, provenance: { ...known.provenance, matchedBy: 'category' as const } };
  };
  const lost = scan('package_lost:lost', '5');
  const departed = scan('package_departed', '7');
  for (const end of [coarse('delivered', '6'), coarse('package_undeliverable:cancelled_by_shipper', '6')]) {
    expect(follow(aTracker(), [poll('9', [lost, end, departed])]).substatus).toBe(end.substatus);
  }
});
