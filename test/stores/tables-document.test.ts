/** `docs/tables.md` names every table and column that there is, and what it asks is answered by both databases. */

import { readFileSync } from 'node:fs';
import Libsql from 'libsql';
import type { Store } from 'parceltrail';
import { postgresStore } from 'parceltrail/stores/postgres';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anEvent,
  aRegistration,
  aTracker,
  aTransition,
  CREATED_AT,
} from '../../src/testing/store-conformance/fixtures.ts';
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
  aTracker('t1', {
    carrier: 'ups',
    transitions: [aTransition('c1', { to: late }), aTransition('c2', { from: late, occurredAt: null })],
  }),
  aTracker('t2', { carrier: 'ups', status: 'delivered', substatus: 'delivered' }),
  aTracker('t3', {
    carrier: 'dhl',
    events: [
      anEvent('e1', {
        description: 'L\u00fctzen \uE000 "x"',
        status: 'in_transit',
        substatus: 'delayed',
        reason: 'weather',
      }),
      anEvent('e2', { occurredAt: 'yesterday', localTime: null, description: null, location: null }),
    ],
  }),
];

/** What stands beside the documents; what a carrier says of a time may be no instant, and is null then. */
const COPIES = [
  [
    `select occurred_at, local_time, reason, description, city, country, standing, first_seen_at
    from parceltrail.events order by id`,
    [
      [
        '2026-03-02T03:15:00.000Z',
        '2026-03-01T22:15:00',
        'weather',
        'Lützen \uE000e000 "x"',
        'Louisville',
        'US',
      ],
      [null, null, null, null, null, null],
    ].map((row) => [...row, 'listed', CREATED_AT]),
  ],
  [
    'select status, substatus, code, source from parceltrail.events order by id',
    [
      ['in_transit', 'delayed', '1', 'poll'],
      ['in_transit', 'package_processed', '1', 'poll'],
    ],
  ],
  [
    `select position, from_status, from_substatus, to_status, to_substatus, to_reason, code, source, mode, occurred_at,
      observed_at
    from parceltrail.transitions order by id`,
    [
      [
        0,
        null,
        null,
        'in_transit',
        'delayed',
        'weather',
        '1',
        'poll',
        'live',
        '2026-03-02T03:15:00.000Z',
        CREATED_AT,
      ],
      [
        1,
        'in_transit',
        'delayed',
        'in_transit',
        'package_processed',
        null,
        '1',
        'poll',
        'live',
        null,
        CREATED_AT,
      ],
    ],
  ],
] as const;

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

  it.each(COPIES)('%s', (query, rows) => {
    const found = handle.prepare(query.replaceAll('parceltrail.', 'parceltrail_')).all() as object[];
    expect(found.map((row) => Object.values(row))).toEqual(rows);
  });
});

describe('in PostgreSQL', () => {
  const schema = schemaName();
  let pool: pg.Pool;
  beforeAll(async () => {
    // As people see it: the tests' server writes dates in a way that drivers don't know.
    pool = createPool({ connectionString: await postgresUrl(), max: 2, options: '-c DateStyle=ISO' });
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

  it.each(COPIES)('%s', async (query, rows) => {
    const found = await pool.query(query.replaceAll('parceltrail.', `"${schema}".`));
    const values = found.rows.map((row) => Object.values(row).map(asText));
    expect(values).toEqual(rows);
  });
});

const asText = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

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
