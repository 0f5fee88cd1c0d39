/** One signal for "the caller gave up" and "time is up". */

import type { Clock } from './clock.ts';
import { onAbort } from './on-abort.ts';

export type Deadline = {
  /** Aborts with the parent's reason, or with what `onExpiry` gives. */
  readonly signal: AbortSignal;
  /** Not below 0. */
  remainingMs(): number;
  /** Stops the timer and lets go of the parent. Call it in `finally`. */
  dispose(): void;
};

export type DeadlineOptions = {
  readonly clock: Clock;
  readonly ms: number;
  readonly parent?: AbortSignal | undefined;
  /** Makes the signal's reason for the case that time is up. */
  readonly onExpiry: () => Error;
};

/** Starts now. Doesn't hold the process open. */
export function createDeadline({ clock, ms, parent, onExpiry }: DeadlineOptions): Deadline {
  const controller = new AbortController();
  const timer = new AbortController();
  const expiresAt = clock.now() + ms;
  const follow = () => controller.abort(parent?.reason);
  if (parent?.aborted) follow();
  const leaveParent = parent && onAbort(parent, follow);
  clock.sleep(ms, timer.signal, { holdsProcess: false }).then(
    () => controller.abort(onExpiry()),
    () => {
      // Disposed: nobody waits any more.
    },
  );
  return {
    signal: controller.signal,
    remainingMs: () => Math.max(0, expiresAt - clock.now()),
    dispose: () => {
      leaveParent?.();
      timer.abort();
    },
  };
}
