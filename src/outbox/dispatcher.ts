/** Hands outbox messages to the host: at least once, in order per tracker, again after failures, dead in the end. */

import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { toldError } from '../errors.ts';
import { type Logger, log } from '../logger.ts';
import type { ClaimedMessage, Settlement, Store } from '../stores/store.ts';
import { type Clock, systemRandom, toInstant } from '../time/clock.ts';
import { createDeadline } from '../time/deadline.ts';
import { createLoop } from '../time/loop.ts';
import { createRuns } from '../time/runs.ts';
import { untilAborted } from '../time/until-aborted.ts';
import {
  type DispatcherOptions,
  type DispatcherSettings,
  resolveDispatcherOptions,
} from './dispatcher-options.ts';
import { retryDelayMs } from './retry-schedule.ts';

/** What one round came to. */
export type DispatchCounts = { readonly delivered: number; readonly retried: number; readonly dead: number };

export type Dispatcher = {
  /** Delivers what is there and what comes, until it is stopped or `signal` aborts. */
  start(options?: { readonly signal?: AbortSignal | undefined }): void;
  /**
   * Claims nothing more and waits for what is being delivered, by ticks too; what is not done after `timeoutMs` waits
   * for the next start. @default 30000
   */
  stop(options?: { readonly timeoutMs?: number | undefined }): Promise<void>;
  /** Delivers one batch of what is due; for cron and serverless hosts. Rejects when the store fails. */
  tick(options?: { readonly signal?: AbortSignal | undefined }): Promise<DispatchCounts>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type DispatcherGround = {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger?: Logger | undefined;
  readonly random?: (() => number) | undefined;
};

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export function createDispatcher(options: DispatcherOptions, ground: DispatcherGround): Dispatcher {
  const settings = resolveDispatcherOptions(options);
  const { clock, logger } = ground;
  const dispatch = createDispatch(settings, ground);
  const loop = createLoop({
    clock,
    round: async (signal) => {
      const { delivered, retried, dead } = await dispatch(signal);
      return { restMs: delivered + retried + dead > 0 ? 0 : settings.idleMs };
    },
    onFailure: (error) => log(logger, 'error', 'outbox.failed', { error: toldError(error) }),
    random: ground.random,
  });
  const ticks = createRuns(clock);
  const stop: Dispatcher['stop'] = async ({ timeoutMs } = {}) => {
    await Promise.all([loop.stop({ timeoutMs }), ticks.end({ timeoutMs })]);
  };
  return {
    start: loop.start,
    stop,
    async tick({ signal } = {}) {
      signal?.throwIfAborted();
      return ticks.begin((_, kill) => dispatch(kill), signal);
    },
    [Symbol.asyncDispose]: () => stop(),
  };
}

function createDispatch(
  settings: DispatcherSettings,
  { store, clock, logger, random = systemRandom }: DispatcherGround,
) {
  const owner = randomUUID();
  const limit = pLimit(settings.concurrency);

  async function deliver(claimed: ClaimedMessage, signal: AbortSignal): Promise<Settlement> {
    const { message, lease, attempts } = claimed;
    const { id } = message;
    if (signal.aborted) return { id, lease, outcome: 'unsent' };
    const deadline = createDeadline({
      clock,
      ms: settings.deliveryTimeoutMs,
      parent: signal,
      onExpiry: () => new Error(`Not delivered within ${settings.deliveryTimeoutMs} ms.`),
    });
    try {
      const handing = (async () =>
        settings.deliver(message, { signal: deadline.signal, attempt: attempts + 1 }))();
      await untilAborted(handing, deadline.signal);
      return { id, lease, outcome: 'delivered' };
    } catch (error) {
      if (signal.aborted) return { id, lease, outcome: 'unsent' };
      log(logger, 'warn', 'outbox.delivery_failed', {
        messageId: id,
        type: message.type,
        attempts: attempts + 1,
      });
      return { id, lease, ...afterFailure(attempts + 1, error) };
    } finally {
      deadline.dispose();
    }
  }

  function afterFailure(failedAttempts: number, error: unknown) {
    const waitMs = retryDelayMs(failedAttempts, settings.retryDelaysMs, random);
    if (waitMs === undefined) return { outcome: 'dead', error: reasonOf(error) } as const;
    return { outcome: 'retry', retryAt: toInstant(clock.now() + waitMs), error: reasonOf(error) } as const;
  }

  return async (signal: AbortSignal): Promise<DispatchCounts> => {
    signal.throwIfAborted();
    const { batchSize, leaseMs } = settings;
    const now = toInstant(clock.now());
    const claimed = await store.claimOutbox({ now, limit: batchSize, leaseMs, owner });
    const settlements = await Promise.all(claimed.map((each) => limit(() => deliver(each, signal))));
    if (settlements.length > 0) await store.settleOutbox(settlements, toInstant(clock.now()));
    const count = (wanted: Settlement['outcome']) =>
      settlements.filter(({ outcome }) => outcome === wanted).length;
    return { delivered: count('delivered'), retried: count('retry'), dead: count('dead') };
  };
}

const MAX_REASON = 200;

/** Kept beside the message for a person; a host's error may hold anything, so only its name and code are. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`.slice(0, MAX_REASON);
}
