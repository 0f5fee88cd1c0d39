/** A schema of another version, newer or older, is refused by every verb before anything is read or written. */

import Libsql from 'libsql';
import type { Store } from 'parceltrail';
import { postgresStore } from 'parceltrail/stores/postgres';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRegistration, aTracker } from '../../src/testing/store-conformance/fixtures.ts';
import { NOW, OPERATIONS, type Seed, sow, TABLES } from '../support/crash-operations.ts';
import { createPool, postgresUrl, schemaName } from '../support/postgres.ts';

/** A migrated database with a few trackers in it. */
type Place = {
  /** A store that has not seen the database yet, as of a process that has just begun. */
  open(): Store;
  /** Sets the version to one that is so much newer. */
  shiftVersion(by: number): Promise<void>;
  /** All that is there, as text. */
  dump(): Promise<string>;
};

const WITH_VERSIONS = [...TABLES, 'migrations'];

const READS: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  get: (store) => store.get('t1'),
  find: (store) => store.find({ tenantId: null, trackingNumber: 'ACME-t1' }),
  list: (store) => store.list({ filter: {}, limit: 1, after: undefined }),
  loadForIngest: (store) => store.loadForIngest(['t1']),
  outboxCounts: (store) => store.outboxCounts(NOW),
  dueCounts: (store) => store.dueCounts(NOW),
};

function refusesOtherVersions(place: () => Place & { readonly seed: Seed }): void {
  const verbs = {
    ...READS,
    ...Object.fromEntries(
      Object.entries(OPERATIONS).map(([name, { run }]) => [name, (store: Store) => run(store, place().seed)]),
    ),
  };

  describe.each([
    ['newer', 1, 'update the package'],
    ['older', -1, 'migrate()'],
  ])('a %s one', (_, by, advice) => {
    beforeAll(() => place().shiftVersion(by));
    afterAll(() => place().shiftVersion(-by));

    it.each(Object.entries(verbs))('is refused by %s', async (_name, ask) => {
      const before = await place().dump();
      await expect(ask(place().open())).rejects.toMatchObject({
        name: 'MigrationError',
        code: 'MIGRATION_FAILED',
        message: expect.stringContaining(advice),
      });
      expect(await place().dump()).toBe(before);
    });
  });

  it('a newer one is refused by migrate, which changes nothing', async () => {
    await place().shiftVersion(1);
    const before = await place().dump();
    await expect(place().open().migrate()).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    expect(await place().dump()).toBe(before);
    await place().shiftVersion(-1);
  });

  it('a store that was refused works once the version is right', async () => {
    const store = place().open();
    await place().shiftVersion(1);
    await expect(store.get('t1')).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    await place().shiftVersion(-1);
    await expect(store.get('t1')).resolves.toMatchObject({ id: 't1' });
  });
}

describe('SQLite', () => {
  const handle = new Libsql(':memory:');
  let seed: Seed;
  const place: Place = {
    open: () => sqliteStore(handle),
    async shiftVersion(by) {
      handle.exec(`update parceltrail_migrations set version = version + ${by}`);
    },
    dump: async () =>
      JSON.stringify(
        WITH_VERSIONS.map((table) => handle.prepare(`select * from parceltrail_${table}`).all()),
      ),
  };
  beforeAll(async () => {
    const store = place.open();
    await store.migrate();
    seed = await sow(store);
  });
  afterAll(() => {
    handle.close();
  });

  refusesOtherVersions(() => ({ ...place, seed }));

  it('one that becomes newer while a store is at work is refused from then on', async () => {
    const store = place.open();
    await store.get('t1');
    await place.shiftVersion(1);
    const registration = aRegistration(aTracker('late'));
    await expect(store.register([registration])).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    await place.shiftVersion(-1);
    expect(await store.get('late')).toBeUndefined();
  });
});

describe('PostgreSQL', () => {
  const schema = schemaName();
  let pool: pg.Pool;
  let seed: Seed;
  const place: Place = {
    open: () => postgresStore(pool, { schema, time: 'caller' }),
    async shiftVersion(by) {
      await pool.query(`update "${schema}".migrations set version = version + ${by}`);
    },
    async dump() {
      const rows = WITH_VERSIONS.map(
        (table) => `select '${table}' as name, to_jsonb(kept)::text as row from "${schema}".${table} as kept`,
      );
      return JSON.stringify((await pool.query(`${rows.join(' union all ')} order by name, row`)).rows);
    },
  };
  beforeAll(async () => {
    pool = createPool({ connectionString: await postgresUrl(), max: 2 });
    const store = place.open();
    await store.migrate();
    seed = await sow(store);
  });
  afterAll(async () => {
    await pool.query(`drop schema "${schema}" cascade`);
    await pool.end();
  });

  refusesOtherVersions(() => ({ ...place, seed }));
});
