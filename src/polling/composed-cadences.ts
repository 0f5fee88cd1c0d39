/**
 * Cadences made of cadences: a safety net under pushes, quiet hours, a cap. They compose in any order, and quiet hours
 * and caps hold for the polls after failures too, unless a function of the host's own is around them.
 */

import { isTimeZone } from '../time/time-zone.ts';
import { type Cadence, decisionOf, invalidCadence, later, spanOf } from './cadence.ts';
import { jitterOf } from './jitter.ts';
import { localClockOf, movedInto } from './local-hours.ts';
import { limited, limitsOf, type PollLimit } from './poll-limits.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * While the carrier pushes, polls only as a safety net; when pushes stay away, the cadence takes over again.
 *
 * @param netMs @default 86400000, a day
 * @throws ConfigurationError (`INVALID_OPTIONS`) for a net of less than a minute.
 */
export function withPushSafetyNet(cadence: Cadence, netMs: number = DAY_MS): Cadence {
  if (!(netMs >= MINUTE_MS && Number.isFinite(netMs))) {
    throw invalidCadence('withPushSafetyNet: expected a net of at least a minute, in milliseconds.');
  }
  const netted: Cadence = (tracker, now, context) => {
    const decision = decisionOf(cadence, tracker, now, context);
    const net = later(now, netMs);
    if (!context.pushActive || 'stop' in decision || decision.nextPollAt >= net) return decision;
    return { ...decision, nextPollAt: net, why: netUnderPushes(netMs) };
  };
  return limited(netted, limitsOf(cadence));
}

export const netUnderPushes = (netMs: number): string =>
  `pushed by the carrier, safety net every ${spanOf(netMs)}`;

export type QuietHours = {
  /** Local hour at which they begin, 0 to 23. */
  readonly from: number;
  /** Local hour at which they end, 0 to 23; less than `from` where they go over midnight. */
  readonly to: number;
  /** IANA name. @default the destination's, as far as it is known, else the newest scan's offset */
  readonly timeZone?: string | undefined;
};

/** So that all that waits for the end of the quiet hours isn't due in one moment. */
const SPREAD_MS = 30 * MINUTE_MS;

/**
 * Moves polls out of the quiet hours: into the half hour after their end, each tracker to its own place in it.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) for hours that are none or the same twice, and an unknown zone.
 */
export function withQuietHours(cadence: Cadence, { from, to, timeZone }: QuietHours): Cadence {
  if (![from, to].every((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 23) || from === to) {
    throw invalidCadence('withQuietHours: expected two different hours from 0 to 23.');
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw invalidCadence('withQuietHours: timeZone: expected an IANA name like `Europe/Berlin`.');
  }
  const afterThem: PollLimit = (poll, tracker) => {
    const clock = localClockOf(tracker, timeZone);
    if (clock === undefined) return poll;
    const end = movedInto({ from: to, to: from }, poll.nextPollAt, clock);
    if (end === poll.nextPollAt) return poll;
    const nextPollAt = later(end, (SPREAD_MS * (1 + jitterOf(tracker.id))) / 2);
    return { nextPollAt, why: `${poll.why}; after the quiet hours` };
  };
  return limited(cadence, [...limitsOf(cadence), afterThem]);
}

/**
 * Never polls more often than so many times a day, polls that failed among them.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) when `pollsPerDay` isn't more than 0.
 */
export function cappedAt(cadence: Cadence, { pollsPerDay }: { readonly pollsPerDay: number }): Cadence {
  if (!(pollsPerDay >= 1 / 366 && Number.isFinite(pollsPerDay))) {
    throw invalidCadence('cappedAt: expected pollsPerDay above 0; one a year at least.');
  }
  const underCap: PollLimit = (poll, _, now) => {
    const earliest = later(now, DAY_MS / pollsPerDay);
    if (poll.nextPollAt >= earliest) return poll;
    return { nextPollAt: earliest, why: `${poll.why}; at most ${pollsPerDay} polls a day` };
  };
  return limited(cadence, [...limitsOf(cadence), underCap]);
}
