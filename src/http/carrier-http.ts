/**
 * Composes what protects a carrier from us, and us from it, for one credential. The order of a call: pause and
 * breaker, its turn in the queue, pause and breaker again, deadline, token, attempts.
 */

import {
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierUnavailableError,
  isTrackingError,
} from '../errors.ts';
import { type Logger, log } from '../logger.ts';
import { type Clock, systemRandom } from '../time/clock.ts';
import { createDeadline, type Deadline } from '../time/deadline.ts';
import { createAttempts } from './attempts.ts';
import { createAuthorizedCall, refusesToken } from './authorized-call.ts';
import { createCallPace } from './call-pace.ts';
import { createCallQueue } from './call-queue.ts';
import {
  type BreakerRefusal,
  type CallVerdict,
  type CircuitBreaker,
  createCircuitBreaker,
} from './circuit-breaker.ts';
import type {
  CarrierHttp,
  HttpAttempt,
  HttpCallOptions,
  HttpReply,
  HttpRequest,
  OAuthGrant,
} from './exchange.ts';
import { createHttpClient, type Fetch } from './http-client.ts';
import {
  checkInteger,
  type HttpSettings,
  type ResolvedHttpSettings,
  resolveHttpSettings,
} from './http-settings.ts';
import type { TokenCache } from './oauth-token.ts';
import { createRatePause, type RatePause } from './rate-pause.ts';
import { safeUrl } from './redact.ts';
import type { RetryBudget } from './retry-budget.ts';

export type CarrierHttpConfig = HttpSettings & {
  readonly carrier: string;
  readonly clock: Clock;
  /** Calls at once. */
  readonly concurrency: number;
  /** Calls a second, tokens and retries included. @default no limit */
  readonly perSecond?: number | undefined;
  /** Shared by all credentials of a tracking client. */
  readonly tokens: TokenCache;
  /** Shared by all credentials of a carrier. */
  readonly retryBudget: RetryBudget;
  /** @default the global `fetch` */
  readonly fetch?: Fetch | undefined;
  /** Spreads the waits between attempts; from 0 up to 1. */
  readonly random?: (() => number) | undefined;
  readonly logger?: Logger | undefined;
  /** Hears of every attempt, token requests included; may throw or reject without harm. */
  readonly onAttempt?: ((attempt: HttpAttempt) => unknown) | undefined;
};

const MAX_CONCURRENCY = 1_000;

/** @throws ConfigurationError (`INVALID_OPTIONS`) when a number is out of its bounds. */
export function createCarrierHttp(config: CarrierHttpConfig): CarrierHttp {
  const { carrier, clock, logger } = config;
  const settings = resolveHttpSettings(config);
  const concurrency = checkInteger('concurrency', config.concurrency, 1, MAX_CONCURRENCY);
  const pause = createRatePause({ clock, defaultMs: settings.defaultPauseMs });
  const breaker = createCircuitBreaker({
    clock,
    failuresToOpen: settings.failuresToOpen,
    openMs: settings.breakerOpenMs,
  });
  const queue = createCallQueue({ carrier, concurrency, maxQueue: settings.maxQueue });
  const callUnderDeadline = createCall(config, settings, pause);

  async function takeTurn(request: HttpRequest, options: HttpCallOptions): Promise<HttpReply> {
    refuseInVain(carrier, pause, breaker);
    const pass = breaker.enter();
    let verdict: CallVerdict = 'unknown';
    try {
      const reply = await callUnderDeadline(request, options, pass.isProbe ? 1 : settings.maxAttempts);
      verdict = verdictOfStatus(reply.status, options.grant);
      return reply;
    } catch (error) {
      if (!options.signal?.aborted) verdict = verdictOfError(error);
      throw error;
    } finally {
      if (pass.settle(verdict)) log(logger, 'warn', 'breaker.opened', { carrier, ...breaker.refusal() });
    }
  }

  return {
    async request(request, options = {}) {
      options.signal?.throwIfAborted();
      refuseInVain(carrier, pause, breaker);
      return queue.run(() => takeTurn(request, options), options.signal);
    },
  };
}

/** No network, no queue: what is known to be in vain fails at once. */
function refuseInVain(carrier: string, pause: RatePause, breaker: CircuitBreaker): void {
  const pausedMs = pause.remainingMs();
  if (pausedMs > 0) throw pausedError(carrier, pausedMs);
  const refusal = breaker.refusal();
  if (refusal) throw breakerError(carrier, refusal);
}

type Call = (request: HttpRequest, options: HttpCallOptions, maxAttempts: number) => Promise<HttpReply>;

/** One call under one deadline. It begins here, not in the queue: it measures the carrier, not our own line. */
function createCall(config: CarrierHttpConfig, settings: ResolvedHttpSettings, pause: RatePause): Call {
  const { carrier, clock, fetch, tokens, random = systemRandom, retryBudget, logger, onAttempt } = config;
  const { deadlineMs, maxBodyBytes, maxRetryWaitMs, maxAttempts } = settings;
  const attempts = createAttempts({
    carrier,
    client: createHttpClient({ carrier, clock, fetch, maxBodyBytes }),
    clock,
    pace: createCallPace({ clock, perSecond: config.perSecond }),
    pause,
    budget: retryBudget,
    random,
    maxRetryWaitMs,
    logger,
    onAttempt,
  });
  const startDeadline = (request: HttpRequest, parent: AbortSignal | undefined): Deadline =>
    createDeadline({
      clock,
      ms: deadlineMs,
      parent,
      onExpiry: () => lateError(carrier, request, deadlineMs),
    });
  const callWithToken = createAuthorizedCall({
    carrier,
    attempts,
    tokens,
    pause,
    maxAttempts,
    startDeadline,
  });

  return async (request, { grant, signal }, attemptsAllowed) => {
    const deadline = startDeadline(request, signal);
    const limit = { deadline, maxAttempts: attemptsAllowed };
    try {
      return grant ? await callWithToken(request, grant, limit) : (await attempts.run(request, limit)).reply;
    } finally {
      deadline.dispose();
    }
  };
}

function verdictOfStatus(status: number, grant: OAuthGrant | undefined): CallVerdict {
  // A refusal here outlived the renewal of its token. 403 may be about the parcel alone, unless the grant says more.
  if (status === 401 || (grant && refusesToken(grant, status))) return 'refused';
  return status >= 500 ? 'down' : 'up';
}

function verdictOfError(error: unknown): CallVerdict {
  if (!isTrackingError(error)) return 'unknown';
  if (error.code === 'CARRIER_UNAVAILABLE') return 'down';
  if (error.code === 'CARRIER_AUTH') return 'refused';
  return error.code === 'INVALID_OPTIONS' ? 'unknown' : 'up';
}

const lateError = (carrier: string, { method, url }: HttpRequest, deadlineMs: number) =>
  new CarrierUnavailableError(
    `${carrier}: no complete answer within ${deadlineMs} ms (${method} ${safeUrl(url)})`,
    { carrier },
  );

const pausedError = (carrier: string, retryAfterMs: number): CarrierRateLimitError =>
  new CarrierRateLimitError(`${carrier}: paused after a rate limit, for ${retryAfterMs} ms more`, {
    carrier,
    retryAfterMs,
  });

function breakerError(carrier: string, { because, retryAfterMs }: BreakerRefusal): Error {
  const details = { carrier, retryAfterMs };
  return because === 'refused'
    ? new CarrierAuthError(`${carrier}: refused the credentials several times; not asked again yet`, details)
    : new CarrierUnavailableError(`${carrier}: failed several times; not asked again yet`, details);
}
