/** The order of scans. Depends on the set of events alone, not on how or when they arrived. */

import { journeyRank } from '../model/status.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';

const MINUTE_MS = 60_000;

/**
 * Oldest first: by instant; scans of one moment by how far on the journey they are, then as the carrier listed
 * them (give the list oldest first). A wall clock without zone is placed by the offset of the scan nearest to it
 * on the clock; a date alone goes behind that day's earlier steps of the journey.
 */
export const orderEvents = <Scan extends TrackingEvent>(events: readonly Scan[]): Scan[] =>
  placeEvents(events).map(({ event }) => event);

/** An event with its place in time, in milliseconds since the epoch: the instant, or what comes nearest to it. */
export type PlacedEvent<Scan extends TrackingEvent = TrackingEvent> = {
  readonly event: Scan;
  readonly at: number;
};

/** As {@link orderEvents}, with each event's place; events without any time are at minus infinity. */
export function placeEvents<Scan extends TrackingEvent>(events: readonly Scan[]): PlacedEvent<Scan>[] {
  const anchors = events.filter((event) => event.occurredAt !== null);
  const placed = events.map((event) => ({
    event,
    at: estimate(event, anchors),
    rank: journeyRank(event.substatus),
  }));
  const timed = placed.filter(({ event }) => !isDateAlone(event));
  const ordered = placed.map((scan) => (isDateAlone(scan.event) ? behindEarlierSteps(scan, timed) : scan));
  return ordered.sort((a, b) => a.at - b.at || a.rank - b.rank);
}

type Placed<Scan extends TrackingEvent = TrackingEvent> = PlacedEvent<Scan> & { readonly rank: number };

const isDateAlone = ({ occurredAt, localTime }: TrackingEvent): boolean =>
  occurredAt === null && localTime?.length === 10;

/** A date alone is taken for its first moment. */
function estimate({ occurredAt, localTime }: TrackingEvent, anchors: readonly TrackingEvent[]): number {
  if (occurredAt !== null) return Date.parse(occurredAt);
  if (localTime === null) return Number.NEGATIVE_INFINITY;
  const wallClock = wallClockMs(localTime);
  return wallClock - nearestOffsetMs(wallClock, anchors);
}

function behindEarlierSteps<Scan extends TrackingEvent>(
  scan: Placed<Scan>,
  timed: readonly Placed[],
): Placed<Scan> {
  const day = scan.event.localTime;
  const at = timed
    .filter(({ event, rank }) => event.localTime?.slice(0, 10) === day && rank < scan.rank)
    .reduce((latest, earlier) => Math.max(latest, earlier.at), scan.at);
  return { ...scan, at };
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
