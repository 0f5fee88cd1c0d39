/** Whether an attempt is repeated, and after how long. Pure; every call counts as one that may be repeated. */

import { isTrackingError } from '../errors.ts';
import type { HttpReply } from './exchange.ts';

/** What one attempt came to. */
export type AttemptOutcome = { readonly reply: HttpReply } | { readonly error: unknown };

/** What a wait depends on. */
export type RetrySituation = {
  /** How many attempts were made. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** The longest wait that is sat out here; longer ones are the caller's to plan. */
  readonly maxWaitMs: number;
  /** What the call's deadline leaves. */
  readonly remainingMs: number;
  /** For how long the credential is paused. */
  readonly pausedMs: number;
  /** From 0 up to 1. */
  readonly random: () => number;
};

const BASE_MS = 250;
const TRANSIENT_CLIENT_STATUSES: ReadonlySet<number> = new Set([408, 425, 429]);

/** Whether a reply of this status says "not now". */
export const isTransientStatus = (status: number): boolean =>
  status >= 500 || TRANSIENT_CLIENT_STATUSES.has(status);

/** How long to wait before the next attempt; undefined where there is to be none. */
export function retryWaitMs(outcome: AttemptOutcome, situation: RetrySituation): number | undefined {
  const { attempts, maxAttempts, maxWaitMs, remainingMs, pausedMs } = situation;
  if (attempts >= maxAttempts || !isTransient(outcome)) return undefined;
  const askedMs = 'reply' in outcome ? (outcome.reply.retryAfterMs ?? 0) : 0;
  const waitMs = Math.max(backOffMs(situation), askedMs, pausedMs);
  return waitMs <= maxWaitMs && waitMs < remainingMs ? waitMs : undefined;
}

function isTransient(outcome: AttemptOutcome): boolean {
  if ('reply' in outcome) return isTransientStatus(outcome.reply.status);
  const { error } = outcome;
  return isTrackingError(error) && error.code === 'CARRIER_UNAVAILABLE' && error.retryable;
}

/** Full jitter: anything up to a ceiling that doubles, so that those who failed together return apart. */
function backOffMs({ attempts, maxWaitMs, random }: RetrySituation): number {
  const ceilingMs = Math.min(maxWaitMs, BASE_MS * 2 ** (attempts - 1));
  const share = random();
  // A host's own source may give anything.
  return share >= 0 && share <= 1 ? share * ceilingMs : ceilingMs;
}
