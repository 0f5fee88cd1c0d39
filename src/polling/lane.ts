/** One carrier's polling: look at the budget, claim what is due, ask, merge, plan the next time. Knows no other carrier. */

import pLimit from 'p-limit';
import type { CarrierCall } from '../asking/carrier-call.ts';
import type { TrackRequest } from '../carriers/carrier.ts';
import { CarrierResponseError } from '../errors.ts';
import type { Ingest, IngestItem } from '../ingest/ingest.ts';
import type { TrackResult } from '../model/observation.ts';
import { toTrackingNumber } from '../model/tracking-number.ts';
import type { Claim, Release, Store } from '../stores/store.ts';
import { type Clock, toInstant } from '../time/clock.ts';
import { afterAnswer, afterFailure, type PlanningGround } from './after-poll.ts';
import type { Budget } from './budget.ts';
import type { TellPoll } from './poll-events.ts';
import type { LaneSettings } from './poller-options.ts';

/** What rounds came to. */
export type PollCounts = {
  readonly claimed: number;
  readonly changed: number;
  readonly found: number;
  readonly notFound: number;
  readonly failed: number;
  /** Leases lost to another poller; nothing was written for them. */
  readonly lost: number;
  /** Claimed and given back, because the budget was gone or the poller is stopping. */
  readonly returned: number;
};

export type LaneRound = { readonly counts: PollCounts; readonly restMs: number };

export type Lane = { readonly carrier: string; round(signal: AbortSignal): Promise<LaneRound> };

export type LaneGround = {
  readonly store: Store;
  readonly clock: Clock;
  readonly owner: string;
  readonly budget: Budget;
  readonly call: CarrierCall;
  readonly ingest: Ingest;
  readonly planning: PlanningGround;
  readonly tell: TellPoll;
  readonly leaseMs: number;
  readonly idleMs: number;
  readonly tenants: readonly (string | null)[] | undefined;
};

export const NO_POLLS: PollCounts = {
  claimed: 0,
  changed: 0,
  found: 0,
  notFound: 0,
  failed: 0,
  lost: 0,
  returned: 0,
};

/** Longer rests would keep a lane from hearing that the budget was raised. */
const LONGEST_REST_MS = 60_000;
/** After a rate limit that names no wait. */
const DEFAULT_PAUSE_MS = 30_000;

export function createLane({ adapter, concurrency, batchSize }: LaneSettings, ground: LaneGround): Lane {
  const { store, clock, budget, idleMs, leaseMs, owner } = ground;
  const limit = pLimit(concurrency);
  const perCall = adapter.capabilities.batchSize;
  const settle = createSettle(ground);

  async function poll(claims: readonly Claim[], claimedAt: number, signal: AbortSignal): Promise<PollCounts> {
    const held = await stillHeld(claims, claimedAt, ground);
    const lost = claims.length - held.length;
    if (held.length === 0 || signal.aborted) return { ...(await giveBack(held, ground)), lost };
    const started = {
      carrier: adapter.id,
      trackerIds: held.map(({ id }) => id),
      lagMs: lagOf(held, clock.now()),
    };
    const startedAt = clock.now();
    ground.tell('poll.started', started);
    let results: readonly TrackResult[];
    try {
      results = await ground.call(adapter, held.map(toRequest), signal);
    } catch (error) {
      if (signal.aborted) return { ...(await giveBack(held, ground)), lost };
      throw error;
    }
    const counts = await settle(held, results);
    ground.tell('poll.finished', { ...started, ...counts, durationMs: clock.now() - startedAt });
    return { ...counts, lost: counts.lost + lost };
  }

  return {
    carrier: adapter.id,
    async round(signal) {
      const { calls, retryAt } = await budget.look();
      if (calls === 0) return { counts: NO_POLLS, restMs: restUntil(retryAt, clock.now()) };
      const claimedAt = clock.now();
      const claims = await store.claimDue({
        now: toInstant(claimedAt),
        limit: Math.min(batchSize, calls * perCall),
        leaseMs,
        owner,
        carriers: [adapter.id],
        tenants: ground.tenants,
      });
      if (claims.length === 0) return { counts: NO_POLLS, restMs: idleMs };
      const batches = inBatches(claims, perCall);
      // Another process may have been faster with the budget.
      const granted = await budget.take(batches.length);
      const returned = await giveBack(batches.slice(granted).flat(), ground);
      const polled = await allOrThrow(
        batches.slice(0, granted).map((batch) => limit(() => poll(batch, claimedAt, signal))),
      );
      const counts = sumOf([{ ...NO_POLLS, claimed: claims.length }, returned, ...polled]);
      const isFull = granted === batches.length && counts.failed < claims.length;
      return { counts, restMs: isFull ? 0 : idleMs };
    },
  };
}

