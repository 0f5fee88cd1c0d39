/** Keeps new trackers. Relies on the unique index of addresses, and on the lock that one writer holds. */

import { StoreConflictError } from '../../errors.ts';
import type { Tracker } from '../../model/tracker.ts';
import { writeTenant, writeText } from '../portable-text.ts';
import type { Registered, Registration, Store } from '../store.ts';
import { addTimeline } from './add-timeline.ts';
import type { Database } from './database.ts';
import { insert, writtenEvents, writtenMessages, writtenTracker, writtenTransitions } from './rows.ts';
import { TRACKER_COLUMNS, toTracker } from './tracker-reading.ts';

export const createRegister = (database: Database): Store['register'] => {
  const { trackers } = database.tables;

  function keptAt({ tenantId, carrier, trackingNumber, generation }: Tracker): Tracker | undefined {
    const [row] = database.all(
      `select ${TRACKER_COLUMNS} from ${trackers}
      where tenant_id = ? and tracking_number = ? and carrier = ? and generation = ?`,
      writeTenant(tenantId),
      writeText(trackingNumber),
      writeText(carrier),
      generation,
    );
    return row && toTracker(database, row);
  }

  function register({ tracker, message }: Registration): Registered {
    const row = writtenTracker(tracker, tracker.poll);
    if (insert(database, trackers, row, 'on conflict do nothing') === 0) {
      const kept = keptAt(tracker);
      if (kept) return { tracker: kept, isNew: false };
      throw new StoreConflictError(
        'STORE_CONFLICT',
        `Another parcel has the tracker id ${JSON.stringify(tracker.id)}.`,
      );
    }
    addTimeline(database, {
      events: writtenEvents(tracker),
      transitions: writtenTransitions(tracker, tracker.transitions),
      messages: writtenMessages([message]),
    });
    return { tracker, isNew: true };
  }

  return async (registrations) => database.write(() => registrations.map(register));
};
