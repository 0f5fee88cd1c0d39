/** Whether a number that was followed before is another parcel's by now. */

import type { Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { isEnd, stageOf } from '../timeline/legal-changes.ts';

/** How long after a parcel's end its number is taken for another one's, where the host names no date. */
const REUSED_AFTER_MS = 30 * 86_400_000;

/** Whether what the host registers must be another parcel: this one ended before it was shipped, or long ago. */
export function isOver(tracker: Tracker, shippedAfter: Instant | null, now: Instant): boolean {
  if (!hasEnded(tracker)) return false;
  const { statusSince, updatedAt } = tracker;
  const endedAt = statusSince.occurredAt ?? updatedAt;
  if (shippedAfter !== null) return endedAt < shippedAfter;
  return Date.parse(now) - Date.parse(updatedAt > endedAt ? updatedAt : endedAt) > REUSED_AFTER_MS;
}

/** By what happened to it, or as asking for it came to an end; that the host stopped it ends no parcel's life. */
const hasEnded = (tracker: Tracker): boolean =>
  isEnd(stageOf(tracker)) ||
  (tracker.poll.stopReason !== null && tracker.poll.stopReason !== 'stopped_by_host');
