/** Commits: compare-and-set, in full or not at all, each for itself. */

import type { Store } from '../../stores/store.ts';
import type { Instant } from '../../time/clock.ts';
import { MINUTE_MS, same, sameInAnyOrder, themeOf } from './conformance-case.ts';
import {
  aCommit,
  aLedger,
  aMessage,
  anEvent,
  aPoll,
  aTracker,
  aTransition,
  registrationsOf,
} from './fixtures.ts';

const T1 = aTracker('t1');
const OUTCOME = { committed: { outcome: 'committed' }, conflict: { outcome: 'conflict' } } as const;

const claim = async (store: Store, now: Instant): Promise<string> =>
  (await store.claimDue({ now, limit: 1, leaseMs: MINUTE_MS, owner: 'test' }))[0]?.lease ?? 'nothing was due';

/** How many messages a tracker has, dead and delivered ones too. */
const messageIds = async (store: Store, now: Instant): Promise<string[]> => {
  const ids: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    const claimed = await store.claimOutbox({ now, limit: 100, leaseMs: MINUTE_MS, owner: 'test' });
    if (claimed.length === 0) break;
    ids.push(...claimed.map(({ message }) => message.id));
    await store.settleOutbox(
      claimed.map(({ message, lease }) => ({ id: message.id, lease, outcome: 'delivered' })),
      now,
    );
  }
  return ids;
};

