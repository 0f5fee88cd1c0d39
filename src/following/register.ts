/** Begins to follow parcels: finds each one's carrier, keeps a tracker, takes in what the carrier said meanwhile. */

import type { Asker } from '../asking/ask.ts';
import { type AnyTrackingError, isTrackingError } from '../errors.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { superseded } from '../ingest/next-life.ts';
import { contained, type Logger } from '../logger.ts';
import type { PollRecord, Tracker } from '../model/tracker.ts';
import type { Store } from '../stores/store.ts';
import { type Clock, type Instant, toInstant } from '../time/clock.ts';
import { labelledAs } from './labels.ts';
import { toNewTracker } from './new-tracker.ts';
import { createPlacing, type Placed } from './placing.ts';
import type { RegisterInput } from './registration.ts';
import { isOver } from './reused-number.ts';

/** What registering one of many came to. */
export type RegisterResult = { readonly index: number } & (
  | {
      /** `existing`: the tenant follows this parcel already; nothing was written but labels where it had none at all. */
      readonly outcome: 'registered' | 'existing';
      readonly tracker: Tracker;
    }
  | { readonly outcome: 'failed'; readonly trackingNumber: string; readonly error: AnyTrackingError }
);

export type RegisterManyOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Hears after each chunk how many of how many are done; one that throws stops nothing. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
};

export type Registrar = {
  /** @throws the item's error, or what the store threw. */
  one(input: RegisterInput, signal?: AbortSignal): Promise<Tracker>;
  /** One result per item, in order. Rejects when the store fails, and with the signal's reason. */
  many(inputs: readonly RegisterInput[], options?: RegisterManyOptions): Promise<readonly RegisterResult[]>;
};

export type RegistrarGround = {
  readonly store: Store;
  readonly clock: Clock;
  readonly asker: Asker;
  readonly ingest: Ingest;
  readonly logger?: Logger | undefined;
  /** When to ask after an answer that came while registering. */
  readonly planAfterAnswer: (tracker: Tracker, outcome: 'found' | 'not_found', now: Instant) => PollRecord;
};

/** Kept in one transaction. */
const CHUNK = 500;

export function createRegistrar(ground: RegistrarGround): Registrar {
  const { store, clock, ingest, logger } = ground;
  const place = createPlacing(ground);

  async function keep(placed: readonly Placed[]): Promise<readonly { tracker: Tracker; isNew: boolean }[]> {
    const now = toInstant(clock.now());
    const kept = await Promise.all(
      (await store.register(placed.map((each) => toNewTracker(each, 1, now)))).map((each, at) =>
        each.isNew ? each : currentLife(each.tracker, placed[at] as Placed, now),
      ),
    );
    const told = placed.flatMap(({ observation }, at) => {
      const each = kept[at];
      return observation && each?.isNew ? [{ id: each.tracker.id, observation }] : [];
    });
    if (told.length === 0) return kept;
    const results = await ingest(
      told.map(({ id, observation }) => ({
        trackerId: id,
        news: observation,
        plan: (tracker) => ground.planAfterAnswer(tracker, 'found', now),
      })),
    );
    const merged = new Map(
      results.flatMap((each) => ('tracker' in each ? [[each.trackerId, each.tracker]] : [])),
    );
    return kept.map(({ tracker, isNew }) => ({ tracker: merged.get(tracker.id) ?? tracker, isNew }));
  }

  /** The newest life of a number that was followed before; a new one where that has long ended. */
  async function currentLife({ tenantId, carrier, trackingNumber }: Tracker, placed: Placed, now: Instant) {
    const newest = (await store.find({ tenantId, carrier, trackingNumber })) as Tracker;
    const { registration } = placed;
    if (!isOver(newest, registration.shippedAfter, now)) {
      return { tracker: await labelledAs(newest, registration, { store, now }), isNew: false };
    }
    const [next] = await store.register([toNewTracker(placed, newest.generation + 1, now)]);
    // The carrier's answers are about the next parcel from now on.
    if (newest.poll.nextPollAt !== null) await store.reschedule(newest.id, superseded(newest.poll));
    return next as { tracker: Tracker; isNew: boolean };
  }

  async function registerChunk(
    inputs: readonly RegisterInput[],
    from: number,
    signal: AbortSignal | undefined,
  ) {
    const all = await place(inputs, signal);
    const placed = all.flatMap((each) => (isTrackingError(each) ? [] : [each]));
    const kept = placed.length === 0 ? [] : await keep(placed);
    const keptOf = new Map(placed.map((each, at) => [each, kept[at]]));
    return all.map((each, at): RegisterResult => {
      const index = from + at;
      if (isTrackingError(each)) {
        return { index, outcome: 'failed', trackingNumber: nameOf(inputs[at]), error: each };
      }
      const { tracker, isNew } = keptOf.get(each) as { tracker: Tracker; isNew: boolean };
      return { index, outcome: isNew ? 'registered' : 'existing', tracker };
    });
  }

  return {
    async one(input, signal) {
      const [result] = await registerChunk([input], 0, signal);
      if (result?.outcome === 'failed') throw result.error;
      return (result as Extract<RegisterResult, { tracker: unknown }>).tracker;
    },
    async many(inputs, { signal, onProgress } = {}) {
      const tell = contained(onProgress, logger);
      const results: RegisterResult[] = [];
      for (let from = 0; from < inputs.length; from += CHUNK) {
        signal?.throwIfAborted();
        results.push(...(await registerChunk(inputs.slice(from, from + CHUNK), from, signal)));
        tell({ done: results.length, total: inputs.length });
      }
      return results;
    },
  };
}

const nameOf = (input: RegisterInput | undefined): string =>
  typeof input?.trackingNumber === 'string' ? input.trackingNumber.slice(0, 128) : '';
