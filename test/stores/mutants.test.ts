/** Stores with one behaviour broken each: the kit must notice every one, by the sentence that it breaks. */

import type { Store, Tracker } from 'parceltrail';
import { memoryStore } from 'parceltrail/stores/memory';
import { storeConformance } from 'parceltrail/testing';
import { describe, expect, it } from 'vitest';

type Mutant = {
  readonly name: string;
  /** The case that must fail. */
  readonly caughtBy: string;
  readonly breakStore: (store: Store) => Partial<Store>;
};

const BEGINNING = '2026-03-02T09:00:00.000Z';

const MUTANTS: readonly Mutant[] = [
  {
    name: 'writes whatever the version',
    caughtBy: 'ingesting: refuses another version, and writes nothing',
    breakStore: (store) => ({
      commitIngest: async (commits, now) => {
        const kept = new Map(
          (await store.loadForIngest(commits.map(({ tracker }) => tracker.id))).map((t) => [t.id, t]),
        );
        return store.commitIngest(
          commits.map((commit) => ({
            ...commit,
            expectedVersion: kept.get(commit.tracker.id)?.version ?? commit.expectedVersion,
          })),
          now,
        );
      },
    }),
  },
  {
    name: 'checks no lease when it commits',
    caughtBy: 'ingesting: refuses a lease that another claim has taken over, and writes nothing',
    breakStore: (store) => ({
      commitIngest: (commits, now) =>
        store.commitIngest(
          commits.map(({ lease: _, ...commit }) => commit),
          now,
        ),
    }),
  },
  {
    name: 'takes a lease that has run out for held',
    caughtBy: 'ingesting: refuses a lease that has run out, though nobody has taken it over',
    breakStore: (store) => ({ commitIngest: (commits) => store.commitIngest(commits, BEGINNING) }),
  },
  {
    name: 'writes a stale poll record',
    caughtBy: 'ingesting: writes the poll record that is given, and no stale one',
    breakStore: (store) => ({
      commitIngest: (commits, now) =>
        store.commitIngest(
          commits.map((commit) => ({ poll: commit.tracker.poll, ...commit })),
          now,
        ),
    }),
  },
  {
    name: 'tells a fact again under a new id',
    caughtBy: 'ingesting: does not tell a fact twice under one id',
    breakStore: (store) => ({
      commitIngest: (commits, now) =>
        store.commitIngest(
          commits.map((commit) => ({
            ...commit,
            messages: commit.messages.map((message) => ({
              ...message,
              id: `${message.id}/${message.sequence}`,
            })),
          })),
          now,
        ),
    }),
  },
  {
    name: 'sorts events by id',
    caughtBy: 'ingesting: keeps events in the order of the tracker, wherever a new one belongs',
    breakStore: (store) => ({ get: async (id) => sortedByEventId(await store.get(id)) }),
  },
  {
    name: 'leaves a claimed tracker to others',
    caughtBy: 'leases: gives no tracker to two claims at once',
    breakStore: (store) => ({
      claimDue: async (request) => {
        const claims = await store.claimDue(request);
        await store.release(claims, request.now);
        return claims;
      },
    }),
  },
  {
    name: 'serves the longest queue first',
    caughtBy: 'fairness: gives tenants turns, however long one has waited with many',
    breakStore: (store) => ({
      claimDue: async (request) => {
        const long = await store.claimDue({ ...request, tenants: ['long'] });
        return long.length > 0 ? long : store.claimDue(request);
      },
    }),
  },
  {
    name: 'keeps the lease of a tracker that the host stops',
    caughtBy: 'releasing: stops a tracker under a poll, which then can not undo it',
    breakStore: (store) => ({
      release: async (releases, now) => {
        for (const { id, poll } of releases) if (poll) await store.reschedule(id, poll);
        return store.release(releases, now);
      },
    }),
  },
  {
    name: 'begins a page at the moment where the last one ended',
    caughtBy: 'paging: goes through all pages of any size',
    breakStore: (store) => ({
      list: ({ after, ...query }) => store.list({ ...query, after: after && { ...after, id: '' } }),
    }),
  },
  {
    name: 'looks for parts of objects in metadata',
    caughtBy: 'listing: compares objects in metadata whole, whatever the order of keys',
    breakStore: (store) => ({
      list: async ({ filter: { metadata, ...filter }, ...query }) => {
        const page = await store.list({ ...query, filter });
        const wanted = Object.entries(metadata ?? {}).map(([key, value]) => [
          key,
          JSON.stringify(value).slice(1, -1),
        ]);
        const fits = ({ metadata: kept }: Tracker) =>
          wanted.every(([key = '', part = '']) => JSON.stringify(kept[key] ?? null).includes(part));
        return { ...page, trackers: page.trackers.filter(fits) };
      },
    }),
  },
  {
    name: 'drops NUL characters',
    caughtBy: 'hostile text: keeps a NUL character as they are',
    breakStore: (store) => ({
      register: (registrations) =>
        store.register(JSON.parse(JSON.stringify(registrations).replaceAll('\\u0000', ''))),
    }),
  },
  {
    name: 'settles whatever the lease',
    caughtBy: 'outbox leases: refuses to settle under a lease that another claim has taken over',
    breakStore: (store) => {
      const leases = new Map<string, string>();
      return {
        claimOutbox: async (request) => {
          const claimed = await store.claimOutbox(request);
          for (const { message, lease } of claimed) leases.set(message.id, lease);
          return claimed;
        },
        settleOutbox: (settlements, now) =>
          store.settleOutbox(
            settlements.map((each) => ({ ...each, lease: leases.get(each.id) ?? '' })),
            now,
          ),
      };
    },
  },
  {
    name: 'gives up a message at its first failure',
    caughtBy: "outbox: holds a tracker's later messages back until the retry, and nobody else's",
    breakStore: (store) => ({
      settleOutbox: (settlements, now) =>
        store.settleOutbox(
          settlements.map((each) =>
            each.outcome === 'retry' ? { ...each, outcome: 'dead' as const } : each,
          ),
          now,
        ),
    }),
  },
  {
    name: 'takes "no tenant" for all tenants',
    caughtBy: "tenants: purges one tenant's alone",
    breakStore: (store) => ({
      purge: ({ tenantId, ...selection }) => store.purge({ ...selection, tenantId: tenantId ?? undefined }),
    }),
  },
  {
    name: 'purges what is still polled',
    caughtBy: 'removal: purges by age only what is not polled any more',
    breakStore: (store) => ({
      purge: async ({ closedBefore }) => {
        const filter = closedBefore === undefined ? {} : { createdBefore: closedBefore };
        const { trackers } = await store.list({ filter, limit: 100, after: undefined });
        return store.remove(trackers.map(({ id }) => id));
      },
    }),
  },
  {
    name: 'counts a budget from each full minute',
    caughtBy: "budgets: allows no more in any stretch of a window's length",
    breakStore: (store) => ({
      takeBudget: ({ key, now, ...request }) =>
        store.takeBudget({ ...request, now, key: `${key}/${now.slice(0, 16)}` }),
    }),
  },
  {
    name: 'changes labels without a new version',
    caughtBy: 'labels: makes a commit of the version before a conflict',
    breakStore: (store) => ({
      updateLabels: async (id, labels, now) => {
        const kept = await store.get(id);
        if (!kept) return undefined;
        await store.commitIngest(
          [
            {
              tracker: { ...kept, ...labels },
              expectedVersion: kept.version,
              events: [],
              transitions: [],
              messages: [],
            },
          ],
          now,
        );
        return store.get(id);
      },
    }),
  },
  {
    name: 'hands out what it keeps',
    caughtBy: 'fidelity: shares nothing with its callers',
    breakStore: (store) => {
      const handedOut = new Map<string, Tracker>();
      return {
        get: async (id) => {
          const tracker = handedOut.get(id) ?? (await store.get(id));
          if (tracker) handedOut.set(id, tracker);
          return tracker;
        },
      };
    },
  },
];

