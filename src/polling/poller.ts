/** Polls what is due, one lane per carrier, so that none waits for another; survives faults and stops cleanly. */

import { randomUUID } from 'node:crypto';
import type { CarrierCall } from '../asking/carrier-call.ts';
import type { CallQuota, CarrierAdapter } from '../carriers/carrier.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../stores/store.ts';
import { type Clock, systemRandom } from '../time/clock.ts';
import { createLoop } from '../time/loop.ts';
import { createRuns } from '../time/runs.ts';
import { createBudget } from './budget.ts';
import { createLane, type Lane, NO_POLLS, type PollCounts, sumOf } from './lane.ts';
import { createTellPoll, type PollHooks } from './poll-events.ts';
import { createPollTrackers } from './poll-trackers.ts';
import {
  type PollerGround as OptionsGround,
  type PollerOptions,
  type PollerSettings,
  resolvePollerOptions,
} from './poller-options.ts';
import { createTick, type Tick } from './tick.ts';

/** By carrier; `lagMs` is by how much the tracker that waited longest was late in the last round, 0 where none was due. */
export type PollerStats = { readonly [carrier: string]: PollCounts & { readonly lagMs: number } };

export type Poller = {
  /**
   * Polls until it is stopped or `signal` aborts; resolves at once, also where a stop is under way, behind which it
   * begins. It outlives carriers and databases that fail.
   */
  start(options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /**
   * Claims nothing more, gives back what is not asked for yet, and resolves when what is under way is committed, ticks
   * included. After `timeoutMs` calls are aborted and their trackers given back, due as before. @default 30000
   */
  stop(options?: { readonly timeoutMs?: number | undefined }): Promise<void>;
  readonly tick: Tick;
  /** What was done since it was made. */
  stats(): PollerStats;
  [Symbol.asyncDispose](): Promise<void>;
};

export type PollerGround = OptionsGround & {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger?: Logger | undefined;
  readonly hooks?: PollHooks | undefined;
  readonly call: CarrierCall;
  readonly ingest: Ingest;
  readonly quotaOf: (adapter: CarrierAdapter) => CallQuota | undefined;
  readonly random?: (() => number) | undefined;
};

/** @throws ConfigurationError (`INVALID_OPTIONS`, `UNKNOWN_CARRIER`) */
export function createPoller(options: PollerOptions, ground: PollerGround): Poller {
  const { clock, random } = ground;
  const { lanes, stats } = counted(lanesOf(resolvePollerOptions(options, ground), ground));
  const loops = lanes.map((lane) =>
    createLoop({
      clock,
      async round(abort, stopping) {
        const { restMs, failure } = await lane.round({ abort, stopping });
        if (failure !== undefined) throw failure;
        return { restMs };
      },
      // The lane has told it.
      onFailure: () => undefined,
      random,
    }),
  );
  const ticks = createRuns(clock);
  const stop: Poller['stop'] = async ({ timeoutMs } = {}) => {
    await Promise.all([...loops.map((loop) => loop.stop({ timeoutMs })), ticks.end({ timeoutMs })]);
  };
  return {
    async start({ signal } = {}) {
      for (const loop of loops) loop.start({ signal });
    },
    stop,
    tick: createTick({ lanes, clock, ticks }),
    stats,
    [Symbol.asyncDispose]: () => stop(),
  };
}

function lanesOf(settings: PollerSettings, ground: PollerGround): Lane[] {
  const { cadence, limiter, leaseMs, idleMs, tenants } = settings;
  const { store, clock, random = systemRandom } = ground;
  const owner = randomUUID();
  const tell = createTellPoll(ground.hooks, ground.logger);
  return settings.lanes.map(({ adapter, concurrency, batchSize }) => {
    const quota = ground.quotaOf(adapter);
    const budget = createBudget({ limiter, clock, adapter, quota, isSpread: true });
    const planning = { cadence, random, pushes: adapter.capabilities.push };
    const pollTrackers = createPollTrackers({ ...ground, adapter, budget, planning, tell });
    return createLane({
      adapter,
      concurrency,
      batchSize,
      leaseMs,
      idleMs,
      tenants,
      owner,
      store,
      clock,
      budget,
      pollTrackers,
      tell,
    });
  });
}

function counted(lanes: readonly Lane[]): {
  readonly lanes: readonly Lane[];
  readonly stats: Poller['stats'];
} {
  const nothing = { ...NO_POLLS, lagMs: 0 };
  const done = new Map(lanes.map(({ carrier }) => [carrier, nothing]));
  return {
    lanes: lanes.map((lane) => ({
      carrier: lane.carrier,
      async round(signals) {
        const round = await lane.round(signals);
        const before = done.get(lane.carrier) ?? nothing;
        done.set(lane.carrier, { ...sumOf([before, round.counts]), lagMs: round.lagMs });
        return round;
      },
    })),
    stats: () => Object.fromEntries(done),
  };
}
