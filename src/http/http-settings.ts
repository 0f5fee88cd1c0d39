/** The numbers that bound every call, with their defaults and limits. */

import { ConfigurationError } from '../errors.ts';

/** All optional for a host; durations in milliseconds. */
export type HttpSettings = {
  /** One call's whole time: token, attempts, waits between them, bodies. @default 15000 */
  readonly deadlineMs?: number | undefined;
  /** The largest answer that is read, after decompression. @default 2097152 (2 MiB) */
  readonly maxBodyBytes?: number | undefined;
  /** Attempts of one call, the first included. @default 3 */
  readonly maxAttempts?: number | undefined;
  /** The longest wait between attempts; a carrier that asks for more gets no further attempt now. @default 5000 */
  readonly maxRetryWaitMs?: number | undefined;
  /** Calls that wait for their turn, per credential. @default 1000 */
  readonly maxQueue?: number | undefined;
  /** The pause after a rate limit that names no wait. @default 30000 */
  readonly defaultPauseMs?: number | undefined;
  /** Failed calls in a row that open the circuit breaker. @default 5 */
  readonly failuresToOpen?: number | undefined;
  /** How long the breaker stays open before it lets a probe through. @default 30000 */
  readonly breakerOpenMs?: number | undefined;
};

export type ResolvedHttpSettings = { readonly [Key in keyof HttpSettings]-?: number };

type Bounds = { readonly default: number; readonly min: number; readonly max: number };

/** What a timer can take: 24.8 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

const BOUNDS: Readonly<Record<keyof HttpSettings, Bounds>> = {
  deadlineMs: { default: 15_000, min: 1, max: MAX_TIMER_MS },
  maxBodyBytes: { default: 2 * 1024 * 1024, min: 1, max: 2 ** 29 },
  maxAttempts: { default: 3, min: 1, max: 10 },
  maxRetryWaitMs: { default: 5_000, min: 0, max: MAX_TIMER_MS },
  maxQueue: { default: 1_000, min: 0, max: 1_000_000 },
  defaultPauseMs: { default: 30_000, min: 0, max: MAX_TIMER_MS },
  failuresToOpen: { default: 5, min: 1, max: 1_000_000 },
  breakerOpenMs: { default: 30_000, min: 0, max: MAX_TIMER_MS },
};

/** Fills in the defaults. @throws ConfigurationError (`INVALID_OPTIONS`) naming the number that is out of bounds. */
export function resolveHttpSettings(settings: HttpSettings): ResolvedHttpSettings {
  const resolve = (name: keyof HttpSettings): number => {
    const { default: fallback, min, max } = BOUNDS[name];
    return checkInteger(name, settings[name] ?? fallback, min, max);
  };
  return {
    deadlineMs: resolve('deadlineMs'),
    maxBodyBytes: resolve('maxBodyBytes'),
    maxAttempts: resolve('maxAttempts'),
    maxRetryWaitMs: resolve('maxRetryWaitMs'),
    maxQueue: resolve('maxQueue'),
    defaultPauseMs: resolve('defaultPauseMs'),
    failuresToOpen: resolve('failuresToOpen'),
    breakerOpenMs: resolve('breakerOpenMs'),
  };
}

/** @throws ConfigurationError (`INVALID_OPTIONS`) for anything but a whole number within the bounds. */
export function checkInteger(path: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new ConfigurationError(
    'INVALID_OPTIONS',
    `${path}: a whole number from ${min} to ${max} is expected.`,
    {
      path,
    },
  );
}
