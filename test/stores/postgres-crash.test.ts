/** A connection cut at each round trip of each write leaves PostgreSQL as before or as after, never between. */

import type { Store } from 'parceltrail';
import { postgresStore } from 'parceltrail/stores/postgres';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  between,
  commitOneByOne,
  type Dump,
  dumpOf,
  NOW,
  OPERATIONS,
  type Operation,
  type Seed,
  sow,
  TABLES,
} from '../support/crash-operations.ts';
import { type CutPoolOptions, createCutPool } from '../support/cut-connections.ts';
import { createPool, postgresUrl, schemaName } from '../support/postgres.ts';

const schema = schemaName();
let pool: pg.Pool;
let seed: Seed;
let reset: string;

beforeAll(async () => {
  pool = createPool({ connectionString: await postgresUrl(), max: 4 });
  const store = storeOver(pool);
  await store.migrate();
  seed = await sow(store);
  reset = await keepCopies();
});
afterAll(async () => {
  await pool.query(`drop schema "${schema}" cascade`);
  await pool.end();
});

const storeOver = (queryable: Parameters<typeof postgresStore>[0]): Store =>
  postgresStore(queryable, { schema, time: 'caller' });

/** Keeps the tables as they are now; gives the statements that bring that back. */
async function keepCopies(): Promise<string> {
  const statements: string[] = [];
  for (const table of TABLES) {
    const [name, copy] = [`"${schema}".${table}`, `"${schema}".copy_of_${table}`];
    await pool.query(`create table ${copy} as table ${name}`);
    const { rows } = await pool.query(
      `select string_agg(column_name, ', ') as columns from information_schema.columns
      where table_schema = $1 and table_name = $2 and is_generated = 'NEVER'`,
      [schema, table],
    );
    const columns: string = rows[0].columns;
    statements.push(`delete from ${name}; insert into ${name} (${columns}) select ${columns} from ${copy}`);
  }
  return statements.join('; ');
}

async function dump(): Promise<Dump> {
  // As PostgreSQL writes rows: the tests' server prints times in a way that pg can't read.
  const { rows } = await pool.query(
    TABLES.map(
      (table) => `select '${table}' as name, to_jsonb(kept) as row from "${schema}".${table} as kept`,
    ).join(' union all '),
  );
  return dumpOf(rows);
}

async function runOf({ run }: Operation, options?: CutPoolOptions) {
  await pool.query(reset);
  const cutPool = createCutPool(pool, options);
  const store = storeOver(cutPool);
  const failure = await run(store, seed).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { store, failure, trips: cutPool.trips(), wasCut: cutPool.wasCut(), after: await dump() };
}

/** What cuts at each trip leave between. */
async function leftBetween(operation: Operation, options: Omit<CutPoolOptions, 'cut'> = {}) {
  await pool.query(reset);
  const before = await dump();
  const { failure, trips, after } = await runOf(operation, options);
  expect(failure).toBeUndefined();
  expect(after).not.toEqual(before);
  const found: string[] = [];
  for (let trip = 1; trip <= trips; trip += 1) {
    for (const when of ['before', 'after'] as const) {
      const cut = await runOf(operation, { ...options, cut: { trip, when } });
      expect(cut.wasCut).toBe(true);
      const owners = between(cut.after, { before, after, whole: operation.whole });
      if (owners.length > 0) found.push(`${when} trip ${trip}: ${owners.join(', ')}`);
      // The host need not restart anything.
      await expect(cut.store.outboxCounts(NOW)).resolves.toBeDefined();
    }
  }
  return { found, trips };
}

describe('a connection cut at every round trip', () => {
  it.each(Object.keys(OPERATIONS))('leaves all or nothing of %s', async (name) => {
    const { found, trips } = await leftBetween(OPERATIONS[name] as Operation);
    expect(found).toEqual([]);
    expect(trips).toBeGreaterThan(1);
  });
});

describe('the same cuts find what is left between', () => {
  it('where transactions are not sent', async () => {
    const { found } = await leftBetween(OPERATIONS['takeBudget'] as Operation, { hasTransactions: false });
    expect(found).not.toEqual([]);
  });

  it('where the same commits are made one by one', async () => {
    const { run } = OPERATIONS['commitIngest'] as Operation;
    const { found } = await leftBetween({ run: (store, given) => run(commitOneByOne(store), given) });
    expect(found).not.toEqual([]);
  });
});
