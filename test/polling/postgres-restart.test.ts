/** A poller outlives its database: what it could not write is polled again, and nobody starts it anew. */

import { setTimeout as sleep } from 'node:timers/promises';
import { createTrackingClient, fixedCadence } from 'parceltrail';
import { postgresStore } from 'parceltrail/stores/postgres';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPool } from '../support/postgres.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { numbers, steady } from './scene.ts';

let server: PostgresServer;
let pool: pg.Pool;

beforeAll(async () => {
  // One of its own: other tests would not outlive this.
  server = await startPostgres();
  pool = createPool({ connectionString: server.url, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

it('polls on after PostgreSQL was restarted, and has lost nothing', async () => {
  const acme = steady('acme');
  const failures: string[] = [];
  const client = createTrackingClient({
    carriers: [acme],
    store: postgresStore(pool),
    cadence: fixedCadence(1_000),
    timeoutMs: 500,
    hooks: { 'poll.failed': ({ error }) => failures.push(error.name) },
  });
  await client.migrate();
  const due = numbers('ACME', 20);
  await client.registerMany(due.map((trackingNumber) => ({ trackingNumber })));
  const poller = client.createPoller({ idleMs: 20, leaseMs: 2_000 });
  await poller.start();
  const allAskedSince = async (place: number) => {
    while (new Set(acme.calls.slice(place).flat()).size < due.length) await sleep(20);
  };
  await allAskedSince(0);
  await server.restart();
  await allAskedSince(acme.calls.length);
  await poller.stop();
  expect(failures.length).toBeGreaterThan(0);
  const { trackers } = await client.list();
  expect(trackers.map(({ events, poll }) => [events.length, poll.lastOutcome])).toEqual(
    due.map(() => [1, 'found']),
  );
}, 60_000);
