/** A number that another parcel has got: a tracker of the next generation takes over. */

import { randomUUID } from 'node:crypto';
import type { PollRecord, Tracker, TrackerLabels } from '../model/tracker.ts';
import type { Registration, Store } from '../stores/store.ts';
import type { Instant } from '../time/clock.ts';
import { createTracker } from '../timeline/create-tracker.ts';
import { createdMessage } from './messages.ts';

/** Keeps it where it isn't kept already, and gives it. Its own first poll is due at once. */
export async function startNextLife(former: Tracker, store: Store, now: Instant): Promise<Tracker> {
  const [next] = await store.register([toNextLife(former, now)]);
  return (next as { tracker: Tracker }).tracker;
}

function toNextLife(former: Tracker, now: Instant): Registration {
  const { tenantId, carrier, trackingNumber, generation } = former;
  const empty = createTracker({
    id: randomUUID(),
    tenantId,
    carrier,
    trackingNumber,
    generation: generation + 1,
    ...inheritedLabels(former),
    createdAt: now,
  });
  const tracker = { ...empty, sequence: 1, poll: dueNow(empty.poll, now) };
  return { tracker, message: createdMessage(tracker, now) };
}

/**
 * A parcel that failed, or whose label was cancelled, goes on under its number for the same order. After any other the
 * number is someone else's, to whom the labels don't belong.
 */
function inheritedLabels({ status, reference, orderId, metadata }: Tracker): Partial<TrackerLabels> {
  return status === 'failure' ? { reference, orderId, metadata } : {};
}

/** The poll record of a tracker that is to be asked for the first time, or again at once. */
export const dueNow = (poll: PollRecord, now: Instant): PollRecord => ({
  ...poll,
  nextPollAt: now,
  why: 'to be asked at once',
  urgency: 1,
  stopReason: null,
});

/** The poll record of a tracker whose number is another parcel's now. */
export const superseded = (poll: PollRecord): PollRecord => ({
  ...poll,
  nextPollAt: null,
  why: "the number is another parcel's now",
  stopReason: 'superseded',
});

export const isSuperseded = ({ poll }: Tracker): boolean => poll.stopReason === 'superseded';
