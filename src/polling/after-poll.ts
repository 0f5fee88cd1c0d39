/** What a tracker's poll record is after an answer, a failure or news: when to ask again, why, or why no more. Pure. */

import { type AnyTrackingError, isTrackingError } from '../errors.ts';
import type { PollRecord, StopReason, Tracker } from '../model/tracker.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { type Cadence, type CadenceDecision, decisionOf, later } from './cadence.ts';
import { AWAY_CODES, LONGEST_WAIT_MS } from './carrier-away.ts';
import { limitsOf, type PlannedPoll, withinLimits } from './poll-limits.ts';

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
/** For answers that nobody can use: the carrier is up, so soon asking again is not what helps. */
const LONGEST_UNREADABLE_MS = 6 * HOUR_MS;
/** After a cadence that gave nothing usable. */
const BROKEN_CADENCE_MS = HOUR_MS;

/** After an answer, be it that the carrier knows nothing yet: the cadence decides. `tracker` is merged already. */
export function afterAnswer(
  tracker: Tracker,
  outcome: 'found' | 'not_found',
  now: Instant,
  ground: PlanningGround,
): PollRecord {
  const poll = { ...tracker.poll, lastPolledAt: now, lastOutcome: outcome, lastError: null, failures: 0 };
  return planned({ ...tracker, poll }, now, ground);
}

/**
 * After news that nobody asked for: a push, an import, the host's word. Only a push puts the next poll off, as it
 * says what a poll would have said; else a host that tells something every hour would keep its carrier from being asked.
 */
export function afterNews(tracker: Tracker, now: Instant, ground: PlanningGround): PollRecord {
  const poll = planned(tracker, now, ground);
  const { nextPollAt, why, urgency, lastPushAt } = tracker.poll;
  const isPutOff = nextPollAt !== null && poll.nextPollAt !== null && nextPollAt < poll.nextPollAt;
  return isPutOff && lastPushAt !== now ? { ...poll, nextPollAt, why, urgency } : poll;
}

/**
 * After a failed call: waits as the carrier asks, else longer each time, within the cadence's quiet hours and
 * cap, unless the cadence would have asked no more. The timeline knows nothing of it.
 */
export function afterFailure(
  tracker: Tracker,
  error: AnyTrackingError,
  now: Instant,
  ground: PlanningGround,
): PollRecord {
  const backedOff = failedPoll(tracker.poll, error, now, ground.random);
  const failed = { ...backedOff, ...withinLimits(backedOff, limitsOf(ground.cadence), tracker, now) };
  if (isParked(tracker.poll)) return { ...failed, ...parkedAs(tracker.poll) };
  const stopReason = PARKING[error.code];
  const wasKnown = tracker.events.length > 0;
  if (stopReason === 'not_authorized' || (stopReason !== undefined && !wasKnown)) {
    return { ...failed, nextPollAt: null, why: `parked: ${error.code}`, stopReason };
  }
  const decision = decide({ ...tracker, poll: failed }, now, ground);
  if (decision instanceof Error || !('stop' in decision)) return failed;
  return { ...failed, nextPollAt: null, why: decision.why, stopReason: decision.stop };
}

/**
 * Refusals that asking again doesn't change: the tracker is parked until the host acts. A number that the carrier has
 * known before is not wrong, whatever it says now.
 */
const PARKING: { readonly [Code in AnyTrackingError['code']]?: StopReason } = {
  NOT_AUTHORIZED: 'not_authorized',
  INVALID_TRACKING_NUMBER: 'invalid_number',
};

/**
 * The same where the tracker itself can't be asked for, as it can't be read or written. What the carrier as a whole
 * fails at is no failure of the parcel's, and counts none.
 */
export function failedPoll(
  poll: PollRecord,
  { code, message, retryAfterMs }: AnyTrackingError,
  now: Instant,
  random: () => number,
): PollRecord & PlannedPoll {
  const isAway = AWAY_CODES.has(code);
  const failures = poll.failures + (isAway ? 0 : 1);
  const before = isAway ? awayBefore(poll) : poll.failures;
  const longestMs = code === 'CARRIER_RESPONSE' ? LONGEST_UNREADABLE_MS : LONGEST_BACK_OFF_MS;
  const ceilingMs = Math.min(longestMs, FIRST_BACK_OFF_MS * 2 ** Math.min(before, 16));
  const backOffMs = ceilingMs / 2 + (ceilingMs / 2) * random();
  // A rate limit says nothing of this parcel: its wait is what the carrier asks for.
  const isTimed = code === 'CARRIER_RATE_LIMITED' && retryAfterMs !== undefined;
  const waitMs = isTimed ? retryAfterMs : Math.max(retryAfterMs ?? 0, backOffMs);
  return {
    ...poll,
    lastPolledAt: now,
    lastOutcome: 'failed',
    lastError: { code, message },
    failures,
    nextPollAt: later(now, Math.min(Math.max(waitMs, SECOND_MS), LONGEST_WAIT_MS)),
    why: `asking failed (${code})${isAway ? '' : `, ${failures} in a row`}`,
    stopReason: null,
  };
}

