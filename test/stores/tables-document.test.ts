/** `docs/tables.md` names every table and column that there is, and what it asks is answered by both databases. */

import { readFileSync } from 'node:fs';
import Libsql from 'libsql';
import type { Store } from 'parceltrail';
import { postgresStore } from 'parceltrail/stores/postgres';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRegistration, aTracker, aTransition } from '../../src/testing/store-conformance/fixtures.ts';
import { createPool, postgresUrl, schemaName } from '../support/postgres.ts';

const text = readFileSync(new URL('../../docs/tables.md', import.meta.url), 'utf8');

/** By table, the columns in their order. */
const DOCUMENTED = Object.fromEntries(
  [...text.matchAll(/^## (\w+)\n\nA row [^#]+?\n\n((?:\|.*\n)+)/gm)].map(([, table, rows = '']) => [
    table,
    [...rows.matchAll(/^\| `(\w+)` \|/gm)].map(([, column]) => column),
  ]),
);
const QUESTIONS = [...text.matchAll(/```sql\n([\s\S]+?)```/g)].map(([, query = '']) => query);

const late = { status: 'in_transit', substatus: 'delayed', reason: 'weather' } as const;
const TRACKERS = [
  aTracker('t1', { carrier: 'ups', transitions: [aTransition('c1', { to: late }), aTransition('c2')] }),
  aTracker('t2', { carrier: 'ups', status: 'delivered', substatus: 'delivered' }),
  aTracker('t3', { carrier: 'dhl' }),
];

const ANSWERS = [
  [
    { carrier: 'dhl', status: 'in_transit', parcels: 1 },
    { carrier: 'ups', status: 'delivered', parcels: 1 },
    { carrier: 'ups', status: 'in_transit', parcels: 1 },
  ],
  [{ tracking_number: 'ACME-t1', reason: 'weather' }],
  [
    { type: 'tracker.created', status: 'dead', messages: 1, most_attempts: 1 },
    { type: 'tracker.created', status: 'waiting', messages: 1, most_attempts: 0 },
  ],
];

/** Of three messages one is delivered, one is given up, one waits. */
async function fill(store: Store): Promise<void> {
  await store.migrate();
  await store.register(TRACKERS.map(aRegistration));
  const now = new Date().toISOString();
  const claimed = await store.claimOutbox({ now, limit: 2, leaseMs: 60_000, owner: 'test' });
  await store.settleOutbox(
    claimed.map(({ message: { id }, lease }, place) =>
      place === 0 ? { id, lease, outcome: 'delivered' } : { id, lease, outcome: 'dead', error: 'refused' },
    ),
    now,
  );
}

it('asks as many questions as are answered here', () => {
  expect(QUESTIONS).toHaveLength(ANSWERS.length);
});

describe('in SQLite', () => {
  const handle = new Libsql(':memory:');
  beforeAll(() => fill(sqliteStore(handle)));
  afterAll(() => {
    handle.close();
  });

  it('every table and column is documented, in its order', () => {
    const columns = handle
      .prepare(
        `select tables.name as "table", columns.name as "column" from sqlite_schema as tables
        join pragma_table_xinfo(tables.name) as columns
        where tables.type = 'table' and tables.name like 'parceltrail_%' order by tables.name, columns.cid`,
      )
      .all() as { readonly table: string; readonly column: string }[];
    const { claim_rounds, ...tables } = grouped(
      columns.map(({ table, column }) => [table.slice('parceltrail_'.length), column]),
    );
    expect(tables).toEqual(DOCUMENTED);
    expect(claim_rounds).toEqual(['round']);
  });

  it.each(ANSWERS.map((answer, place) => [place + 1, answer] as const))(
    'question %i is answered',
    (place, answer) => {
      const query = (QUESTIONS[place - 1] ?? '').replaceAll('parceltrail.', 'parceltrail_');
      expect(handle.prepare(query).all()).toEqual(answer);
    },
  );
});

describe('in PostgreSQL', () => {
  const schema = schemaName();
  let pool: pg.Pool;
  beforeAll(async () => {
    pool = createPool({ connectionString: await postgresUrl(), max: 2 });
    await fill(postgresStore(pool, { schema }));
  });
  afterAll(async () => {
    await pool.query(`drop schema "${schema}" cascade`);
    await pool.end();
  });

  it('every table and column is documented, in its order', async () => {
    const { rows } = await pool.query(
      `select columns.table_name as "table", columns.column_name as "column"
      from information_schema.columns as columns join information_schema.tables as tables
        using (table_schema, table_name)
      where table_schema = $1 and table_type = 'BASE TABLE' order by table_name, ordinal_position`,
      [schema],
    );
    expect(grouped(rows.map(({ table, column }) => [table, column]))).toEqual(DOCUMENTED);
  });

  it.each(ANSWERS.map((answer, place) => [place + 1, answer] as const))(
    'question %i is answered',
    async (place, answer) => {
      const query = (QUESTIONS[place - 1] ?? '').replaceAll('parceltrail.', `"${schema}".`);
      const { rows } = await pool.query(query);
      // The driver gives counts, which may be larger than JavaScript's numbers, as text.
      expect(rows.map((row) => ({ ...row, ...countsOf(row) }))).toEqual(answer);
    },
  );
});

const countsOf = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      /^\d+$/.test(String(value)) ? [[name, Number(value)]] : [],
    ),
  );

function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const [table, column] of pairs) groups[table] = [...(groups[table] ?? []), column];
  return groups;
}
