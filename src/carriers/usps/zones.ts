/**
 * USPS's times as instants. `eventTimestamp` is the place's wall clock, even where a `Z` stands behind it; `GMTTimestamp`
 * has the right time of day with the local date, a day off around midnight. So the offset decides, and GMT adds seconds.
 */

import { NO_TIME, timeInZone, timeOfWallClock } from '../../model/event-time.ts';
import type { Location } from '../../model/location.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import { toInstant } from '../../time/clock.ts';
import { type IsoReading, offsetMs, readIso, readUtcOffset, wallClockAt } from '../../time/wall-clock.ts';
import { filled, type WireText } from '../wire.ts';
import { zoneOfPlace } from './places.ts';
import type { UspsScan } from './wire.ts';

const DAY_SECONDS = 24 * 3600;
/** Every offset in use is a number of these. */
const QUARTER_SECONDS = 15 * 60;
const MAX_OFFSET_HOURS = 14;

/** Hears of a field that can't be used. */
export type Warn = (field: string, message: string) => void;

type Stamp = Pick<UspsScan, 'eventTimestamp' | 'GMTTimestamp' | 'GMTOffset'>;

/** When a scan happened; a place tells the zone where USPS states neither GMT nor an offset. */
export function timeOfScan(stamp: Stamp, place: Location | null, warn: Warn): EventTime {
  const printed = readStated(stamp.eventTimestamp, 'eventTimestamp', warn);
  const gmt = readStated(stamp.GMTTimestamp, 'GMTTimestamp', warn);
  const gmtOffset = readOffset(stamp.GMTOffset, warn);
  if (printed === null || printed.precision === 'day') return timeOfDay(printed?.localTime, gmt, gmtOffset);
  const gmtSecond = gmt === null || gmt.precision === 'day' ? null : secondOfDay(gmt.localTime);
  const isZulu = endsInZ(stamp.eventTimestamp);
  const localTime =
    isZulu && isTimeOfGmt(printed.localTime, gmtSecond, gmtOffset)
      ? wallClockAt(`${printed.localTime}.000Z`, gmtOffset ?? '+00:00')
      : printed.localTime;
  const utcOffset = (isZulu ? null : printed.utcOffset) ?? gmtOffset ?? impliedOffset(localTime, gmtSecond);
  if (utcOffset !== null) return timeAt(localTime, utcOffset, gmtSecond, printed.precision, warn);
  const zone = zoneOfPlace(place);
  return zone === null
    ? timeOfWallClock(localTime, null, printed.precision)
    : timeInZone(localTime, zone, printed.precision);
}

function timeAt(
  localTime: string,
  utcOffset: string,
  gmtSecond: number | null,
  precision: 'second' | 'minute',
  warn: Warn,
): EventTime {
  if (gmtSecond === null) return timeOfWallClock(localTime, utcOffset, precision);
  const ownSecond = secondOfDay(localTime) - offsetMs(utcOffset) / 1000;
  const drift = secondsBetween(ownSecond, gmtSecond);
  if (Math.abs(drift) >= 60) {
    warn('GMTTimestamp', 'contradicts the local time and its offset, which were used');
    return timeOfWallClock(localTime, utcOffset, precision);
  }
  return {
    occurredAt: instantOf(localTime.slice(0, 10), ownSecond + drift),
    localTime,
    utcOffset,
    timeZone: null,
    timeSource: 'carrier_offset',
    timePrecision: 'second',
    ambiguous: false,
  };
}

/** The instant so many seconds into a day of UTC, or before or after it. A date costs ten times as much as its text. */
function instantOf(day: string, second: number): string | null {
  if (second >= 0 && second < DAY_SECONDS) return `${day}T${toClock(second)}.000Z`;
  const instant = toInstant(Date.parse(`${day}T00:00:00Z`) + second * 1000);
  // Behind the year 9999, which stands for "never", there is none that sorts as text.
  return instant.startsWith('+') ? null : instant;
}

function toClock(second: number): string {
  const minutes = Math.floor(second / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(second % 60)}`;
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** Without a local time GMT and the offset tell it, on the local day: that is the date which stands before GMT too. */
function timeOfDay(day: string | undefined, gmt: IsoReading | null, utcOffset: string | null): EventTime {
  if (gmt === null || gmt.precision === 'day' || utcOffset === null) {
    return day === undefined ? NO_TIME : timeOfWallClock(day, null);
  }
  const second = secondOfDay(gmt.localTime) + offsetMs(utcOffset) / 1000;
  const clock = toClock((second + DAY_SECONDS) % DAY_SECONDS);
  return timeOfWallClock(`${day ?? gmt.localTime.slice(0, 10)}T${clock}`, utcOffset);
}

function readStated(text: WireText, field: string, warn: Warn): IsoReading | null {
  const written = filled(text);
  if (written === null) return null;
  const reading = readIso(written);
  if (reading === null) warn(field, 'no time');
  return reading;
}

/** `-7:00`; also a bare `-7`, and `-420`, which a YAML reader makes of it. */
function readOffset(text: WireText, warn: Warn): string | null {
  const written = filled(text);
  if (written === null) return null;
  const offset = readUtcOffset(written) ?? ofNumber(Number(written));
  if (offset === null) warn('GMTOffset', 'no offset');
  return offset;
}

function ofNumber(number: number): string | null {
  const minutes = Math.abs(number) <= MAX_OFFSET_HOURS ? number * 60 : number;
  return minutes % 15 === 0 && Math.abs(minutes) <= MAX_OFFSET_HOURS * 60 ? toOffset(minutes) : null;
}

/** Whether a time is GMT's own, in a place that isn't on GMT: then alone the `Z` behind it is true. */
const isTimeOfGmt = (time: string, gmtSecond: number | null, gmtOffset: string | null): boolean =>
  gmtSecond !== null &&
  gmtOffset !== null &&
  offsetMs(gmtOffset) !== 0 &&
  Math.abs(secondsBetween(secondOfDay(time), gmtSecond)) < 60;

/** The offset that local time and GMT leave, where both were printed. */
function impliedOffset(localTime: string, gmtSecond: number | null): string | null {
  if (gmtSecond === null) return null;
  const seconds = secondsBetween(gmtSecond, secondOfDay(localTime));
  const quarters = Math.round(seconds / QUARTER_SECONDS);
  return Math.abs(seconds - quarters * QUARTER_SECONDS) < 60 ? toOffset(quarters * 15) : null;
}

/** The shorter way round the clock, from minus to plus half a day. */
function secondsBetween(from: number, to: number): number {
  const around = (to - from + 3 * DAY_SECONDS) % DAY_SECONDS;
  return around > DAY_SECONDS / 2 ? around - DAY_SECONDS : around;
}

function endsInZ(text: WireText): boolean {
  const end = filled(text)?.at(-1);
  return end === 'Z' || end === 'z';
}

const secondOfDay = (time: string): number =>
  numberAt(time, 11) * 3600 + numberAt(time, 14) * 60 + numberAt(time, 17);

const ZERO = 48;
/** Two digits of a text. */
const numberAt = (text: string, at: number): number =>
  (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;

function toOffset(minutes: number): string {
  const magnitude = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(magnitude / 60))}:${twoDigits(magnitude % 60)}`;
}
