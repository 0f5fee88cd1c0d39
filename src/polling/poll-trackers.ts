/** Asks a carrier for some trackers and commits what it answers: what a poller and `refresh` have in common. */

import type { CarrierCall } from '../asking/carrier-call.ts';
import type { CarrierAdapter, TrackRequest } from '../carriers/carrier.ts';
import { type AnyTrackingError, CarrierResponseError, isTrackingError } from '../errors.ts';
import type { Ingest, IngestItem, IngestResult } from '../ingest/ingest.ts';
import type { TrackResult } from '../model/observation.ts';
import type { PollRecord, Tracker } from '../model/tracker.ts';
import type { TrackingNumber } from '../model/tracking-number.ts';
import type { Claim, Store } from '../stores/store.ts';
import { type Clock, type Instant, toInstant } from '../time/clock.ts';
import { afterAnswer, afterFailure, failedPoll, type PlanningGround } from './after-poll.ts';
import type { Budget } from './budget.ts';
import { awayMsOf, isAway, pauseMsOf } from './carrier-away.ts';
import { limitedCall } from './limited-call.ts';
import type { PollOutcomes, TellPoll } from './poll-events.ts';

/** A tracker to ask for; with the lease it is held by, where it is. */
export type AskedTracker = Pick<
  Claim,
  'id' | 'trackingNumber' | 'shippedAfter' | 'destinationPostalCode' | 'carrierUniqueId' | 'poll'
> & { readonly lease?: string };

/** What asking for one came to. */
export type Polled = { readonly id: string } & (
  | {
      readonly outcome: 'found' | 'not_found';
      readonly tracker: Tracker;
      readonly isChanged: boolean;
    }
  | { readonly outcome: 'failed'; readonly error: AnyTrackingError; readonly tracker?: Tracker | undefined }
  | { readonly outcome: 'lost' }
);

export type PollReport = {
  /** In the order asked. */
  readonly polled: readonly Polled[];
  readonly outcomes: PollOutcomes;
  /** For how long the carrier is to be left alone, in milliseconds. */
  readonly restMs: number;
  /** One answer at least says that the carrier is away, not what it knows of a parcel. */
  readonly isAway: boolean;
};

/** Rejects when the store fails, and with the signal's reason when that ends the call. */
export type PollTrackers = (
  asked: readonly AskedTracker[],
  how: {
    readonly lagMs: number;
    readonly signal: AbortSignal;
    /** After so many milliseconds the call is given up. @default never, but for the carrier's own deadlines */
    readonly limitMs?: number | undefined;
  },
) => Promise<PollReport>;

export type PollTrackersGround = {
  readonly adapter: CarrierAdapter;
  readonly store: Store;
  readonly clock: Clock;
  readonly call: CarrierCall;
  readonly ingest: Ingest;
  readonly budget: Budget;
  readonly planning: PlanningGround;
  readonly tell: TellPoll;
};

export function createPollTrackers(ground: PollTrackersGround): PollTrackers {
  const { adapter, clock, call, budget, tell } = ground;
  const carrier = adapter.id;
  return async (asked, { lagMs, signal, limitMs }) => {
    const started = { carrier, trackerIds: asked.map(({ id }) => id), lagMs };
    const startedAt = clock.now();
    let results: readonly TrackResult[] = [];
    let polled: readonly Polled[] = [];
    await tell.around(started, async () => {
      const question = [adapter, asked.map(toRequest), signal] as const;
      results = await (limitMs === undefined
        ? call(...question)
        : limitedCall(call, question, { clock, limitMs }));
      polled = await commit(asked, results, ground);
      for (const [error, trackerIds] of errorsOf(polled)) tell.failed({ carrier, trackerIds, error });
      return { ...started, ...outcomesOf(polled), durationMs: Math.max(0, clock.now() - startedAt) };
    });
    const pauseMs = Math.max(0, ...results.map(pauseMsOf));
    // What was answered is safe by now, whatever becomes of this.
    if (pauseMs > 0) {
      await budget.pause(pauseMs).catch((error) => tell.failed({ carrier, trackerIds: [], error }));
    }
    return {
      polled,
      outcomes: outcomesOf(polled),
      restMs: Math.max(pauseMs, ...results.map(awayMsOf)),
      isAway: results.some(isAway),
    };
  };
}

