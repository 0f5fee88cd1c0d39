/** Times as hosts write them, in one strict reading: nothing depends on the machine's zone, and no text is guessed at. */

import { isInstant } from '../stores/instants.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { refusal } from './refusal.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT =
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
/** A day begins in the farthest east so long before it does in UTC. */
const EARLIEST_DAY_MS = 14 * 3_600_000;

/** @throws ConfigurationError (`INVALID_OPTIONS`) for anything but an ISO 8601 instant with its offset. */
export function readInstant(path: string, value: unknown): Instant {
  return instantOf(value, INSTANT) ?? refused(path, 'an ISO 8601 instant with its offset');
}

/**
 * An instant, or a date for its beginning in UTC.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) for anything else.
 */
export function readTime(path: string, value: unknown): Instant {
  return instantOf(value, INSTANT) ?? instantOf(value, DATE) ?? refused(path, INSTANT_OR_DATE);
}

/**
 * An instant, or a date for its earliest beginning anywhere; with the date as written.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) for anything else.
 */
export function readShipDate(
  path: string,
  value: unknown,
): { readonly instant: Instant; readonly day: string } {
  const instant = instantOf(value, INSTANT) ?? instantOf(value, DATE, EARLIEST_DAY_MS);
  if (instant === undefined) return refused(path, INSTANT_OR_DATE);
  return { instant, day: String(value).slice(0, 10) };
}

const INSTANT_OR_DATE = 'an ISO 8601 instant with its offset, or YYYY-MM-DD';

/** Undefined where the text has another form, or its day doesn't exist. */
function instantOf(value: unknown, form: RegExp, earlierByMs = 0): Instant | undefined {
  if (typeof value !== 'string' || !form.test(value)) return undefined;
  if (!isInstant(`${value.slice(0, 10)}T00:00:00.000Z`)) return undefined;
  const instant = toInstant(Date.parse(value) - earlierByMs);
  // An offset may move it out of the years that stores can keep.
  return isInstant(instant) ? instant : undefined;
}

function refused(path: string, expected: string): never {
  throw refusal(path, `expected ${expected}`);
}
