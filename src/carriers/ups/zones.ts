/** UPS's date and time texts as event times. GMT decides; without any offset the wall clock stays without a zone. */

import { NO_TIME, timeOfInstant, timeOfWallClock } from '../../model/event-time.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import { instantAt, readCompact, readUtcOffset } from '../../time/wall-clock.ts';
import { filled, type UpsActivity, type WireText } from './wire.ts';

const DATE_LENGTH = 'YYYY-MM-DD'.length;
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
  warnOfUnread(stamp, local, gmt, utcOffset, warn);
  const instant = gmt === null ? null : instantAt(gmt, '+00:00');
  if (instant === null) return local === null ? NO_TIME : timeOfWallClock(local, utcOffset);
  if (local === null || isDate(local))
    return timeOfInstant(instant, utcOffset === null ? local : null, utcOffset);
  if (utcOffset !== null && !isSameMoment(instantAt(local, utcOffset), instant)) {
    warn('gmtOffset', 'contradicts the GMT date and time, which were used');
    return timeOfInstant(instant, local, null);
  }
  return timeOfInstant(instant, local, utcOffset);
}

/** A date with a time in any of UPS's forms, as a wall clock; the date alone without a usable time. */
export const readDateTime = (date: WireText, time: WireText): string | null =>
  readCompact(filled(date)?.replaceAll('-', ''), toCompactTime(filled(time)));

/** A date without a time, `YYYY-MM-DD`. */
export const readDate = (date: WireText): string | null => readDateTime(date, null);

export const isDate = (localTime: string): boolean => localTime.length === DATE_LENGTH;

/** `HHMMSS` from `HH:MM:SS`, `HH:MM`, or digits that lost their leading zeros on the way (`74700`). */
function toCompactTime(time: string | null): string | null {
  if (time === null) return null;
  const parts = time.split(':');
  return parts.join('').padStart(parts.length === 2 ? 4 : 6, '0');
}

const isSameMoment = (first: string | null, second: string): boolean =>
  first !== null && Math.abs(Date.parse(first) - Date.parse(second)) < SAME_MOMENT_MS;

function warnOfUnread(
  stamp: UpsStamp,
  local: string | null,
  gmt: string | null,
  utcOffset: string | null,
  warn: Warn,
): void {
  const unread = (date: string | null, time: WireText) =>
    filled(time) !== null && (date === null || isDate(date));
  if (local === null && filled(stamp.date) !== null) warn('date', 'no date');
  else if (unread(local, stamp.time)) warn('time', 'no time of that day');
  if (gmt === null && filled(stamp.gmtDate) !== null) warn('gmtDate', 'no date');
  else if (unread(gmt, stamp.gmtTime)) warn('gmtTime', 'no time of that day');
  if (utcOffset === null && filled(stamp.gmtOffset) !== null) warn('gmtOffset', 'no offset');
}
