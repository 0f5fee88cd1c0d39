/** Limits that hold for every poll, after an answer as after a failure. A cadence carries its own. */

import type { Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { type Cadence, decisionOf } from './cadence.ts';

export type PlannedPoll = { readonly nextPollAt: Instant; readonly why: string };

/** Moves a poll to a later moment, or gives it as it is. */
export type PollLimit = (poll: PlannedPoll, tracker: Tracker, now: Instant) => PlannedPoll;

const LIMITS = Symbol.for('parceltrail.pollLimits');

type LimitedCadence = Cadence & { readonly [LIMITS]?: readonly PollLimit[] };

export const limitsOf = (cadence: LimitedCadence): readonly PollLimit[] => cadence[LIMITS] ?? [];

/** The cadence within limits, which it carries on. */
export function limited(cadence: Cadence, limits: readonly PollLimit[]): Cadence {
  const within: Cadence = (tracker, now, context) => {
    const decision = decisionOf(cadence, tracker, now, context);
    if ('stop' in decision) return decision;
    return { ...decision, ...withinLimits(decision, limits, tracker, now) };
  };
  return Object.assign(within, { [LIMITS]: limits });
}

/** Quiet hours that leave no hour of the day would put a poll off without end. */
const MOST_MOVES = 10;

/** The moment that all limits allow. As each only puts off, their order doesn't matter. */
export function withinLimits(
  { nextPollAt, why }: PlannedPoll,
  limits: readonly PollLimit[],
  tracker: Tracker,
  now: Instant,
): PlannedPoll {
  let poll: PlannedPoll = { nextPollAt, why };
  for (let move = 0; move < MOST_MOVES; move += 1) {
    const before = poll.nextPollAt;
    for (const limit of limits) poll = limit(poll, tracker, now);
    if (poll.nextPollAt === before) break;
  }
  return poll;
}
