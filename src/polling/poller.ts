/** Polls what is due, one lane per carrier, so that none waits for another; survives faults and stops cleanly. */

import { randomUUID } from 'node:crypto';
import type { CarrierCall } from '../asking/carrier-call.ts';
import type { CallQuota, CarrierAdapter } from '../carriers/carrier.ts';
import { isTrackingError } from '../errors.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../stores/store.ts';
import { type Clock, systemRandom } from '../time/clock.ts';
import { createLoop } from '../time/loop.ts';
import { createBudget, storeLimiter } from './budget.ts';
import { createLane, type Lane, NO_POLLS, type PollCounts, sumOf } from './lane.ts';
import { createTellPoll, type PollHooks, type TellPoll } from './poll-events.ts';
import {
  type PollerGround as OptionsGround,
  type PollerOptions,
  type PollerSettings,
  resolvePollerOptions,
} from './poller-options.ts';

export type PollerStats = { readonly [carrier: string]: PollCounts };

export type Poller = {
  /** Polls until it is stopped or `signal` aborts; resolves at once. It outlives carriers and databases that fail. */
  start(options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /**
   * Claims nothing more and resolves when what is under way has been committed. After `timeoutMs` the calls are
   * aborted and their trackers given back, due as before. @default 30000
   */
  stop(options?: { readonly timeoutMs?: number | undefined }): Promise<void>;
  /**
   * Polls what is due, until nothing is or `timeLimitMs` is over: for cron and serverless hosts. A carrier that fails
   * doesn't keep the others from being polled. @default 20000
   *
   * @throws what the store threw, after all carriers had their turn.
   */
  tick(options?: {
    readonly timeLimitMs?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  }): Promise<PollerStats>;
  /** What was done since it was made, by carrier. */
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

const TICK_LIMIT_MS = 20_000;

/** @throws ConfigurationError (`INVALID_OPTIONS`, `UNKNOWN_CARRIER`) */
export function createPoller(options: PollerOptions, ground: PollerGround): Poller {
  const settings = resolvePollerOptions(options, ground);
  const { clock } = ground;
  const tell = createTellPoll(ground.hooks, ground.logger);
  const done = new Map<string, PollCounts>();
  const lanes = lanesOf(settings, ground, tell).map((lane) => counted(lane, done));
  const loops = lanes.map((lane) =>
    createLoop({
      clock,
      round: lane.round,
      onFailure: (error) => tell('poll.failed', { carrier: lane.carrier, error: nameable(error) }),
      random: ground.random,
    }),
  );
  const stop: Poller['stop'] = async (how) => {
    await Promise.all(loops.map((loop) => loop.stop(how)));
  };
  return {
    async start(how) {
      for (const loop of loops) loop.start(how);
    },
    stop,
    async tick({ timeLimitMs = TICK_LIMIT_MS, signal = new AbortController().signal } = {}) {
      const endsAt = clock.now() + timeLimitMs;
      const rounds = lanes.map((lane) => untilIdle(lane, { endsAt, clock, signal }));
      const settled = await Promise.allSettled(rounds);
      const failure = settled.find(({ status }) => status === 'rejected');
      if (failure !== undefined) throw (failure as PromiseRejectedResult).reason;
      return Object.fromEntries(
        settled.map((each, place) => [
          (lanes[place] as Lane).carrier,
          (each as PromiseFulfilledResult<PollCounts>).value,
        ]),
      );
    },
    stats: () => Object.fromEntries(lanes.map(({ carrier }) => [carrier, done.get(carrier) ?? NO_POLLS])),
    [Symbol.asyncDispose]: () => stop(),
  };
}

function lanesOf(settings: PollerSettings, ground: PollerGround, tell: TellPoll): Lane[] {
  const { store, clock, random = systemRandom } = ground;
  const limiter = settings.limiter ?? storeLimiter(store);
  const owner = randomUUID();
  return settings.lanes.map((lane) => {
    const { adapter } = lane;
    const key = `${adapter.id}/${adapter.credentialKey}`;
    return createLane(lane, {
      store,
      clock,
      owner,
      budget: createBudget({ limiter, clock, key, quota: ground.quotaOf(adapter) }),
      call: ground.call,
      ingest: ground.ingest,
      planning: { cadence: settings.cadence, random, pushes: adapter.capabilities.push },
      tell,
      leaseMs: settings.leaseMs,
      idleMs: settings.idleMs,
      tenants: settings.tenants,
    });
  });
}

const counted = (lane: Lane, done: Map<string, PollCounts>): Lane => ({
  carrier: lane.carrier,
  async round(signal) {
    const result = await lane.round(signal);
    done.set(lane.carrier, sumOf([done.get(lane.carrier) ?? NO_POLLS, result.counts]));
    return result;
  },
});

type TickLimits = { readonly endsAt: number; readonly clock: Clock; readonly signal: AbortSignal };

async function untilIdle(lane: Lane, { endsAt, clock, signal }: TickLimits): Promise<PollCounts> {
  let counts = NO_POLLS;
  while (clock.now() < endsAt) {
    signal.throwIfAborted();
    const round = await lane.round(signal);
    counts = sumOf([counts, round.counts]);
    if (round.restMs > 0) break;
  }
  return counts;
}

/** An error that isn't ours may hold anything: only its name is told. */
const nameable = (error: unknown) =>
  isTrackingError(error) ? error : { name: error instanceof Error ? error.name : typeof error };
