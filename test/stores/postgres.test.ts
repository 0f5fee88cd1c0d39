/** The store in PostgreSQL, held to the contract: over a pool, and over one connection by the database's own time. */

import type { Instant, Store } from 'parceltrail';
import { storeConformance } from 'parceltrail/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createPool, postgresUrl } from '../support/postgres.ts';
import { createDatabaseClock, createStores } from '../support/postgres-stores.ts';

describe("over a pool, by the caller's time", () => {
  let pool: pg.Pool;
  let stores: ReturnType<typeof createStores>;

  beforeAll(async () => {
    pool = createPool({ connectionString: await postgresUrl(), max: 8 });
    stores = createStores([pool], { time: 'caller' });
  });
  afterAll(async () => {
    await stores.drop();
    await pool.end();
  });

  storeConformance({ it, create: (theme) => stores.create(theme) });
});

describe("over one connection, by the database's time, with callers whose clocks are wrong", () => {
  let pool: pg.Pool;
  let clock: Awaited<ReturnType<typeof createDatabaseClock>>;
  let stores: ReturnType<typeof createStores>;
  const clients: pg.Client[] = [];

  beforeAll(async () => {
    const connectionString = await postgresUrl();
    pool = createPool({ connectionString, max: 2 });
    clock = await createDatabaseClock(pool, '2026-03-02T09:00:00.000Z');
    // One connection is one store's alone: as many as the kit opens at once.
    for (let count = 0; count < 4; count += 1) {
      const client = new pg.Client({ connectionString, options: clock.options });
      await client.connect();
      clients.push(client);
    }
    stores = createStores(clients, { time: 'database', tablePrefix: 'p_', clock: clock.clock });
  });
  afterAll(async () => {
    await stores.drop();
    await clock.drop();
    for (const client of clients) await client.end();
    await pool.end();
  });

  storeConformance({
    it,
    create: async (theme) => {
      await clock.restart();
      const { store, reopen, ...rest } = await stores.create(theme);
      return {
        ...rest,
        store: withWrongClock(store),
        reopen: async () => withWrongClock((await reopen?.()) ?? store),
      };
    },
  });
});

const MINUTE_MS = 60_000;
const ERRORS_MS = [-10 * MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, -60 * MINUTE_MS, 0];

/** Each call comes from a host whose clock is wrong in another way. */
function withWrongClock(store: Store): Store {
  let calls = 0;
  const wrong = (now: Instant): Instant => {
    calls += 1;
    return new Date(Date.parse(now) + (ERRORS_MS[calls % ERRORS_MS.length] ?? 0)).toISOString();
  };
  return {
    ...store,
    commitIngest: (commits, now) => store.commitIngest(commits, wrong(now)),
    claimDue: (request) => store.claimDue({ ...request, now: wrong(request.now) }),
    renew: (leases, { now, leaseMs }) => store.renew(leases, { now: wrong(now), leaseMs }),
    release: (releases, now) => store.release(releases, wrong(now)),
    claimOutbox: (request) => store.claimOutbox({ ...request, now: wrong(request.now) }),
    settleOutbox: (settlements, now) => store.settleOutbox(settlements, wrong(now)),
    replayOutbox: (selection, now) => store.replayOutbox(selection, wrong(now)),
    outboxCounts: (now) => store.outboxCounts(wrong(now)),
    dueCounts: (now) => store.dueCounts(wrong(now)),
    takeBudget: (request) => store.takeBudget({ ...request, now: wrong(request.now) }),
    pauseBudget(key, until, now) {
      const wrongNow = wrong(now);
      const pauseMs = Date.parse(until) - Date.parse(now);
      return store.pauseBudget(key, new Date(Date.parse(wrongNow) + pauseMs).toISOString(), wrongNow);
    },
  };
}