export const INGESTING = themeOf('ingesting', {
  'writes tracker, events, transitions and messages': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const commit = aCommit(T1, {
      events: [anEvent('e1')],
      transitions: [aTransition('x1')],
      tracker: { status: 'delivered', substatus: 'delivered', updatedAt: at() },
    });
    same(await store.commitIngest([commit], at()), [OUTCOME.committed]);
    same(await store.get('t1'), commit.tracker);
    same(await store.loadForIngest(['t1']), [commit.tracker]);
    same(await messageIds(store, at()), ['t1/1', 't1/2']);
  },
  'keeps events in the order of the tracker, wherever a new one belongs': async ({ store, at }) => {
    const before = aTracker('t1', { events: [anEvent('b'), anEvent('d')] });
    await store.register(registrationsOf(before));
    const events = [anEvent('z'), anEvent('b'), anEvent('c'), anEvent('d')];
    const late = [anEvent('z'), anEvent('c')];
    await store.commitIngest([aCommit(before, { events: late, tracker: { events } })], at());
    same((await store.get('t1'))?.events, events);
  },
  'overwrites an event whose id is there': async ({ store, at }) => {
    const before = aTracker('t1', { events: [anEvent('e1'), anEvent('e2')] });
    await store.register(registrationsOf(before));
    const amended = anEvent('e1', { description: 'amended', standing: 'retracted', amended: true });
    await store.commitIngest([aCommit(before, { events: [amended] })], at());
    same((await store.get('t1'))?.events, [amended, anEvent('e2')]);
  },
  'keeps transitions in the order in which they came': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const first = aCommit(T1, { transitions: [aTransition('z'), aTransition('m')] });
    await store.commitIngest([first], at());
    await store.commitIngest([aCommit(first.tracker, { transitions: [aTransition('a')] })], at());
    same(
      (await store.get('t1'))?.transitions.map(({ id }) => id),
      ['z', 'm', 'a'],
    );
  },
  'keeps the events of two trackers apart, though their ids are alike': async ({ store, at }) => {
    const trackers = [aTracker('t1'), aTracker('t2')] as const;
    await store.register(registrationsOf(...trackers));
    const commits = trackers.map((each) =>
      aCommit(each, { events: [anEvent('e1', { description: each.id })] }),
    );
    await store.commitIngest(commits, at());
    same((await store.get('t1'))?.events[0]?.description, 't1');
    same((await store.get('t2'))?.events[0]?.description, 't2');
  },
  'refuses another version, and writes nothing': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const first = aCommit(T1, { events: [anEvent('e1')] });
    await store.commitIngest([first], at());
    const stale = aCommit(T1, { events: [anEvent('e2')], transitions: [aTransition('x1')], told: 2 });
    same(await store.commitIngest([stale], at()), [OUTCOME.conflict]);
    same(await store.get('t1'), first.tracker);
    same(await messageIds(store, at()), ['t1/1', 't1/2']);
  },
  'says of a removed tracker that it is missing, and does not bring it back': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    await store.remove(['t1']);
    same(await store.commitIngest([aCommit(T1, { events: [anEvent('e1')] })], at()), [
      { outcome: 'missing' },
    ]);
    same(await store.get('t1'), undefined);
    same(await messageIds(store, at()), []);
  },
  'goes on with the other commits of the list': async ({ store, at }) => {
    const [t2, t3] = [aTracker('t2'), aTracker('t3')];
    await store.register(registrationsOf(T1, t2, t3));
    const commits = [aCommit(T1), aCommit({ ...t2, version: 7 }), aCommit(aTracker('nobody')), aCommit(t3)];
    same(await store.commitIngest(commits, at()), [
      OUTCOME.committed,
      OUTCOME.conflict,
      { outcome: 'missing' },
      OUTCOME.committed,
    ]);
    same(
      (await store.loadForIngest(['t1', 't2', 't3'])).reduce((sum, { version }) => sum + version, 0),
      5,
    );
  },
  'takes two commits of one tracker in the order of the list': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const first = aCommit(T1, { events: [anEvent('e1')] });
    const second = aCommit(first.tracker, { events: [anEvent('e1', { description: 'later' })] });
    same(await store.commitIngest([first, second, aCommit(T1)], at()), [
      OUTCOME.committed,
      OUTCOME.committed,
      OUTCOME.conflict,
    ]);
    same(await store.get('t1'), second.tracker);
    sameInAnyOrder(await messageIds(store, at()), ['t1/1', 't1/2', 't1/3']);
  },
  'keeps bookkeeping that is no change of the version': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const ledger = aLedger(['an answer', at()]);
    const commit = aCommit(T1, { told: 0, tracker: { version: 1, ledger } });
    same(await store.commitIngest([commit], at()), [OUTCOME.committed]);
    same(await store.get('t1'), { ...T1, ledger });
  },
  'does not tell a fact twice under one id': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const messages = [aMessage({ ...T1, sequence: 1 }, { id: 't1/1', sequence: 2 })];
    same(await store.commitIngest([aCommit(T1, { messages })], at()), [OUTCOME.committed]);
    same(await messageIds(store, at()), ['t1/1']);
  },
  'writes the poll record that is given, and no stale one': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const poll = aPoll({ nextPollAt: at(MINUTE_MS), why: 'soon', failures: 2, lastOutcome: 'found' });
    await store.commitIngest([aCommit(T1, { poll })], at());
    const kept = await store.get('t1');
    same(kept?.poll, poll);
    await store.commitIngest([aCommit({ ...T1, version: 2 })], at());
    same((await store.get('t1'))?.poll, poll);
  },
  'ends the lease of a commit that names it': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const lease = await claim(store, at());
    same(await store.commitIngest([aCommit(T1, { lease })], at()), [OUTCOME.committed]);
    same(await store.release([{ id: 't1', lease }], at()), ['t1']);
    same((await store.claimDue({ now: at(), limit: 1, leaseMs: 1, owner: 'test' })).length, 1);
  },
  'refuses a lease that another claim has taken over, and writes nothing': async ({ store, at, advance }) => {
    await store.register(registrationsOf(T1));
    const lost = await claim(store, at());
    await advance(MINUTE_MS);
    const lease = await claim(store, at());
    const commits = [aCommit(T1, { lease: lost, events: [anEvent('e1')] })];
    same(await store.commitIngest(commits, at()), [{ outcome: 'lease_lost' }]);
    same((await store.get('t1'))?.events, []);
    same(await store.commitIngest([aCommit(T1, { lease })], at()), [OUTCOME.committed]);
  },
  'refuses a lease that has run out, though nobody has taken it over': async ({ store, at, advance }) => {
    await store.register(registrationsOf(T1));
    const lease = await claim(store, at());
    await advance(MINUTE_MS);
    same(await store.commitIngest([aCommit(T1, { lease })], at()), [{ outcome: 'lease_lost' }]);
  },
  'leaves the lease of others alone when a commit names none': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const lease = await claim(store, at());
    await store.commitIngest([aCommit(T1, { poll: aPoll({ nextPollAt: at(-1) }) })], at());
    same((await store.claimDue({ now: at(), limit: 1, leaseMs: 1, owner: 'other' })).length, 0);
    same(await store.release([{ id: 't1', lease }], at()), []);
  },
  'takes an empty list': async ({ store, at }) => same(await store.commitIngest([], at()), []),
});
