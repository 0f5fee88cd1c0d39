/** The log of a parcel's status: what was news, what happened before it, and what was taken back. */

import { expect, it } from 'vitest';
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
const accepted = scan('package_accepted', '5');
const outForDelivery = scan('out_for_delivery', '6T08:00');
const delivered = scan('delivered', '6T12:00');

it('says from what to what, by which scan, and when that was and was heard', () => {
  const tracker = follow(aTracker(), [poll('4T01:00', [label]), push('5T02:00', accepted)]);
  expect(tracker.transitions.at(-1)).toEqual({
    id: '3.1',
    from: { status: 'pre_transit', substatus: 'information_received', reason: null },
    to: { status: 'in_transit', substatus: 'package_accepted', reason: null },
    occurredAt: instant('5'),
    localTime: '2025-05-04T19:00:00',
    eventId: tracker.events[1]?.id,
    code: 'package_accepted',
    text: 'package_accepted',
    source: 'push',
    mode: 'live',
    observedAt: instant('5T02:00'),
  });
});

it('fills in older scans without calling them news', () => {
  const answers = [push('6T12:05', delivered), poll('6T12:10', [label, accepted, outForDelivery, delivered])];
  expect(log(follow(aTracker(), answers))).toEqual([
    'live - -> delivered',
    'backfilled - -> information_received',
    'backfilled information_received -> package_accepted',
    'backfilled package_accepted -> out_for_delivery',
  ]);
  expect(kinds(lastChanges(aTracker(), answers)).filter((kind) => kind.startsWith('status'))).toEqual([
    'status.backfilled',
    'status.backfilled',
    'status.backfilled',
  ]);
});

it('leaves the status, and since when it is, as they were when older scans arrive late', () => {
  const before = follow(aTracker(), [push('6T12:05', delivered)]);
  const after = follow(before, [push('7', outForDelivery)]);
  expect(after).toMatchObject({ status: before.status, statusSince: before.statusSince });
});

it('calls a late scan news where it changes the status', () => {
  const stray = scan('package_processed', '6T18:00');
  const after = follow(aTracker(), [push('6T18:01', stray), push('6T19:00', delivered)]);
  expect(after.status).toBe('delivered');
  expect(log(after)).toEqual(['live - -> package_processed', 'live package_processed -> delivered']);
});

it('logs nothing for scans that change neither status nor reason', () => {
  const again = scan('package_accepted', '5T03:00');
  const changes = lastChanges(aTracker(), [push('5T01:00', accepted), push('5T04:00', again)]);
  expect(kinds(changes).some((kind) => kind.startsWith('status'))).toBe(false);
});

it('logs a changed reason', () => {
  const answers = [push('5', scan('delayed:weather', '5')), push('6', scan('delayed:customs_held', '6'))];
  expect(follow(aTracker(), answers).transitions).toHaveLength(2);
});

it('logs a correction where a scan turns out to mean something else', () => {
  const reread = { ...outForDelivery, substatus: 'package_processed' as const };
  const answers = [poll('6T09:00', [label, outForDelivery]), poll('6T10:00', [label, reread])];
  expect(log(follow(aTracker(), answers)).at(-1)).toBe('corrected out_for_delivery -> package_processed');
});

it('keeps the log’s earlier entries as they were', () => {
  const answers = [
    push('6T12:05', delivered),
    poll('6T12:10', [label, accepted, outForDelivery, delivered]),
    poll('7', [label, accepted, outForDelivery]),
    poll('8', [label, accepted, outForDelivery, delivered]),
  ];
  let earlier: readonly unknown[] = [];
  for (let count = 1; count <= answers.length; count += 1) {
    const { transitions } = follow(aTracker(), answers.slice(0, count));
    expect(transitions.slice(0, earlier.length)).toEqual(earlier);
    earlier = transitions;
  }
  expect(new Set(earlier.map((entry) => (entry as { id: string }).id)).size).toBe(earlier.length);
});

it('gives the same entries when the same merge is done again', () => {
  const answers = [push('6T12:05', delivered), poll('7', [label, accepted])];
  expect(follow(aTracker(), answers).transitions).toEqual(follow(aTracker(), answers).transitions);
});
