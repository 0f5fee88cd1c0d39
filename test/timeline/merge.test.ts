/** Merging one answer after the other into a tracker. */

import { expect, it } from 'vitest';
import { timeOfInstant } from '../../src/model/event-time.ts';
import type { Substatus } from '../../src/model/status.ts';
import { createTracker } from '../../src/timeline/create-tracker.ts';
import { merge } from '../../src/timeline/merge.ts';
import { anEvent, anObservation } from '../support/observations.ts';

const tracker = createTracker({
  id: 't1',
  tenantId: null,
  carrier: 'acme',
  trackingNumber: 'ACME123',
  generation: 1,
  createdAt: '2025-05-05T00:00:00.000Z',
});

const scan = (substatus: Substatus, at: string) =>
  anEvent({ substatus, ...timeOfInstant(at, null, '-05:00') });

const label = scan('information_received', '2025-05-05T10:00:00.000Z');
const outForDelivery = scan('out_for_delivery', '2025-05-07T10:00:00.000Z');
const delivered = scan('delivered', '2025-05-07T14:00:00.000Z');

it('changes nothing with an identical answer, however often and whenever it is asked for', () => {
  const answer = anObservation({ substatus: 'delivered', events: [label, outForDelivery, delivered] });
  const { tracker: before } = merge(tracker, answer);
  expect(merge(before, answer).tracker).toBe(before);
  const later = merge(before, { ...answer, observedAt: '2025-05-08T20:00:00.000Z' });
  expect(later.changes).toEqual([]);
  expect(later.tracker).toEqual({ ...before, ledger: later.tracker.ledger });
});

it('marks a delivery that a later full answer no longer lists as retracted, and reopens the parcel', () => {
  const { tracker: before } = merge(
    tracker,
    anObservation({ substatus: 'delivered', events: [label, outForDelivery, delivered] }),
  );
  const { tracker: after } = merge(
    before,
    anObservation({
      substatus: 'out_for_delivery',
      events: [label, outForDelivery],
      observedAt: '2025-05-08T20:00:00.000Z',
    }),
  );
  expect(after.events.map(({ standing }) => standing)).toEqual(['listed', 'listed', 'retracted']);
  expect(after.substatus).toBe('out_for_delivery');
  expect(after.transitions.at(-1)).toMatchObject({
    mode: 'corrected',
    to: { substatus: 'out_for_delivery' },
  });
});
