/**
 * A worker that follows parcels in PostgreSQL until it is stopped. Run as many as you like, on as many machines: each
 * parcel is asked about by one of them at a time, and its news is handed over by one of them, in order.
 *
 *   DATABASE_URL=postgres://… npx tsx examples/follow-postgres.ts SANDBOX_DELIVERED SANDBOX_CUSTOMS_HELD
 *
 * The sandbox's parcels need no account. For real ones, give credentials as examples/track.ts has them.
 */

import { createTrackingClient } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { postgresStore } from 'parceltrail/stores/postgres';
import pg from 'pg';
import { carriersFromEnvironment } from './carriers-from-environment.ts';
import { printNews } from './print-news.ts';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] });
// The database may restart; the worker goes on when it is back.
pool.on('error', (error) => console.error(error.message));

const client = createTrackingClient({
  carriers: [...carriersFromEnvironment(), sandbox()],
  store: postgresStore(pool),
});
await client.migrate();
await client.registerMany(process.argv.slice(2).map((trackingNumber) => ({ trackingNumber })));

const poller = client.createPoller();
const dispatcher = client.createDispatcher({ deliver: printNews });
await poller.start();
dispatcher.start();

async function stop(): Promise<void> {
  // What is under way is finished; what is not done waits for another worker.
  await Promise.all([poller.stop(), dispatcher.stop()]);
  await client.close();
  await pool.end();
}
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