/** The kit's cases by name, over a store that may be broken. */
function casesOver(breakStore: Mutant['breakStore'] = () => ({})): ReadonlyMap<string, () => Promise<void>> {
  const cases = new Map<string, () => Promise<void>>();
  storeConformance({
    it: (name, run) => cases.set(name, run),
    create: async () => {
      const store = memoryStore();
      return { store: { ...store, ...breakStore(store) }, destroy: async () => {} };
    },
    gaps: [{ theme: 'schema', reason: 'it keeps nothing that could need one' }],
  });
  return cases;
}

const sortedByEventId = (tracker: Tracker | undefined): Tracker | undefined =>
  tracker && { ...tracker, events: tracker.events.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };

describe('the conformance kit notices a store that', () => {
  it.each(MUTANTS)('$name', async ({ caughtBy, breakStore }) => {
    const broken = casesOver(breakStore).get(caughtBy);
    const whole = casesOver().get(caughtBy);
    expect(broken, `there is a case "${caughtBy}"`).toBeDefined();
    await expect(broken?.()).rejects.toThrow();
    await expect(whole?.()).resolves.toBeUndefined();
  });
});

describe('the conformance kit', () => {
  const it_ = () => {};
  const create = async () => ({ store: memoryStore(), destroy: async () => {} });

  it('refuses a gap in a theme that there is not', () => {
    expect(() => storeConformance({ it: it_, create, gaps: [{ theme: 'speed', reason: 'slow' }] })).toThrow(
      RangeError,
    );
  });

  it('refuses a gap without a reason', () => {
    expect(() => storeConformance({ it: it_, create, gaps: [{ theme: 'replay', reason: ' ' }] })).toThrow(
      RangeError,
    );
  });

  it('reports a gap among the tests and in its answer, and leaves out its cases alone', () => {
    const names: string[] = [];
    const gaps = [{ theme: 'replay', reason: 'it forgets' }];
    const report = storeConformance({ it: (name) => names.push(name), create, gaps });
    expect(report).toEqual({ cases: names.length - 1, gaps });
    expect(names).toContain('replay: not held to, because it forgets');
    expect(names.filter((name) => name.startsWith('replay: '))).toHaveLength(1);
    expect(names.some((name) => name.startsWith('outbox: '))).toBe(true);
  });

  it('destroys what it created when a case fails', async () => {
    let destroyed = 0;
    const runs: (() => Promise<void>)[] = [];
    storeConformance({
      it: (_name, run) => runs.push(run),
      create: async () => ({
        store: { ...memoryStore(), migrate: () => Promise.reject(new Error('no disk')) },
        destroy: async () => {
          destroyed += 1;
        },
      }),
    });
    await expect(runs[0]?.()).rejects.toThrow();
    await expect(runs.at(-1)?.()).rejects.toThrow('no disk');
    expect(destroyed).toBe(2);
  });
});
