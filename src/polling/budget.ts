/** How many calls a carrier's credential may make: its quota, shared by all processes through the store or the host's limiter. */

import type { CallQuota } from '../carriers/carrier.ts';
import type { BudgetGrant, BudgetRequest, Store } from '../stores/store.ts';
import { type Clock, type Instant, toInstant } from '../time/clock.ts';

/**
 * Where calls are counted. The default counts them in the store; a host's own limiter (say, one over Redis) may stand in.
 */
export type CallLimiter = {
  /**
   * Takes up to `calls`; with `calls: 0` only looks. `left` says how many more there are at this moment.
   * Rejects when it can't tell.
   */
  take(request: BudgetRequest): Promise<BudgetGrant>;
  /** Nobody takes calls of this key until then. */
  pause(key: string, until: Instant): Promise<void>;
};

export const storeLimiter = (store: Store): CallLimiter => ({
  take: (request) => store.takeBudget(request),
  pause: (key, until) => store.pauseBudget(key, until),
});

export type Budget = {
  /** How many calls could be made now, and when to look again where none can. */
  look(): Promise<{ readonly calls: number; readonly retryAt: Instant | null }>;
  /** Takes calls; may give fewer than wanted. */
  take(calls: number): Promise<number>;
  /** After the carrier asked to wait: for this credential everywhere. */
  pause(ms: number): Promise<void>;
};

export type BudgetOptions = {
  readonly limiter: CallLimiter;
  readonly clock: Clock;
  readonly key: string;
  readonly quota: CallQuota | undefined;
};

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

export function createBudget({ limiter, clock, key, quota = {} }: BudgetOptions): Budget {
  const windows = windowsOf(quota);
  const request = (calls: number): BudgetRequest => ({ key, now: toInstant(clock.now()), calls, windows });
  return {
    async look() {
      const { left, retryAt } = await limiter.take(request(0));
      return { calls: left, retryAt };
    },
    async take(calls) {
      return calls === 0 ? 0 : (await limiter.take(request(calls))).granted;
    },
    pause: (ms) => limiter.pause(key, toInstant(clock.now() + ms)),
  };
}

/** Windows a carrier grants calls in; a rate below one call a second is one call in a longer window. */
function windowsOf({ perSecond, perHour, perDay }: CallQuota): BudgetRequest['windows'] {
  return [
    ...(perSecond === undefined ? [] : [ofRate(perSecond)]),
    ...(perHour === undefined ? [] : [{ lengthMs: HOUR_MS, calls: perHour }]),
    ...(perDay === undefined ? [] : [{ lengthMs: DAY_MS, calls: perDay }]),
  ];
}

const ofRate = (perSecond: number): BudgetRequest['windows'][number] =>
  perSecond < 1
    ? { lengthMs: Math.ceil(SECOND_MS / perSecond), calls: 1 }
    : { lengthMs: SECOND_MS, calls: Math.floor(perSecond) };
