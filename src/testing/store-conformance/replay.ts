/** Replaying messages, and deleting those that are delivered. */

import type { OutboxSelection, Store } from '../../stores/store.ts';
import { HOUR_MS, MINUTE_MS, rejectsWith, same, themeOf } from './conformance-case.ts';
import { aCommit, aTracker, registrationsOf } from './fixtures.ts';

const claim = (store: Store, now: string) =>
  store.claimOutbox({ now, limit: 100, leaseMs: MINUTE_MS, owner: 'test' });

const settleAll = async (store: Store, now: string): Promise<void> => {
  for (let claimed = await claim(store, now); claimed.length > 0; claimed = await claim(store, now)) {
    const settlements = claimed.map(({ message: { id }, lease }) =>
      id.startsWith('bad')
        ? ({ id, lease, outcome: 'dead', error: 'no' } as const)
        : ({ id, lease, outcome: 'delivered' } as const),
    );
    await store.settleOutbox(settlements, now);
  }
};

/** `t1/1` and `t1/2` are delivered, `bad/1` is dead, `b/1` of tenant b is delivered; `b/1` is an hour older. */
const settled = async (store: Store, now: string, hourAgo: string): Promise<void> => {
  const t1 = aTracker('t1', { updatedAt: now });
  const bad = aTracker('bad', { updatedAt: now });
  await store.register(registrationsOf(t1, bad, aTracker('b', { tenantId: 'b', updatedAt: hourAgo })));
  await store.commitIngest([aCommit(t1)], now);
  await settleAll(store, now);
};

const replays =
  (selection: (at: (offsetMs?: number) => string) => OutboxSelection, ...expected: readonly string[]) =>
  async ({
    store,
    at,
  }: {
    readonly store: Store;
    readonly at: (offsetMs?: number) => string;
  }): Promise<void> => {
    await settled(store, at(), at(-HOUR_MS));
    same(await store.replayOutbox(selection(at), at()), expected.length);
    const ids: string[] = [];
    for (let claimed = await claim(store, at()); claimed.length > 0; claimed = await claim(store, at())) {
      ids.push(...claimed.map(({ message }) => message.id));
      await store.settleOutbox(
        claimed.map(({ message, lease }) => ({ id: message.id, lease, outcome: 'delivered' })),
        at(),
      );
    }
    same(ids.sort(), [...expected].sort());
  };

export const REPLAY = themeOf('replay', {
  'replays by id': replays(() => ({ ids: ['t1/2', 'b/1', 'nobody'] }), 't1/2', 'b/1'),
  'replays nothing for no ids': replays(() => ({ ids: [] })),
  'replays by tracker': replays(() => ({ trackerId: 't1' }), 't1/1', 't1/2'),
  'replays by tenant': replays(() => ({ tenantId: 'b' }), 'b/1'),
  'replays those without a tenant': replays(() => ({ tenantId: null }), 't1/1', 't1/2', 'bad/1'),
  'replays by type': replays(() => ({ types: ['tracker.updated'] }), 't1/2'),
  'replays what was created from one moment on and before another': async (ground) => {
    await replays((at) => ({ from: at(-HOUR_MS), to: at() }), 'b/1')(ground);
  },
  'replays from a moment on': replays((at) => ({ from: at(-HOUR_MS + 1) }), 't1/1', 't1/2', 'bad/1'),
  'replays what is dead': replays(() => ({ dead: true }), 'bad/1'),
  'joins conditions by "and"': replays(() => ({ trackerId: 't1', types: ['tracker.created'] }), 't1/1'),
  'leaves alone what waits, leased or not': async ({ store, at }) => {
    await store.register(registrationsOf(aTracker('t1'), aTracker('t2')));
    const [claimed] = await store.claimOutbox({ now: at(), limit: 1, leaseMs: MINUTE_MS, owner: 'test' });
    same(await store.replayOutbox({ tenantId: null }, at()), 0);
    same(await store.outboxCounts(at()), { waiting: 1, leased: 1, dead: 0 });
    const settlement = {
      id: claimed?.message.id ?? '',
      lease: claimed?.lease ?? '',
      outcome: 'delivered',
    } as const;
    same(await store.settleOutbox([settlement], at()), []);
  },
  'begins to count attempts anew': async ({ store, at }) => {
    await settled(store, at(), at(-HOUR_MS));
    await store.replayOutbox({ ids: ['bad/1'] }, at());
    same(
      (await claim(store, at())).map(({ attempts }) => attempts),
      [0],
    );
  },
  'refuses to replay without a condition': async ({ store, at }) => {
    await rejectsWith(store.replayOutbox({}, at()), 'INVALID_OPTIONS');
    await rejectsWith(store.replayOutbox({ dead: false }, at()), 'INVALID_OPTIONS');
  },
  'deletes messages that were delivered before a moment, and no others': async ({ store, at, advance }) => {
    await settled(store, at(), at(-HOUR_MS));
    await store.register(registrationsOf(aTracker('waiting')));
    same(await store.purgeOutbox(at()), 0);
    await advance(1);
    same(await store.purgeOutbox(at()), 3);
    same(await store.outboxCounts(at()), { waiting: 1, leased: 0, dead: 1 });
    same(await store.replayOutbox({ ids: ['t1/1', 't1/2', 'b/1'] }, at()), 0);
  },
});
