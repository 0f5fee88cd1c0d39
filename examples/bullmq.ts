/**
 * BullMQ, a queue in Redis, decides when each parcel is asked about: a parcel's one job is done, and then put back
 * until the parcel is due again. The parcels themselves are in PostgreSQL. Run as many as you like.
 *
 *   REDIS_URL=redis://… DATABASE_URL=postgres://… npx tsx examples/bullmq.ts SANDBOX_OUT_FOR_DELIVERY
 *
 * The sandbox's parcels need no account. For real ones, give credentials as examples/track.ts has them.
 */

import { DelayedError, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { postgresClient } from './postgres-client.ts';
import { askAbout, type Schedule, startJobs } from './queue-jobs.ts';
import { stopSignal } from './stop-signal.ts';

const QUEUE = 'ask-about-parcel';
type Job = { readonly trackerId: string };

const { client, close } = await postgresClient();
const connection = new Redis(process.env['REDIS_URL'] ?? '', { maxRetriesPerRequest: null });
const queue = new Queue<Job>(QUEUE, {
  connection,
  // A job that fails, as the database does, is tried until it works; one that is done leaves room for another.
  defaultJobOptions: {
    attempts: 1_000_000,
    backoff: { type: 'fixed', delay: 60_000 },
    removeOnComplete: true,
  },
});

// A second job of the same id is not taken.
const schedule: Schedule = (trackerId, at) =>
  queue.add('ask', { trackerId }, { jobId: trackerId, delay: Math.max(0, at.getTime() - Date.now()) });

const worker = new Worker<Job>(
  QUEUE,
  async (job, token) => {
    const next = await askAbout(client, job.data.trackerId);
    if (next === undefined) return;
    await job.moveToDelayed(next.getTime(), token);
    throw new DelayedError();
  },
  { connection, concurrency: 20 },
);
// Redis may restart; the worker goes on when it is back.
const tellError = (error: Error) => console.error(error.message);
connection.on('error', tellError);
queue.on('error', tellError);
worker.on('error', tellError);

const dispatcher = await startJobs(client, schedule);
await client.registerMany(process.argv.slice(2).map((trackingNumber) => ({ trackingNumber })));

await stopSignal();
// Jobs under way are finished; the others wait for another worker.
await Promise.all([worker.close(), dispatcher.stop()]);
await queue.close();
await Promise.all([connection.quit(), close()]);
