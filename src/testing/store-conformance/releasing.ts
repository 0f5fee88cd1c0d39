/** Giving leases back, and deciding when to poll. */

import type { Store } from '../../stores/store.ts';
import { HOUR_MS, MINUTE_MS, same, themeOf } from './conformance-case.ts';
import { aCommit, aLedger, anEvent, aPoll, aTracker, registrationsOf } from './fixtures.ts';

const T1 = aTracker('t1', { events: [anEvent('e1')] });

const claim = async (store: Store, now: string) =>
  (await store.claimDue({ now, limit: 10, leaseMs: MINUTE_MS, owner: 'test' })).map(({ id, lease }) => ({
    id,
    lease,
  }));

const claimedOne = async (
  store: Store,
  now: string,
): Promise<{ readonly id: string; readonly lease: string }> =>
  (await claim(store, now))[0] ?? { id: 'nothing was due', lease: '' };

export const RELEASING = themeOf('releasing', {
  'makes a tracker due again as before': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const lease = await claimedOne(store, at());
    same(await store.release([lease], at()), []);
    same(await store.get('t1'), T1);
    same((await claim(store, at())).length, 1);
  },
  'notes how the poll went and when the next is, and no change of the version': async ({
    store,
    at,
    advance,
  }) => {
    await store.register(registrationsOf(T1));
    const lease = await claimedOne(store, at());
    const poll = aPoll({
      nextPollAt: at(HOUR_MS),
      why: 'on the way',
      urgency: 2,
      lastPolledAt: at(),
      lastOutcome: 'failed',
      lastError: { code: 'CARRIER_UNAVAILABLE', message: 'down' },
      failures: 1,
    });
    same(await store.release([{ ...lease, poll }], at()), []);
    same(await store.get('t1'), { ...T1, poll });
    await advance(HOUR_MS - 1);
    same(await claim(store, at()), []);
    await advance(1);
    same((await claim(store, at())).length, 1);
  },
  'stops polling where the record says so': async ({ store, at, advance }) => {
    await store.register(registrationsOf(T1));
    const lease = await claimedOne(store, at());
    await store.release([{ ...lease, poll: aPoll({ nextPollAt: null, stopReason: 'stale' }) }], at());
    await advance(24 * HOUR_MS);
    same(await claim(store, at()), []);
  },
  'writes nothing for a lease that is lost, and says so': async ({ store, at, advance }) => {
    await store.register(registrationsOf(T1));
    const lost = await claimedOne(store, at());
    await advance(MINUTE_MS);
    const held = await claimedOne(store, at());
    const poll = aPoll({ nextPollAt: null, stopReason: 'closed' });
    same(
      await store.release(
        [
          { ...lost, poll },
          { id: 'nobody', lease: 'x', poll },
        ],
        at(),
      ),
      ['t1', 'nobody'],
    );
    same(await store.get('t1'), T1);
    same(await store.release([held], at()), []);
  },
  'refuses a lease that has run out': async ({ store, at, advance }) => {
    await store.register(registrationsOf(T1));
    const lease = await claimedOne(store, at());
    await advance(MINUTE_MS);
    same(await store.release([{ ...lease, poll: aPoll({ failures: 9 }) }], at()), ['t1']);
    same((await store.get('t1'))?.poll.failures, 0);
  },
  'keeps bookkeeping of an answer that brought nothing new': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const lease = await claimedOne(store, at());
    const value = aLedger(['an answer', at()]);
    await store.release([{ ...lease, ledger: { value, expectedVersion: 1 } }], at());
    same(await store.get('t1'), { ...T1, ledger: value });
  },
  'drops bookkeeping of another version, but notes the poll': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const lease = await claimedOne(store, at());
    const commit = aCommit(T1, { tracker: { ledger: aLedger('newer') } });
    await store.commitIngest([commit], at());
    const ledger = { value: T1.ledger, expectedVersion: 1 };
    const poll = aPoll({ nextPollAt: at(HOUR_MS), lastOutcome: 'found' });
    same(await store.release([{ ...lease, poll, ledger }], at()), []);
    same(await store.get('t1'), { ...commit.tracker, poll });
  },
  'reschedules a tracker that nobody holds': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const poll = aPoll({ nextPollAt: at(HOUR_MS), why: 'the host says so' });
    same(await store.reschedule('t1', poll), true);
    same(await store.get('t1'), { ...T1, poll, version: 2 });
    same(await claim(store, at()), []);
  },
  'stops a tracker under a poll, which then can not undo it': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const lease = await claimedOne(store, at());
    const stopped = aPoll({ nextPollAt: null, stopReason: 'stopped_by_host' });
    same(await store.reschedule('t1', stopped), true);
    same(await store.release([{ ...lease, poll: aPoll() }], at()), ['t1']);
    const late = aCommit(T1, { lease: lease.lease, poll: aPoll() });
    same(await store.commitIngest([late], at()), [{ outcome: 'lease_lost' }]);
    same((await store.get('t1'))?.poll, stopped);
  },
  'resumes a stopped tracker': async ({ store, at }) => {
    await store.register(
      registrationsOf(aTracker('t1', { poll: { nextPollAt: null, stopReason: 'stopped_by_host' } })),
    );
    await store.reschedule('t1', aPoll({ nextPollAt: at() }));
    same((await claim(store, at())).length, 1);
  },
  'stops a tracker while news of it is merged, which then can not undo it': async ({ store, at }) => {
    await store.register(registrationsOf(T1));
    const stopped = aPoll({ nextPollAt: null, stopReason: 'stopped_by_host' });
    await store.reschedule('t1', stopped);
    const commit = aCommit(T1, { poll: aPoll({ nextPollAt: at() }) });
    same(await store.commitIngest([commit], at()), [{ outcome: 'conflict' }]);
    const kept = await store.get('t1');
    same(kept?.poll, stopped);
    same(kept?.version, 2);
  },
  'says of a tracker there is none of that it can not be rescheduled': async ({ store }) =>
    same(await store.reschedule('nobody', aPoll()), false),
});
