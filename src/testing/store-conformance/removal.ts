/** Removal: a tracker goes with all that was written of it. */

import type { PurgeSelection, Store } from '../../stores/store.ts';
import { HOUR_MS, MINUTE_MS, rejectsWith, same, sameInAnyOrder, themeOf } from './conformance-case.ts';
import { aCommit, anEvent, aTracker, aTransition, registrationsOf } from './fixtures.ts';

const TRACKERS = [
  aTracker('plain'),
  aTracker('ofTenant', { tenantId: 'tenant', reference: 'R' }),
  aTracker('labelled', { reference: 'R', orderId: 'O' }),
  aTracker('closed', { poll: { nextPollAt: null, stopReason: 'delivered' } }),
  aTracker('closedOfTenant', { tenantId: 'tenant', poll: { nextPollAt: null, stopReason: 'delivered' } }),
];

const left = async (store: Store): Promise<string[]> =>
  (await store.list({ filter: {}, limit: 100, after: undefined })).trackers.map(({ id }) => id);

const purges =
  (selection: Omit<PurgeSelection, 'limit'>, ...expected: readonly string[]) =>
  async ({ store }: { readonly store: Store }): Promise<void> => {
    await store.register(registrationsOf(...TRACKERS));
    same(await store.purge({ ...selection, limit: 100 }), expected.length);
    sameInAnyOrder(
      await left(store),
      TRACKERS.map(({ id }) => id).filter((id) => !expected.includes(id)),
    );
  };

export const REMOVAL = themeOf('removal', {
  'removes trackers, and says how many there were': async ({ store }) => {
    await store.register(registrationsOf(aTracker('t1'), aTracker('t2'), aTracker('t3')));
    same(await store.remove(['t1', 'nobody', 't3', 't1']), 2);
    same(await left(store), ['t2']);
    same(await store.get('t1'), undefined);
    same(await store.find({ tenantId: null, trackingNumber: 'ACME-t1' }), undefined);
  },
  'removes nothing for no ids': async ({ store }) => same(await store.remove([]), 0),
  "removes a tracker's messages": async ({ store, at }) => {
    await store.register(registrationsOf(aTracker('t1'), aTracker('t2')));
    await store.remove(['t1']);
    same(await store.outboxCounts(at()), { waiting: 1, leased: 0, dead: 0 });
    same(await store.replayOutbox({ ids: ['t1/1'] }, at()), 0);
  },
  'removes a tracker that is due, so that nobody claims it': async ({ store, at }) => {
    await store.register(registrationsOf(aTracker('t1')));
    await store.remove(['t1']);
    same(await store.claimDue({ now: at(), limit: 9, leaseMs: MINUTE_MS, owner: 'test' }), []);
  },
  'makes room for the same parcel, without its old events': async ({ store, at }) => {
    const tracker = aTracker('t1');
    await store.register(registrationsOf(tracker));
    await store.commitIngest(
      [aCommit(tracker, { events: [anEvent('e1')], transitions: [aTransition('x1')] })],
      at(),
    );
    await store.remove(['t1']);
    same(await store.register(registrationsOf(tracker)), [{ tracker, isNew: true }]);
    same(await store.get('t1'), tracker);
  },
  'purges by tenant': purges({ tenantId: 'tenant' }, 'ofTenant', 'closedOfTenant'),
  'purges those without a tenant': purges({ tenantId: null }, 'plain', 'labelled', 'closed'),
  'purges by reference': purges({ reference: 'R' }, 'ofTenant', 'labelled'),
  'purges by order': purges({ orderId: 'O' }, 'labelled'),
  'purges by several conditions': purges({ tenantId: 'tenant', reference: 'R' }, 'ofTenant'),
  'purges by age only what is not polled any more': purges(
    { closedBefore: '2026-03-02T08:00:00.001Z' },
    'closed',
    'closedOfTenant',
  ),
  'purges nothing that changed at or after the moment': purges({ closedBefore: '2026-03-02T08:00:00.000Z' }),
  'purges at most so many': async ({ store, at }) => {
    await store.register(registrationsOf(...TRACKERS));
    same(await store.purge({ tenantId: null, limit: 2 }), 2);
    same((await left(store)).length, 3);
    same((await store.purge({ tenantId: null, closedBefore: at(HOUR_MS), limit: 2 })) <= 1, true);
  },
  'refuses to purge without a condition': async ({ store }) => {
    await store.register(registrationsOf(...TRACKERS));
    await rejectsWith(store.purge({ limit: 10 }), 'INVALID_OPTIONS');
    same((await left(store)).length, TRACKERS.length);
  },
});
