/**
 * A worker that follows parcels in PostgreSQL until it is stopped. Run as many as you like, on as many machines: each
 * parcel is asked about by one of them at a time, and its news is handed over by one of them, in order.
 *
 *   DATABASE_URL=postgres://… npx tsx examples/poller-postgres.ts SANDBOX_DELIVERED SANDBOX_CUSTOMS_HELD
 *
 * The sandbox's parcels need no account. For real ones, give credentials as examples/track.ts has them.
 */

import { postgresClient } from './postgres-client.ts';
import { printCounts } from './print-counts.ts';
import { printNews } from './print-news.ts';
import { stopSignal } from './stop-signal.ts';

const { client, close } = await postgresClient();
await client.registerMany(process.argv.slice(2).map((trackingNumber) => ({ trackingNumber })));

const poller = client.createPoller();
const dispatcher = client.createDispatcher({ deliver: printNews });
await poller.start();
dispatcher.start();

await stopSignal();
// What is under way is finished; what is not done waits for another worker.
await Promise.all([poller.stop({ timeoutMs: 20_000 }), dispatcher.stop()]);
await close();
printCounts(poller.stats());
