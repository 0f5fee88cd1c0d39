/** Wall clocks of named zones: date-fns-tz reads them, and Intl decides wherever the two could differ. */

import { fromZonedTime } from 'date-fns-tz/fromZonedTime';
import type { Instant } from './clock.ts';
import { type TimeZone, timeZoneNamed } from './time-zone.ts';
import { instantAt, readIso, wallClockAt } from './wall-clock.ts';

const DAY_MS = 86_400_000;

/** What a wall clock in a zone means. */
export type ZonedReading = {
  readonly instant: Instant;
  /** The offset by which the wall clock was read: `instant` + `utcOffset` = the wall clock, in a gap too. */
  readonly utcOffset: string;
  /**
   * `gap`: the zone's clocks never showed this time; read by the offset before the gap. `fold`: they showed
   * it twice; the first time is taken. Temporal calls this choice `compatible`.
   */
  readonly ambiguous: 'gap' | 'fold' | null;
};

/** Reads `YYYY-MM-DDTHH:mm:ss` as a zone's clocks showed it; null for a date alone, other text or an unknown zone. */
export function instantInZone(localTime: string, timeZone: string): ZonedReading | null {
  const zone = timeZoneNamed(timeZone);
  if (zone === null || !isWallClock(localTime)) return null;
  const asIfUtc = Date.parse(`${localTime}Z`);
  const before = zone.utcOffsetAt(asIfUtc - DAY_MS);
  const after = zone.utcOffsetAt(asIfUtc + DAY_MS);
  if (before === after) {
    const instant = readByLibrary(localTime, zone);
    if (instant !== null) return { instant, utcOffset: before, ambiguous: null };
  }
  return readByOffsets(localTime, zone, before, after);
}

/** The offset in force in a zone: `+05:30`, with seconds where a historical one has them; null where either is unreadable. */
export function utcOffsetIn(instant: Instant, timeZone: string): string | null {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) return null;
  return timeZoneNamed(timeZone)?.utcOffsetAt(milliseconds) ?? null;
}

/** The wall clock a zone shows at an instant, `YYYY-MM-DDTHH:mm:ss`; null where either is unreadable. */
export function wallClockIn(instant: Instant, timeZone: string): string | null {
  const utcOffset = utcOffsetIn(instant, timeZone);
  return utcOffset === null ? null : wallClockAt(instant, utcOffset);
}

/** The library's answer, where the zone's clocks really show that time at that instant. */
function readByLibrary(localTime: string, zone: TimeZone): Instant | null {
  const milliseconds = fromZonedTime(localTime, zone.name).getTime();
  if (Number.isNaN(milliseconds)) return null;
  const instant = instantAt(localTime, zone.utcOffsetAt(milliseconds));
  return instant !== null && Date.parse(instant) === milliseconds ? instant : null;
}

// date-fns-tz 3.2 reads gaps an hour early, and folds now one way, now the other, as the host's own zone has it.
function readByOffsets(
  localTime: string,
  zone: TimeZone,
  before: string,
  after: string,
): ZonedReading | null {
  const beforeHolds = isInForce(localTime, before, zone);
  const afterHolds = isInForce(localTime, after, zone);
  const utcOffset = afterHolds && !beforeHolds ? after : before;
  const instant = instantAt(localTime, utcOffset);
  if (instant === null) return null;
  if (beforeHolds !== afterHolds || before === after) return { instant, utcOffset, ambiguous: null };
  return { instant, utcOffset, ambiguous: beforeHolds ? 'fold' : 'gap' };
}

/** Whether the zone had this offset when a clock of this offset showed that time. */
function isInForce(localTime: string, utcOffset: string, zone: TimeZone): boolean {
  const instant = instantAt(localTime, utcOffset);
  return instant !== null && zone.utcOffsetAt(Date.parse(instant)) === utcOffset;
}

/** Whether it is a wall clock to the second, and one that exists. */
function isWallClock(text: string): boolean {
  const reading = readIso(text);
  return reading?.localTime === text && reading.precision === 'second';
}
