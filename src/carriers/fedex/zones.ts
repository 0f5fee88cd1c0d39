/**
 * How FedEx's times are meant. Offsets of scans are real; midnight at `-06:00`, in every season and place, is how
 * FedEx writes a date alone.
 */

import { NO_TIME, timeOfIso } from '../../model/event-time.ts';
import type { Warning } from '../../model/observation.ts';
import type { EventTime } from '../../model/tracking-event.ts';

// Midnight without any offset is a date too: a scan with a real time always has one beside it in the same answer.
const DATE_ALONE = /^(\d{4}-\d{2}-\d{2})T00:00(?::00(?:\.0{1,9})?)?(?:-06:?00)?$/;

/** Hears of a field that can't be used. */
export type Warn = (warning: Warning) => void;

/** A time as FedEx means it. Without an offset it is the place's wall clock, and no instant. */
export function timeOfFedex(text: string | null | undefined): EventTime {
  if (text === null || text === undefined) return NO_TIME;
  const trimmed = text.trim();
  const date = trimmed.includes('T00:00') ? DATE_ALONE.exec(trimmed)?.[1] : undefined;
  return timeOfIso(date ?? trimmed);
}

/** The calendar day of a time, `YYYY-MM-DD`, where it is. */
export const dayOf = (time: EventTime): string | null => time.localTime?.slice(0, 10) ?? null;
