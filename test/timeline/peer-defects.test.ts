/** What other trackers get wrong, as their users report it: each complaint that concerns merging, as a parcel's life. */

import { expect, it } from 'vitest';
import type { Tracker } from '../../src/model/tracker.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { merge } from '../../src/timeline/merge.ts';
import {
  aTracker,
  follow,
  instant,
  kinds,
  lastChanges,
  log,
  poll,
  push,
  scan,
} from '../support/following.ts';

const label = scan('information_received', '4');
const accepted = scan('package_accepted', '4T18:00');
const departed = scan('package_departed', '5');
const outForDelivery = scan('out_for_delivery', '6T08:00');
const attempted = scan('delivery_attempted:recipient_unavailable', '6T12:00');
const delivered = scan('delivered', '7T12:00');
const journey = [label, accepted, departed, outForDelivery, attempted, delivered];

const edited = (event: TrackingEvent): TrackingEvent => ({
  ...event,
  provenance: { ...event.provenance, text: 'In other words' },
});

it('has no third event after an identical second poll of two, and no fourth after an edited text', () => {
  const two = [label, accepted];
  const tracker = follow(aTracker(), [
    poll('5', two),
    poll('5T02:00', two),
    poll('5T04:00', two.map(edited)),
  ]);
  expect(tracker.events).toHaveLength(2);
  expect(tracker.version).toBe(3);
});

it('has one event after one push that came a hundred times', () => {
  const pushes = Array.from({ length: 100 }, () => push('5', departed));
  const tracker = follow(aTracker(), pushes);
  expect(tracker).toMatchObject({ version: 2, milestones: { byStatus: { in_transit: { count: 1 } } } });
  expect(tracker.events).toHaveLength(1);
});

it('ends in one state for all 720 orders in which six pushes can arrive', () => {
  const storyOf = ({ status, statusSince, milestones, events, attempts, delivery }: Tracker) => ({
    status,
    statusSince,
    milestones,
    events,
    attempts,
    delivery,
  });
  const pushes = journey.map((event) => push('8', event));
  const expected = storyOf(follow(aTracker(), pushes));
  const orders = permutations(pushes);
  expect(orders).toHaveLength(720);
  for (const order of orders) expect(storyOf(follow(aTracker(), order))).toEqual(expected);
});

it('is not taken back from delivered by a push that was late', () => {
  const answers = [push('7T12:01', delivered), push('7T12:05', outForDelivery)];
  const tracker = follow(aTracker(), answers);
  expect(tracker.status).toBe('delivered');
  expect(log(tracker).at(-1)).toBe('backfilled - -> out_for_delivery');
  expect(kinds(lastChanges(aTracker(), answers))).not.toContain('status.changed');
});

it('stays out for delivery when an unknown code or an empty answer comes', () => {
  const before = follow(aTracker(), [poll('6T09:00', [label, outForDelivery])]);
  const unknown = follow(before, [push('6T10:00', scan('other:unmapped_code', '6T09:30'))]);
  expect(unknown).toMatchObject({ substatus: 'out_for_delivery', attempts: 0 });
  expect(unknown.events.at(-1)).toMatchObject({ status: 'unknown', standing: 'listed' });
  expect(follow(unknown, [poll('9', [])]).substatus).toBe('out_for_delivery');
});

it('shows a new label, not the delivery of two years ago, and says that the number was used before', () => {
  const old = [scan('package_accepted', '-730'), scan('delivered', '-727')];
  const { tracker, recycledSuspected } = merge(aTracker(), poll('4T01:00', [...old, label]));
  expect(tracker).toMatchObject({ status: 'pre_transit', delivery: null });
  expect(recycledSuspected).toBe(true);
});

it('never calls a parcel delivered that went back to its sender', () => {
  const returning = scan('return_to_sender:refused', '8');
  const back = scan('delivered', '12');
  expect(follow(aTracker(), [poll('13', [label, accepted, returning, back])])).toMatchObject({
    status: 'returned',
    returnState: 'completed',
    delivery: null,
  });
});

it('follows a return that begins after the delivery', () => {
  const returning = scan('return_to_sender:return_in_transit', '10');
  const tracker = follow(aTracker(), [poll('8', journey), poll('11', [...journey, returning])]);
  expect(tracker).toMatchObject({ status: 'returned', returnState: 'in_progress' });
  expect(log(tracker).at(-1)).toBe('live delivered -> return_to_sender');
});

it('goes on after an exception that turned out well', () => {
  const lost = scan('package_lost', '6');
  const tracker = follow(aTracker(), [poll('6T01:00', [label, lost]), poll('8', [label, lost, delivered])]);
  expect(tracker.status).toBe('delivered');
});

it('keeps the last status, however long nothing is heard', () => {
  const tracker = follow(aTracker(), [poll('6', [label, departed]), poll('200', [label, departed])]);
  expect(tracker).toMatchObject({
    substatus: 'package_departed',
    statusSince: { occurredAt: instant('5') },
  });
});

it('puts a scan of a date alone behind that day’s earlier steps, not at midnight', () => {
  const dated = scan('delivered', '7', { occurredAt: null, localTime: '2025-05-06' });
  const tracker = follow(aTracker(), [poll('8', [label, dated, outForDelivery])]);
  expect(tracker.status).toBe('delivered');
  expect(tracker.events.at(-1)?.substatus).toBe('delivered');
});

it('doesn’t read a scan without any time as the oldest status nor as the newest', () => {
  const timeless = scan('package_processed', '7', { occurredAt: null, localTime: null });
  expect(follow(aTracker(), [poll('8', [label, timeless, delivered])]).status).toBe('delivered');
});

it('counts each parcel’s state once, so that no count of states can fall below zero', () => {
  const tracker = follow(aTracker(), [
    poll('8', journey),
    poll('9', journey.slice(0, 3)),
    poll('10', journey),
  ]);
  expect(tracker.milestones.byStatus.delivered?.count).toBe(1);
  expect(tracker.attempts).toBe(1);
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}
