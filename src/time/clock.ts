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
  sleep(ms: number, signal?: AbortSignal, options?: SleepOptions): Promise<void>;
};

export type SleepOptions = {
  /** Whether this wait alone keeps the process running. @default true */
  readonly holdsProcess?: boolean | undefined;
};

/** What one timer can count; it takes a longer time for none at all. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal, { holdsProcess = true } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      let timer: ReturnType<typeof setTimeout>;
      const wait = (left: number) => {
        timer = setTimeout(
          () => (left > LONGEST_TIMER_MS ? wait(left - LONGEST_TIMER_MS) : wake()),
          Math.min(left, LONGEST_TIMER_MS),
        );
        if (!holdsProcess) timer.unref();
      };
      const wake = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      wait(ms);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};

/** Lets timers, sockets and whoever else waits in this process have their turn. No time passes on any clock. */
export const eventLoopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A number from 0 up to 1 that spreads waits apart; of no use for secrets. */
export const systemRandom = (): number => Math.random();

/** Milliseconds since the epoch as an {@link Instant}. */
export const toInstant = (milliseconds: number): Instant => new Date(milliseconds).toISOString();
