/** Keeps new trackers. Relies on the unique index of addresses, and on the lock that one writer holds. */

import { StoreConflictError } from '../../errors.ts';
import type { Tracker } from '../../model/tracker.ts';
import { writeTenant, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Registered, Registration, Store } from '../store.ts';
import type { Database } from './database.ts';
import { createTimelineWriter } from './rows.ts';
import { selectTrackers, toTracker } from './tracker-reading.ts';

export const createRegister = (database: Database): Store['register'] => {
  const { tables } = database;
  const writer = createTimelineWriter(database);

  function keptAt({ tenantId, carrier, trackingNumber, generation }: Tracker): Tracker | undefined {
    const [row] = database.all(
      selectTrackers(
        tables,
        sql`where trackers.tenant_id = ${writeTenant(tenantId)} and tracking_number = ${writeText(trackingNumber)}
        and trackers.carrier = ${writeText(carrier)} and generation = ${generation}`,
      ),
    );
    return row && toTracker(database, row);
  }

  function register({ tracker, message }: Registration): Registered {
    if (writer.add(tracker, message)) return { tracker, isNew: true };
    const kept = keptAt(tracker);
    if (kept) return { tracker: kept, isNew: false };
    const id = JSON.stringify(tracker.id);
    throw new StoreConflictError('STORE_CONFLICT', `Another parcel has the tracker id ${id}.`);
  }

  return async (registrations) => database.write(() => registrations.map(register));
};
