/** Work that is done again and again until it is stopped. It outlives failures of the work and leaves no handle. */

import { type Clock, systemRandom } from './clock.ts';
import { createDeadline } from './deadline.ts';
import { onAbort } from './on-abort.ts';
import { untilAborted } from './until-aborted.ts';

export type Loop = {
  /**
   * Begins; a loop that runs already goes on, one that is being stopped begins again behind that. When `signal` aborts,
   * the loop stops as by `stop()`.
   */
  start(options?: StartOptions): void;
  /**
   * Begins no further round and resolves when the last one has ended. A round that takes longer than `timeoutMs` is
   * aborted by its signal. Calls at the same time share one stop.
   */
  stop(options?: { readonly timeoutMs?: number | undefined }): Promise<void>;
  readonly isRunning: boolean;
};

type StartOptions = { readonly signal?: AbortSignal | undefined };

export type LoopOptions = {
  readonly clock: Clock;
  /**
   * One round; says how long to rest until the next. `stopping` aborts when there is to be no further round, `signal`
   * when a stop can't wait any longer.
   */
  readonly round: (signal: AbortSignal, stopping: AbortSignal) => Promise<{ readonly restMs: number }>;
  /** Hears of a round that failed, before the loop rests and tries again. Must not throw. */
  readonly onFailure: (error: unknown) => void;
  /** From 0 up to 1. */
  readonly random?: (() => number) | undefined;
};

const FIRST_BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;
const STOP_TIMEOUT_MS = 30_000;
/** For what an aborted round has to give back. */
const GRACE_MS = 2_000;

/** Work under way, with the ways to have it end. */
export type Run = {
  readonly halt: AbortController;
  readonly kill: AbortController;
  readonly ended: Promise<unknown>;
};

export function createLoop(loop: LoopOptions): Loop {
  const { clock } = loop;
  let run: Run | undefined;
  let stopping: Promise<void> | undefined;
  /** What begins when the stop under way is done; of calls meanwhile the last counts. */
  let next: StartOptions | undefined;

  function start(options: StartOptions = {}): void {
    const { signal } = options;
    if (signal?.aborted) return;
    if (stopping !== undefined) next = options;
    if (run !== undefined) return;
    const halt = new AbortController();
    const kill = new AbortController();
    const stopListening = signal && onAbort(signal, () => void stop());
    const ended = repeat(loop, halt.signal, kill.signal).finally(() => stopListening?.());
    run = { halt, kill, ended };
  }

  function stop({ timeoutMs }: { readonly timeoutMs?: number | undefined } = {}): Promise<void> {
    next = undefined;
    if (run === undefined) return Promise.resolve();
    stopping ??= endRun(run, { clock, timeoutMs }).finally(() => {
      run = undefined;
      stopping = undefined;
      if (next !== undefined) start(next);
      next = undefined;
    });
    return stopping;
  }

  return {
    start,
    stop,
    get isRunning() {
      return run !== undefined;
    },
  };
}

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

async function repeat(
  { clock, round, onFailure, random }: LoopOptions,
  halt: AbortSignal,
  kill: AbortSignal,
) {
  let failures = 0;
  while (!halt.aborted) {
    let restMs: number;
    try {
      ({ restMs } = await round(kill, halt));
      failures = 0;
    } catch (error) {
      if (kill.aborted) return;
      failures += 1;
      onFailure(error);
      restMs = backOffMs(failures, random ?? systemRandom);
    }
    // For no time as well: rounds that never wait would keep timers and sockets from their turn.
    await clock.sleep(restMs, halt).catch(() => undefined);
  }
}

/** Doubles with each failure, from half of it to the whole, so that those who failed together return apart. */
function backOffMs(failures: number, random: () => number): number {
  const ceilingMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(failures - 1, 16));
  return ceilingMs / 2 + (ceilingMs / 2) * random();
}
