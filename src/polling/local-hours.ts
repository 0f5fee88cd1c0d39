/** Hours of the day where a parcel is going: carriers deliver by day, and nothing happens at a door by night. */

import { zoneOfLocation } from '../model/location-zone.ts';
import type { Tracker } from '../model/tracker.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { instantInZone, wallClockIn } from '../time/local-time.ts';
import { instantAt, wallClockAt } from '../time/wall-clock.ts';

/** From one local hour up to another; `from` may be greater, for hours over midnight. */
export type LocalHours = {
  readonly from: number;
  readonly to: number;
  /** @default the destination's zone, else the offset of the newest scan */
  readonly timeZone?: string | undefined;
};

/** The local wall clock at an instant, and back. */
type LocalClock = {
  readonly read: (instant: Instant) => string | null;
  readonly instantOf: (wallClock: string) => Instant | null;
};

const DAY_MS = 86_400_000;

/** The instant itself where it lies in the hours, or where nobody knows the local time; else the next beginning of them. */
export function hoursMoved(instant: Instant, tracker: Tracker, { from, to, timeZone }: LocalHours): Instant {
  const clock = localClockOf(tracker, timeZone);
  const wallClock = clock?.read(instant) ?? null;
  if (clock === undefined || wallClock === null) return instant;
  const hour = Number(wallClock.slice(11, 13));
  if (from < to ? hour >= from && hour < to : hour >= from || hour < to) return instant;
  const day = hour < from ? wallClock.slice(0, 10) : dayAfter(wallClock);
  const opening = clock.instantOf(`${day}T${String(from).padStart(2, '0')}:00:00`);
  // Where clocks are put forward over the opening hour, the next possible moment is no earlier than the one wanted.
  return opening === null || opening <= instant ? instant : opening;
}

/** The hour of the day at the destination, 0 to 23; undefined where nobody knows. */
export function localHourOf(instant: Instant, tracker: Tracker): number | undefined {
  const wallClock = localClockOf(tracker, undefined)?.read(instant);
  return wallClock ? Number(wallClock.slice(11, 13)) : undefined;
}

/** The instant of a wall clock at the destination, `YYYY-MM-DDTHH:mm:ss`; null where nobody knows. */
export const instantAtDestination = (wallClock: string, tracker: Tracker): Instant | null =>
  localClockOf(tracker, undefined)?.instantOf(wallClock) ?? null;

function localClockOf(tracker: Tracker, timeZone: string | undefined): LocalClock | undefined {
  const zone = timeZone ?? zoneOfLocation(tracker.destination);
  if (zone !== null) return clockOfZone(zone);
  const utcOffset = tracker.events.findLast((event) => event.utcOffset !== null)?.utcOffset;
  return utcOffset ? clockOfOffset(utcOffset) : undefined;
}

const clockOfZone = (zone: string): LocalClock => ({
  read: (instant) => wallClockIn(instant, zone),
  instantOf: (wallClock) => instantInZone(wallClock, zone)?.instant ?? null,
});

const clockOfOffset = (utcOffset: string): LocalClock => ({
  read: (instant) => wallClockAt(instant, utcOffset),
  instantOf: (wallClock) => instantAt(wallClock, utcOffset),
});

const dayAfter = (wallClock: string): string =>
  toInstant(Date.parse(`${wallClock.slice(0, 10)}T00:00:00Z`) + DAY_MS).slice(0, 10);
