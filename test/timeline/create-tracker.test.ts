/** A tracker before its first answer. */

import { expect, it } from 'vitest';
import { merge } from '../../src/timeline/merge.ts';
import { aTracker, poll, scan } from '../support/following.ts';

it('knows nothing yet', () => {
  expect(aTracker()).toMatchObject({
    status: 'unknown',
    substatus: 'other',
    version: 1,
    sequence: 0,
    events: [],
    transitions: [],
    poll: { nextPollAt: null, failures: 0 },
  });
});

it('keeps what it is given', () => {
  const of = {
    tenantId: 'shop',
    reference: 'R',
    orderId: 'O',
    metadata: { a: [1] },
    shippedAfter: '2025-05-01T00:00:00.000Z',
    generation: 3,
  };
  expect(aTracker(of)).toMatchObject(of);
});

it('is plain JSON, before and after an answer', () => {
  const before = aTracker();
  const { tracker: after } = merge(before, poll('5', [scan('delivered', '5')]));
  for (const tracker of [before, after]) expect(JSON.parse(JSON.stringify(tracker))).toStrictEqual(tracker);
});

it('merges the same after having been written and read', () => {
  const { tracker } = merge(aTracker(), poll('5', [scan('package_accepted', '5')]));
  const read = JSON.parse(JSON.stringify(tracker)) as typeof tracker;
  const answer = poll('6', [scan('package_accepted', '5'), scan('delivered', '6')]);
  expect(merge(read, answer)).toEqual(merge(tracker, answer));
  expect(merge(read, poll('6', [scan('package_accepted', '5')])).changes).toEqual([]);
});

it('says that it changed only when it did', () => {
  const before = aTracker();
  const first = merge(before, poll('5', [scan('package_accepted', '5')])).tracker;
  const second = merge(first, poll('6', [scan('package_accepted', '5')])).tracker;
  const third = merge(second, poll('7', [scan('package_accepted', '5'), scan('delivered', '6')])).tracker;
  expect([before, first, second, third].map(({ version }) => version)).toEqual([1, 2, 2, 3]);
  expect(second.updatedAt).toBe(first.updatedAt);
  expect(third.updatedAt).toBe('2025-05-07T00:00:00.000Z');
});
