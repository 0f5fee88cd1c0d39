/** Asks for one tracker now: for hosts whose own queue decides when, and for a person who waits. */

import type { CarrierCall } from '../asking/carrier-call.ts';
import type { CallQuota, CarrierAdapter } from '../carriers/carrier.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import { type AnyTrackingError, ConfigurationError } from '../errors.ts';
import { createSingleFlight } from '../http/single-flight.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { Logger } from '../logger.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Store } from '../stores/store.ts';
import { type Clock, type Instant, systemRandom } from '../time/clock.ts';
import { type CallLimiter, createBudget } from './budget.ts';
import type { Cadence } from './cadence.ts';
import { createTellPoll, type PollHooks } from './poll-events.ts';
import { createPollTrackers } from './poll-trackers.ts';

export type RefreshOptions = {
  /** An answer younger than this, in milliseconds, is good enough, and the carrier is not asked. @default 0 */
  readonly minAgeMs?: number | undefined;
  /** Ends the caller's wait. */
  readonly signal?: AbortSignal | undefined;
  /** Where given, another tenant's tracker is not there. */
  readonly tenantId?: string | null | undefined;
};

export type RefreshResult = { readonly tracker: Tracker } & (
  | {
      /** `fresh`: it was asked less than `minAgeMs` ago. */
      readonly outcome: 'fresh' | 'found' | 'not_found';
    }
  /** The carrier's budget is spent, or it has asked to wait; ask again then. */
  | { readonly outcome: 'deferred'; readonly retryAt: Instant | null }
  /** Noted in the tracker's poll record, which says when it is asked again. */
  | { readonly outcome: 'failed'; readonly error: AnyTrackingError }
);

/**
 * Asks, merges what comes and plans the next poll, as a poller does; a tracker that the host has stopped stays stopped.
 * Undefined where there is no such tracker. Calls for one tracker at the same time share one.
 *
 * @throws ConfigurationError (`UNKNOWN_CARRIER`) for a tracker of a carrier that isn't registered, what the store
 * threw, and the signal's reason.
 */
export type Refresh = (id: string, options?: RefreshOptions) => Promise<RefreshResult | undefined>;

export type RefreshGround = {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger?: Logger | undefined;
  readonly hooks?: PollHooks | undefined;
  readonly registry: CarrierRegistry;
  readonly call: CarrierCall;
  readonly ingest: Ingest;
  readonly cadence: Cadence;
  readonly limiter: CallLimiter;
  readonly quotaOf: (adapter: CarrierAdapter) => CallQuota | undefined;
};

export function createRefresh(ground: RefreshGround): Refresh {
  const { store, clock, registry, cadence, limiter } = ground;
  const tell = createTellPoll(ground.hooks, ground.logger);
  const underWay = createSingleFlight<RefreshResult | undefined>();

  async function ask(tracker: Tracker, signal: AbortSignal): Promise<RefreshResult | undefined> {
    const adapter = registry.get(tracker.carrier);
    const quota = ground.quotaOf(adapter);
    // Somebody waits for this one: it may have what pollers leave for later.
    const budget = createBudget({ limiter, clock, adapter, quota, isSpread: false });
    const { granted, retryAt } = await budget.take(1);
    if (granted === 0) return { outcome: 'deferred', tracker, retryAt };
    const planning = { cadence, random: systemRandom, pushes: adapter.capabilities.push };
    const pollTrackers = createPollTrackers({ ...ground, adapter, budget, planning, tell });
    const asked = { ...tracker, destinationPostalCode: tracker.destination?.postalCode ?? null };
    const { polled } = await pollTrackers([asked], { lagMs: 0, signal });
    const [result] = polled;
    if (result === undefined || result.outcome === 'lost') return undefined;
    const { tracker: after = tracker } = result;
    return result.outcome === 'failed'
      ? { outcome: 'failed', tracker: after, error: result.error }
      : { outcome: result.outcome, tracker: after };
  }

  return async (id, { minAgeMs = 0, signal = new AbortController().signal, tenantId } = {}) => {
    if (!(minAgeMs >= 0)) {
      throw new ConfigurationError('INVALID_OPTIONS', 'refresh: minAgeMs: expected milliseconds from 0.');
    }
    signal.throwIfAborted();
    const tracker = await store.get(id);
    if (tracker === undefined || (tenantId !== undefined && tracker.tenantId !== tenantId)) return undefined;
    return isFresh(tracker, clock.now(), minAgeMs)
      ? { outcome: 'fresh', tracker }
      : underWay.join(id, (abandoned) => ask(tracker, abandoned), signal);
  };
}

/** A failed poll is no answer. */
function isFresh({ poll: { lastPolledAt, lastOutcome } }: Tracker, now: number, minAgeMs: number): boolean {
  if (lastPolledAt === null || lastOutcome === 'failed') return false;
  const ageMs = now - Date.parse(lastPolledAt);
  return ageMs >= 0 && ageMs < minAgeMs;
}
