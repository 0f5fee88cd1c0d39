/** `examples/poller-postgres.ts`: several processes over one database. */

import { createTrackingClient } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { postgresStore } from 'parceltrail/stores/postgres';
import { expect, it, onTestFinished } from 'vitest';
import { aDatabase, createPool } from '../support/postgres.ts';
import { exampleToStart } from '../support/run-example.ts';

const PARCELS = 300;

it('asks about each parcel that is due once among three processes, which end when they are told to', {
  timeout: 60_000,
}, async () => {
  const url = await aDatabase();
  const pool = createPool({ connectionString: url });
  onTestFinished(() => pool.end());
  const client = createTrackingClient({ carriers: [sandbox()], store: postgresStore(pool) });
  await client.migrate();
  await client.registerMany(
    Array.from({ length: PARCELS }, (_, index) => ({ trackingNumber: `SANDBOX_DELIVERED_${index + 2}` })),
  );

  const start = await exampleToStart('poller-postgres.ts', { DATABASE_URL: url });
  const workers = [start(), start(), start()];
  const news = () => workers.flatMap(({ lines }) => lines);
  const delivered = () => news().filter((line) => line.startsWith('tracker.delivered '));
  await expect.poll(() => delivered().length, { timeout: 40_000, interval: 100 }).toBe(PARCELS);
  await expect.poll(async () => (await client.outboxCounts()).waiting, { timeout: 20_000 }).toBe(0);

  const clean = { code: 0, errors: '' };
  expect(await Promise.all(workers.map((worker) => worker.end()))).toEqual([clean, clean, clean]);
  expect(new Set(delivered()).size).toBe(PARCELS);
  // All were asked about, and together as often as there are parcels: so none twice.
  const { trackers } = await client.list({ limit: 1_000 });
  expect(trackers.filter(({ poll }) => poll.lastOutcome === 'found')).toHaveLength(PARCELS);
  expect(foundIn(news())).toBe(PARCELS);
});

const foundIn = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Number(/^sandbox: \d+ due, (\d+) found/.exec(line)?.[1] ?? 0), 0);
