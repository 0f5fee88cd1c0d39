/** After a rate limit, a credential makes no call until the carrier's wait is over. State over a clock; no timers. */

import type { Clock } from '../time/clock.ts';

export type RatePause = {
  /** What is left of the pause, in milliseconds; 0 outside of one. */
  remainingMs(): number;
  /** Begins a pause, of the default length where the carrier names none; never shortens one. */
  begin(retryAfterMs: number | undefined): void;
};

export function createRatePause({
  clock,
  defaultMs,
}: {
  readonly clock: Clock;
  readonly defaultMs: number;
}): RatePause {
  let endsAt = Number.NEGATIVE_INFINITY;
  return {
    remainingMs: () => Math.max(0, endsAt - clock.now()),
    begin(retryAfterMs = defaultMs) {
      endsAt = Math.max(endsAt, clock.now() + retryAfterMs);
    },
  };
}
