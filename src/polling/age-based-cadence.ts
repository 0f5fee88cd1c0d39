/** Polls by age alone, as Carriyo documents its own schedule. */

import type { Tracker } from '../model/tracker.ts';
import { type Cadence, endOf, isOver, later } from './cadence.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Days from booking up to which the interval holds. */
const HOURLY_DAYS = 7;
const UNCOLLECTED_DAYS = 14;
const LAST_DAY = 60;

/**
 * Hourly for seven days, then daily; stops after 14 days where the parcel was never collected, after 60 days in any
 * case, and as soon as nothing more happens to it. Age counts from registration; the ends by age, for
 * one that was resumed, from then.
 */
export function ageBasedCadence(): Cadence {
  return (tracker, now) => {
    const end = endOf(tracker);
    if (end !== undefined) return end;
    const ageMs = Date.parse(now) - Date.parse(tracker.createdAt);
    const isPast = (days: number): boolean => isOver(ageMs, days * DAY_MS, tracker, now);
    if (isPast(LAST_DAY)) return { stop: 'stale', why: `${LAST_DAY} days since it was registered` };
    if (isPast(UNCOLLECTED_DAYS) && !isCollected(tracker)) {
      return { stop: 'no_first_scan', why: `not collected in ${UNCOLLECTED_DAYS} days` };
    }
    return ageMs < HOURLY_DAYS * DAY_MS
      ? { nextPollAt: later(now, HOUR_MS), why: `in its first ${HOURLY_DAYS} days, hourly` }
      : { nextPollAt: later(now, DAY_MS), why: `after ${HOURLY_DAYS} days, daily` };
  };
}

/** Whether the carrier has had it in its hands: scans that nobody can read are scans. */
export const isCollected = ({ status, events }: Tracker): boolean =>
  status === 'unknown' ? events.some(({ standing }) => standing === 'listed') : status !== 'pre_transit';
