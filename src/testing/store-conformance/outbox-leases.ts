/** Leases on messages: nobody settles what is no longer his. */

import type { Store } from '../../stores/store.ts';
import { holds, MINUTE_MS, same, themeOf } from './conformance-case.ts';
import { aTracker, registrationsOf } from './fixtures.ts';

const claimOne = async (store: Store, now: string) => {
  const [claimed] = await store.claimOutbox({ now, limit: 1, leaseMs: MINUTE_MS, owner: 'test' });
  return claimed && { id: claimed.message.id, lease: claimed.lease, attempts: claimed.attempts };
};

const NOBODY = { id: 'nothing was claimed', lease: '' };

export const OUTBOX_LEASES = themeOf('outbox leases', {
  'gives a message again when its lease has ended, as another attempt': async ({ store, at, advance }) => {
    await store.register(registrationsOf(aTracker('t1')));
    const first = await claimOne(store, at());
    await advance(MINUTE_MS - 1);
    same(await claimOne(store, at()), undefined);
    await advance(1);
    const second = await claimOne(store, at());
    same([second?.id, second?.attempts], ['t1/1', 1]);
    holds(first?.lease !== second?.lease, 'a token is new with each claim');
  },
  'refuses to settle under a lease that another claim has taken over': async ({ store, at, advance }) => {
    await store.register(registrationsOf(aTracker('t1')));
    const lost = (await claimOne(store, at())) ?? NOBODY;
    await advance(MINUTE_MS);
    const held = (await claimOne(store, at())) ?? NOBODY;
    same(await store.settleOutbox([{ ...lost, outcome: 'dead', error: 'late' }], at()), ['t1/1']);
    same(await store.outboxCounts(at()), { waiting: 0, leased: 1, dead: 0 });
    same(await store.settleOutbox([{ ...held, outcome: 'delivered' }], at()), []);
  },
  'refuses to settle under a lease that has run out': async ({ store, at, advance }) => {
    await store.register(registrationsOf(aTracker('t1')));
    const lost = (await claimOne(store, at())) ?? NOBODY;
    await advance(MINUTE_MS);
    same(await store.settleOutbox([{ ...lost, outcome: 'delivered' }], at()), ['t1/1']);
    same((await claimOne(store, at()))?.id, 't1/1');
  },
  'settles a message once': async ({ store, at }) => {
    await store.register(registrationsOf(aTracker('t1')));
    const claimed = (await claimOne(store, at())) ?? NOBODY;
    same(await store.settleOutbox([{ ...claimed, outcome: 'delivered' }], at()), []);
    same(await store.settleOutbox([{ ...claimed, outcome: 'dead', error: 'again' }], at()), ['t1/1']);
    same((await store.outboxCounts(at())).dead, 0);
  },
  'settles the others of a list': async ({ store, at }) => {
    await store.register(registrationsOf(aTracker('t1'), aTracker('t2')));
    const claimed = await store.claimOutbox({ now: at(), limit: 9, leaseMs: MINUTE_MS, owner: 'test' });
    const settlements = claimed.map(({ message, lease }) => ({
      id: message.id,
      lease: message.id === 't1/1' ? 'never given' : lease,
      outcome: 'delivered' as const,
    }));
    same(
      await store.settleOutbox([...settlements, { ...NOBODY, outcome: 'delivered' }], at()),
      ['t1/1', NOBODY.id].sort((a, b) => order(settlements, a) - order(settlements, b)),
    );
    same(await store.outboxCounts(at()), { waiting: 0, leased: 1, dead: 0 });
  },
  'settles nothing for an empty list': async ({ store, at }) => same(await store.settleOutbox([], at()), []),
});

/** Ids are given in the order of the settlements. */
const order = (settlements: readonly { readonly id: string }[], id: string): number => {
  const place = settlements.findIndex((settlement) => settlement.id === id);
  return place < 0 ? settlements.length : place;
};
