/** What is asked all the time goes by indexes: the plans of the very statements that a store sends. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Store } from 'parceltrail';
import { postgresStore } from 'parceltrail/stores/postgres';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRegistration, aTracker } from '../../src/testing/store-conformance/fixtures.ts';
import { createPool, postgresUrl, schemaName } from '../support/postgres.ts';

const TRACKERS = 3_000;
const DUE = 60;
const PAST = '2020-01-01T00:00:00.000Z';
const FUTURE = '2999-01-01T00:00:00.000Z';
const NOW = '2026-03-02T09:00:00.000Z';

/** Few of many are due, of several tenants and carriers. */
async function fill(store: Store): Promise<void> {
  await store.migrate();
  for (let first = 0; first < TRACKERS; first += 500) {
    const trackers = Array.from({ length: 500 }, (_, index) => {
      const number = first + index;
      return aTracker(`t${number}`, {
        tenantId: `tenant ${number % 7}`,
        carrier: `carrier ${number % 3}`,
        createdAt: new Date(Date.parse(PAST) + number * 60_000).toISOString(),
        poll: { nextPollAt: number < DUE ? PAST : FUTURE },
      });
    });
    await store.register(trackers.map(aRegistration));
  }
}

/** Each after the leases of the one before. */
let claims = 0;
function claim(store: Store, limit: number) {
  claims += 1;
  const now = new Date(Date.parse(NOW) + claims * 1_000).toISOString();
  return store.claimDue({ now, limit, leaseMs: 1, owner: 'plans' });
}

const after = { createdAt: '2020-01-02T12:00:00.000Z', id: 't2160' };

const CALLS = {
  // Where more is asked for than is due, lanes are taken from what is due; else each lane is visited.
  claimAll: (store: Store) => claim(store, 100),
  claimSome: (store: Store) => claim(store, 10),
  list: (store: Store) => store.list({ filter: {}, limit: 100, after }),
  listOfTenant: (store: Store) => store.list({ filter: { tenantId: 'tenant 1' }, limit: 100, after }),
};

type Call = (store: Store) => Promise<unknown>;
const BOUNDARY = /^(?:begin|commit|rollback)\b/;
type Statement = { readonly text: string; readonly values: readonly unknown[] };

