/** The only place that reads the machine's clock or sets a timer. */

/** An instant: ISO 8601 in UTC with milliseconds and `Z`; as text it sorts as time. */
export type Instant = string;

/** The time source of a client; give your own to test, or to move time by hand. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Resolves after `ms`, or rejects with the signal's reason as soon as it aborts.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};

/** Milliseconds since the epoch as an {@link Instant}. */
export const toInstant = (milliseconds: number): Instant => new Date(milliseconds).toISOString();
