/** The list of trackers in memory: registering, finding, paging, labels and removal. */

import { StoreConflictError } from '../../errors.ts';
import { hasMetadata } from '../canonical-json.ts';
import { checkListQuery, checkPurgeSelection } from '../checks.ts';
import type {
  ListFilter,
  PurgeSelection,
  Registered,
  Registration,
  Store,
  TrackerAddress,
} from '../store.ts';
import { type KeptTracker, toKept, toTracker } from './kept-tracker.ts';
import { type MessageShelf, toKeptMessage } from './message-shelf.ts';
import type { TrackerShelf } from './tracker-shelf.ts';

type Trackers = Pick<Store, 'register' | 'get' | 'find' | 'list' | 'updateLabels' | 'remove' | 'purge'>;

export function createTrackers(trackers: TrackerShelf, messages: MessageShelf): Trackers {
  const find = (wanted: TrackerAddress): KeptTracker | undefined =>
    trackers
      .ofNumber(wanted)
      .filter((kept) => fits(kept.carrier, wanted.carrier) && fits(kept.generation, wanted.generation))
      .sort(wanted.carrier === undefined ? madeLastFirst : (a, b) => b.generation - a.generation)[0];

  /** @throws StoreConflictError for an id that another parcel has, be it one earlier in the list. */
  function checkIds(ready: readonly { readonly tracker: KeptTracker }[]): void {
    const addressesById = new Map<string, string>();
    for (const { tracker } of ready) {
      if (find(tracker)) continue;
      const address = addressOf(tracker);
      const taken = addressesById.get(tracker.id) ?? addressOf(trackers.get(tracker.id) ?? tracker);
      if (taken !== address) throw idIsTaken(tracker.id);
      addressesById.set(tracker.id, address);
    }
  }

  function removeAll(ids: Iterable<string>): number {
    let count = 0;
    for (const id of ids) {
      if (!trackers.remove(id)) continue;
      for (const message of messages.ofTracker(id)) messages.remove(message);
      count += 1;
    }
    return count;
  }

  return {
    async register(registrations) {
      // Packed, which may fail, and checked before anything is kept: a list is kept whole or not at all.
      const ready = registrations.map(readyToKeep);
      checkIds(ready);
      return ready.map(({ tracker, message }): Registered => {
        const before = find(tracker);
        if (before) return { tracker: toTracker(before), isNew: false };
        trackers.add(tracker);
        messages.add(message);
        return { tracker: toTracker(tracker), isNew: true };
      });
    },
    async get(id) {
      const kept = trackers.get(id);
      return kept && toTracker(kept);
    },
    async find(wanted) {
      const kept = find(wanted);
      return kept && toTracker(kept);
    },
    async list(query) {
      checkListQuery(query);
      const page: KeptTracker[] = [];
      for (const kept of trackers.newestFirst(query.after)) {
        if (!isWanted(kept, query.filter)) continue;
        if (page.length === query.limit)
          return { trackers: page.map(toTracker), next: positionOf(page.at(-1)) };
        page.push(kept);
      }
      return { trackers: page.map(toTracker), next: undefined };
    },
    async updateLabels(id, { reference, orderId, metadata }, now) {
      const kept = trackers.get(id);
      if (kept === undefined) return undefined;
      const changed: KeptTracker = {
        ...kept,
        reference: reference === undefined ? kept.reference : reference,
        orderId: orderId === undefined ? kept.orderId : orderId,
        metadata: metadata === undefined ? kept.metadata : JSON.stringify(metadata),
        version: kept.version + 1,
        updatedAt: now,
      };
      trackers.replace(changed);
      return toTracker(changed);
    },
    remove: async (ids) => removeAll(ids),
    async purge(selection) {
      checkPurgeSelection(selection);
      const ids: string[] = [];
      for (const kept of trackers.newestFirst()) {
        if (ids.length === selection.limit) break;
        if (isToPurge(kept, selection)) ids.push(kept.id);
      }
      return removeAll(ids);
    },
  };
}

const readyToKeep = ({ tracker, message }: Registration) => ({
  tracker: toKept(tracker, { poll: tracker.poll, lease: null }),
  message: toKeptMessage(message),
});

const addressOf = ({ tenantId, carrier, trackingNumber, generation }: KeptTracker): string =>
  JSON.stringify([tenantId, carrier, trackingNumber, generation]);

const idIsTaken = (id: string): StoreConflictError =>
  new StoreConflictError('STORE_CONFLICT', `Another parcel has the tracker id ${JSON.stringify(id)}.`);

const fits = <Value>(value: Value, wanted: Value | undefined): boolean =>
  wanted === undefined || value === wanted;

const isOneOf = <Value>(value: Value, wanted: Value | readonly Value[] | undefined): boolean =>
  Array.isArray(wanted) ? wanted.includes(value) : fits(value, wanted as Value | undefined);

const madeLastFirst = (a: KeptTracker, b: KeptTracker): number =>
  a.createdAt === b.createdAt ? b.generation - a.generation : a.createdAt < b.createdAt ? 1 : -1;

const isWanted = (kept: KeptTracker, filter: ListFilter): boolean =>
  fits(kept.tenantId, filter.tenantId) &&
  isOneOf(kept.carrier, filter.carrier) &&
  isOneOf(kept.status, filter.status) &&
  isOneOf(kept.substatus, filter.substatus) &&
  fits(kept.trackingNumber, filter.trackingNumber) &&
  fits(kept.reference, filter.reference) &&
  fits(kept.orderId, filter.orderId) &&
  fits(kept.actionRequired, filter.actionRequired) &&
  fits(kept.poll.nextPollAt !== null, filter.active) &&
  (filter.updatedAfter === undefined || kept.updatedAt > filter.updatedAfter) &&
  (filter.createdAfter === undefined || kept.createdAt > filter.createdAfter) &&
  (filter.createdBefore === undefined || kept.createdAt < filter.createdBefore) &&
  (filter.metadata === undefined || hasMetadata(JSON.parse(kept.metadata), filter.metadata));

const isToPurge = (
  kept: KeptTracker,
  { tenantId, reference, orderId, closedBefore }: PurgeSelection,
): boolean =>
  fits(kept.tenantId, tenantId) &&
  fits(kept.reference, reference) &&
  fits(kept.orderId, orderId) &&
  (closedBefore === undefined || (kept.poll.nextPollAt === null && kept.updatedAt < closedBefore));

const positionOf = (last: KeptTracker | undefined) => last && { createdAt: last.createdAt, id: last.id };
