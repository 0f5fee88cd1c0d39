/** Many at once: one wins, the others are told, and nothing is written twice. */

import { MINUTE_MS, same, themeOf } from './conformance-case.ts';
import { aCommit, anEvent, aTracker, registrationsOf } from './fixtures.ts';

const EIGHT = Array.from({ length: 8 }, (_, index) => index);

export const CONCURRENCY = themeOf('concurrency', {
  'keeps a parcel once that eight register at once': async ({ store, reopen, at }) => {
    const stores = [store, await reopen(), await reopen(), await reopen()];
    const registered = await Promise.all(
      EIGHT.map((index) =>
        stores[index % 4]?.register(registrationsOf(aTracker(`t${index}`, { trackingNumber: 'N1' }))),
      ),
    );
    const all = registered.flatMap((each) => each ?? []);
    same(all.filter(({ isNew }) => isNew).length, 1);
    same(new Set(all.map(({ tracker }) => tracker.id)).size, 1);
    same((await store.outboxCounts(at())).waiting, 1);
  },
  'keeps lists that overlap, whatever their order': async ({ store, reopen }) => {
    const numbers = Array.from({ length: 40 }, (_, index) => `N${index}`);
    const listOf = (owner: string, order: readonly string[]) =>
      registrationsOf(
        ...order.map((trackingNumber) => aTracker(`${owner}-${trackingNumber}`, { trackingNumber })),
      );
    const other = await reopen();
    const [first, second] = await Promise.all([
      store.register(listOf('a', numbers)),
      other.register(listOf('b', numbers.toReversed())),
    ]);
    same([...first, ...second].filter(({ isNew }) => isNew).length, 40);
    same(
      first.map(({ tracker }) => tracker.id),
      second.toReversed().map(({ tracker }) => tracker.id),
    );
  },
  'commits one of eight changes of a version': async ({ store, reopen, at }) => {
    const tracker = aTracker('t1');
    await store.register(registrationsOf(tracker));
    const stores = [store, await reopen(), await reopen(), await reopen()];
    const results = await Promise.all(
      EIGHT.map((index) =>
        stores[index % 4]?.commitIngest([aCommit(tracker, { events: [anEvent(`e${index}`)] })], at()),
      ),
    );
    const outcomes = results.flatMap((each) => each ?? []).map(({ outcome }) => outcome);
    same(outcomes.toSorted(), ['committed', ...Array<string>(7).fill('conflict')]);
    same((await store.get('t1'))?.events.length, 1);
  },
  'commits lists that overlap, whatever their order, without a deadlock': async ({ store, reopen, at }) => {
    const trackers = Array.from({ length: 30 }, (_, index) => aTracker(`t${index}`));
    await store.register(registrationsOf(...trackers));
    const other = await reopen();
    const commits = trackers.map((tracker) => aCommit(tracker, { events: [anEvent('e1')] }));
    const results = await Promise.all([
      store.commitIngest(commits, at()),
      other.commitIngest(commits.toReversed(), at()),
    ]);
    const outcomes = results.flat().map(({ outcome }) => outcome);
    same(outcomes.filter((outcome) => outcome === 'committed').length, 30);
    same(outcomes.filter((outcome) => outcome === 'conflict').length, 30);
  },
  'gives each due tracker to one of eight claims': async ({ store, reopen, at }) => {
    await store.register(registrationsOf(...Array.from({ length: 50 }, (_, index) => aTracker(`t${index}`))));
    const stores = [store, await reopen(), await reopen(), await reopen()];
    const claims = await Promise.all(
      EIGHT.map((index) =>
        stores[index % 4]?.claimDue({ now: at(), limit: 10, leaseMs: MINUTE_MS, owner: `${index}` }),
      ),
    );
    const ids = claims.flatMap((each) => (each ?? []).map(({ id }) => id));
    same([ids.length, new Set(ids).size], [50, 50]);
  },
  'gives each waiting message to one of eight claims': async ({ store, reopen, at }) => {
    await store.register(registrationsOf(...Array.from({ length: 50 }, (_, index) => aTracker(`t${index}`))));
    const stores = [store, await reopen(), await reopen(), await reopen()];
    const claims = await Promise.all(
      EIGHT.map((index) =>
        stores[index % 4]?.claimOutbox({ now: at(), limit: 10, leaseMs: MINUTE_MS, owner: `${index}` }),
      ),
    );
    const ids = claims.flatMap((each) => (each ?? []).map(({ message }) => message.id));
    same(ids.length, new Set(ids).size);
  },
});