const toRequest = (asked: AskedTracker): TrackRequest => ({
  // It was made canonical when it was registered.
  trackingNumber: asked.trackingNumber as TrackingNumber,
  shipDate: asked.shippedAfter?.slice(0, 10),
  destinationPostalCode: asked.destinationPostalCode ?? undefined,
  carrierUniqueId: asked.carrierUniqueId ?? undefined,
});

async function commit(
  asked: readonly AskedTracker[],
  results: readonly TrackResult[],
  ground: PollTrackersGround,
): Promise<Polled[]> {
  const now = toInstant(ground.clock.now());
  const items = asked.map((tracker, place) =>
    toItem(tracker, results[place] as TrackResult, now, ground.planning),
  );
  const ingested = await ground.ingest(items);
  return Promise.all(
    ingested.map((each, place) => {
      const tracker = asked[place] as AskedTracker;
      if (each.outcome === 'failed') return noteUnmergeable(tracker, each.error, now, ground);
      return toPolled(each, results[place] as TrackResult);
    }),
  );
}

const NO_NEWS: IngestItem['news'] = (tracker) => ({ tracker, changes: [] });

function toItem(
  asked: AskedTracker,
  result: TrackResult,
  now: Instant,
  planning: PlanningGround,
): IngestItem {
  const at = planningTime(asked, now);
  const { id: trackerId, lease } = asked;
  if (result.outcome === 'failed') {
    const { error } = result;
    return { trackerId, lease, news: NO_NEWS, plan: (tracker) => afterFailure(tracker, error, at, planning) };
  }
  const { outcome } = result;
  return {
    trackerId,
    lease,
    news: result.outcome === 'found' ? result.observation : NO_NEWS,
    plan: (tracker) => afterAnswer(tracker, outcome, at, planning),
  };
}

/**
 * What was claimed is due by the store's clock. Where ours is behind, plans made by it would lie in the store's past,
 * and the tracker would be asked for without end.
 */
const planningTime = ({ lease, poll: { nextPollAt } }: AskedTracker, now: Instant): Instant =>
  lease !== undefined && nextPollAt !== null && nextPollAt > now ? nextPollAt : now;

function toPolled(ingested: Exclude<IngestResult, { outcome: 'failed' }>, result: TrackResult): Polled {
  const { trackerId: id } = ingested;
  if (!('tracker' in ingested)) return { id, outcome: 'lost' };
  const { tracker } = ingested;
  if (result.outcome === 'failed') return { id, outcome: 'failed', error: result.error, tracker };
  return { id, outcome: result.outcome, tracker, isChanged: ingested.outcome === 'changed' };
}

/** An answer that can't be merged or written costs its own tracker some time, and no other anything. */
async function noteUnmergeable(
  { id, lease, poll }: AskedTracker,
  cause: unknown,
  now: Instant,
  { adapter, store, ingest, planning }: PollTrackersGround,
): Promise<Polled> {
  const error = isTrackingError(cause)
    ? cause
    : new CarrierResponseError('The answer could not be merged into the tracker.', { carrier: adapter.id });
  if (lease === undefined) {
    const plan = (tracker: Tracker): PollRecord => afterFailure(tracker, error, now, planning);
    await ingest([{ trackerId: id, news: NO_NEWS, plan }]);
  } else {
    const failed = failedPoll(poll, error, now, planning.random);
    const lost = await store.release([{ id, lease, poll: failed }], now);
    if (lost.length > 0) return { id, outcome: 'lost' };
  }
  return { id, outcome: 'failed', error };
}

function errorsOf(polled: readonly Polled[]): ReadonlyMap<AnyTrackingError, readonly string[]> {
  const idsByError = new Map<AnyTrackingError, string[]>();
  for (const each of polled) {
    if (each.outcome !== 'failed') continue;
    const ids = idsByError.get(each.error);
    if (ids) ids.push(each.id);
    else idsByError.set(each.error, [each.id]);
  }
  return idsByError;
}

function outcomesOf(polled: readonly Polled[]): PollOutcomes {
  const count = (wanted: Polled['outcome']) => polled.filter(({ outcome }) => outcome === wanted).length;
  return {
    found: count('found'),
    notFound: count('not_found'),
    failed: count('failed'),
    lost: count('lost'),
    changed: polled.filter((each) => 'isChanged' in each && each.isChanged).length,
  };
}
