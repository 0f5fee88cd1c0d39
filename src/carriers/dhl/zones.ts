/** DHL's times as event times. An offset makes them exact; without one they are local to the place beside them. */

import { NO_TIME, timeInZone, timeOfIso, timeOfWallClock } from '../../model/event-time.ts';
import type { Location } from '../../model/location.ts';
import { zoneOfLocation } from '../../model/location-zone.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import { readIso, readUtcOffset } from '../../time/wall-clock.ts';
import { filled, type WireText } from '../wire.ts';

/** Hears of a field that can't be used. */
export type Warn = (field: string, message: string) => void;

/** A time of the Unified API, where it says something; `place` is where its clock hangs. */
export function readTimestamp(written: WireText, place: Location | null): EventTime {
  const text = filled(written);
  const reading = readIso(text ?? '');
  if (reading === null) return NO_TIME;
  return reading.utcOffset === null ? timeAt(place, reading) : timeOfIso(text);
}

/** A checkpoint of Express: date, time and, where it was asked for, the offset. */
export function readCheckpointTime(
  { date, time, GMTOffset }: { date?: WireText; time?: WireText; GMTOffset?: WireText },
  place: Location | null,
): EventTime {
  const clock = filled(time);
  const reading = readIso(clock === null ? (filled(date) ?? '') : `${filled(date)}T${clock}`);
  // A time that is none costs the time, not the day.
  if (reading === null) return timeOfIso(filled(date));
  const utcOffset = reading.utcOffset ?? readUtcOffset(filled(GMTOffset));
  if (utcOffset === null) return timeAt(place, reading);
  return timeOfWallClock(reading.localTime, utcOffset, precisionOf(reading));
}

type Reading = NonNullable<ReturnType<typeof readIso>>;

function timeAt(place: Location | null, reading: Reading): EventTime {
  const zone = reading.precision === 'day' ? null : zoneOfLocation(place);
  return zone === null
    ? timeOfWallClock(reading.localTime, null, precisionOf(reading))
    : timeInZone(reading.localTime, zone, precisionOf(reading));
}

const precisionOf = ({ precision }: Reading): 'minute' | 'second' =>
  precision === 'minute' ? 'minute' : 'second';
