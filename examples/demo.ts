/**
 * `npm run demo`: follows a list of parcels in a SQLite database, from label to door, through a simulated week. Five
 * simulated carriers are asked over HTTP on this machine through the real adapters: no credentials, no other network.
 *
 *   npm run demo                 the parcels of examples/parcels.txt
 *   npm run demo -- my-list.txt  your own list, one number a line
 */

import { readFileSync } from 'node:fs';
import Database from 'libsql';
import { createTrackingClient, type OutboxMessage } from 'parceltrail';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import { createManualClock } from 'parceltrail/testing';
import { printNewsOfHour } from './print-news.ts';
import { printResult } from './print-result.ts';
import { simulatedCarriers } from './simulated-carriers.ts';

const HOUR_MS = 3_600_000;
const MONDAY = Date.parse('2026-03-02T15:00:00.000Z');
const FRIDAY = Date.parse('2026-03-06T17:00:00.000Z');
const NEXT_MONDAY = Date.parse('2026-03-09T23:00:00.000Z');

const [file = new URL('parcels.txt', import.meta.url)] = process.argv.slice(2);
const parcels = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => line.trim().split(/ {2,}/))
  .map(([trackingNumber = '', name = trackingNumber]) => ({ trackingNumber, metadata: { name } }));

const clock = createManualClock(MONDAY);
const { carriers, calls, close } = await simulatedCarriers(clock);
const database = new Database(':memory:'); // a file, in a service
const client = createTrackingClient({ carriers, clock, store: sqliteStore(database) });
await client.migrate();

console.log('Monday, 2 March 2026. The shop hands its numbers over:');
for (const result of await client.registerMany(parcels)) {
  if (result.outcome === 'failed') console.log(`  ${result.trackingNumber}: ${result.error.message}`);
}

const poller = client.createPoller();
const news: OutboxMessage[] = [];
const dispatcher = client.createDispatcher({ deliver: (message) => news.push(message) });

/** A service calls `poller.start()` and `dispatcher.start()` once instead. */
async function followUntil(end: number): Promise<void> {
  for (; clock.now() < end; await clock.advance(HOUR_MS)) {
    // What a carrier's quota has no room for is left to the next hour: this clock does not move by itself.
    await poller.tick({ timeLimitMs: 1 });
    while ((await dispatcher.tick()).delivered > 0);
    printNewsOfHour(news.splice(0));
  }
}

console.log('\nWhat it hears from then on, in UTC:');
await followUntil(FRIDAY);
console.log('\nOn Friday at 17:00 somebody asks the carriers where everything is:');
for (const result of await client.trackMany(parcels.map(({ trackingNumber }) => trackingNumber))) {
  printResult(result);
}
await clock.advance(HOUR_MS);

console.log('\nThe rest of what the shop hears:');
await followUntil(NEXT_MONDAY);

console.log('\nIn the end, as an analyst sees it with SQL:\n');
console.table(
  database
    .prepare(
      `select trackers.status, count(distinct trackers.id) as parcels, count(events.id) as scans
      from parceltrail_trackers as trackers left join parceltrail_events as events on events.tracker_id = trackers.id
      group by trackers.status order by trackers.status`,
    )
    .all(),
);
console.log(`${calls()} calls to the carriers, tokens included.`);
await client.close();
await close();
