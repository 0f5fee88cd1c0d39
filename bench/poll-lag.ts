/**
 * `npm run bench:lag`: one poller among a million trackers in PostgreSQL of which a hundred fall due each second, for ten
 * minutes: by how much it is late, and whether its memory stays flat. `npm run bench:lag -- 100000 60` for less of both.
 */

import { createTrackingClient, fixedCadence } from 'parceltrail';
import { postgresStore } from 'parceltrail/stores/postgres';
import pg from 'pg';
import { fakeCarrier, found } from '../test/support/fake-carrier.ts';
import { anEvent } from '../test/support/observations.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { printTable } from './measure.ts';
import { registrationOf } from './store-parcels.ts';

const [trackers = 1_000_000, seconds = 600] = process.argv.slice(2).map(Number);
const DUE_PER_SECOND = 100;
const DAY_MS = 86_400_000;
const MEGABYTE = 1_048_576;

const server = await startPostgres({ isDurable: true });
const pool = new pg.Pool({ connectionString: server.url, max: 8 });
const store = postgresStore(pool);

async function fill(): Promise<void> {
  await store.migrate();
  const nextPollAt = new Date(Date.now() + 365 * DAY_MS).toISOString();
  for (let first = 0; first < trackers; first += 500) {
    const length = Math.min(500, trackers - first);
    await store.register(
      Array.from({ length }, (_, index) => {
        const { tracker, message } = registrationOf(first + index, 3);
        return { tracker: { ...tracker, poll: { ...tracker.poll, nextPollAt } }, message };
      }),
    );
    if (first % 100_000 === 0) process.stderr.write(`${first} trackers\n`);
  }
  await pool.query('delete from parceltrail.outbox');
  await pool.query(
    `update parceltrail.polls set next_poll_at = now() + interval '5 seconds' + place * interval '1 second' / $1
    from (select tracker_id as id, row_number() over (order by md5(tracker_id)) as place from parceltrail.polls) as each
    where id = tracker_id and place <= $2`,
    [DUE_PER_SECOND, DUE_PER_SECOND * seconds],
  );
  await pool.query('vacuum analyze');
}

await fill();
const lags: number[] = [];
let polled = 0;
const client = createTrackingClient({
  carriers: [
    fakeCarrier('acme', {
      batchSize: 30,
      pattern: /^1Z\d{16}$/,
      says: (trackingNumber) => {
        const occurredAt = new Date().toISOString();
        const event = anEvent({
          substatus: 'package_departed',
          occurredAt,
          localTime: occurredAt.slice(0, 19),
        });
        return found('acme', trackingNumber, { observedAt: occurredAt, events: [event] });
      },
    }),
  ],
  store,
  cadence: fixedCadence(DAY_MS),
  hooks: {
    'poll.finished'({ lagMs, found: answered, trackerIds }) {
      lags.push(lagMs);
      polled += answered;
      if (answered !== trackerIds.length) process.stderr.write('Some were not found.\n');
    },
  },
});
const poller = client.createPoller();
await poller.start();
const heaps: number[] = [];
for (let minute = 0; minute < seconds / 60; minute += 1) {
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  globalThis.gc?.();
  heaps.push(process.memoryUsage().heapUsed / MEGABYTE);
}
await new Promise((resolve) => setTimeout(resolve, 10_000));
await poller.stop({ timeoutMs: 20_000 });
await pool.end();
await server.stop();

const sorted = lags.toSorted((a, b) => a - b);
const at = (part: number): string =>
  `${((sorted[Math.floor(part * (sorted.length - 1))] ?? 0) / 1_000).toFixed(2)} s`;
printTable(
  `${trackers} trackers, ${DUE_PER_SECOND} due a second for ${seconds} s, one poller on PostgreSQL`,
  ['polled', 'lag: median', 'p95', 'most', 'heap after each minute, MB'],
  [
    [
      `${polled} of ${DUE_PER_SECOND * seconds}`,
      at(0.5),
      at(0.95),
      at(1),
      heaps.map((heap) => heap.toFixed(1)).join(' '),
    ],
  ],
);
