/** When an event can have happened, at the earliest and at the latest, where its zone or its hour is not known. */

import type { TrackingEvent } from '../model/tracking-event.ts';
import { type Instant, toInstant } from '../time/clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Clocks on earth are at most this far ahead of UTC, and behind it. */
const MOST_AHEAD_MS = 14 * HOUR_MS;
const MOST_BEHIND_MS = 12 * HOUR_MS;

type Timed = Pick<TrackingEvent, 'occurredAt' | 'localTime'>;

/** Null for an event without any time. */
export function earliestOf({ occurredAt, localTime }: Timed): Instant | null {
  if (occurredAt !== null || localTime === null) return occurredAt;
  return instantOrNull(clockMs(localTime) - MOST_AHEAD_MS);
}

/** Null for an event without any time. */
export function latestOf({ occurredAt, localTime }: Timed): Instant | null {
  if (occurredAt !== null || localTime === null) return occurredAt;
  return instantOrNull(clockMs(localTime) + MOST_BEHIND_MS + (localTime.length === 10 ? DAY_MS : 0));
}

/** One time for comparing roughly: the instant, else the clock as if it were UTC. Null without any time. */
export function roughTimeOf({ occurredAt, localTime }: Timed): Instant | null {
  if (occurredAt !== null || localTime === null) return occurredAt;
  return instantOrNull(clockMs(localTime));
}

/** A wall clock as if it showed UTC; a date alone as its first moment. */
const clockMs = (localTime: string): number =>
  Date.parse(localTime.length === 10 ? `${localTime}T00:00:00Z` : `${localTime}Z`);

// The years 0000 to 9999 alone sort as text.
const instantOrNull = (ms: number): Instant | null =>
  Number.isFinite(ms) && Math.abs(ms) < MOST_MS ? toInstant(ms) : null;
const MOST_MS = Date.parse('9999-12-31T00:00:00Z');