/** How often the carrier was away before, as the last wait tells: each is up to twice as long as the one before. */
function awayBefore({ lastOutcome, lastError, lastPolledAt, nextPollAt }: PollRecord): number {
  const wasAway = lastOutcome === 'failed' && AWAY_CODES.has(lastError?.code as AnyTrackingError['code']);
  if (!wasAway || lastPolledAt === null || nextPollAt === null) return 0;
  const waitMs = Date.parse(nextPollAt) - Date.parse(lastPolledAt);
  return Math.max(0, Math.ceil(Math.log2(waitMs / FIRST_BACK_OFF_MS)) + 1);
}

function planned(tracker: Tracker, now: Instant, ground: PlanningGround): PollRecord {
  const { poll } = tracker;
  if (isParked(poll)) return { ...poll, ...parkedAs(poll) };
  const decision = decide(tracker, now, ground);
  if (decision instanceof Error) {
    const lastError = { code: 'INVALID_OPTIONS', message: decision.message };
    const soon = { nextPollAt: later(now, BROKEN_CADENCE_MS), why: 'the cadence failed' };
    const next = withinLimits(soon, limitsOf(ground.cadence), tracker, now);
    return { ...poll, ...next, urgency: 2, stopReason: null, lastError };
  }
  const { why } = decision;
  if ('stop' in decision) return { ...poll, nextPollAt: null, why, stopReason: decision.stop };
  const { nextPollAt, urgency = 1 } = decision;
  return { ...poll, nextPollAt, why, urgency, stopReason: null };
}

/** What the host has stopped stays stopped, whatever comes in; so does what another tracker has taken over. */
const isParked = ({ stopReason }: PollRecord): boolean =>
  stopReason === 'stopped_by_host' || stopReason === 'superseded';

const parkedAs = ({ why, stopReason }: PollRecord) => ({ nextPollAt: null, why, stopReason });

/** A host's cadence may throw or give nonsense: that costs this tracker its rhythm, and no other anything. */
function decide(
  tracker: Tracker,
  now: Instant,
  { cadence, pushes }: PlanningGround,
): CadenceDecision | Error {
  try {
    const decision = decisionOf(cadence, tracker, now, { pushActive: pushes && isPushed(tracker, now) });
    const flaw = flawOf(decision, now);
    return flaw === undefined ? decision : new Error(`The cadence gave ${flaw}.`);
  } catch (error) {
    if (isTrackingError(error)) return error;
    return new Error(`The cadence threw ${error instanceof Error ? error.name : typeof error}.`);
  }
}

/** Pushed lately, and nothing has happened since that had to be polled. */
function isPushed({ poll: { lastPushAt }, events }: Tracker, now: Instant): boolean {
  if (lastPushAt === null || now >= later(lastPushAt, PUSH_ACTIVE_MS)) return false;
  return !events.some(({ source, occurredAt }) => source === 'poll' && (occurredAt ?? '') > lastPushAt);
}

function flawOf(decision: unknown, now: Instant): string | undefined {
  if (typeof decision !== 'object' || decision === null) return 'no decision';
  const { stop, nextPollAt, why, urgency = 1 } = decision as Record<string, unknown>;
  if (typeof why !== 'string') return 'no `why`';
  if ('stop' in decision) return typeof stop === 'string' ? undefined : 'a `stop` that is no reason';
  if (!isInstant(nextPollAt)) return 'a `nextPollAt` that is no instant';
  if (nextPollAt <= now) return 'a `nextPollAt` that is not in the future';
  return [0, 1, 2].some((known) => known === urgency) ? undefined : 'an `urgency` that is none of 0, 1 and 2';
}

/** As instants are written here: any other text of a time would not sort as one. */
function isInstant(value: unknown): value is Instant {
  if (typeof value !== 'string' || value.length !== '2026-03-02T09:00:00.000Z'.length) return false;
  const milliseconds = Date.parse(value);
  return !Number.isNaN(milliseconds) && toInstant(milliseconds) === value;
}
