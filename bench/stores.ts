/**
 * Stores: claims and commits a second as a ratio to bare SQL in the same run, what a hundred times as many trackers
 * cost, pages of the list by depth, and bytes per tracker. `STORES_BENCH_TRACKERS=1000000` for the large run.
 */

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { IngestCommit, PagePosition, Store } from 'parceltrail';
import { memoryStore } from 'parceltrail/stores/memory';
import { postgresStore } from 'parceltrail/stores/postgres';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import pg from 'pg';
import { startPostgres } from '../test/support/postgres-server.ts';
import { barePostgres } from './bare-postgres.ts';
import { bareSqlite } from './bare-sqlite.ts';
import { printTable } from './measure.ts';
import { millisecondsPerPiece } from './rounds.ts';
import { commitOf, LEASE_MS, present, registrationOf } from './store-parcels.ts';

const TRACKERS = Number(process.env['STORES_BENCH_TRACKERS'] ?? 10_000);
const FEW = 10_000;
const ROUNDS = 15;
const SCANS = 3;
const RATIO_AIM = 0.6;
const GROWTH_AIM = 1.5;

type Claimed = { readonly id: string; readonly lease: string };

/** A store beside bare SQL with the same trackers. */
type Contest = {
  readonly store: Store;
  claimBare(lease: string): Promise<Claimed[]> | Claimed[];
  commitBare(commits: readonly IngestCommit[]): Promise<number> | number;
};

type Timings = {
  readonly claims: number;
  readonly commits: number;
  readonly bareClaims: number;
  readonly bareCommits: number;
  readonly pages: readonly number[];
};

export async function benchStores(): Promise<void> {
  const sizes = TRACKERS > FEW ? [FEW, TRACKERS] : [FEW];
  const rows: string[][] = [];
  const pages: string[][] = [];
  const bytes: string[][] = [];
  for (const [name, bench] of [
    ['SQLite', benchSqlite],
    ['PostgreSQL', benchPostgres],
  ] as const) {
    let few: Timings | undefined;
    for (const size of sizes) {
      const { timings, bytesPerTracker } = await bench(size);
      rows.push(rowOf(`${name}, ${size / 1_000} k`, timings, few));
      pages.push([`${name}, ${size / 1_000} k`, ...timings.pages.map((ms) => `${ms.toFixed(1)} ms`)]);
      bytes.push([
        `${name}, ${SCANS} scans`,
        `${size / 1_000} k`,
        `${(bytesPerTracker / 1_024).toFixed(1)} kB`,
      ]);
      few ??= timings;
    }
  }
  printTable(
    `Stores in batches of 100, as a ratio to bare SQL (aim ≥ ${RATIO_AIM}), and to ${FEW / 1_000} k trackers (aim ≤ ${GROWTH_AIM})`,
    ['', 'claims/s', 'to bare', 'commits/s', 'to bare', 'claims: growth', 'commits: growth', 'aim'],
    rows,
  );
  printTable('A page of 100 trackers, by depth', ['', 'first', 'at 1/4', 'at 1/2', 'at 3/4'], pages);
  printTable('Bytes per tracker', ['', 'trackers', 'bytes'], [await memoryRow(), ...bytes]);
}

function rowOf(name: string, timings: Timings, few: Timings | undefined): string[] {
  const claimRatio = timings.bareClaims / timings.claims;
  const commitRatio = timings.bareCommits / timings.commits;
  const claimGrowth = few && timings.claims / few.claims;
  const commitGrowth = few && timings.commits / few.commits;
  const isOk =
    Math.min(claimRatio, commitRatio) >= RATIO_AIM &&
    Math.max(claimGrowth ?? 0, commitGrowth ?? 0) <= GROWTH_AIM;
  const perSecond = (ms: number): string => (1_000 / ms).toFixed(0);
  return [
    name,
    perSecond(timings.claims),
    claimRatio.toFixed(2),
    perSecond(timings.commits),
    commitRatio.toFixed(2),
    claimGrowth?.toFixed(2) ?? '',
    commitGrowth?.toFixed(2) ?? '',
    isOk ? 'ok' : 'missed',
  ];
}

