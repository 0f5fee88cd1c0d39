/** A clock that stands still until it is moved: time in tests is a decision, not a wait. */

import { type Clock, type Instant, systemClock } from '../time/clock.ts';

export type ManualClock = Clock & {
  /**
   * Moves on by `ms`, waking sleepers in the order of their times, each with the clock at its own time. Waits for
   * what follows in this process, but not for sockets, files or a module's first import: await those before.
   */
  advance(ms: number): Promise<void>;
  /** Moves to an instant as `advance` does; moving back wakes nobody. */
  set(time: Instant | number): Promise<void>;
  /**
   * Settles as `work` does, and moves on to the end of each wait that it meets: for a retry, or until the carrier's rate
   * allows the next call. Without it, or `advance`, such a wait never ends. Deadlines come only as time passes them.
   *
   * @example const results = await clock.until(client.trackMany(numbers));
   */
  until<Result>(work: PromiseLike<Result>): Promise<Result>;
  /** How many sleep. */
  readonly pending: number;
};

type Sleeper = {
  readonly wakesAt: number;
  /** Else it is a deadline: who set it waits for something else. */
  readonly isWait: boolean;
  wake(): void;
};

/**
 * How many turns of the promise queue a woken sleeper gets before the clock moves on; a call through the client
 * takes a few dozen.
 */
const SETTLING_TURNS = 400;

/**
 * Makes a clock that stands at `start`. Whatever waits on it waits until it is moved: by `advance` and `set`, or
 * by `until`, which moves it as far as some work needs.
 *
 * @example
 * const clock = createManualClock('2026-03-02T09:00:00.000Z');
 * await clock.advance(60_000);
 */
export function createManualClock(start: Instant | number): ManualClock {
  let now = toMilliseconds(start);
  const sleepers = new Set<Sleeper>();

  const sleep: Clock['sleep'] = (ms, signal, { holdsProcess: isWait = true } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const sleeper: Sleeper = {
        wakesAt: now + Math.max(0, ms),
        isWait,
        wake() {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = () => {
        sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', onAbort, { once: true });
    });

  const moveTo = async (target: number): Promise<void> => {
    await settle();
    for (let next = earliest(sleepers, target); next; next = earliest(sleepers, target)) {
      now = Math.max(now, next.wakesAt);
      next.wake();
      await settle();
    }
    now = target;
  };

  const until = async <Result>(work: PromiseLike<Result>): Promise<Result> => {
    let isSettled = false;
    const settled = Promise.resolve(work).finally(() => {
      isSettled = true;
    });
    for (;;) {
      // A turn of the event loop too, for what comes over sockets.
      await Promise.race([settled, settle().then(() => systemClock.sleep(0))]);
      if (isSettled) return settled;
      const next = earliest([...sleepers].filter(({ isWait }) => isWait));
      if (next) await moveTo(next.wakesAt);
    }
  };

  return {
    now: () => now,
    sleep,
    until,
    advance: (ms) => moveTo(now + ms),
    set: (time) => moveTo(toMilliseconds(time)),
    get pending() {
      return sleepers.size;
    },
  };
}

/** The sleeper to wake next; of those of one moment, the one that went to sleep first. */
function earliest(sleepers: Iterable<Sleeper>, until = Number.POSITIVE_INFINITY): Sleeper | undefined {
  let first: Sleeper | undefined;
  for (const sleeper of sleepers) {
    if (sleeper.wakesAt <= until && (first === undefined || sleeper.wakesAt < first.wakesAt)) first = sleeper;
  }
  return first;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < SETTLING_TURNS; turn += 1) await undefined;
}

function toMilliseconds(time: Instant | number): number {
  const milliseconds = typeof time === 'number' ? time : Date.parse(time);
  if (!Number.isFinite(milliseconds)) throw new RangeError(`No instant: ${time}`);
  return milliseconds;
}
