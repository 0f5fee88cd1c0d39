/** Many results on their way: awaited they come in order, iterated as they arrive. */

import type { ClientTrackResult } from './inquiry.ts';

/** A result with the position of its number in the list that was asked. */
export type IndexedResult = ClientTrackResult & { readonly index: number };

/**
 * `await` it for all results in the order asked, or iterate it (`for await`) for each as it arrives; leaving the
 * loop early cancels what is still out. Asking begins with the first of the two and happens once.
 */
export type TrackBatch = PromiseLike<readonly IndexedResult[]> & AsyncIterable<IndexedResult>;

/** Asks everything, handing each result to `deliver`; rejects when cancelled. */
export type BatchRun = (deliver: (result: IndexedResult) => void, signal: AbortSignal) => Promise<void>;

/** `signal` is the caller's: its abort rejects the batch with its reason. */
export function createTrackBatch(run: BatchRun, signal?: AbortSignal): TrackBatch {
  const controller = new AbortController();
  const arrived: IndexedResult[] = [];
  let waiting: (() => void)[] = [];
  let ended = false;
  let running: Promise<void> | undefined;

  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };

  const end = (): void => {
    ended = true;
    signal?.removeEventListener('abort', cancel);
    wake();
  };
  const cancel = (): void => controller.abort(signal?.reason);

  async function runOnce(): Promise<void> {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', cancel);
    await run((result) => {
      arrived.push(result);
      wake();
    }, controller.signal);
  }

  const start = (): Promise<void> => {
    running ??= runOnce().finally(end);
    return running;
  };

  async function* iterate(): AsyncGenerator<IndexedResult, void> {
    const finished = start();
    // The loop below reports a failure when it gets there; until then it must not count as unhandled.
    finished.catch(() => undefined);
    try {
      for (let next = 0; !(ended && next === arrived.length); ) {
        const result = arrived[next];
        if (result === undefined) {
          await new Promise<void>((resolve) => waiting.push(resolve));
        } else {
          next += 1;
          yield result;
        }
      }
      await finished;
    } finally {
      controller.abort();
    }
  }

  return {
    // A batch is a promise of its results on purpose: one method serves both ways of waiting.
    // biome-ignore lint/suspicious/noThenProperty: see above
    then: (onFulfilled, onRejected) =>
      start()
        .then(() => arrived.toSorted((a, b) => a.index - b.index))
        .then(onFulfilled, onRejected),
    [Symbol.asyncIterator]: iterate,
  };
}
