/** The order of scans. Depends on the set of events alone, not on how or when they arrived. */

import { journeyRank, type Substatus } from '../model/status.ts';
import type { TrackedEvent } from '../model/tracker.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';

const MINUTE_MS = 60_000;

/**
 * Oldest first: by instant; scans of one moment by how far on the journey they are, then as the carrier listed
 * them (give the list oldest first). A wall clock without zone is placed by the offset of the scan nearest to it
 * on the clock; a date alone goes behind that day's earlier steps of the journey.
 */
export const orderEvents = <Scan extends TrackingEvent>(events: readonly Scan[]): Scan[] =>
  placeEvents(events).map(({ event }) => event);

/** A tracker's events, oldest first. Depends on which there are alone: also those of one moment and one step. */
export const placeTrackedEvents = (events: readonly TrackedEvent[]): PlacedEvent<TrackedEvent>[] =>
  placeEvents([...events].sort((a, b) => turnOf(a) - turnOf(b) || (a.id < b.id ? -1 : 1)));

/** The order in which a facility does its work; carriers often note one time for all of it. */
const TURNS: Partial<Readonly<Record<Substatus, number>>> = {
  package_arrived: 1,
  package_processing: 2,
  package_processed: 3,
  package_departed: 5,
};

const turnOf = ({ substatus }: TrackedEvent): number => TURNS[substatus] ?? 4;

/** An event with its place in time, in milliseconds since the epoch: the instant, or what comes nearest to it. */
export type PlacedEvent<Scan extends TrackingEvent = TrackingEvent> = {
  readonly event: Scan;
  readonly at: number;
};

/** As {@link orderEvents}, with each event's place; events without any time are at minus infinity. */
export function placeEvents<Scan extends TrackingEvent>(events: readonly Scan[]): PlacedEvent<Scan>[] {
  const offsets = statedOffsets(events);
  const placed = events.map((event) => ({
    event,
    at: estimate(event, offsets),
    rank: journeyRank(event.substatus),
  }));
  const timesByDay = groupByDay(placed);
  const ordered = placed.map((scan) => behindEarlierSteps(scan, timesByDay));
  return ordered.sort((a, b) => a.at - b.at || a.rank - b.rank);
}

type Placed<Scan extends TrackingEvent = TrackingEvent> = PlacedEvent<Scan> & { readonly rank: number };

const isDateAlone = ({ occurredAt, localTime }: TrackingEvent): boolean =>
  occurredAt === null && localTime?.length === 10;

/** A wall clock whose instant is known. */
type StatedOffset = { readonly clockMs: number; readonly offsetMs: number };

const statedOffsets = (events: readonly TrackingEvent[]): StatedOffset[] =>
  events.flatMap(({ occurredAt, localTime }) => {
    if (occurredAt === null || localTime === null || localTime.length === 10) return [];
    const clockMs = wallClockMs(localTime);
    return [{ clockMs, offsetMs: clockMs - Date.parse(occurredAt) }];
  });

/** A date alone is taken for its first moment; a time that can't be read for none. */
function estimate({ occurredAt, localTime }: TrackingEvent, offsets: readonly StatedOffset[]): number {
  if (occurredAt === null && localTime === null) return Number.NEGATIVE_INFINITY;
  const clockMs = localTime === null ? Number.NaN : wallClockMs(localTime);
  const at = occurredAt === null ? clockMs - nearestOffsetMs(clockMs, offsets) : Date.parse(occurredAt);
  return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
}

/** The scans with a time of day, by what their calendars showed. */
function groupByDay(placed: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
  const days = new Map<string, Placed[]>();
  if (!placed.some(({ event }) => isDateAlone(event))) return days;
  for (const scan of placed) {
    const day = scan.event.localTime?.slice(0, 10);
    if (day === undefined || isDateAlone(scan.event)) continue;
    const others = days.get(day);
    if (others === undefined) days.set(day, [scan]);
    else others.push(scan);
  }
  return days;
}

function behindEarlierSteps<Scan extends TrackingEvent>(
  scan: Placed<Scan>,
  timesByDay: ReadonlyMap<string, readonly Placed[]>,
): Placed<Scan> {
  if (!isDateAlone(scan.event)) return scan;
  let { at } = scan;
  for (const earlier of timesByDay.get(scan.event.localTime ?? '') ?? []) {
    if (earlier.rank < scan.rank && earlier.at > at) at = earlier.at;
  }
  return { event: scan.event, at, rank: scan.rank };
}

function nearestOffsetMs(clockMs: number, offsets: readonly StatedOffset[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  let nearestMs = 0;
  for (const { clockMs: stated, offsetMs } of offsets) {
    const distance = Math.abs(stated - clockMs);
    if (distance > nearest || (distance === nearest && offsetMs >= nearestMs)) continue;
    nearest = distance;
    nearestMs = offsetMs;
  }
  // A carrier that rounds its local time must not bend the offset.
  return Math.round(nearestMs / (15 * MINUTE_MS)) * 15 * MINUTE_MS;
}

const wallClockMs = (localTime: string): number =>
  Date.parse(localTime.length === 10 ? `${localTime}T00:00:00Z` : `${localTime}Z`);