/** Leases that may run out during the call are lengthened first; what was lost meanwhile is let go. */
async function stillHeld(
  claims: readonly Claim[],
  claimedAt: number,
  { store, clock, leaseMs }: LaneGround,
): Promise<readonly Claim[]> {
  const now = clock.now();
  if (now - claimedAt < leaseMs / 2) return claims;
  const lost = new Set(await store.renew(claims, { now: toInstant(now), leaseMs }));
  return claims.filter(({ id }) => !lost.has(id));
}

async function giveBack(claims: readonly Claim[], { store, clock }: LaneGround): Promise<PollCounts> {
  if (claims.length > 0) {
    const releases = claims.map(({ id, lease }) => ({ id, lease }));
    await store.release(releases, toInstant(clock.now()));
  }
  return { ...NO_POLLS, returned: claims.length };
}

/** Commits what a call brought: merged answers, and when to ask again. */
function createSettle({ store, clock, budget, ingest, planning }: LaneGround) {
  return async (claims: readonly Claim[], results: readonly TrackResult[]): Promise<PollCounts> => {
    const now = toInstant(clock.now());
    const items: IngestItem[] = [];
    const failures: Release[] = [];
    let pauseMs = 0;
    results.forEach((result, place) => {
      const claim = claims[place] as Claim;
      const { id: trackerId, lease } = claim;
      if (result.outcome === 'failed') {
        failures.push({ ...claim, poll: afterFailure(claim.poll, result.error, now, planning.random) });
        if (result.error.code === 'CARRIER_RATE_LIMITED') {
          pauseMs = Math.max(pauseMs, result.error.retryAfterMs ?? DEFAULT_PAUSE_MS);
        }
        return;
      }
      const { outcome } = result;
      items.push({
        trackerId,
        lease,
        news: result.outcome === 'found' ? result.observation : (tracker) => ({ tracker, changes: [] }),
        plan: (tracker) => afterAnswer(tracker, outcome, now, planning),
      });
    });
    if (pauseMs > 0) await budget.pause(pauseMs);
    const ingested = items.length === 0 ? [] : await ingest(items);
    const unmerged = ingested.flatMap((result) => (result.outcome === 'failed' ? [result.trackerId] : []));
    failures.push(...unmergeable(claims, unmerged, now, planning));
    const lost = failures.length === 0 ? [] : await store.release(failures, now);
    const found = results.filter(({ outcome }) => outcome === 'found').length;
    const failed = results.filter(({ outcome }) => outcome === 'failed').length + unmerged.length;
    return {
      ...NO_POLLS,
      changed: ingested.filter(({ outcome }) => outcome === 'changed').length,
      found,
      notFound: results.filter(({ outcome }) => outcome === 'not_found').length,
      failed,
      lost: lost.length + ingested.filter(({ outcome }) => outcome === 'lease_lost').length,
    };
  };
}

/** An answer that can't be merged or written costs its own tracker some time, and no other anything. */
function unmergeable(
  claims: readonly Claim[],
  ids: readonly string[],
  now: string,
  { random }: PlanningGround,
): Release[] {
  const wanted = new Set(ids);
  return claims
    .filter(({ id }) => wanted.has(id))
    .map((claim) => {
      const error = new CarrierResponseError('The answer could not be merged into the tracker.', {
        carrier: claim.carrier,
      });
      return { ...claim, poll: afterFailure(claim.poll, error, now, random) };
    });
}

type Known = Pick<Claim, 'trackingNumber' | 'shippedAfter' | 'destinationPostalCode' | 'carrierUniqueId'>;

/** What a carrier is asked of a tracker. */
export const toRequest = (claim: Known): TrackRequest => ({
  trackingNumber: toTrackingNumber(claim.trackingNumber),
  shipDate: claim.shippedAfter?.slice(0, 10),
  destinationPostalCode: claim.destinationPostalCode ?? undefined,
  carrierUniqueId: claim.carrierUniqueId ?? undefined,
});

const lagOf = (claims: readonly Claim[], now: number): number =>
  Math.max(
    0,
    ...claims.map(({ poll }) => (poll.nextPollAt === null ? 0 : now - Date.parse(poll.nextPollAt))),
  );

const restUntil = (retryAt: string | null, now: number): number =>
  retryAt === null ? LONGEST_REST_MS : Math.min(LONGEST_REST_MS, Math.max(1, Date.parse(retryAt) - now));

function inBatches<Element>(elements: readonly Element[], size: number): Element[][] {
  const batches: Element[][] = [];
  for (let start = 0; start < elements.length; start += size)
    batches.push(elements.slice(start, start + size));
  return batches;
}

/** Lets all end before the first failure is told, so that nothing goes on behind a round's back. */
async function allOrThrow<Result>(promises: readonly Promise<Result>[]): Promise<Result[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

export const sumOf = (all: readonly PollCounts[]): PollCounts =>
  all.reduce(
    (sum, each) => ({
      claimed: sum.claimed + each.claimed,
      changed: sum.changed + each.changed,
      found: sum.found + each.found,
      notFound: sum.notFound + each.notFound,
      failed: sum.failed + each.failed,
      lost: sum.lost + each.lost,
      returned: sum.returned + each.returned,
    }),
    NO_POLLS,
  );
