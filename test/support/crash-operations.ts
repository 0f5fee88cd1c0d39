/** What a store writes, to be cut off at every point: a seed, and operations that each change it in one call. */

import { isDeepStrictEqual } from 'node:util';
import type { Claim, ClaimedMessage, Registration, Store, Tracker } from 'parceltrail';
import {
  aCommit,
  anEvent,
  aPoll,
  aRegistration,
  aTracker,
  aTransition,
} from '../../src/testing/store-conformance/fixtures.ts';

export const NOW = '2026-03-02T09:00:00.000Z';

/** Of every database, those that hold rows of what is followed. */
export const TABLES = ['trackers', 'polls', 'events', 'transitions', 'outbox', 'budgets'];

const LATER = '2026-03-02T12:00:00.000Z';
const LEASE_MS = 600_000;

/** Plain JSON, so that it can be given to another process. */
export type Seed = {
  readonly trackers: readonly Tracker[];
  /** Of polls under way. */
  readonly claims: readonly Claim[];
  /** Under delivery. */
  readonly messages: readonly ClaimedMessage[];
};

export type Operation = {
  readonly run: (store: Store, seed: Seed) => Promise<unknown>;
  /** What is written whole: a call's writes together, or each tracker's. @default 'call' */
  readonly whole?: 'tracker' | undefined;
};

/** Six trackers with scans: three under a poll; of their messages one delivered, one dead, two under delivery. */
export async function sow(store: Store): Promise<Seed> {
  await store.register([1, 2, 3, 4, 5, 6].map((number) => registrationOf(`t${number}`)));
  const outbox = await store.claimOutbox({ now: NOW, limit: 4, leaseMs: LEASE_MS, owner: 'seed' });
  const [delivered, dead, ...messages] = outbox;
  if (delivered === undefined || dead === undefined) throw new Error('No messages to begin with.');
  await store.settleOutbox(
    [
      { id: delivered.message.id, lease: delivered.lease, outcome: 'delivered' },
      { id: dead.message.id, lease: dead.lease, outcome: 'dead', error: 'refused' },
    ],
    NOW,
  );
  const claims = await store.claimDue({ now: NOW, limit: 3, leaseMs: LEASE_MS, owner: 'seed' });
  const { trackers } = await store.list({ filter: {}, limit: 100, after: undefined });
  return { trackers, claims, messages };
}

const registrationOf = (id: string): Registration =>
  aRegistration(
    aTracker(id, {
      reference: 'R',
      events: [anEvent('e1'), anEvent('e2')],
      transitions: [aTransition('c1')],
    }),
  );

/** Commits of all that is claimed, each with an amended and a new scan, a change of status and two messages. */
const commitsOf = ({ trackers, claims }: Seed) =>
  claims.map(({ id, lease }) =>
    aCommit(trackers.find((tracker) => tracker.id === id) as Tracker, {
      lease,
      told: 2,
      poll: aPoll({ nextPollAt: LATER, lastOutcome: 'found' }),
      events: [anEvent('e2', { description: 'amended' }), anEvent('e3')],
      transitions: [aTransition('c2')],
    }),
  );

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  register: { run: (store) => store.register(['t7', 't1', 't8', 't9'].map(registrationOf)) },
  commitIngest: { run: (store, seed) => store.commitIngest(commitsOf(seed), NOW) },
  'commitIngest, where one of the list can not be written': {
    whole: 'tracker',
    run: (store, seed) => {
      const [first, second, third] = commitsOf(seed);
      if (!first || !second || !third) throw new Error('Too few claims.');
      const unwritable = { ...second, tracker: { ...second.tracker, status: null as never } };
      return store.commitIngest([first, unwritable, third], NOW);
    },
  },
  updateLabels: {
    run: (store) => store.updateLabels('t1', { orderId: 'O', metadata: { shop: 7 } }, NOW),
  },
  claimDue: { run: (store) => store.claimDue({ now: NOW, limit: 10, leaseMs: LEASE_MS, owner: 'b' }) },
  renew: { run: (store, { claims }) => store.renew(claims, { now: NOW, leaseMs: 2 * LEASE_MS }) },
  release: {
    run: (store, { claims }) =>
      store.release(
        claims.map(({ id, lease }) => ({ id, lease, poll: aPoll({ nextPollAt: LATER, failures: 1 }) })),
        NOW,
      ),
  },
  reschedule: { run: (store) => store.reschedule('t1', aPoll({ nextPollAt: null })) },
  claimOutbox: {
    run: (store) => store.claimOutbox({ now: NOW, limit: 10, leaseMs: LEASE_MS, owner: 'b' }),
  },
  settleOutbox: {
    run: (store, { messages }) =>
      store.settleOutbox(
        messages.map(({ message: { id }, lease }, index) =>
          index === 0
            ? { id, lease, outcome: 'delivered' }
            : { id, lease, outcome: 'retry', retryAt: LATER, error: 'down' },
        ),
        NOW,
      ),
  },
  replayOutbox: { run: (store) => store.replayOutbox({ types: ['tracker.created'] }, NOW) },
  purgeOutbox: { run: (store) => store.purgeOutbox(LATER) },
  remove: { run: (store) => store.remove(['t1', 't4']) },
  purge: { run: (store) => store.purge({ reference: 'R', limit: 4 }) },
  takeBudget: {
    run: (store) =>
      store.takeBudget({ key: 'acme', now: NOW, calls: 3, windows: [{ lengthMs: 60_000, calls: 10 }] }),
  },
  pauseBudget: { run: (store) => store.pauseBudget('acme', LATER, NOW) },
};

/** Breaks the transaction of a list of commits into one for each. */
export const commitOneByOne = (store: Store): Store => ({
  ...store,
  async commitIngest(commits, now) {
    const results = [];
    for (const commit of commits) results.push(...(await store.commitIngest([commit], now)));
    return results;
  },
});

/** Rows by what they belong to, without the tokens that are drawn anew each time. */
export type Dump = Readonly<Record<string, readonly string[]>>;

export type DumpedRow = { readonly name: string; readonly row: Readonly<Record<string, unknown>> };

export function dumpOf(rows: readonly DumpedRow[]): Dump {
  const dump: Record<string, string[]> = {};
  for (const { name, row } of rows) {
    const owner = String(row['tracker_id'] ?? row['id'] ?? name);
    const shown = { ...row, ...(typeof row['lease'] === 'string' && { lease: 'held' }) };
    dump[owner] = [...(dump[owner] ?? []), `${name} ${JSON.stringify(shown)}`].toSorted();
  }
  return dump;
}

/** Owners that are neither as before nor as after; none where the whole dump is one of the two. */
export function between(
  now: Dump,
  { before, after, whole }: { readonly before: Dump; readonly after: Dump } & Pick<Operation, 'whole'>,
): readonly string[] {
  const owners = [...new Set([before, after, now].flatMap((dump) => Object.keys(dump)))];
  const unlike = (dump: Dump) => owners.filter((owner) => !isDeepStrictEqual(now[owner], dump[owner]));
  if (whole === 'tracker') return unlike(before).filter((owner) => unlike(after).includes(owner));
  return unlike(before).length === 0 || unlike(after).length === 0 ? [] : unlike(before);
}
