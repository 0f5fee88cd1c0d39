/** Tenants never see one another: each sees on a shared store what it would see on its own. */

import fc from 'fast-check';
import Libsql from 'libsql';
import type { Store } from 'parceltrail';
import { memoryStore } from 'parceltrail/stores/memory';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../src/stores/sqlite/index.ts';
import { tenantIsolation } from '../support/tenant-isolation.ts';

const RUNS = 100;
const TIMEOUT_MS = 60_000;

const inMemory = async (store: Store = memoryStore()) => ({ store, close: () => {} });

async function inSqlite() {
  const handle = new Libsql(':memory:');
  const store = createSqliteStore(handle);
  await store.migrate();
  return { store, close: () => handle.close() };
}

it('in SQLite', { timeout: TIMEOUT_MS }, () => fc.assert(tenantIsolation(inSqlite), { numRuns: RUNS }));
it('in memory', { timeout: TIMEOUT_MS }, () =>
  fc.assert(
    tenantIsolation(() => inMemory()),
    { numRuns: RUNS },
  ),
);

/** Stores that mix up tenants in one place each. */
const LEAKS: Readonly<Record<string, (store: Store) => Partial<Store>>> = {
  'lists all tenants': (store) => ({
    list: ({ filter: { tenantId: _, ...filter }, ...query }) => store.list({ ...query, filter }),
  }),
  "gives another tenant's parcel for a known one": (store) => ({
    async register(registrations) {
      const kept = await store.list({ filter: {}, limit: 100, after: undefined });
      return Promise.all(
        registrations.map(async (each) => {
          const number = each.tracker.trackingNumber;
          const tracker = kept.trackers.find(({ trackingNumber }) => trackingNumber === number);
          return tracker
            ? { tracker, isNew: false }
            : ((await store.register([each]))[0] ?? { tracker: each.tracker, isNew: true });
        }),
      );
    },
  }),
  "replays all tenants' messages": (store) => ({
    replayOutbox: ({ tenantId: _, ...selection }, now) =>
      store.replayOutbox({ ...selection, from: '2000-01-01T00:00:00.000Z' }, now),
  }),
  "purges all tenants' parcels": (store) => ({
    purge: ({ tenantId: _, ...selection }) => store.purge(selection),
  }),
  'claims for all tenants': (store) => ({
    claimDue: ({ tenants: _, ...request }) => store.claimDue(request),
  }),
};

describe('the same steps find out a store that', () => {
  it.each(Object.entries(LEAKS))('%s', { timeout: TIMEOUT_MS }, async (_, leak) => {
    const property = tenantIsolation(() => {
      const store = memoryStore();
      return inMemory({ ...store, ...leak(store) });
    });
    const { failed } = await fc.check(property, { numRuns: RUNS, endOnFailure: true });
    expect(failed).toBe(true);
  });
});
