/** Lists of trackers: a page when awaited, all of them when iterated. */

import type { Tracker } from '../model/tracker.ts';
import type { Store } from '../stores/store.ts';
import { toCursor } from './cursor.ts';
import { type ListOptions, toListQuery } from './list-filter.ts';

export type TrackerList = {
  readonly trackers: readonly Tracker[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
};

/** Newest first. Await it for one page, or iterate it (`for await`) for every tracker from there on. */
export type TrackerListing = PromiseLike<TrackerList> & AsyncIterable<Tracker>;

export function createListing(options: ListOptions, store: Store): TrackerListing {
  async function readPage(cursor: string | undefined): Promise<TrackerList> {
    const query = toListQuery({ ...options, cursor });
    const { trackers, next } = await store.list(query);
    return { trackers, nextCursor: next && toCursor(next, query.filter) };
  }

  async function* iterate(): AsyncGenerator<Tracker, void> {
    for (let cursor = options.cursor, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const { trackers, nextCursor } = await readPage(cursor);
      yield* trackers;
      cursor = nextCursor;
    }
  }

  return {
    // A listing is a promise of its page on purpose, as a batch is one of its results.
    // biome-ignore lint/suspicious/noThenProperty: see above
    then: (onFulfilled, onRejected) => readPage(options.cursor).then(onFulfilled, onRejected),
    [Symbol.asyncIterator]: iterate,
  };
}
