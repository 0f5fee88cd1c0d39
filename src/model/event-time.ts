/** Builds an event's time from what a carrier states, so that its fields can't contradict one another. */

import type { Instant } from '../time/clock.ts';
import { instantInZone } from '../time/local-time.ts';
import { instantAt, readIso, wallClockAt } from '../time/wall-clock.ts';
import type { EventTime, TimePrecision } from './tracking-event.ts';

/** The carrier gave no time that can be read. */
export const NO_TIME: EventTime = {
  occurredAt: null,
  localTime: null,
  utcOffset: null,
  timeZone: null,
  timeSource: 'unknown',
  timePrecision: 'day',
  ambiguous: false,
};

/** A wall clock, with its offset where the carrier states one. A date alone stays a date. */
export function timeOfWallClock(
  localTime: string,
  utcOffset: string | null,
  precision: Exclude<TimePrecision, 'day'> = 'second',
): EventTime {
  if (localTime.length === 10) return toEventTime(null, localTime, null, 'unknown', 'day');
  const occurredAt = utcOffset === null ? null : instantAt(localTime, utcOffset);
  const source = occurredAt === null ? 'unknown' : 'carrier_offset';
  return toEventTime(occurredAt, localTime, utcOffset, source, precision);
}

/** An instant the carrier states in UTC, with the wall clock it printed, else the one its offset gives. */
export function timeOfInstant(
  occurredAt: Instant,
  localTime: string | null,
  utcOffset: string | null,
): EventTime {
  const wallClock = localTime ?? (utcOffset === null ? null : wallClockAt(occurredAt, utcOffset));
  return toEventTime(occurredAt, wallClock, utcOffset, 'carrier_utc', 'second');
}

// Every field by name: objects that grow behind a spread cost Node many times as much, and there is one per scan.
const toEventTime = (
  occurredAt: Instant | null,
  localTime: string | null,
  utcOffset: string | null,
  timeSource: EventTime['timeSource'],
  timePrecision: TimePrecision,
): EventTime => ({
  occurredAt,
  localTime,
  utcOffset,
  timeZone: null,
  timeSource,
  timePrecision,
  ambiguous: false,
});

/** A wall clock whose zone the place tells, not the carrier. A date alone, or a zone nobody knows, gives no instant. */
export function timeInZone(
  localTime: string,
  timeZone: string,
  precision: Exclude<TimePrecision, 'day'> = 'second',
): EventTime {
  const reading = instantInZone(localTime, timeZone);
  if (reading === null) return timeOfWallClock(localTime, null, precision);
  return {
    occurredAt: reading.instant,
    localTime,
    utcOffset: reading.utcOffset,
    timeZone,
    timeSource: 'location_zone',
    timePrecision: precision,
    ambiguous: reading.ambiguous !== null,
  };
}

/** ISO 8601 text as the carrier printed it. */
export function timeOfIso(text: string | null | undefined): EventTime {
  const reading = readIso(text ?? '');
  if (reading === null) return NO_TIME;
  return timeOfWallClock(
    reading.localTime,
    reading.utcOffset,
    reading.precision === 'minute' ? 'minute' : 'second',
  );
}
