/** Amazon's times: instants in UTC, to the millisecond, and no place's wall clock beside them. */

import { NO_TIME, timeOfInstant, timeOfWallClock } from '../../model/event-time.ts';
import type { Warning } from '../../model/observation.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import { instantAt, readIso } from '../../time/wall-clock.ts';
import type { WireText } from '../wire.ts';
import { said } from './said.ts';

const UTC = '+00:00';
const FRACTION = /[.,](\d{1,9})/;

/** Hears of a field that can't be used. */
export type Warn = (warning: Warning) => void;

/** The time in a field. `warn` hears where something is there that is none. */
export function readTime(value: WireText, path: string, warn: Warn): EventTime {
  const text = said(value);
  const time = timeOfAmazon(text);
  if (text !== null && time.localTime === null && time.occurredAt === null)
    warn({ path, message: 'no time' });
  return time;
}

/**
 * A time as Amazon means it. One that states another offset than UTC keeps its wall clock; one without any offset is
 * a wall clock of nobody knows where, and no instant.
 */
export function timeOfAmazon(text: string | null): EventTime {
  const reading = readIso(text ?? '');
  if (reading === null || text === null) return NO_TIME;
  const { localTime, utcOffset, precision } = reading;
  const instant = utcOffset === null ? null : instantAt(localTime, utcOffset);
  const exact = instant && withMilliseconds(instant, text);
  const time =
    exact !== null && utcOffset === UTC
      ? timeOfInstant(exact, null, null)
      : { ...timeOfWallClock(localTime, utcOffset), occurredAt: exact };
  return precision === 'minute' ? { ...time, timePrecision: 'minute' } : time;
}

/** Offsets are whole minutes, so the text's fraction of a second is the instant's. */
function withMilliseconds(instant: string, text: string): string {
  const fraction = FRACTION.exec(text)?.[1];
  return fraction === undefined
    ? instant
    : instant.replace('000Z', `${fraction.padEnd(3, '0').slice(0, 3)}Z`);
}
