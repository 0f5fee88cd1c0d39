/** Lets so many calls of a credential run at once; the others wait in a bounded line and may leave it. */

import pLimit from 'p-limit';
import { CarrierRateLimitError } from '../errors.ts';
import { untilAborted } from '../time/until-aborted.ts';

export type CallQueue = {
  /**
   * Runs the call when its turn comes.
   *
   * @throws CarrierRateLimitError when the line is full, the signal's reason, and what the call throws.
   */
  run<Result>(call: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result>;
};

export type CallQueueOptions = {
  readonly carrier: string;
  readonly concurrency: number;
  readonly maxQueue: number;
};

export function createCallQueue({ carrier, concurrency, maxQueue }: CallQueueOptions): CallQueue {
  const limit = pLimit(concurrency);
  let present = 0;
  return {
    async run(call, signal) {
      if (present >= concurrency + maxQueue) {
        throw new CarrierRateLimitError(
          `${carrier}: ${present} calls are under way or waiting; ask for less at once`,
          {
            carrier,
          },
        );
      }
      present += 1;
      try {
        const turn = limit(() => {
          signal?.throwIfAborted();
          return call();
        });
        return await untilAborted(turn, signal);
      } finally {
        present -= 1;
      }
    },
  };
}
