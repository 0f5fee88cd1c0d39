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

const [trackers = 1_000_000, seconds = 600] = process.argv.slice(2).map(Number);
const DUE_PER_SECOND = 100;
/** The poller runs before the first is due. */
const SETTLING_SECONDS = 10 + Math.round(trackers / 15_000);
const DAY_MS = 86_400_000;
const MEGABYTE = 1_048_576;

const server = await startPostgres({ isDurable: true });
const pool = new pg.Pool({ connectionString: server.url, max: 8 });

const lags: number[] = [];
let polled = 0;
const acme = fakeCarrier('acme', {
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
});
const client = createTrackingClient({
  carriers: [acme],
  store: postgresStore(pool),
  cadence: fixedCadence(DAY_MS),
  hooks: {
    'poll.finished'({ lagMs, found: answered, trackerIds }) {
      lags.push(lagMs);
      polled += answered;
      if (answered !== trackerIds.length) process.stderr.write('Some were not found.\n');
    },
    'poll.failed': ({ error }) => process.stderr.write(`${JSON.stringify(error)}\n`),
  },
});

async function fill(): Promise<void> {
  await client.migrate();
  for (let first = 0; first < trackers; first += 1_000) {
    await client.registerMany(
      Array.from({ length: Math.min(1_000, trackers - first) }, (_, index) => ({
        trackingNumber: `1Z${String(first + index).padStart(16, '0')}`,
        carrier: 'acme',
      })),
    );
    if (first % 100_000 === 0) process.stderr.write(`${first} trackers\n`);
  }
  await pool.query('delete from parceltrail.outbox');
  await pool.query(`update parceltrail.polls set next_poll_at = now() + interval '1 year'`);
  await pool.query(
    `update parceltrail.polls set next_poll_at = due, poll = (
      poll::jsonb || jsonb_build_object('nextPollAt', to_char(due at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    )::json
    from (
      select tracker_id as id, now() + $1 * interval '1 second' + row_number() over () * interval '1 second' / $2 as due
      from (select tracker_id from parceltrail.polls order by md5(tracker_id) limit $3) as any_of_all
    ) as each
    where id = tracker_id`,
    [SETTLING_SECONDS, DUE_PER_SECOND, DUE_PER_SECOND * seconds],
  );
  await pool.query('vacuum analyze');
}

await fill();
const poller = client.createPoller();
await poller.start();
await new Promise((resolve) => setTimeout(resolve, SETTLING_SECONDS * 1_000));
const heaps: number[] = [];
for (let minute = 0; minute < seconds / 60; minute += 1) {
  await new Promise((resolve) => setTimeout(resolve, Math.min(60_000, seconds * 1_000)));
  // It keeps what it was asked, for tests.
  acme.calls.length = 0;
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
