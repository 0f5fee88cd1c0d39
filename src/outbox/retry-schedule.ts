/** When a message that could not be delivered is tried again. Pure. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The waits after each failed attempt that Standard Webhooks gives as its example: ten attempts in 75 hours. */
export const DEFAULT_RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

const JITTER = 0.2;

/**
 * How long to wait after the attempt that made it `failedAttempts`; undefined when that was the last. Spread by a
 * fifth either way, so that what failed together isn't tried together.
 */
export function retryDelayMs(
  failedAttempts: number,
  delaysMs: readonly number[],
  random: () => number,
): number | undefined {
  const delayMs = delaysMs[failedAttempts - 1];
  return delayMs === undefined ? undefined : Math.round(delayMs * (1 - JITTER + 2 * JITTER * random()));
}
