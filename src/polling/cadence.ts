/** When a tracker is polled next, as a pure function; and the ways to compose such functions. */

import { ConfigurationError } from '../errors.ts';
import type { StopReason, Tracker } from '../model/tracker.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { hoursMoved } from './local-hours.ts';

export type CadenceContext = {
  /** The carrier pushes this parcel's scans, and has done so lately. */
  readonly pushActive: boolean;
};

/** The next poll, or the end of polling. A stop is a reason, never a status: the last status is kept. */
export type CadenceDecision =
  | {
      readonly nextPollAt: Instant;
      /** For a person: `out for delivery, inside the delivery window`. */
      readonly why: string;
      /** Lower goes first when a carrier's budget is short. @default 1 */
      readonly urgency?: 0 | 1 | 2 | undefined;
    }
  | { readonly stop: StopReason; readonly why: string };

/** Pure: the same tracker, moment and context give the same decision. Asked after each answer. */
export type Cadence = (tracker: Tracker, now: Instant, context: CadenceContext) => CadenceDecision;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Polls every `intervalMs`, until the parcel is delivered, back with its sender or gone for good.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) when `intervalMs` is less than a second.
 */
export function fixedCadence(intervalMs: number): Cadence {
  if (!(intervalMs >= 1_000)) throw invalid('fixedCadence: expected an interval of at least 1000 ms.');
  return (tracker, now) => {
    const end = endOf(tracker);
    if (end !== undefined) return end;
    return { nextPollAt: later(now, intervalMs), why: `every ${spanOf(intervalMs)}` };
  };
}

/** The end of polling for parcels to which nothing more happens; undefined for all others. */
export function endOf(tracker: Tracker): CadenceDecision | undefined {
  if (tracker.status === 'delivered') return { stop: 'delivered', why: 'delivered' };
  if (tracker.returnState === 'completed') return { stop: 'return_completed', why: 'back with the sender' };
  if (tracker.substatus === 'package_disposed') return { stop: 'closed', why: 'disposed of' };
  return undefined;
}

/**
 * While the carrier pushes, polls only as a safety net; when pushes stay away, the cadence takes over again.
 *
 * @param netMs @default 86400000, a day
 */
export function withPushSafetyNet(cadence: Cadence, netMs: number = DAY_MS): Cadence {
  if (!(netMs >= HOUR_MS)) throw invalid('withPushSafetyNet: expected a net of at least an hour.');
  return (tracker, now, context) => {
    const decision = cadence(tracker, now, context);
    if ('stop' in decision || !context.pushActive) return decision;
    const nextPollAt = later(now, netMs);
    if (decision.nextPollAt >= nextPollAt) return decision;
    return { ...decision, nextPollAt, why: `pushed by the carrier, safety net every ${spanOf(netMs)}` };
  };
}

export type QuietHours = {
  /** Local hour at which they begin, 0 to 23. */
  readonly from: number;
  /** Local hour at which they end, 0 to 23. */
  readonly to: number;
  /** IANA name. @default the destination's, as far as it is known */
  readonly timeZone?: string | undefined;
};

/**
 * Moves polls out of the quiet hours, to their end.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) for hours that are none, or the same twice.
 */
export function withQuietHours(cadence: Cadence, { from, to, timeZone }: QuietHours): Cadence {
  if (![from, to].every((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 23) || from === to) {
    throw invalid('withQuietHours: expected two different hours from 0 to 23.');
  }
  return (tracker, now, context) => {
    const decision = cadence(tracker, now, context);
    if ('stop' in decision) return decision;
    const moved = hoursMoved(decision.nextPollAt, tracker, { from: to, to: from, timeZone });
    if (moved === decision.nextPollAt) return decision;
    return { ...decision, nextPollAt: moved, why: `${decision.why}; after the quiet hours` };
  };
}

/**
 * Never polls more often than so many times a day.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) when `pollsPerDay` isn't more than 0.
 */
export function cappedAt(cadence: Cadence, { pollsPerDay }: { readonly pollsPerDay: number }): Cadence {
  if (!(pollsPerDay > 0)) throw invalid('cappedAt: expected pollsPerDay above 0.');
  return (tracker, now, context) => {
    const decision = cadence(tracker, now, context);
    if ('stop' in decision) return decision;
    const earliest = later(now, DAY_MS / pollsPerDay);
    if (decision.nextPollAt >= earliest) return decision;
    return { ...decision, nextPollAt: earliest, why: `${decision.why}; at most ${pollsPerDay} polls a day` };
  };
}

/** An instant so many milliseconds later. */
export const later = (now: Instant, ms: number): Instant => toInstant(Date.parse(now) + Math.round(ms));

/** `30 min`, `6 h`, `2 d`: for a person. */
export function spanOf(ms: number): string {
  if (ms < HOUR_MS) return `${Math.round(ms / 60_000)} min`;
  return ms < 2 * DAY_MS ? `${Math.round(ms / HOUR_MS)} h` : `${Math.round(ms / DAY_MS)} d`;
}

const invalid = (message: string): ConfigurationError => new ConfigurationError('INVALID_OPTIONS', message);
