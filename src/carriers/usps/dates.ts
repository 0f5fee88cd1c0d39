/** Dates and times of day as USPS writes them for people: `April 15, 2020`, `06/17/2022`, `12:15pm`, `by 9:00 pm`. */

import { readIso } from '../../time/wall-clock.ts';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

const LONG_DATE = /\b([a-z]{3,9}) (\d{1,2}), (\d{4})\b/i;
const SHORT_DATE = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/;
const CLOCK = /\b(\d{1,2})(?::(\d{2}))? ?([ap])\.?m\b/i;
const LONG_CLOCK = /\b([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?\b/;

/** `YYYY-MM-DD` of the first date in a text; null where there is none. */
export function readDay(text: string | null): string | null {
  if (text === null) return null;
  const iso = readIso(text);
  if (iso !== null) return iso.localTime.slice(0, 10);
  const [, name = '', longDay = '', longYear] = LONG_DATE.exec(text) ?? [];
  const month = MONTHS.findIndex((candidate) => candidate.startsWith(name.toLowerCase().slice(0, 3))) + 1;
  if (longYear !== undefined && month > 0) return toDay(longYear, String(month), longDay);
  const [, shortMonth = '', shortDay = '', shortYear] = SHORT_DATE.exec(text) ?? [];
  return shortYear === undefined ? null : toDay(shortYear, shortMonth, shortDay);
}

/** `HH:mm:ss` of the first time of day in a text; null where there is none. */
export function readClock(text: string | null): string | null {
  const [, hours, minutes = '00', half] = CLOCK.exec(text ?? '') ?? [];
  if (hours === undefined || half === undefined) {
    const [, hour, minute] = LONG_CLOCK.exec(text ?? '') ?? [];
    return hour === undefined ? null : `${hour.padStart(2, '0')}:${minute}:00`;
  }
  if (Number(hours) < 1 || Number(hours) > 12 || Number(minutes) > 59) return null;
  const hour = (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hour).padStart(2, '0')}:${minutes}:00`;
}

/** A day that exists. */
const toDay = (year: string, month: string, day: string): string | null =>
  readIso(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)?.localTime ?? null;
