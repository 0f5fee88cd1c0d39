/** Work that is done again and again until it is stopped. It outlives failures of the work and leaves no handle. */

import { type Clock, systemRandom } from './clock.ts';
import { onAbort } from './on-abort.ts';
import { endRun, type Run } from './runs.ts';

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
