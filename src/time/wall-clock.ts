/** Wall clocks and offsets as text, without any zone: `YYYY-MM-DDTHH:mm:ss`, `YYYY-MM-DD`, `-05:00`. */

import type { Instant } from './clock.ts';

const SECOND_MS = 1000;
/** The widest offset on earth is +14:00; a carrier that states more has slipped. */
const MAX_OFFSET_MINUTES = 14 * 60;
const INSTANT_LENGTH = '2025-05-07T14:30:00.000Z'.length;

const COMPACT_DATE = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
const COMPACT_TIME = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)?$/;
const OFFSET = /^([+-])(\d{1,2})[:.]?(\d{2})$/;
const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?\s?(Z|[+-]\d{1,2}[:.]?\d{2})?$/i;

/** A wall clock read from ISO 8601 text, with the offset it states. */
export type IsoReading = {
  /** `YYYY-MM-DDTHH:mm:ss`, or `YYYY-MM-DD` where the text is a date alone. */
  readonly localTime: string;
  readonly utcOffset: string | null;
  readonly precision: 'second' | 'minute' | 'day';
};

/** Reads ISO 8601 with or without time, seconds and offset; null for anything else or a day that doesn't exist. */
export function readIso(text: string): IsoReading | null {
  const [, date, minutes, seconds, offset] = ISO.exec(text.trim()) ?? [];
  if (date === undefined) return null;
  if (minutes === undefined)
    return isRealTime(date) ? { localTime: date, utcOffset: null, precision: 'day' } : null;
  const localTime = `${date}T${minutes}:${seconds ?? '00'}`;
  if (!isRealTime(localTime)) return null;
  const utcOffset = offset === undefined ? null : readUtcOffset(offset);
  return { localTime, utcOffset, precision: seconds === undefined ? 'minute' : 'second' };
}

/** `YYYYMMDD` and `HHMMSS` (or `HHMM`) as a wall clock; without a usable time, the date alone. */
export function readCompact(date: string | null | undefined, time?: string | null): string | null {
  const [, year, month, day] = COMPACT_DATE.exec(date?.trim() ?? '') ?? [];
  if (year === undefined) return null;
  const localDate = `${year}-${month}-${day}`;
  // Every month has 28 days, and the patterns know the rest: asking the calendar each time would be slow.
  if (Number(day) > 28 && !isRealTime(localDate)) return null;
  const [, hours, minutes, seconds] = COMPACT_TIME.exec(time?.trim() ?? '') ?? [];
  return hours === undefined ? localDate : `${localDate}T${hours}:${minutes}:${seconds ?? '00'}`;
}

/** `-05:00`, `-0500`, `-5:00`, `-05.00` or `Z` as `-05:00`; null for anything else. */
export function readUtcOffset(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === 'Z' || trimmed === 'z') return '+00:00';
  const [, sign, hours, minutes] = OFFSET.exec(trimmed) ?? [];
  if (hours === undefined || Number(minutes) > 59) return null;
  if (Number(hours) * 60 + Number(minutes) > MAX_OFFSET_MINUTES) return null;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

/** The instant of a wall clock whose offset is known; null for a date alone, and outside the years 0000 to 9999. */
export function instantAt(localTime: string, utcOffset: string): Instant | null {
  if (localTime.length === 10) return null;
  const instant = new Date(Date.parse(`${localTime}Z`) - offsetMs(utcOffset)).toISOString();
  // `9999-12-31T23:59:59-05:00`, which stands for "never", would become a longer text that sorts before all others.
  return instant.length === INSTANT_LENGTH ? instant : null;
}

/** The wall clock that a place of this offset shows at an instant. */
export function wallClockAt(instant: Instant, utcOffset: string): string {
  return new Date(Date.parse(instant) + offsetMs(utcOffset)).toISOString().slice(0, 19);
}

/** `-05:00` or, as some zones had it once, `-00:44:30` in milliseconds. */
export function offsetMs(utcOffset: string): number {
  const hours = Number(utcOffset.slice(1, 3));
  const minutes = Number(utcOffset.slice(4, 6));
  const seconds = Number(utcOffset.slice(7, 9));
  const magnitude = (hours * 3600 + minutes * 60 + seconds) * SECOND_MS;
  return utcOffset.startsWith('-') ? -magnitude : magnitude;
}

/** Whether the day is in the calendar and the time on the clock; `Date` rolls both over, to another day of the month. */
function isRealTime(localTime: string): boolean {
  const ms = Date.parse(localTime.length === 10 ? `${localTime}T00:00:00Z` : `${localTime}Z`);
  return new Date(ms).getUTCDate() === Number(localTime.slice(8, 10));
}
