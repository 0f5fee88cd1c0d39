/** Puts together what follows parcels: the store, merging, polling, the outbox. */

import type { Asker } from './asking/ask.ts';
import type { CarrierCall } from './asking/carrier-call.ts';
import type { CallQuota, CarrierAdapter } from './carriers/carrier.ts';
import type { CarrierRegistry } from './carriers/registry.ts';
import { createFollowing, type Following } from './following/following.ts';
import { createMessageKeeping, type MessageKeeping } from './following/message-keeping.ts';
import { createIngest } from './ingest/ingest.ts';
import type { Logger } from './logger.ts';
import type { Tracker } from './model/tracker.ts';
import type { StatusPolicy } from './normalization/normalize.ts';
import { createDispatcher, type Dispatcher } from './outbox/dispatcher.ts';
import type { DispatcherOptions } from './outbox/dispatcher-options.ts';
import { adaptiveCadence } from './polling/adaptive-cadence.ts';
import { afterAnswer, afterNews } from './polling/after-poll.ts';
import { type CallLimiter, storeLimiter } from './polling/budget.ts';
import type { Cadence } from './polling/cadence.ts';
import type { PollHooks } from './polling/poll-events.ts';
import { createPoller, type Poller } from './polling/poller.ts';
import type { PollerOptions } from './polling/poller-options.ts';
import { createRefresh, type Refresh } from './polling/refresh.ts';
import type { DueCount, MigrationReport, Store } from './stores/store.ts';
import { type Clock, systemRandom, toInstant } from './time/clock.ts';
import type { MergePolicy } from './timeline/policy.ts';

export type FollowingParts = Following &
  MessageKeeping & {
    /** Brings the store's schema up to date; call it when the service starts. */
    migrate(): Promise<MigrationReport>;
    /**
     * Makes a poller; it rests until it is started or ticked.
     *
     * @throws ConfigurationError (`INVALID_OPTIONS`, `UNKNOWN_CARRIER`) for options that could not work.
     */
    createPoller(options?: PollerOptions): Poller;
    readonly refresh: Refresh;
    /** By carrier, how many parcels wait to be asked about and since when the first of them does: whether polling keeps up. */
    dueCounts(): Promise<readonly DueCount[]>;
    /**
     * Makes a dispatcher, which hands every change of a tracker to the host.
     *
     * @throws ConfigurationError (`INVALID_OPTIONS`) for options that could not work.
     * @example const dispatcher = client.createDispatcher({ deliver: async (message) => queue.add(message) });
     */
    createDispatcher(options: DispatcherOptions): Dispatcher;
    /** Ends what the store has opened; the host's database handle stays open. */
    close(): Promise<void>;
  };

export type FollowingPartsGround = {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger | undefined;
  readonly hooks: PollHooks | undefined;
  readonly registry: CarrierRegistry;
  readonly asker: Asker;
  readonly call: CarrierCall;
  readonly policy: MergePolicy | undefined;
  /** What the host says of a carrier's codes. */
  readonly statusPolicyOf: (adapter: CarrierAdapter) => StatusPolicy;
  readonly cadence: Cadence | undefined;
  readonly limiter: CallLimiter | undefined;
  readonly concurrencyOf: (adapter: CarrierAdapter) => number;
  readonly quotaOf: (adapter: CarrierAdapter) => CallQuota | undefined;
  readonly callTimeoutMs: number;
};

export function createFollowingParts(ground: FollowingPartsGround): FollowingParts {
  const { store, clock, asker, policy, registry } = ground;
  const { cadence = adaptiveCadence(), limiter = storeLimiter(store, ground.clock) } = ground;
  const ingest = createIngest({ store, clock, policy });
  const planningFor = ({ carrier }: Tracker) => ({
    cadence,
    random: systemRandom,
    pushes: registry.all.find(({ id }) => id === carrier)?.capabilities.push ?? false,
  });
  return {
    ...createFollowing({
      store,
      clock,
      logger: ground.logger,
      asker,
      ingest,
      policy,
      registry,
      statusPolicyOf: ground.statusPolicyOf,
      planAfterAnswer: (tracker, outcome, now) => afterAnswer(tracker, outcome, now, planningFor(tracker)),
      planAfterNews: (tracker, now) => afterNews(tracker, now, planningFor(tracker)),
    }),
    migrate: () => store.migrate(),
    createPoller: (options = {}) => createPoller(options, { ...ground, ingest, cadence, limiter }),
    refresh: createRefresh({ ...ground, ingest, cadence, limiter }),
    dueCounts: () => store.dueCounts(toInstant(clock.now())),
    createDispatcher: (options) => createDispatcher(options, ground),
    ...createMessageKeeping(store, clock),
    close: () => store.close(),
  };
}