describe('PostgreSQL', () => {
  const schema = schemaName();
  let pool: pg.Pool;
  let sent: Statement[] = [];
  let store: Store;

  beforeAll(async () => {
    pool = createPool({ connectionString: await postgresUrl(), max: 2 });
    store = postgresStore(
      {
        query: (text, values) => pool.query(text, values),
        async connect() {
          const connection = await pool.connect();
          return {
            query(text: string, values: unknown[] = []) {
              if (!BOUNDARY.test(text)) sent.push({ text, values });
              return connection.query(text, values);
            },
            release: (error?: Error) => connection.release(error),
          };
        },
      },
      { schema },
    );
    await fill(store);
    await pool.query(`analyze "${schema}".trackers, "${schema}".polls, "${schema}".outbox`);
  });
  afterAll(async () => {
    await pool.query(`drop schema "${schema}" cascade`);
    await pool.end();
  });

  type PlanNode = {
    readonly 'Node Type': string;
    readonly 'Relation Name'?: string;
    readonly 'Index Name'?: string;
    readonly Plans?: readonly PlanNode[];
  };

  const stepsOf = (node: PlanNode): string[] => [
    [node['Node Type'], node['Relation Name'], node['Index Name']].filter(Boolean).join(' '),
    ...(node.Plans ?? []).flatMap(stepsOf),
  ];

  /** What is sorted, be it in memory, for a whole table at once. */
  const sortsOf = (node: PlanNode): string[] => [
    ...(node['Node Type'].includes('Sort') ? [stepsOf(node).join(', ')] : []),
    ...(node.Plans ?? []).flatMap(sortsOf),
  ];

  async function plansOf(call: Call, without: readonly string[] = []): Promise<PlanNode[]> {
    sent = [];
    await call(store);
    const client = await pool.connect();
    try {
      await client.query('begin');
      for (const index of without) await client.query(`drop index "${schema}".${index}`);
      const plans: PlanNode[] = [];
      for (const { text, values } of sent) {
        const { rows } = await client.query(`explain (format json) ${text}`, [...values]);
        plans.push(rows[0]['QUERY PLAN'][0].Plan);
      }
      return plans;
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  const scanned = (plans: readonly PlanNode[], table: string) =>
    plans.flatMap(stepsOf).filter((step) => step.startsWith(`Seq Scan ${table}`));
  const sorted = (plans: readonly PlanNode[], table: string) =>
    plans.flatMap(sortsOf).filter((steps) => new RegExp(` ${table}\\b`).test(steps));

  it.each([
    ['all that is due', CALLS.claimAll],
    ['some', CALLS.claimSome],
  ])('claims %s by the partial indexes of what is polled', async (_, call) => {
    const plans = await plansOf(call);
    const steps = plans.flatMap(stepsOf).join('\n');
    expect(steps).toMatch(/Index (?:Only )?Scan polls polls_due/);
    expect(steps).toMatch(/Index (?:Only )?Scan polls polls_lanes/);
    expect(scanned(plans, 'polls')).toEqual([]);
    expect(scanned(plans, 'trackers')).toEqual([]);
  });

  it.each([
    ['all', CALLS.list, 'trackers_newest'],
    ["a tenant's", CALLS.listOfTenant, 'trackers_tenant'],
  ])('lists %s from a position on by an index, and sorts no trackers', async (_, call, index) => {
    const plans = await plansOf(call);
    expect(plans.flatMap(stepsOf)).toContain(`Index Scan trackers ${index}`);
    expect(scanned(plans, 'trackers')).toEqual([]);
    expect(sorted(plans, 'trackers')).toEqual([]);
  });

  it('would be seen to read and sort whole tables without the indexes', async () => {
    expect(scanned(await plansOf(CALLS.claimAll, ['polls_due', 'polls_lanes']), 'polls')).not.toEqual([]);
    const plans = await plansOf(CALLS.list, ['trackers_newest', 'trackers_tenant']);
    expect(sorted(plans, 'trackers')).not.toEqual([]);
  });
});

describe('SQLite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'parceltrail-plans-'));
  const file = join(directory, 'plans.db');
  const handle = new Libsql(file);
  let sent: Statement[] = [];
  const store = sqliteStore({
    exec: (text) => handle.exec(text),
    prepare(text) {
      const statement = handle.prepare(text);
      return {
        all: (...values) => {
          sent.push({ text, values });
          return statement.all(...values);
        },
        run: (...values) => {
          sent.push({ text, values });
          return statement.run(...values);
        },
      };
    },
  });

  beforeAll(() => fill(store));
  afterAll(() => {
    handle.close();
    rmSync(directory, { recursive: true });
  });

  /** Over another connection, as this driver keeps what it has read last open. */
  function aside<Result>(work: (other: Libsql.Database) => Result): Result {
    const other = new Libsql(file);
    const result = work(other);
    other.close();
    return result;
  }

  async function planOf(call: Call): Promise<string> {
    sent = [];
    await call(store);
    // What is written is found by its key; one tracker's transitions are few.
    const reads = sent.filter(({ text }) => /^\s*select/.test(text) && !text.includes('_transitions'));
    const steps = aside((other) =>
      reads.flatMap(
        ({ text, values }) =>
          other.prepare(`explain query plan ${text}`).all(...values) as { readonly detail: string }[],
      ),
    );
    return [...new Set(steps.map(({ detail }) => detail))].join('\n');
  }

  /** Whatever SQLite knows of the tables: few hosts have them analyzed. */
  async function inBothCases(check: () => Promise<void>): Promise<void> {
    await check();
    aside((other) => other.exec('analyze'));
    await check();
    aside((other) => other.exec('drop table sqlite_stat1'));
  }

  it.each([
    ['all that is due', CALLS.claimAll],
    ['some', CALLS.claimSome],
  ])('claims %s by the partial indexes of what is polled', (_, call) =>
    inBothCases(async () => {
      const plan = await planOf(call);
      expect(plan).toContain('SEARCH parceltrail_polls USING INDEX parceltrail_polls_due (due_at<?)');
      expect(plan).toContain(
        'SEARCH parceltrail_polls USING INDEX parceltrail_polls_lanes (tenant_id=? AND carrier=? AND urgency=? AND due_at<?)',
      );
      // The first lane is the first in its index; what is sorted is a few claims' worth.
      expect(plan).not.toMatch(/SCAN (?:parceltrail_polls|trackers)$/m);
    }),
  );

  it.each([
    ['all', CALLS.list, 'trackers_newest'],
    ["a tenant's", CALLS.listOfTenant, 'trackers_tenant'],
  ])('lists %s from a position on by an index, and sorts no trackers', (_, call, index) =>
    inBothCases(async () => {
      const plan = await planOf(call);
      expect(plan).toContain(`SEARCH trackers USING INDEX parceltrail_${index} (`);
      expect(plan).not.toMatch(/SCAN (?:polls|trackers)/);
      expect(plan.match(/.*TEMP B-TREE.*/g) ?? []).toEqual([]);
    }),
  );

  it('would refuse to claim without its indexes, and be seen to sort a whole table', async () => {
    for (const index of ['polls_due', 'polls_lanes', 'trackers_newest', 'trackers_tenant']) {
      aside((other) => other.exec(`drop index parceltrail_${index}`));
    }
    await expect(planOf(CALLS.claimAll)).rejects.toThrow('no such index');
    expect(await planOf(CALLS.list)).toContain('TEMP B-TREE');
  });
});
