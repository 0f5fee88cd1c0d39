/**
 * USPS's times as instants. `eventTimestamp` is the place's wall clock, even where a `Z` stands behind it; `GMTTimestamp`
 * has the right time of day with the local date, a day off around midnight. So the offset decides, and GMT adds seconds.
 */

import { NO_TIME, timeInZone, timeOfWallClock } from '../../model/event-time.ts';
import type { Location } from '../../model/location.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import { toInstant } from '../../time/clock.ts';
import {
  type IsoReading,
  instantAt,
  offsetMs,
  readIso,
  readUtcOffset,
  wallClockAt,
} from '../../time/wall-clock.ts';
import { filled, type WireText } from '../wire.ts';
import { zoneOfPlace } from './places.ts';
import type { UspsScan } from './wire.ts';

const DAY_SECONDS = 24 * 3600;
const MAX_OFFSET_HOURS = 14;

/** Hears of a field that can't be used. */
export type Warn = (field: string, message: string) => void;

type Stamp = Pick<UspsScan, 'eventTimestamp' | 'GMTTimestamp' | 'GMTOffset'>;

/** When a scan happened; a place tells the zone where USPS states neither GMT nor an offset. */
export function timeOfScan(stamp: Stamp, place: Location | null, warn: Warn): EventTime {
  const printed = readStated(stamp.eventTimestamp, 'eventTimestamp', warn);
  const gmt = clockOf(readStated(stamp.GMTTimestamp, 'GMTTimestamp', warn));
  const gmtOffset = readOffset(stamp.GMTOffset, warn);
  if (printed === null) return timeOfGmt(stamp, gmt, gmtOffset);
  if (printed.precision === 'day') return timeOfWallClock(printed.localTime, null);
  const localTime = isTrulyUtc(printed, stamp.eventTimestamp, gmt, gmtOffset)
    ? wallClockAt(`${printed.localTime}.000Z`, gmtOffset ?? '+00:00')
    : printed.localTime;
  const stated = endsInZ(stamp.eventTimestamp) ? null : printed.utcOffset;
  const utcOffset = stated ?? gmtOffset ?? impliedOffset(localTime, gmt);
  if (utcOffset !== null) return toTime(localTime, utcOffset, gmt, printed.precision, warn);
  const zone = zoneOfPlace(place);
  return zone === null
    ? timeOfWallClock(localTime, null, printed.precision)
    : timeInZone(localTime, zone, printed.precision);
}

/** A wall clock at the destination: what stands behind it as a zone is no zone, unless it is an offset. */
export function readLocalTime(text: WireText): IsoReading | null {
  const reading = readIso(filled(text) ?? '');
  return reading && endsInZ(text) ? { ...reading, utcOffset: null } : reading;
}

function toTime(
  localTime: string,
  utcOffset: string,
  gmt: number | null,
  precision: 'second' | 'minute',
  warn: Warn,
): EventTime {
  const instant = instantAt(localTime, utcOffset);
  if (instant === null || gmt === null) return timeOfWallClock(localTime, utcOffset, precision);
  const drift = secondsBetween(secondOfDay(instant), gmt);
  if (Math.abs(drift) >= 60) {
    warn('GMTTimestamp', 'contradicts the local time and its offset, which were used');
    return timeOfWallClock(localTime, utcOffset, precision);
  }
  const exact = drift === 0 ? instant : toInstant(Date.parse(instant) + drift * 1000);
  return {
    // The last minute of the year 9999 has no next one.
    occurredAt: exact.length === instant.length ? exact : instant,
    localTime,
    utcOffset,
    timeZone: null,
    timeSource: 'carrier_offset',
    timePrecision: 'second',
    ambiguous: false,
  };
}

/** Without the local time: GMT's own date is the local one. */
function timeOfGmt(stamp: Stamp, gmt: number | null, utcOffset: string | null): EventTime {
  const date = readIso(filled(stamp.GMTTimestamp) ?? '')?.localTime.slice(0, 10);
  if (date === undefined || gmt === null || utcOffset === null) return NO_TIME;
  const clock = toInstant(gmt * 1000 + offsetMs(utcOffset)).slice(10, 19);
  return timeOfWallClock(`${date}${clock}`, utcOffset);
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
  return Number.isInteger(minutes) && Math.abs(minutes) <= MAX_OFFSET_HOURS * 60 ? toOffset(minutes) : null;
}

/** A `Z` is true only where the time before it is GMT's own, in a place that isn't on GMT. */
const isTrulyUtc = (
  { localTime }: IsoReading,
  text: WireText,
  gmt: number | null,
  gmtOffset: string | null,
): boolean =>
  endsInZ(text) &&
  gmt !== null &&
  gmtOffset !== null &&
  offsetMs(gmtOffset) !== 0 &&
  Math.abs(secondsBetween(secondOfDay(localTime), gmt)) < 60;

/** The offset that local time and GMT leave, where both were printed. */
function impliedOffset(localTime: string, gmt: number | null): string | null {
  if (gmt === null) return null;
  const minutes = Math.round(secondsBetween(gmt, secondOfDay(localTime)) / 60);
  return minutes % 15 === 0 ? toOffset(minutes) : null;
}

/** The shorter way round the clock, from minus to plus half a day. */
function secondsBetween(from: number, to: number): number {
  const around = (to - from + DAY_SECONDS) % DAY_SECONDS;
  return around > DAY_SECONDS / 2 ? around - DAY_SECONDS : around;
}

const endsInZ = (text: WireText): boolean => /z$/i.test(filled(text) ?? '');

/** Null for a date alone. */
const clockOf = (reading: IsoReading | null): number | null =>
  reading === null || reading.precision === 'day' ? null : secondOfDay(reading.localTime);

const secondOfDay = (time: string): number =>
  Number(time.slice(11, 13)) * 3600 + Number(time.slice(14, 16)) * 60 + Number(time.slice(17, 19));

function toOffset(minutes: number): string {
  const magnitude = Math.abs(minutes);
  const [hours, rest] = [Math.floor(magnitude / 60), magnitude % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
}
