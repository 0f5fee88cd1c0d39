/** How many calls a carrier's credential may make: its quota, shared by all processes through the store or the host's limiter. */

import type { CallQuota, CarrierAdapter } from '../carriers/carrier.ts';
import type { BudgetGrant, BudgetRequest } from '../stores/budget-windows.ts';
import type { Store } from '../stores/store.ts';
import { type Clock, type Instant, toInstant } from '../time/clock.ts';
import { LONGEST_WAIT_MS } from './carrier-away.ts';

/**
 * Where calls are counted. The default counts them in the store; a host's own limiter (say, one over Redis) may stand in.
 */
export type CallLimiter = {
  /**
   * Takes up to `calls`; with `calls: 0` only looks. `left` says how many more there are at this moment, and `retryAt`
   * when to ask again where there are none. Rejects when it can't tell: then nothing is called.
   */
  take(request: BudgetRequest): Promise<BudgetGrant>;
  /** Nobody takes calls of this key until then. */
  pause(key: string, until: Instant): Promise<void>;
};

export const storeLimiter = (store: Store, clock: Clock): CallLimiter => ({
  take: (request) => store.takeBudget(request),
  pause: (key, until) => store.pauseBudget(key, until, toInstant(clock.now())),
});

export type Budget = {
  /** How many calls could be made now, and for how long to rest where there are none. */
  look(): Promise<{ readonly calls: number; readonly restMs: number }>;
  /** Takes calls; may give fewer than wanted. `retryAt` is null where there are more. */
  take(calls: number): Promise<{ readonly granted: number; readonly retryAt: Instant | null }>;
  /** After the carrier asked to wait: for this credential everywhere. */
  pause(ms: number): Promise<void>;
};

export type BudgetOptions = {
  readonly limiter: CallLimiter;
  readonly clock: Clock;
  readonly adapter: Pick<CarrierAdapter, 'id' | 'credentialKey'>;
  readonly quota: CallQuota | undefined;
  /** Whether long windows are spread, so that there is soon something left for what is urgent. */
  readonly isSpread: boolean;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A store's clock may differ from ours, so its instants are no measure of how long to rest, but within bounds. */
const SHORTEST_REST_MS = 100;
/** Longer rests would keep a lane from hearing that the budget was raised. */
const LONGEST_REST_MS = MINUTE_MS;

export function createBudget({ limiter, clock, adapter, quota = {}, isSpread }: BudgetOptions): Budget {
  const key = `${adapter.id}/${adapter.credentialKey}`;
  const windows = isSpread ? spreadWindowsOf(quota) : windowsOf(quota);
  const ask = (calls: number): Promise<BudgetGrant> =>
    limiter.take({ key, now: toInstant(clock.now()), calls, windows });
  return {
    async look() {
      const { left, retryAt } = await ask(0);
      return { calls: wholeUpTo(Number.MAX_SAFE_INTEGER, left), restMs: restUntil(retryAt, clock.now()) };
    },
    async take(calls) {
      if (calls === 0) return { granted: 0, retryAt: null };
      const { granted, retryAt } = await ask(calls);
      return { granted: wholeUpTo(calls, granted), retryAt };
    },
    // A host's limiter may throw at once, or give no promise.
    pause: async (ms) => limiter.pause(key, toInstant(clock.now() + Math.min(ms, LONGEST_WAIT_MS))),
  };
}

function restUntil(retryAt: Instant | null, now: number): number {
  const restMs = Date.parse(retryAt ?? '') - now;
  if (Number.isNaN(restMs)) return LONGEST_REST_MS;
  return Math.min(Math.max(restMs, SHORTEST_REST_MS), LONGEST_REST_MS);
}

type Window = BudgetRequest['windows'][number];

/** Windows a carrier grants calls in. */
const windowsOf = ({ perSecond, perHour, perDay }: CallQuota): Window[] => [
  ...windowOf(perSecond, SECOND_MS),
  ...windowOf(perHour, HOUR_MS),
  ...windowOf(perDay, DAY_MS),
];

/** Less than one call in a window is one call in a longer window. */
function windowOf(calls: number | undefined, lengthMs: number): Window[] {
  if (calls === undefined) return [];
  return calls < 1
    ? [{ lengthMs: Math.ceil(lengthMs / calls), calls: 1 }]
    : [{ lengthMs, calls: Math.floor(calls) }];
}

/**
 * A day's calls that are spent by noon leave none for the parcel that goes out for delivery then. So no twelfth of an
 * hour gets more than a tenth of its calls, and no hour more than a sixteenth of the day's: deliveries take that many.
 */
function spreadWindowsOf(quota: CallQuota): Window[] {
  const { perHour, perDay } = quota;
  const all = [
    ...windowsOf(quota),
    ...windowOf(perHour && Math.ceil(perHour / 10), HOUR_MS / 12),
    ...windowOf(perDay && Math.ceil(perDay / 16), HOUR_MS),
  ];
  // Windows are told apart by their lengths: of two of one length the smaller one holds.
  const byLength = new Map<number, Window>();
  for (const window of all) {
    const known = byLength.get(window.lengthMs);
    if (known === undefined || window.calls < known.calls) byLength.set(window.lengthMs, window);
  }
  return [...byLength.values()];
}

/** A host's limiter may give anything. */
const wholeUpTo = (most: number, value: number): number =>
  value >= 0 ? Math.min(most, Math.floor(value)) : 0;
