/** A sandbox parcel's scans with their times; the last one lies within the day before the instant asked for. */

import { type Instant, toInstant } from '../../time/clock.ts';
import { utcOffsetIn } from '../../time/local-time.ts';
import { wallClockAt } from '../../time/wall-clock.ts';
import { type SandboxPlace, sandboxPlaces } from './places.ts';
import { JOURNEY_START_UTC, type SandboxScan, sandboxScans } from './scans.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type DatedScan = {
  readonly key: string;
  readonly code: string;
  readonly text: string;
  readonly at: Instant;
  /** The scanner's own clock, `2026-03-02T18:10:00-08:00`. */
  readonly localTime: string;
  readonly place: SandboxPlace;
};

/** What can be asked for: the scans with a code of their own. */
export const shownKeys: readonly string[] = [...sandboxScans.keys()].filter(isShown);

function isShown(key: string): boolean {
  const scan = sandboxScans.get(key);
  return scan !== undefined && scan.code === undefined;
}

/**
 * Oldest first, up to the scan asked for; empty where there is none. Times move on by whole days only, so that
 * asking again soon gives the same history.
 */
export function historyOf(key: string, now: Instant): DatedScan[] {
  if (!isShown(key)) return [];
  const steps = wayTo(key);
  const journeyHours = steps.reduce((sum, [, { hours }]) => sum + hours, 0);
  const start = `${now.slice(0, 10)}T${JOURNEY_START_UTC}:00Z`;
  const endToday = Date.parse(start) + ((journeyHours * HOUR_MS) % DAY_MS);
  let at = latestDay(endToday, Date.parse(now)) - journeyHours * HOUR_MS;
  return steps.map(([stepKey, scan]) => {
    at += scan.hours * HOUR_MS;
    return toDatedScan(stepKey, scan, toInstant(at));
  });
}

/** `instant`, moved by whole days to the last one that is not after `now`. */
const latestDay = (instant: number, now: number): number =>
  instant - Math.ceil((instant - now) / DAY_MS) * DAY_MS;

function wayTo(key: string): [string, SandboxScan][] {
  const scan = sandboxScans.get(key);
  if (scan === undefined) return [];
  return scan.after === null ? [[key, scan]] : [...wayTo(scan.after), [key, scan]];
}

function toDatedScan(key: string, scan: SandboxScan, at: Instant): DatedScan {
  const place = sandboxPlaces[scan.place];
  return {
    key,
    code: scan.code ?? key,
    text: scan.text,
    at,
    localTime: localTimeAt(at, place.timeZone),
    place,
  };
}

/** ISO 8601 with the offset that the zone has at that moment. */
export function localTimeAt(at: Instant, timeZone: string): string {
  const utcOffset = offsetAt(at, timeZone);
  return `${wallClockAt(at, utcOffset)}${utcOffset}`;
}

/** In UTC where the platform was built without the zone. */
export const offsetAt = (at: Instant, timeZone: string): string => utcOffsetIn(at, timeZone) ?? '+00:00';
