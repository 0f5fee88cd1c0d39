/** Instants as databases keep them: real ones, of years with four digits. */

import type { Instant } from '../time/clock.ts';

const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function isInstant(value: string): value is Instant {
  const milliseconds = INSTANT.test(value) ? Date.parse(value) : Number.NaN;
  // A 30th of February is read as a day in March.
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === value;
}

/** For columns that are copies: what carriers say of times may be no instant. */
export const instantOrNull = (value: string | null | undefined): Instant | null =>
  typeof value === 'string' && isInstant(value) ? value : null;
