/** Asks for one tracker now: for hosts whose own queue decides when. */

import type { CarrierCall } from '../asking/carrier-call.ts';
import type { CallQuota, CarrierAdapter } from '../carriers/carrier.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import type { AnyTrackingError } from '../errors.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { TrackResult } from '../model/observation.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Store } from '../stores/store.ts';
import { type Clock, type Instant, systemRandom, toInstant } from '../time/clock.ts';
import { afterAnswer, afterFailure } from './after-poll.ts';
import { createBudget, storeLimiter } from './budget.ts';
import type { Cadence } from './cadence.ts';
import { toRequest } from './lane.ts';

export type RefreshOptions = {
  /** An answer younger than this is good enough, and the carrier is not asked. @default 0 */
  readonly minAgeMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where given, another tenant's tracker is not there. */
  readonly tenantId?: string | null | undefined;
};

export type RefreshResult = { readonly tracker: Tracker } & (
  | {
      /** `fresh`: it was asked less than `minAgeMs` ago. */
      readonly outcome: 'fresh' | 'found' | 'not_found';
    }
  /** The carrier's budget is spent; ask again then. */
  | { readonly outcome: 'deferred'; readonly retryAt: Instant | null }
  | { readonly outcome: 'failed'; readonly error: AnyTrackingError }
);

/**
 * Undefined where there is no such tracker. Calls for one tracker at the same time share one.
 *
 * @throws what the store threw, and the signal's reason.
 */
export type Refresh = (id: string, options?: RefreshOptions) => Promise<RefreshResult | undefined>;

export type RefreshGround = {
  readonly store: Store;
  readonly clock: Clock;
  readonly registry: CarrierRegistry;
  readonly call: CarrierCall;
  readonly ingest: Ingest;
  readonly cadence: Cadence;
  readonly quotaOf: (adapter: CarrierAdapter) => CallQuota | undefined;
};

export function createRefresh(ground: RefreshGround): Refresh {
  const { store, clock, registry } = ground;
  const underWay = new Map<string, Promise<RefreshResult | undefined>>();

  async function ask(tracker: Tracker, signal: AbortSignal | undefined): Promise<RefreshResult> {
    const adapter = registry.get(tracker.carrier);
    const key = `${adapter.id}/${adapter.credentialKey}`;
    const budget = createBudget({ limiter: storeLimiter(store), clock, key, quota: ground.quotaOf(adapter) });
    if ((await budget.take(1)) === 0) {
      return { outcome: 'deferred', tracker, retryAt: (await budget.look()).retryAt };
    }
    const request = toRequest({ ...tracker, destinationPostalCode: tracker.destination?.postalCode ?? null });
    const [result] = await ground.call(adapter, [request], signal);
    return settle(tracker, result as TrackResult, adapter, ground);
  }

  return async (id, { minAgeMs = 0, signal, tenantId } = {}) => {
    const tracker = await store.get(id);
    if (tracker === undefined || (tenantId !== undefined && tracker.tenantId !== tenantId)) return undefined;
    const { lastPolledAt } = tracker.poll;
    if (lastPolledAt !== null && clock.now() - Date.parse(lastPolledAt) < minAgeMs) {
      return { outcome: 'fresh', tracker };
    }
    const joined = underWay.get(id);
    if (joined) return joined;
    const refreshing = ask(tracker, signal).finally(() => underWay.delete(id));
    underWay.set(id, refreshing);
    return refreshing;
  };
}

async function settle(
  tracker: Tracker,
  result: TrackResult,
  adapter: CarrierAdapter,
  { store, clock, ingest, cadence }: RefreshGround,
): Promise<RefreshResult> {
  const now = toInstant(clock.now());
  const planning = { cadence, random: systemRandom, pushes: adapter.capabilities.push };
  if (result.outcome === 'failed') {
    const poll = afterFailure(tracker.poll, result.error, now, systemRandom);
    await store.reschedule(tracker.id, poll);
    return { outcome: 'failed', tracker: { ...tracker, poll }, error: result.error };
  }
  const { outcome } = result;
  const [ingested] = await ingest([
    {
      trackerId: tracker.id,
      news: outcome === 'found' ? result.observation : (kept) => ({ tracker: kept, changes: [] }),
      plan: (merged) => afterAnswer(merged, outcome, now, planning),
    },
  ]);
  if (ingested?.outcome === 'failed') throw ingested.error;
  return { outcome, tracker: ingested !== undefined && 'tracker' in ingested ? ingested.tracker : tracker };
}
