/** Hours of the day where a parcel is going: carriers deliver by day, and nothing happens at a door by night. */

import { zoneOfLocation } from '../model/location-zone.ts';
import type { Tracker } from '../model/tracker.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { instantInZone } from '../time/local-time.ts';
import { type TimeZone, timeZoneNamed } from '../time/time-zone.ts';
import { instantAt, offsetMs } from '../time/wall-clock.ts';

/** From one local hour up to another; `from` may be greater, for hours over midnight. */
export type LocalHours = { readonly from: number; readonly to: number };

/** What clocks show at a place. */
export type LocalClock = {
  /** By how much its wall clock is ahead of UTC. */
  readonly offsetMsAt: (milliseconds: number) => number;
  /** The instant of a wall clock, `YYYY-MM-DDTHH:mm:ss`; null where it is unreadable. */
  readonly instantOf: (wallClock: string) => Instant | null;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A month: whatever a schedule says, it is looked into again by then. */
const MOST_HOURS = 31 * 24;

/** The named zone's; else the destination's, else that of the newest scan with an offset. Undefined where nobody knows. */
export function localClockOf(tracker: Tracker, timeZone?: string | undefined): LocalClock | undefined {
  const name = timeZone ?? zoneOfLocation(tracker.destination);
  const zone = name === null ? null : timeZoneNamed(name);
  if (zone !== null) return clockOfZone(zone);
  const utcOffset = tracker.events.findLast((event) => event.utcOffset !== null)?.utcOffset;
  return utcOffset ? clockOfOffset(utcOffset) : undefined;
}

const clockOfZone = (zone: TimeZone): LocalClock => ({
  offsetMsAt: (milliseconds) => offsetMs(zone.utcOffsetAt(milliseconds)),
  instantOf: (wallClock) => instantInZone(wallClock, zone.name)?.instant ?? null,
});

const clockOfOffset = (utcOffset: string): LocalClock => ({
  offsetMsAt: () => offsetMs(utcOffset),
  instantOf: (wallClock) => instantAt(wallClock, utcOffset),
});

/** The instant itself where it lies in the hours; else the next beginning of them. */
export function movedInto({ from, to }: LocalHours, instant: Instant, clock: LocalClock): Instant {
  const milliseconds = Date.parse(instant);
  const wallClock = toInstant(milliseconds + clock.offsetMsAt(milliseconds));
  const hour = Number(wallClock.slice(11, 13));
  if (isWithin(hour, { from, to })) return instant;
  const day = hour < from ? wallClock.slice(0, 10) : dayAfter(wallClock);
  const opening = clock.instantOf(`${day}T${String(from).padStart(2, '0')}:00:00`);
  // Where clocks are put back, the hour may begin twice: the one that is over is none to wait for.
  return opening === null || opening <= instant ? instant : opening;
}

export const isWithin = (hour: number, { from, to }: LocalHours): boolean =>
  from < to ? hour >= from && hour < to : hour >= from || hour < to;

/** The hour of the day, 0 to 23. */
export const localHourAt = (milliseconds: number, clock: LocalClock): number =>
  Math.floor(remainder(milliseconds + clock.offsetMsAt(milliseconds), DAY_MS) / HOUR_MS);

/**
 * The moment by which so many intervals have passed, where their length depends on the hour of the day: an hour in
 * which an interval takes two hours counts as half of one, an infinite one as nothing.
 */
export function afterIntervals(
  now: Instant,
  intervals: number,
  { clock, msAt }: { readonly clock: LocalClock; readonly msAt: (hour: number) => number },
): Instant {
  const start = Date.parse(now);
  const localMsAt = localMsFrom(start, clock);
  let at = start;
  let left = intervals;
  for (let hours = 0; hours < MOST_HOURS; hours += 1) {
    const local = localMsAt(at);
    const intervalMs = msAt(Math.floor(remainder(local, DAY_MS) / HOUR_MS));
    const untilNextHourMs = HOUR_MS - remainder(local, HOUR_MS);
    if (left * intervalMs <= untilNextHourMs) return toInstant(at + Math.round(left * intervalMs));
    left -= untilNextHourMs / intervalMs;
    at += untilNextHourMs;
  }
  return toInstant(at);
}

/** Asking for an offset takes most of the time, and it nearly always stays the same for a day. */
function localMsFrom(start: number, clock: LocalClock): (milliseconds: number) => number {
  const offset = clock.offsetMsAt(start);
  const steadyUntil = clock.offsetMsAt(start + DAY_MS) === offset ? start + DAY_MS : start;
  return (at) => at + (at <= steadyUntil ? offset : clock.offsetMsAt(at));
}

/** Of times before 1970 too. */
const remainder = (milliseconds: number, of: number): number => ((milliseconds % of) + of) % of;

const dayAfter = (wallClock: string): string =>
  toInstant(Date.parse(`${wallClock.slice(0, 10)}T00:00:00Z`) + DAY_MS).slice(0, 10);
