/**
 * pg-boss, a queue in PostgreSQL, decides when each parcel is asked about: every job names the time of the next one.
 * Run as many as you like.
 *
 *   DATABASE_URL=postgres://… npx tsx examples/pg-boss.ts SANDBOX_OUT_FOR_DELIVERY SANDBOX_CUSTOMS_HELD
 *
 * The sandbox's parcels need no account. For real ones, give credentials as examples/track.ts has them.
 */

import PgBoss from 'pg-boss';
import { postgresClient } from './postgres-client.ts';
import { askAbout, type Schedule, startJobs } from './queue-jobs.ts';
import { stopSignal } from './stop-signal.ts';

const QUEUE = 'ask-about-parcel';
type Job = { readonly trackerId: string };

const { client, close } = await postgresClient();
const boss = new PgBoss(process.env['DATABASE_URL'] ?? '');
boss.on('error', (error) => console.error(error.message));
await boss.start();
// `short`: of one key no more than one job waits. A job that fails, as the database does, is tried until it works.
await boss.createQueue(QUEUE, { name: QUEUE, policy: 'short', retryLimit: 1_000_000, retryDelay: 60 });

const schedule: Schedule = (trackerId, startAfter) =>
  boss.send(QUEUE, { trackerId }, { singletonKey: trackerId, startAfter });

await boss.work<Job>(QUEUE, { batchSize: 20, pollingIntervalSeconds: 1 }, async (jobs) => {
  const asked = jobs.map(async ({ data: { trackerId } }) => {
    const next = await askAbout(client, trackerId);
    if (next !== undefined) await schedule(trackerId, next);
  });
  await Promise.all(asked);
});
const dispatcher = await startJobs(client, schedule);
await client.registerMany(process.argv.slice(2).map((trackingNumber) => ({ trackingNumber })));

await stopSignal();
// Jobs under way are finished; the others wait for another worker.
await Promise.all([boss.stop({ timeout: 20_000 }), dispatcher.stop()]);
await close();
