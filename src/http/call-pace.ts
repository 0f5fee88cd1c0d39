/** Keeps a credential's calls under the carrier's rate: in no sliding second are there more than it grants. */

import type { Clock } from '../time/clock.ts';
import { untilAborted } from '../time/until-aborted.ts';

export type CallPace = {
  /** Resolves when a call may be sent, and counts it as sent then. */
  turn(signal: AbortSignal): Promise<void>;
};

const SECOND_MS = 1_000;

export type CallPaceOptions = {
  readonly clock: Clock;
  /** Undefined where the carrier publishes no rate. Less than 1 is one call in more than a second. */
  readonly perSecond: number | undefined;
};

export function createCallPace({ clock, perSecond }: CallPaceOptions): CallPace {
  if (perSecond === undefined) return { turn: async () => undefined };
  const windowMs = perSecond < 1 ? Math.ceil(SECOND_MS / perSecond) : SECOND_MS;
  // The last calls, as many as a window may hold: the oldest of them says when the next may go.
  const sentAt: number[] = new Array(Math.max(1, Math.floor(perSecond))).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;

  const waitMs = (): number => {
    const now = clock.now();
    // Of a clock that was put back nobody knows how long ago the call went: it counts as just sent.
    const sent = Math.min(sentAt[oldest] as number, now);
    sentAt[oldest] = sent;
    return sent + windowMs - now;
  };

  return {
    async turn(signal) {
      // Timers wake late and others may have gone meanwhile, so the wait is measured again after each sleep.
      for (let ms = waitMs(); ms > 0; ms = waitMs()) {
        await untilAborted(clock.sleep(ms, signal), signal);
      }
      sentAt[oldest] = clock.now();
      oldest = (oldest + 1) % sentAt.length;
    },
  };
}
