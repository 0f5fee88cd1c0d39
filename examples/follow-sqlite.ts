/**
 * Follows parcels in a SQLite file, a round each time it is run, and says when each is asked about again.
 *
 *   npx tsx examples/follow-sqlite.ts parcels.db SANDBOX_OUT_FOR_DELIVERY   follows one more parcel
 *   npx tsx examples/follow-sqlite.ts parcels.db                            asks about those that are due
 *
 * The sandbox's parcels need no account. For real ones, give credentials as examples/track.ts has them. Let
 * examples/cron.ts do the later rounds.
 */

import { handOver } from './hand-over.ts';
import { printNews } from './print-news.ts';
import { sqliteClient } from './sqlite-client.ts';

const [file = 'parcels.db', ...trackingNumbers] = process.argv.slice(2);
const { client, close } = await sqliteClient(file);

// Parcels that are followed already stay as they are.
const wanted = trackingNumbers.map((trackingNumber) => ({ trackingNumber }));
for (const result of await client.registerMany(wanted)) {
  if (result.outcome === 'failed') console.error(`${result.trackingNumber}: ${result.error.message}`);
}

await client.createPoller().tick();
// Here a service would send a mail, or put a job into its queue.
await handOver(client, printNews);

for await (const { trackingNumber, poll } of client.list({ active: true })) {
  console.log(`${trackingNumber} is asked about again at ${poll.nextPollAt}: ${poll.why}.`);
}
await close();
