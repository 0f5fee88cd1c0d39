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
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?)?\s?(Z|[+-]\d{1,2}[:.]?\d{2})?$/i;

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
  if (date === undefined || !isRealDate(date)) return null;
  if (minutes === undefined) return { localTime: date, utcOffset: null, precision: 'day' };
  const localTime = `${date}T${minutes}:${seconds ?? '00'}`;
  const utcOffset = offset === undefined ? null : readUtcOffset(offset);
  return { localTime, utcOffset, precision: seconds === undefined ? 'minute' : 'second' };
}

/** `YYYYMMDD` and `HHMMSS` (or `HHMM`) as a wall clock; without a usable time, the date alone. */
export function readCompact(date: string | null | undefined, time?: string | null): string | null {
  const [, year, month, day] = COMPACT_DATE.exec(date?.trim() ?? '') ?? [];
  if (year === undefined) return null;
  const localDate = `${year}-${month}-${day}`;
  if (!isRealDate(localDate)) return null;
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
  const instant = new Date(asIfUtcMs(localTime) - offsetMs(utcOffset)).toISOString();
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

/** Whether a month has this day. The patterns know the rest, and that every month has 28: asking costs. */
function isRealDate(localDate: string): boolean {
  const day = Number(localDate.slice(8, 10));
  return day <= 28 || new Date(`${localDate}T00:00:00Z`).getUTCDate() === day;
}

/** A wall clock as if it were UTC; `Date.parse` takes four times as long. */
function asIfUtcMs(localTime: string): number {
  const at = (from: number, to: number): number => Number(localTime.slice(from, to));
  const ms = Date.UTC(at(0, 4), at(5, 7) - 1, at(8, 10), at(11, 13), at(14, 16), at(17, 19));
  // `Date.UTC` takes the years 0 to 99 for those of the 20th century.
  return localTime.startsWith('00') ? Date.parse(`${localTime}Z`) : ms;
}
