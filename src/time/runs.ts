/** Work under way, and how it is brought to an end: asked first, aborted where that takes too long. */

import type { Clock } from './clock.ts';
import { createDeadline } from './deadline.ts';
import { onAbort } from './on-abort.ts';
import { untilAborted } from './until-aborted.ts';

/** Work under way, with the ways to have it end. */
export type Run = {
  readonly halt: AbortController;
  readonly kill: AbortController;
  readonly ended: Promise<unknown>;
};

/** Work that is begun now and then, to be ended together. */
export type Runs = {
  /**
   * Settles as `work` does, which begins nothing more when `halt` aborts, and ends at once when `kill` does. When
   * `signal` aborts, both do.
   */
  begin<Result>(
    work: (halt: AbortSignal, kill: AbortSignal) => Promise<Result>,
    signal: AbortSignal | undefined,
  ): Promise<Result>;
  /** Resolves when all that is under way has ended. What takes longer than `timeoutMs` is aborted. */
  end(options: { readonly timeoutMs?: number | undefined }): Promise<void>;
};

export function createRuns(clock: Clock): Runs {
  const underWay = new Set<Run>();
  return {
    async begin(work, signal) {
      const halt = new AbortController();
      const kill = new AbortController();
      const stopListening =
        signal &&
        onAbort(signal, () => {
          halt.abort();
          kill.abort(signal.reason);
        });
      const ended = work(halt.signal, kill.signal);
      const run = { halt, kill, ended };
      underWay.add(run);
      try {
        return await ended;
      } finally {
        underWay.delete(run);
        stopListening?.();
      }
    },
    async end({ timeoutMs }) {
      await Promise.all([...underWay].map((run) => endRun(run, { clock, timeoutMs })));
    },
  };
}

const STOP_TIMEOUT_MS = 30_000;
/** For what an aborted round has to give back. */
const GRACE_MS = 2_000;

/** Asks it to end, and aborts it where it takes longer than `timeoutMs`. */
export async function endRun(
  { halt, kill, ended }: Run,
  { clock, timeoutMs = STOP_TIMEOUT_MS }: { readonly clock: Clock; readonly timeoutMs?: number | undefined },
): Promise<void> {
  halt.abort();
  if (await endsWithin(ended, timeoutMs, clock)) return;
  kill.abort(new Error(`Stopped after ${timeoutMs} ms of waiting.`));
  // What was aborted may still have something to give back.
  await endsWithin(ended, GRACE_MS, clock);
}

async function endsWithin(ended: Promise<unknown>, ms: number, clock: Clock): Promise<boolean> {
  const deadline = createDeadline({ clock, ms, onExpiry: () => new Error('Time is up.') });
  try {
    await untilAborted(ended, deadline.signal);
    return true;
  } catch {
    return false;
  } finally {
    deadline.dispose();
  }
}
