/** What following parcels with a queue of your own takes, whichever queue: what a job does, and where jobs come from. */

import type { Dispatcher, FollowingClient } from 'parceltrail';
import { printNews } from './print-news.ts';

const MINUTE_MS = 60_000;

/** Sees to it that there is a job for the tracker; where one waits already, that one is enough. */
export type Schedule = (trackerId: string, at: Date) => Promise<unknown>;

/** A job: asks about one parcel, and gives when to ask again; undefined where that is never. */
export async function askAbout(client: FollowingClient, trackerId: string): Promise<Date | undefined> {
  // Queues do some jobs twice; the carrier is spared the second time.
  const result = await client.refresh(trackerId, { minAgeMs: MINUTE_MS });
  if (result === undefined) return undefined; // Removed meanwhile.
  const { outcome, tracker } = result;
  // The carrier's quota has no room before then, which the tracker's own plan doesn't know.
  const deferredTo = outcome === 'deferred' ? (result.retryAt ?? inAMinute()) : undefined;
  const next = deferredTo ?? tracker.poll.nextPollAt;
  console.log(`${tracker.trackingNumber}: ${outcome}, asked about again: ${next ?? 'never'}`);
  return next === null ? undefined : new Date(next);
}

/**
 * A parcel's first job comes with the news that it is followed, and so isn't lost if the process ends before. Of a parcel
 * that is resumed there is no news: who calls `client.resume` schedules its job too.
 */
export async function startJobs(client: FollowingClient, schedule: Schedule): Promise<Dispatcher> {
  // Whatever became of the jobs of before, or of another scheduler: all that is followed has one.
  for await (const { id, poll } of client.list({ active: true })) await schedule(id, timeOf(poll.nextPollAt));
  const dispatcher = client.createDispatcher({
    async deliver(message) {
      if (message.type === 'tracker.created') await schedule(message.trackerId, new Date());
      printNews(message);
    },
  });
  dispatcher.start();
  return dispatcher;
}

const inAMinute = (): string => new Date(Date.now() + MINUTE_MS).toISOString();

const timeOf = (instant: string | null): Date => (instant === null ? new Date() : new Date(instant));
