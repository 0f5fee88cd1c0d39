/** A clock on which waits between attempts pass at once, and deadlines come when nothing else happens any more. */

import { type Clock, systemClock } from '../../time/clock.ts';

const HOUR_MS = 3_600_000;
/** Turns of the event loop after which what is asked for in this process has long been answered. */
const IDLE_TURNS = 60;
const MAX_DEADLINES = 5;

export type LeapingClock = Clock & {
  set(time: number): void;
  /** Hears of every wait as it begins. */
  onWait: (() => void) | undefined;
  /** Settles as `work` does; where it waits for nothing but a deadline, the deadline comes. */
  until<T>(work: Promise<T>): Promise<T>;
};

export function createLeapingClock(start: number): LeapingClock {
  let now = start;
  const deadlines = new Set<() => void>();

  function expire(): void {
    now += HOUR_MS;
    for (const wake of [...deadlines]) wake();
  }

  const clock: LeapingClock = {
    onWait: undefined,
    now: () => now,
    set: (time) => {
      now = time;
    },
    sleep: (ms, signal, { holdsProcess = true } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          deadlines.delete(wake);
          reject(signal?.reason);
        };
        const wake = () => {
          deadlines.delete(wake);
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        signal?.addEventListener('abort', leave, { once: true });
        deadlines.add(wake);
        if (!holdsProcess) return;
        clock.onWait?.();
        if (signal?.aborted) return;
        now += ms;
        wake();
      }),
    async until(work) {
      const settled = work.then(
        () => true,
        () => true,
      );
      for (let count = 0; count < MAX_DEADLINES; count += 1) {
        if (await Promise.race([settled, idle()])) return work;
        expire();
      }
      if (await Promise.race([settled, idle()])) return work;
      throw new Error('it never settles: neither an answer nor a deadline ends it');
    },
  };
  return clock;
}

async function idle(): Promise<false> {
  for (let turn = 0; turn < IDLE_TURNS; turn += 1) await systemClock.sleep(1);
  return false;
}
