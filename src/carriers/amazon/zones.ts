/** Amazon's times: instants in UTC, to the millisecond, and no place's wall clock beside them. */

import { NO_TIME, timeOfInstant, timeOfWallClock } from '../../model/event-time.ts';
import type { Warning } from '../../model/observation.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import { readIso } from '../../time/wall-clock.ts';
import type { WireText } from '../wire.ts';
import { said } from './said.ts';

const UTC = '+00:00';
const FRACTION_AT = '2025-05-07T18:02:40'.length;

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
  const reading = text === null ? null : readIso(text);
  if (reading === null || text === null) return NO_TIME;
  const { localTime, utcOffset, precision } = reading;
  const time =
    utcOffset === UTC
      ? timeOfInstant(`${localTime}.${millisecondsOf(text)}Z`, null, null)
      : timeAtOffset(localTime, utcOffset, text);
  return precision === 'minute' ? { ...time, timePrecision: 'minute' } : time;
}

function timeAtOffset(localTime: string, utcOffset: string | null, text: string): EventTime {
  const time = timeOfWallClock(localTime, utcOffset);
  // Offsets are whole minutes, so the text's fraction of a second is the instant's.
  const occurredAt = time.occurredAt?.replace('000Z', `${millisecondsOf(text)}Z`) ?? null;
  return { ...time, occurredAt };
}

/** The three digits that stand for milliseconds. */
function millisecondsOf(text: string): string {
  const after = text.trimStart().slice(FRACTION_AT, FRACTION_AT + 4);
  if (!after.startsWith('.') && !after.startsWith(',')) return '000';
  return after.slice(1).replace(/\D.*/, '').padEnd(3, '0');
}
