/** The attempts of one call: sends, tells who listens, waits, and sends again while that may help. */

import { isTrackingError } from '../errors.ts';
import { contained, type Logger, log } from '../logger.ts';
import type { Clock } from '../time/clock.ts';
import type { Deadline } from '../time/deadline.ts';
import { untilAborted } from '../time/until-aborted.ts';
import type { CallPace } from './call-pace.ts';
import type { HttpAttempt, HttpReply, HttpRequest } from './exchange.ts';
import type { HttpClient } from './http-client.ts';
import type { RatePause } from './rate-pause.ts';
import { safeUrl } from './redact.ts';
import { type AttemptOutcome, isTransientStatus, retryWaitMs } from './retry.ts';
import type { RetryBudget } from './retry-budget.ts';

export type AttemptsOptions = {
  readonly carrier: string;
  readonly client: HttpClient;
  readonly clock: Clock;
  readonly pace: CallPace;
  readonly pause: RatePause;
  readonly budget: RetryBudget;
  readonly random: () => number;
  readonly maxRetryWaitMs: number;
  readonly logger?: Logger | undefined;
  readonly onAttempt?: ((attempt: HttpAttempt) => unknown) | undefined;
};

/** What bounds one run of attempts. */
export type AttemptsLimit = {
  readonly deadline: Deadline;
  readonly maxAttempts: number;
  /** Attempts of the same call that went before. @default 0 */
  readonly attemptsBefore?: number;
};

export type Attempts = {
  /**
   * Makes one attempt at least. Gives the last reply, of whatever status, and how many attempts were made.
   *
   * @throws what the last attempt threw, and the deadline signal's reason.
   */
  run(
    request: HttpRequest,
    limit: AttemptsLimit,
  ): Promise<{ readonly reply: HttpReply; readonly attempts: number }>;
};

export function createAttempts(options: AttemptsOptions): Attempts {
  const { clock, pace, pause, budget, random, maxRetryWaitMs } = options;
  return {
    async run(request, { deadline, maxAttempts, attemptsBefore = 0 }) {
      for (let attempts = attemptsBefore + 1; ; attempts += 1) {
        await pace.turn(deadline.signal);
        const outcome = await tryOnce(request, attempts, deadline.signal, options);
        deadline.signal.throwIfAborted();
        learn(outcome, options);
        const waitMs = retryWaitMs(outcome, {
          attempts,
          maxAttempts,
          maxWaitMs: maxRetryWaitMs,
          remainingMs: deadline.remainingMs(),
          pausedMs: pause.remainingMs(),
          random,
        });
        if (waitMs === undefined || !budget.spend()) return { reply: handUp(outcome, pause), attempts };
        await untilAborted(clock.sleep(waitMs, deadline.signal), deadline.signal);
      }
    },
  };
}

async function tryOnce(
  request: HttpRequest,
  attempt: number,
  signal: AbortSignal,
  options: AttemptsOptions,
): Promise<AttemptOutcome> {
  const { client, clock } = options;
  const startedAt = clock.now();
  const outcome: AttemptOutcome = await client.send(request, signal).then(
    (reply) => ({ reply }),
    (error: unknown) => ({ error }),
  );
  report(request, attempt, clock.now() - startedAt, outcome, options);
  return outcome;
}

function report(
  { method, url }: HttpRequest,
  attempt: number,
  durationMs: number,
  outcome: AttemptOutcome,
  { carrier, logger, onAttempt }: AttemptsOptions,
): void {
  const heard: HttpAttempt = {
    carrier,
    method,
    url: safeUrl(url),
    attempt,
    durationMs: Math.max(0, durationMs),
    ...('reply' in outcome ? { status: outcome.reply.status } : {}),
    ...('error' in outcome && isTrackingError(outcome.error) ? { error: outcome.error } : {}),
  };
  log(logger, 'debug', 'http.attempt', heard);
  contained(onAttempt, logger)(heard);
}

/** Fills the budget, or begins the pause for the whole credential. */
function learn(outcome: AttemptOutcome, { carrier, budget, pause, logger }: AttemptsOptions): void {
  if (!('reply' in outcome)) return;
  const { status, retryAfterMs } = outcome.reply;
  if (!isTransientStatus(status)) budget.earn();
  if (status !== 429) return;
  pause.begin(retryAfterMs);
  log(logger, 'warn', 'carrier.paused', { carrier, pausedMs: pause.remainingMs() });
}

function handUp(outcome: AttemptOutcome, pause: RatePause): HttpReply {
  if ('error' in outcome) throw outcome.error;
  const { reply } = outcome;
  if (reply.status !== 429) return reply;
  return { ...reply, retryAfterMs: Math.max(reply.retryAfterMs ?? 0, pause.remainingMs()) };
}
