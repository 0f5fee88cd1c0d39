/** When a tracker is polled next, as a pure function; and the plainest such function. */

import { ConfigurationError } from '../errors.ts';
import type { StopReason, Tracker } from '../model/tracker.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { stageOf } from '../timeline/legal-changes.ts';

export type CadenceContext = {
  /** The carrier pushes this parcel's scans, and none has had to be polled since. */
  readonly pushActive: boolean;
};

/** The next poll, or the end of polling. A stop is a reason, never a status: the last status is kept. */
export type CadenceDecision =
  | {
      /** Later than `now`. */
      readonly nextPollAt: Instant;
      /** For a person: `out for delivery, inside the delivery hours`. */
      readonly why: string;
      /** Lower goes first when a carrier's budget is short. @default 1 */
      readonly urgency?: 0 | 1 | 2 | undefined;
    }
  | { readonly stop: StopReason; readonly why: string };

/**
 * Pure: the same tracker, moment and context give the same decision. Asked after each answer and each push. One that
 * throws or gives nonsense costs its tracker the rhythm, and no other anything: `lastError` in its poll record says so,
 * and it is asked again an hour later.
 */
export type Cadence = (tracker: Tracker, now: Instant, context: CadenceContext) => CadenceDecision;

/**
 * What a cadence decides, where nothing is known of who wrote it.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) for a promise: a cadence that asks somebody can't be one.
 */
export function decisionOf(cadence: Cadence, ...asked: Parameters<Cadence>): CadenceDecision {
  const decision: unknown = cadence(...asked);
  if (!isThenable(decision)) return decision as CadenceDecision;
  // Nobody waits for it, and a rejection that nobody hears ends the process.
  Promise.resolve(decision).catch(() => undefined);
  throw invalidCadence('The cadence gave a promise; it must decide at once.');
}

const isThenable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 366 * DAY_MS;

/**
 * Polls every `intervalMs`, until the parcel is delivered, back with its sender or gone for good.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) when `intervalMs` is less than a second or more than a year.
 */
export function fixedCadence(intervalMs: number): Cadence {
  if (!(Number.isFinite(intervalMs) && intervalMs >= 1_000 && intervalMs <= YEAR_MS)) {
    throw invalidCadence('fixedCadence: expected an interval of 1000 ms to a year.');
  }
  return (tracker, now) =>
    endOf(tracker) ?? { nextPollAt: later(now, intervalMs), why: `every ${spanOf(intervalMs)}` };
}

type Stop = Extract<CadenceDecision, { readonly stop: unknown }>;

/** The end of polling for parcels to which nothing more happens; undefined for all others. */
export function endOf(tracker: Tracker): Stop | undefined {
  switch (stageOf(tracker)) {
    case 'delivered':
      return { stop: 'delivered', why: 'delivered' };
    case 'returned':
      return { stop: 'return_completed', why: 'back with the sender' };
    case 'disposed':
      return { stop: 'closed', why: 'disposed of' };
    case 'cancelled':
      return { stop: 'closed', why: 'cancelled' };
    default:
      return undefined;
  }
}

/**
 * Whether a time is over after which polling ends: `lastedMs` is as long as the limit, and so is the time since the
 * host has resumed it. Else what was stopped would be asked once when it is resumed, and no more.
 */
export const isOver = (
  lastedMs: number,
  limitMs: number,
  { poll: { resumedAt } }: Tracker,
  now: Instant,
): boolean => lastedMs >= limitMs && (resumedAt === undefined || now >= later(resumedAt, limitMs));

/** An instant so many milliseconds later. */
export const later = (now: Instant, ms: number): Instant => toInstant(Date.parse(now) + Math.round(ms));

/** `30 min`, `6 h`, `2 d`: for a person. */
export function spanOf(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / 60_000)} min`;
  return ms < 2 * DAY_MS ? `${Math.round(ms / HOUR_MS)} h` : `${Math.round(ms / DAY_MS)} d`;
}

export const invalidCadence = (message: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', message);
