/** All trackers in memory, found by id, by number, by age and by what is due. */

import type { Instant } from '../../time/clock.ts';
import type { PagePosition, TrackerAddress } from '../store.ts';
import { createDueQueue } from './due-queue.ts';
import type { KeptTracker } from './kept-tracker.ts';

/** Trackers that are claimed in turn, or by urgency within a turn. */
export type Lane = { readonly tenantId: string | null; readonly carrier: string; readonly urgency: number };

export type TrackerShelf = ReturnType<typeof createTrackerShelf>;

type Numbered = Pick<TrackerAddress, 'tenantId' | 'trackingNumber'>;

export function createTrackerShelf() {
  const byId = new Map<string, KeptTracker>();
  const idsByNumber = new Map<string, readonly string[]>();
  /** Ids by creation, then id. */
  const byAge: string[] = [];
  const queue = createDueQueue<Lane>();

  const kept = (id: string): KeptTracker => byId.get(id) as KeptTracker;
  const nameOf = ({ tenantId, trackingNumber }: Numbered): string =>
    JSON.stringify([tenantId, trackingNumber]);

  /** Where a position is, or would be. */
  const placeOf = (position: PagePosition): number => {
    let low = 0;
    let high = byAge.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isOlder(kept(byAge[middle] as string), position)) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const enqueue = (tracker: KeptTracker): void => {
    const dueAt = dueAtOf(tracker);
    const { tenantId, carrier, poll } = tracker;
    queue.set(
      tracker.id,
      dueAt === null ? null : { lane: { tenantId, carrier, urgency: poll.urgency }, dueAt },
    );
  };

  return {
    queue,
    get: (id: string): KeptTracker | undefined => byId.get(id),
    ofNumber: (number: Numbered): KeptTracker[] => (idsByNumber.get(nameOf(number)) ?? []).map(kept),
    add(tracker: KeptTracker): void {
      byAge.splice(placeOf(tracker), 0, tracker.id);
      byId.set(tracker.id, tracker);
      idsByNumber.set(nameOf(tracker), [...(idsByNumber.get(nameOf(tracker)) ?? []), tracker.id]);
      enqueue(tracker);
    },
    /** Its identity and `createdAt` stay as they are. */
    replace(tracker: KeptTracker): void {
      const before = kept(tracker.id);
      byId.set(tracker.id, tracker);
      if (dueAtOf(before) !== dueAtOf(tracker) || before.poll.urgency !== tracker.poll.urgency)
        enqueue(tracker);
    },
    remove(id: string): boolean {
      const tracker = byId.get(id);
      if (tracker === undefined) return false;
      byAge.splice(placeOf(tracker), 1);
      byId.delete(id);
      const others = (idsByNumber.get(nameOf(tracker)) ?? []).filter((other) => other !== id);
      if (others.length > 0) idsByNumber.set(nameOf(tracker), others);
      else idsByNumber.delete(nameOf(tracker));
      queue.set(id, null);
      return true;
    },
    /** From the newest on, or from behind a position. */
    *newestFirst(after?: PagePosition): Generator<KeptTracker> {
      for (let place = after ? placeOf(after) : byAge.length; place > 0; place -= 1) {
        yield kept(byAge[place - 1] as string);
      }
    },
  };
}

/** When it may be claimed; null when it is not polled. */
export function dueAtOf({ poll, lease }: KeptTracker): Instant | null {
  if (poll.nextPollAt === null || lease === null) return poll.nextPollAt;
  return poll.nextPollAt > lease.until ? poll.nextPollAt : lease.until;
}

const isOlder = (a: PagePosition, b: PagePosition): boolean =>
  a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id);
