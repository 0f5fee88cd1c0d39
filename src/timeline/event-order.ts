/** The order of scans. Depends on the set of events alone, not on how or when they arrived. */

import { journeyRank } from '../model/status.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';

const MINUTE_MS = 60_000;

/**
 * Oldest first: by instant; scans of one moment by how far on the journey they are, then as the carrier listed
 * them (give the list oldest first). A wall clock without zone is placed by the offset of the scan nearest to it
 * on the clock; a date alone goes behind that day's earlier steps of the journey.
 */
export function orderEvents(events: readonly TrackingEvent[]): TrackingEvent[] {
  const anchors = events.filter((event) => event.occurredAt !== null);
  const placed = events.map((event) => ({
    event,
    at: estimate(event, anchors),
    rank: journeyRank(event.substatus),
  }));
  placed.sort((a, b) => a.at - b.at || a.rank - b.rank);
  return placed.map(({ event }) => event);
}

function estimate(event: TrackingEvent, anchors: readonly TrackingEvent[]): number {
  if (event.occurredAt !== null) return Date.parse(event.occurredAt);
  if (event.localTime === null) return Number.NEGATIVE_INFINITY;
  const wallClock = wallClockMs(event.localTime);
  const start = wallClock - nearestOffsetMs(wallClock, anchors);
  return event.timePrecision === 'day' ? behindEarlierSteps(event, start, anchors) : start;
}

function behindEarlierSteps(event: TrackingEvent, start: number, anchors: readonly TrackingEvent[]): number {
  const day = event.localTime?.slice(0, 10);
  const rank = journeyRank(event.substatus);
  return anchors.reduce((latest, other) => {
    const isEarlierStep = other.localTime?.slice(0, 10) === day && journeyRank(other.substatus) < rank;
    return isEarlierStep ? Math.max(latest, Date.parse(other.occurredAt as string)) : latest;
  }, start);
}

function nearestOffsetMs(wallClock: number, anchors: readonly TrackingEvent[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  let offsetMs = 0;
  for (const { occurredAt, localTime } of anchors) {
    if (localTime === null || localTime.length === 10) continue;
    const clock = wallClockMs(localTime);
    const distance = Math.abs(clock - wallClock);
    const candidate = clock - Date.parse(occurredAt as string);
    if (distance < nearest || (distance === nearest && candidate < offsetMs)) {
      nearest = distance;
      offsetMs = candidate;
    }
  }
  // A carrier that rounds its local time must not bend the offset.
  return Math.round(offsetMs / (15 * MINUTE_MS)) * 15 * MINUTE_MS;
}

const wallClockMs = (localTime: string): number =>
  Date.parse(localTime.length === 10 ? `${localTime}T00:00:00Z` : `${localTime}Z`);
