/** UPS's date and time texts as event times. GMT decides; without any offset the wall clock stays without a zone. */

import { NO_TIME, timeOfInstant, timeOfWallClock } from '../../model/event-time.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import { readCompact, readUtcOffset } from '../../time/wall-clock.ts';
import { filled, type WireText } from '../wire.ts';
import type { UpsActivity } from './wire.ts';

/** Two statements of one moment may differ by the seconds one of them left out. */
const SAME_MOMENT_MS = 60_000;

export type UpsStamp = Pick<UpsActivity, 'date' | 'time' | 'gmtDate' | 'gmtTime' | 'gmtOffset'>;

/** Hears of a field that can't be used. */
export type Warn = (field: string, message: string) => void;

/** When a scan happened. `warn` hears of what could not be read and of a contradiction. */
export function readStamp(stamp: UpsStamp, warn: Warn): EventTime {
  const local = readDateTime(stamp.date, stamp.time);
  const gmt = readDateTime(stamp.gmtDate, stamp.gmtTime);
  const utcOffset = readUtcOffset(filled(stamp.gmtOffset));
  if (!isFull(local) || !isFull(gmt) || utcOffset === null)
    warnOfUnread(stamp, { local, gmt, utcOffset }, warn);
  if (!isFull(gmt)) return local === null ? NO_TIME : timeOfWallClock(local, utcOffset);
  const instant = `${gmt}.000Z`;
  if (!isFull(local)) return timeOfInstant(instant, utcOffset === null ? local : null, utcOffset);
  if (utcOffset !== null && !isSameMoment(`${local}${utcOffset}`, instant)) {
    warn('gmtOffset', 'contradicts the GMT date and time, which were used');
    return timeOfInstant(instant, local, null);
  }
  return timeOfInstant(instant, local, utcOffset);
}

/** A date with a time in any of UPS's forms, as a wall clock; the date alone without a usable time. */
export const readDateTime = (date: WireText, time: WireText): string | null =>
  readCompact(toCompactDate(filled(date)), toCompactTime(filled(time)));

/** A date without a time, `YYYY-MM-DD`. */
export const readDate = (date: WireText): string | null => readDateTime(date, null);

/** Whether a wall clock is a date alone. */
export const isDate = (localTime: string): boolean => localTime.length === 'YYYY-MM-DD'.length;

const isFull = (localTime: string | null): localTime is string => localTime !== null && !isDate(localTime);

const toCompactDate = (date: string | null): string | null =>
  date === null || date.length === 'YYYYMMDD'.length ? date : date.replaceAll('-', '');

/** `HHMMSS` from `HH:MM:SS`, `HH:MM`, or digits that lost their leading zeros on the way (`74700`). */
function toCompactTime(time: string | null): string | null {
  if (time === null || time.length === 'HHMMSS'.length) return time;
  const digits = time.replaceAll(':', '');
  return digits.padStart(time.length - digits.length === 1 ? 4 : 6, '0');
}

const isSameMoment = (first: string, second: string): boolean =>
  Math.abs(Date.parse(first) - Date.parse(second)) < SAME_MOMENT_MS;

type Reading = {
  readonly local: string | null;
  readonly gmt: string | null;
  readonly utcOffset: string | null;
};

function warnOfUnread(stamp: UpsStamp, { local, gmt, utcOffset }: Reading, warn: Warn): void {
  if (local === null && filled(stamp.date) !== null) warn('date', 'no date');
  else if (!isFull(local) && filled(stamp.time) !== null) warn('time', 'no time of that day');
  if (gmt === null && filled(stamp.gmtDate) !== null) warn('gmtDate', 'no date');
  else if (!isFull(gmt) && filled(stamp.gmtTime) !== null) warn('gmtTime', 'no time of that day');
  if (utcOffset === null && filled(stamp.gmtOffset) !== null) warn('gmtOffset', 'no offset');
}
