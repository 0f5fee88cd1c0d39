/**
 * The whole cycle of polling, by processes: claim, ask a simulated carrier on loopback, parse, merge, commit. In trackers
 * a second, beside bare SQL that claims and commits as many without asking anyone.
 */

import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import Libsql from 'libsql';
import { createTrackingClient, type FollowingStore } from 'parceltrail';
import { fedex } from 'parceltrail/carriers/fedex';
import { postgresStore } from 'parceltrail/stores/postgres';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import { createFedexSimulator, serveSimulators } from 'parceltrail/testing';
import pg from 'pg';
import { bundle } from '../test/support/bundle.ts';
import { fedexCheck } from '../test/support/number-generator.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { barePostgres } from './bare-postgres.ts';
import { bareSqlite } from './bare-sqlite.ts';
import { printTable } from './measure.ts';
import type { PollCycleOrder } from './poll-cycle-worker.ts';

const TRACKERS = 3_000;
const PROCESSES = [1, 2, 4];
const DAY_MS = 86_400_000;

type Credentials = Pick<PollCycleOrder, 'carrierOrigin' | 'clientId' | 'clientSecret'>;
type Setting = { readonly script: string; readonly processes: number; readonly credentials: Credentials };

export async function benchPollCycle(): Promise<void> {
  const simulator = createFedexSimulator({
    clock: { now: Date.now, sleep: (ms) => after(ms) },
  });
  for (let index = 0; index < TRACKERS; index += 1) {
    const startsAt = new Date(Date.now() - 2 * DAY_MS).toISOString();
    simulator.addParcel({ trackingNumber: numberOf(index), scenario: 'delivered', startsAt });
  }
  const served = await serveSimulators({ fedex: simulator });
  const { script, remove } = await bundle('bench/poll-cycle-worker.ts');
  try {
    const credentials = { carrierOrigin: served.origins.fedex, ...simulator.credentials };
    const rows: string[][] = [];
    for (const [name, measure] of [
      ['SQLite', withSqlite],
      ['PostgreSQL', withPostgres],
    ] as const) {
      for (const processes of PROCESSES) {
        const { ours, bare } = await measure({ script, processes, credentials });
        rows.push([name, String(processes), ours.toFixed(0), bare.toFixed(0), (ours / bare).toFixed(2)]);
      }
    }
    printTable(
      `Polling ${TRACKERS} due trackers, FedEx in batches of 30 on loopback, trackers/s`,
      ['', 'processes', 'the whole cycle', 'bare SQL', 'ratio'],
      rows,
    );
  } finally {
    remove();
    await served.close();
  }
}

function numberOf(index: number): string {
  const payload = `7${String(index).padStart(10, '0')}`;
  return payload + fedexCheck(payload);
}

async function withSqlite(setting: Setting) {
  const directory = mkdtempSync(join(tmpdir(), 'parceltrail-bench-'));
  const database = new Libsql(join(directory, 'bench.db'));
  try {
    await register(sqliteStore(database), setting);
    bareSqlite(database).fill('parceltrail_');
    return await race({ ...setting, database: 'sqlite', place: join(directory, 'bench.db') });
  } finally {
    database.close();
    rmSync(directory, { recursive: true });
  }
}

async function withPostgres(setting: Setting) {
  const server = await startPostgres({ isDurable: true });
  const pool = new pg.Pool({ connectionString: server.url, max: 2 });
  try {
    await register(postgresStore(pool), setting);
    const bare = barePostgres(pool);
    await bare.migrate();
    await bare.fill('parceltrail');
    return await race({ ...setting, database: 'postgres', place: server.url });
  } finally {
    await pool.end();
    await server.stop();
  }
}

async function register(store: FollowingStore, { credentials }: Setting): Promise<void> {
  const { clientId, clientSecret, carrierOrigin: baseUrl } = credentials;
  const client = createTrackingClient({ carriers: [fedex({ clientId, clientSecret, baseUrl })], store });
  await client.migrate();
  await client.registerMany(
    Array.from({ length: TRACKERS }, (_, index) => ({ trackingNumber: numberOf(index), carrier: 'fedex' })),
  );
}

type Race = Setting & Pick<PollCycleOrder, 'database' | 'place'>;

async function race({ script, processes, credentials, ...where }: Race) {
  const run = (work: PollCycleOrder['work']) =>
    trackersPerSecond(script, processes, { ...credentials, ...where, work });
  return { ours: await run('poll'), bare: await run('bare') };
}

/** All are ready before any begins, and the last one's end counts. */
async function trackersPerSecond(script: string, processes: number, order: PollCycleOrder): Promise<number> {
  const workers = Array.from({ length: processes }, () => fork(script, [JSON.stringify(order)]));
  const nextOf = (worker: (typeof workers)[number]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('exit', (code) => reject(new Error(`A worker ended with ${code}.`)));
    });
  await Promise.all(workers.map(nextOf));
  const startedAt = performance.now();
  for (const worker of workers) worker.send('go');
  const done = await Promise.all(workers.map(nextOf));
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const worker of workers) worker.kill();
  const total = done.reduce<number>((sum, each) => sum + Number(each), 0);
  if (total < TRACKERS) throw new Error(`Only ${total} of ${TRACKERS} trackers were polled.`);
  return total / seconds;
}
