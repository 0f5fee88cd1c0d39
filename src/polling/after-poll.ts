/** What a tracker's poll record is after an answer: when to ask again, why, or why no more. Pure but for the jitter. */

import type { AnyTrackingError } from '../errors.ts';
import type { TrackResult } from '../model/observation.ts';
import type { PollRecord, StopReason, Tracker } from '../model/tracker.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import type { Cadence, CadenceDecision } from './cadence.ts';

export type PlanningGround = {
  readonly cadence: Cadence;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Whether the adapter's carrier pushes at all. */
  readonly pushes: boolean;
};

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
/** Pushes older than this are no longer relied on. */
const PUSH_ACTIVE_MS = 48 * HOUR_MS;
const FIRST_BACK_OFF_MS = 30 * SECOND_MS;
const LONGEST_BACK_OFF_MS = HOUR_MS;
/** After a cadence that gave nothing usable. */
const BROKEN_CADENCE_MS = HOUR_MS;

/** Refusals that asking again doesn't change: the tracker is parked until the host acts. */
const PARKING: { readonly [Code in AnyTrackingError['code']]?: StopReason } = {
  NOT_AUTHORIZED: 'not_authorized',
  INVALID_TRACKING_NUMBER: 'invalid_number',
};

/** After an answer, be it that the carrier knows nothing yet: the cadence decides. `tracker` is merged already. */
export function afterAnswer(
  tracker: Tracker,
  outcome: 'found' | 'not_found',
  now: Instant,
  ground: PlanningGround,
): PollRecord {
  const asked = { ...tracker.poll, lastPolledAt: now, lastOutcome: outcome, lastError: null, failures: 0 };
  return planned({ ...tracker, poll: asked }, now, ground);
}

/** After news that nobody asked for: a push, an import, the host's word. */
export const afterNews = (tracker: Tracker, now: Instant, ground: PlanningGround): PollRecord =>
  planned(tracker, now, ground);

/** After a failed call: waits as the carrier asks, else longer with each failure. The timeline knows nothing of it. */
export function afterFailure(
  poll: PollRecord,
  error: Extract<TrackResult, { outcome: 'failed' }>['error'],
  now: Instant,
  random: () => number,
): PollRecord {
  const { code, message, retryAfterMs = 0 } = error;
  const failures = poll.failures + 1;
  const failed = {
    ...poll,
    lastPolledAt: now,
    lastOutcome: 'failed',
    lastError: { code, message },
    failures,
  } as const;
  const stopReason = PARKING[code];
  if (stopReason !== undefined) {
    return { ...failed, nextPollAt: null, stopReason, why: `parked: ${code}` };
  }
  const ceilingMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(failures - 1, 16));
  const waitMs = Math.max(retryAfterMs, ceilingMs / 2 + (ceilingMs / 2) * random());
  return {
    ...failed,
    nextPollAt: laterBy(now, waitMs),
    why: `asking failed (${code}), ${failures} in a row`,
  };
}

function planned(tracker: Tracker, now: Instant, { cadence, pushes }: PlanningGround): PollRecord {
  const { poll } = tracker;
  const pushActive = pushes && poll.lastPushAt !== null && now < laterBy(poll.lastPushAt, PUSH_ACTIVE_MS);
  const decision = decide(cadence, tracker, now, pushActive);
  if (decision instanceof Error) {
    const lastError = { code: 'INVALID_OPTIONS', message: decision.message };
    return {
      ...poll,
      nextPollAt: laterBy(now, BROKEN_CADENCE_MS),
      why: 'the cadence failed',
      urgency: 2,
      stopReason: null,
      lastError,
    };
  }
  const { why } = decision;
  if ('stop' in decision) return { ...poll, nextPollAt: null, why, stopReason: decision.stop };
  const { nextPollAt, urgency = 1 } = decision;
  return { ...poll, nextPollAt, why, urgency, stopReason: null };
}

/** A host's cadence may throw or give nonsense: that costs this tracker its rhythm, and no other anything. */
function decide(
  cadence: Cadence,
  tracker: Tracker,
  now: Instant,
  pushActive: boolean,
): CadenceDecision | Error {
  let decision: CadenceDecision;
  try {
    decision = cadence(tracker, now, { pushActive });
  } catch (error) {
    return new Error(`The cadence threw ${error instanceof Error ? error.name : typeof error}.`);
  }
  if (typeof decision !== 'object' || decision === null) return new Error('The cadence gave no decision.');
  if ('stop' in decision) return decision;
  const at = Date.parse(decision.nextPollAt);
  if (Number.isNaN(at)) return new Error('The cadence gave a nextPollAt that is no instant.');
  if (at <= Date.parse(now)) return new Error('The cadence gave a nextPollAt that is not in the future.');
  return { ...decision, nextPollAt: toInstant(at) };
}

const laterBy = (instant: Instant, ms: number): Instant => toInstant(Date.parse(instant) + Math.round(ms));
