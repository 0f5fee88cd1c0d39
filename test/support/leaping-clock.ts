/** A clock for retries: each wait passes at once and moves the time on. Deadlines never come. */

import type { Clock } from '../../src/time/clock.ts';

export type LeapingClock = Clock & {
  /** The waits that were sat out, in milliseconds. */
  readonly waits: readonly number[];
  /** Moves the time on, or back. */
  move(ms: number): void;
};

export function createLeapingClock(start = Date.parse('2026-03-02T09:00:00.000Z')): LeapingClock {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    move: (ms) => {
      now += ms;
    },
    sleep: (ms, signal, { holdsProcess = true } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (!holdsProcess) {
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
          return;
        }
        waits.push(ms);
        now += ms;
        resolve();
      }),
  };
}
