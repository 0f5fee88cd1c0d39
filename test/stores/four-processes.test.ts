/** Four processes that write the same parcels write each one once: see `bench/four-processes.ts` for ten thousand. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { postgresStore } from 'parceltrail/stores/postgres';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import { expect, it } from 'vitest';
import { runWriters, type WritersReport } from '../support/many-writers/experiment.ts';
import { met } from '../support/met.ts';
import { createPool, postgresUrl, schemaName } from '../support/postgres.ts';

const PARCELS = 300;
const PARCELS_OF_CONTROL = 60;
const TIMEOUT_MS = 60_000;

async function inPostgres(parcels: number, isFenced: boolean): Promise<WritersReport> {
  const database = { url: await postgresUrl(), schema: schemaName() };
  const pool = createPool({ connectionString: database.url, max: 2 });
  const store = postgresStore(pool, { schema: database.schema });
  await store.migrate();
  const report = await runWriters({ parcels, database, isFenced }, store);
  await pool.query(`drop schema "${database.schema}" cascade`);
  await pool.end();
  return report;
}

async function inSqlite(): Promise<WritersReport> {
  const directory = mkdtempSync(join(tmpdir(), 'parceltrail-writers-'));
  const file = join(directory, 'parcels.db');
  const handle = new Libsql(file);
  const store = sqliteStore(handle);
  await store.migrate();
  const report = await runWriters({ parcels: PARCELS, database: { file }, isFenced: true }, store);
  handle.close();
  rmSync(directory, { recursive: true });
  return report;
}

const isShared = ({ writers }: WritersReport): boolean => writers > 1;
const isToldTwice = ({ messages, expectedMessages }: WritersReport): boolean => messages > expectedMessages;

function expectEachOnce(report: WritersReport): void {
  expect(report.writers).toBeGreaterThan(1);
  expect(report).toMatchObject({
    trackers: report.expectedTrackers,
    events: report.expectedEvents,
    messages: report.expectedMessages,
    registered: report.expectedTrackers,
    changes: report.expectedChanges,
    wrong: 0,
    repeated: 0,
  });
}

it('each parcel, event and message is there once in PostgreSQL', { timeout: TIMEOUT_MS }, async () => {
  expectEachOnce(await met(() => inPostgres(PARCELS, true), isShared));
});

it('each parcel, event and message is there once in SQLite', { timeout: TIMEOUT_MS }, async () => {
  expectEachOnce(await met(inSqlite, isShared));
});

it('the same count finds what is told twice without the fence', { timeout: TIMEOUT_MS }, async () => {
  const report = await met(() => inPostgres(PARCELS_OF_CONTROL, false), isToldTwice);
  expect(isToldTwice(report)).toBe(true);
});
