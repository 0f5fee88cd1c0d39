/** The outbox: in order per tracker, again after failures, dead in the end. */

import type { Store } from '../../stores/store.ts';
import { HOUR_MS, MINUTE_MS, same, sameInAnyOrder, themeOf } from './conformance-case.ts';
import { aCommit, aMessage, aTracker, registrationsOf } from './fixtures.ts';

const claim = (store: Store, now: string, limit = 100) =>
  store.claimOutbox({ now, limit, leaseMs: MINUTE_MS, owner: 'test' });

const idsOf = (claimed: readonly { readonly message: { readonly id: string } }[]): string[] =>
  claimed.map(({ message }) => message.id);

/** A tracker with messages 1 to 3. */
const withThree = async (store: Store, now: string, id = 't1'): Promise<void> => {
  const tracker = aTracker(id);
  await store.register(registrationsOf(tracker));
  await store.commitIngest([aCommit(tracker, { told: 2 })], now);
};

const settleFirst = async (
  store: Store,
  now: string,
  outcome:
    | { outcome: 'delivered' | 'unsent' }
    | { outcome: 'retry'; retryAt: string; error: string }
    | { outcome: 'dead'; error: string },
): Promise<string | undefined> => {
  const [first] = await claim(store, now, 1);
  if (first) await store.settleOutbox([{ id: first.message.id, lease: first.lease, ...outcome }], now);
  return first?.message.id;
};

export const OUTBOX = themeOf('outbox', {
  'gives messages as they were written': async ({ store, at }) => {
    const tracker = aTracker('t1', { tenantId: 'tenant' });
    await store.register(registrationsOf(tracker));
    const claimed = await claim(store, at());
    same(
      claimed.map(({ message, attempts }) => ({ message, attempts })),
      [{ message: aMessage(tracker), attempts: 0 }],
    );
  },
  'gives of one tracker only the first that is undelivered': async ({ store, at }) => {
    await withThree(store, at());
    same(idsOf(await claim(store, at())), ['t1/1']);
    same(idsOf(await claim(store, at())), []);
  },
  "gives a tracker's messages one after the other": async ({ store, at }) => {
    await withThree(store, at());
    const order = [];
    for (let round = 0; round < 4; round += 1)
      order.push(await settleFirst(store, at(), { outcome: 'delivered' }));
    same(order, ['t1/1', 't1/2', 't1/3', undefined]);
  },
  'goes by sequence where messages were written out of order': async ({ store, at }) => {
    const tracker = aTracker('t1');
    await store.register(registrationsOf(tracker));
    const next = { ...tracker, version: 2 };
    const messages = [aMessage(next, { sequence: 3 }), aMessage(next, { sequence: 2 })];
    await store.commitIngest([aCommit(tracker, { messages })], at());
    await settleFirst(store, at(), { outcome: 'delivered' });
    same(await settleFirst(store, at(), { outcome: 'delivered' }), 't1/2');
  },
  'gives the messages of several trackers at once, those due longest first': async ({ store, at }) => {
    const ages = [3, 9, 6].map((age) => aTracker(`t${age}`, { updatedAt: at(-age) }));
    await store.register(registrationsOf(...ages));
    same(
      idsOf(await claim(store, at(), 2)),
      ['t9', 't6'].map((id) => `${id}/1`),
    );
    same(idsOf(await claim(store, at(), 2)), ['t3/1']);
  },
  "holds a tracker's later messages back until the retry, and nobody else's": async ({
    store,
    at,
    advance,
  }) => {
    await withThree(store, at());
    await settleFirst(store, at(), { outcome: 'retry', retryAt: at(HOUR_MS), error: 'HTTP 500' });
    same(idsOf(await claim(store, at())), []);
    await store.register(registrationsOf(aTracker('t2')));
    same(idsOf(await claim(store, at())), ['t2/1']);
    await advance(HOUR_MS);
    sameInAnyOrder(idsOf(await claim(store, at())), ['t1/1', 't2/1']);
  },
  'counts attempts': async ({ store, at, advance }) => {
    await withThree(store, at());
    const seen: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const [claimed] = await claim(store, at());
      if (!claimed) break;
      seen.push(claimed.attempts);
      const { lease, message } = claimed;
      const retry = { outcome: 'retry', retryAt: at(MINUTE_MS), error: 'no' } as const;
      await store.settleOutbox([{ id: message.id, lease, ...retry }], at());
      await advance(MINUTE_MS);
    }
    same(seen, [0, 1, 2]);
  },
  'counts no attempt for a message that was given back unsent, and gives it again at once': async ({
    store,
    at,
  }) => {
    await withThree(store, at());
    same(await settleFirst(store, at(), { outcome: 'unsent' }), 't1/1');
    same(
      (await claim(store, at())).map(({ message, attempts }) => [message.id, attempts]),
      [['t1/1', 0]],
    );
  },
  'goes on behind a dead message': async ({ store, at }) => {
    await withThree(store, at());
    await settleFirst(store, at(), { outcome: 'dead', error: 'HTTP 410' });
    same(idsOf(await claim(store, at())), ['t1/2']);
  },
  'counts what waits, is leased and is dead': async ({ store, at }) => {
    await withThree(store, at());
    await store.register(registrationsOf(aTracker('t2'), aTracker('t3')));
    await settleFirst(store, at(), { outcome: 'dead', error: 'no' });
    await settleFirst(store, at(), { outcome: 'delivered' });
    await claim(store, at(), 1);
    same(await store.outboxCounts(at()), { waiting: 2, leased: 1, dead: 1 });
  },
  'counts a message whose lease has run out as waiting': async ({ store, at, advance }) => {
    await store.register(registrationsOf(aTracker('t1')));
    await claim(store, at());
    await advance(MINUTE_MS);
    same(await store.outboxCounts(at()), { waiting: 1, leased: 0, dead: 0 });
  },
  'counts nothing where there is nothing': async ({ store, at }) =>
    same(await store.outboxCounts(at()), { waiting: 0, leased: 0, dead: 0 }),
});
