/**
 * Follows parcels in a SQLite file, a round each time it is run: call it from cron every few minutes.
 *
 *   npx tsx examples/follow-sqlite.ts parcels.db SANDBOX_OUT_FOR_DELIVERY   follows one more parcel
 *   npx tsx examples/follow-sqlite.ts parcels.db                            asks about those that are due
 *
 * The sandbox's parcels need no account. For real ones, give credentials as examples/track.ts has them.
 */

import Database from 'libsql'; // better-sqlite3 does as well, and `DatabaseSync` of node:sqlite
import { createTrackingClient } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import { carriersFromEnvironment } from './carriers-from-environment.ts';
import { printNews } from './print-news.ts';

const [file = 'parcels.db', ...trackingNumbers] = process.argv.slice(2);
const database = new Database(file);
const client = createTrackingClient({
  carriers: [...carriersFromEnvironment(), sandbox()],
  store: sqliteStore(database),
});
await client.migrate();

// Parcels that are followed already stay as they are.
const wanted = trackingNumbers.map((trackingNumber) => ({ trackingNumber }));
for (const result of await client.registerMany(wanted)) {
  if (result.outcome === 'failed') console.error(`${result.trackingNumber}: ${result.error.message}`);
}

await client.createPoller().tick();

// Here a service would send a mail, or put a job into its queue. What fails is handed over again in a later run.
const dispatcher = client.createDispatcher({ deliver: printNews });
for (let isMore = true; isMore; ) isMore = (await dispatcher.tick()).delivered > 0;

for await (const { trackingNumber, poll } of client.list({ active: true })) {
  console.log(`${trackingNumber} is asked about again at ${poll.nextPollAt}: ${poll.why}.`);
}
await client.close();
database.close();
