/** Stops asking a carrier that fails call after call, then lets one probe through. State over a clock; no timers. */

import type { Clock } from '../time/clock.ts';

/**
 * What a call says of the carrier: `up` (it answered, whatever the answer), `down` (5xx or no answer), `refused`
 * (it takes the credential for wrong, also with a new token), `unknown` (the caller gave up).
 */
export type CallVerdict = 'up' | 'down' | 'refused' | 'unknown';

/** Why no call may be made, and for how long. */
export type BreakerRefusal = { readonly because: 'down' | 'refused'; readonly retryAfterMs: number };

export type BreakerPass = {
  /** The one call that finds out whether the carrier is back. */
  readonly isProbe: boolean;
  /** Must be told exactly once. Gives whether this opened the breaker. */
  settle(verdict: CallVerdict): boolean;
};

export type CircuitBreaker = {
  /** Undefined where a call may be made. */
  refusal(): BreakerRefusal | undefined;
  /** Lets a call through; ask `refusal` in the same breath. */
  enter(): BreakerPass;
};

export type CircuitBreakerOptions = {
  readonly clock: Clock;
  /** So many failures in a row open it. */
  readonly failuresToOpen: number;
  /** How long it stays open before the probe. */
  readonly openMs: number;
};

export function createCircuitBreaker({
  clock,
  failuresToOpen,
  openMs,
}: CircuitBreakerOptions): CircuitBreaker {
  let failures = 0;
  let opened: { readonly at: number; readonly because: 'down' | 'refused' } | undefined;
  let isProbing = false;

  function record(verdict: CallVerdict): boolean {
    if (verdict === 'unknown') return false;
    failures = verdict === 'up' ? 0 : failures + 1;
    const opens = verdict !== 'up' && failures >= failuresToOpen;
    opened = opens ? { at: clock.now(), because: verdict } : undefined;
    return opens;
  }

  return {
    refusal() {
      if (!opened) return undefined;
      const { because } = opened;
      // While the probe is out, nobody knows; should it fail, this is how long it takes.
      if (isProbing) return { because, retryAfterMs: openMs };
      const retryAfterMs = opened.at + openMs - clock.now();
      return retryAfterMs > 0 ? { because, retryAfterMs } : undefined;
    },
    enter() {
      const isProbe = opened !== undefined;
      if (isProbe) isProbing = true;
      return {
        isProbe,
        settle(verdict) {
          if (isProbe) isProbing = false;
          // What set out before it opened says nothing new.
          return (isProbe || opened === undefined) && record(verdict);
        },
      };
    },
  };
}