async function contest({ store, claimBare, commitBare }: Contest, trackers: number): Promise<Timings> {
  const request = { limit: 100, leaseMs: LEASE_MS, owner: 'bench' };
  // What is claimed first is committed afterwards: one batch a round.
  const claimed: (readonly Claimed[])[] = [];
  const bareClaimed: (readonly Claimed[])[] = [];
  const claims = await millisecondsPerPiece(
    {
      ours: async () => {
        const batch = await store.claimDue({ ...request, now: present() });
        claimed.push(batch);
        return batch.length;
      },
      bare: async () => {
        const batch = await claimBare(`lease ${bareClaimed.length}`);
        bareClaimed.push(batch);
        return batch.length;
      },
    },
    ROUNDS,
  );
  const prepared: IngestCommit[][] = [];
  for (const batch of claimed) {
    const leases = new Map(batch.map(({ id, lease }) => [id, lease]));
    const loaded = await store.loadForIngest([...leases.keys()]);
    prepared.push(loaded.map((tracker) => commitOf(tracker, leases.get(tracker.id) ?? '')));
  }
  const bareIds = bareClaimed.map((batch) => batch.map(({ id }) => id));
  let mine = 0;
  let others = 0;
  const commits = await millisecondsPerPiece(
    {
      ours: async () => {
        const results = await store.commitIngest(prepared[mine] ?? [], present());
        mine += 1;
        return results.filter(({ outcome }) => outcome === 'committed').length;
      },
      bare: async () => {
        const ids = bareIds[others] ?? [];
        const batch = (prepared[others] ?? []).map((commit, index) => ({
          ...commit,
          tracker: { ...commit.tracker, id: ids[index] ?? commit.tracker.id },
        }));
        others += 1;
        return commitBare(batch);
      },
    },
    ROUNDS,
  );
  const pages = await pageTimes(store, trackers);
  return {
    claims: claims.ours,
    bareClaims: claims.bare,
    commits: commits.ours,
    bareCommits: commits.bare,
    pages,
  };
}

async function pageTimes(store: Store, trackers: number): Promise<number[]> {
  const places = [undefined, 0.75, 0.5, 0.25].map((part): PagePosition | undefined =>
    part === undefined ? undefined : registrationOf(Math.floor(trackers * part), 0).tracker,
  );
  const page = (place: PagePosition | undefined) => async () => {
    await store.list({
      filter: {},
      limit: 100,
      after: place && { createdAt: place.createdAt, id: place.id },
    });
    return 1;
  };
  const times = await millisecondsPerPiece(
    { first: page(places[0]), quarter: page(places[1]), half: page(places[2]), last: page(places[3]) },
    ROUNDS,
  );
  return [times.first, times.quarter, times.half, times.last];
}

async function fill(store: Store, trackers: number, scans = SCANS): Promise<void> {
  for (let first = 0; first < trackers; first += 500) {
    const length = Math.min(500, trackers - first);
    await store.register(Array.from({ length }, (_, index) => registrationOf(first + index, scans)));
  }
}

async function benchSqlite(trackers: number) {
  const directory = mkdtempSync(join(tmpdir(), 'parceltrail-bench-'));
  const file = join(directory, 'bench.db');
  const database = new Libsql(file);
  try {
    const store = sqliteStore(database);
    await store.migrate();
    await fill(store, trackers);
    database.exec('pragma wal_checkpoint(truncate)');
    const bytesPerTracker = statSync(file).size / trackers;
    const bare = bareSqlite(database);
    bare.fill('parceltrail_');
    database.exec('analyze');
    // What was filled in is as it would be after hours of use: in the file itself, not in gigabytes of log.
    database.exec('pragma wal_checkpoint(truncate)');
    const timings = await contest({ store, claimBare: bare.claim, commitBare: bare.commit }, trackers);
    return { timings, bytesPerTracker };
  } finally {
    database.close();
    rmSync(directory, { recursive: true });
  }
}

async function benchPostgres(trackers: number) {
  const server = await startPostgres({ isDurable: true });
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  try {
    const store = postgresStore(pool);
    await store.migrate();
    await fill(store, trackers);
    const { rows } = await pool.query(
      `select sum(pg_total_relation_size(oid)) as bytes from pg_class
      where relnamespace = 'parceltrail'::regnamespace and relkind = 'r'`,
    );
    const bare = barePostgres(pool);
    await bare.migrate();
    await bare.fill('parceltrail');
    await pool.query('vacuum analyze');
    const timings = await contest({ store, claimBare: bare.claim, commitBare: bare.commit }, trackers);
    return { timings, bytesPerTracker: Number(rows[0]?.bytes) / trackers };
  } finally {
    await pool.end();
    await server.stop();
  }
}

/** Messages that are delivered and deleted don't count: a tracker is what stays. */
async function memoryRow(): Promise<string[]> {
  const trackers = 5_000;
  const scans = 10;
  const heapUsed = (): number => {
    for (let turn = 0; turn < 4; turn += 1) globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = heapUsed();
  const store = memoryStore();
  await fill(store, trackers, scans);
  for (;;) {
    const claimed = await store.claimOutbox({
      now: present(),
      limit: 1_000,
      leaseMs: LEASE_MS,
      owner: 'bench',
    });
    if (claimed.length === 0) break;
    const settled = claimed.map(({ message, lease }) => ({
      id: message.id,
      lease,
      outcome: 'delivered' as const,
    }));
    await store.settleOutbox(settled, present());
  }
  await store.purgeOutbox('9999-01-01T00:00:00.000Z');
  const bytes = (heapUsed() - before) / trackers;
  // Used once more, so that it could not be collected before it was measured.
  await store.close();
  return [`memory, ${scans} scans (aim ≤ 3 kB)`, `${trackers / 1_000} k`, `${(bytes / 1_024).toFixed(1)} kB`];
}
