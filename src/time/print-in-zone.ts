/** Instants printed for people, in any zone and the same on every host. Loads most of date-fns: import it where it is used. */

import { constructFromSymbol } from 'date-fns/constants';
import { enUS } from 'date-fns/locale/en-US';
import { format } from 'date-fns-tz/format';
import type { Instant } from './clock.ts';
import { utcOffsetIn } from './local-time.ts';
import { offsetMs } from './wall-clock.ts';

/**
 * An instant by a pattern of date-fns, e.g. `EEE d MMM yyyy, HH:mm zzz`, in English; null where the instant
 * or the zone is unreadable. A quoted word must not hold a letter of an offset token that follows it: date-fns-tz
 * 3.2 prints `'Oslo' O` wrong.
 *
 * @throws RangeError when the pattern holds a letter that means nothing, as date-fns does.
 */
export function printInZone(instant: Instant, timeZone: string, pattern: string): string | null {
  const utcOffset = utcOffsetIn(instant, timeZone);
  if (utcOffset === null) return null;
  const date = dateAtOffset(Date.parse(instant), offsetMs(utcOffset));
  return format(date, pattern, { timeZone, locale: enUS });
}

const READABLE = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;
const SETTABLE = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;

/**
 * A date whose own clock is `offset` from UTC. date-fns prints what a date's own clock shows, and that of an
 * ordinary one is the host's, which can't show the hour its own daylight saving leaves out.
 */
function dateAtOffset(milliseconds: number, offset: number): Date {
  const date = new Date(milliseconds);
  const clock = () => new Date(date.getTime() + offset);
  const define = (name: PropertyKey, value: unknown) => Object.defineProperty(date, name, { value });
  for (const unit of READABLE) define(`get${unit}`, () => clock()[`getUTC${unit}`]());
  for (const unit of SETTABLE) {
    define(`set${unit}`, (...values: number[]) => {
      const moved = clock();
      Reflect.apply(moved[`setUTC${unit}`], moved, values);
      return date.setTime(moved.getTime() - offset);
    });
  }
  define('getTimezoneOffset', () => -offset / 60_000);
  // How date-fns asks a date for a copy of its own kind.
  define(constructFromSymbol, (value: number | Date) => dateAtOffset(Number(value), offset));
  return date;
}
