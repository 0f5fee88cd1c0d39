/** Lists of trackers: a page when awaited, all of them when iterated. */

import type { Tracker } from '../model/tracker.ts';
import type { ListQuery, TrackerPage } from '../stores/store.ts';
import { toCursor } from './cursor.ts';
import type { FindingGround } from './finding.ts';
import { type ListOptions, toListQuery } from './list-filter.ts';
import { numberForms } from './number-forms.ts';
import { toObject } from './refusal.ts';

export type TrackerList = {
  readonly trackers: readonly Tracker[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
};

/** Newest first. Await it for one page, or iterate it (`for await`) for every tracker from there on. */
export type TrackerListing = PromiseLike<TrackerList> & AsyncIterable<Tracker>;

export function createListing(options: ListOptions, ground: FindingGround): TrackerListing {
  async function readPage(cursor?: string): Promise<TrackerList> {
    const conditions = toObject('list', options);
    const query = toListQuery(cursor === undefined ? conditions : { ...conditions, cursor });
    const { trackers, next } = await readKept(query, ground);
    return { trackers, nextCursor: next && toCursor(next, query.filter) };
  }

  async function* iterate(): AsyncGenerator<Tracker, void> {
    let page = await readPage();
    yield* page.trackers;
    while (page.nextCursor !== undefined) {
      page = await readPage(page.nextCursor);
      yield* page.trackers;
    }
  }

  return {
    // A listing is a promise of its page on purpose, as a batch is one of its results.
    // biome-ignore lint/suspicious/noThenProperty: see above
    then: (onFulfilled, onRejected) => readPage().then(onFulfilled, onRejected),
    [Symbol.asyncIterator]: iterate,
  };
}

/** By number, in the first form under which there are any; a cursor's page goes on in the one its list began with. */
async function readKept(query: ListQuery, ground: FindingGround): Promise<TrackerPage> {
  const { filter } = query;
  if (filter.trackingNumber === undefined) return ground.store.list(query);
  const carriers = filter.carrier === undefined ? undefined : [filter.carrier].flat();
  for (const trackingNumber of numberForms(filter.trackingNumber, carriers, ground)) {
    const page = await ground.store.list({ ...query, filter: { ...filter, trackingNumber } });
    if (page.trackers.length > 0) return page;
  }
  return { trackers: [], next: undefined };
}
