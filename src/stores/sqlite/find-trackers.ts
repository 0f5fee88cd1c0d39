/** Finds trackers by id, and by number with the unique index of addresses. */

import { writeTenant, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { selectTrackers, toTracker, trackerOf } from './tracker-reading.ts';

export const createFinding = (database: Database): Pick<Store, 'get' | 'find' | 'loadForIngest'> => ({
  get: async (id) => database.read(() => trackerOf(database, id)),
  find: async ({ tenantId, trackingNumber, carrier, generation }) =>
    database.read(() => {
      const ofCarrier = carrier === undefined ? sql`` : sql`and trackers.carrier = ${writeText(carrier)}`;
      const ofGeneration = generation === undefined ? sql`` : sql`and generation = ${generation}`;
      const newest =
        carrier === undefined
          ? sql`order by created_at desc, generation desc`
          : sql`order by generation desc`;
      const [row] = database.all(
        selectTrackers(
          database.tables,
          sql`where trackers.tenant_id = ${writeTenant(tenantId)} and tracking_number = ${writeText(trackingNumber)}
          ${ofCarrier} ${ofGeneration} ${newest} limit 1`,
        ),
      );
      return row && toTracker(database, row);
    }),
  loadForIngest: async (ids) =>
    database.read(() => [...new Set(ids)].flatMap((id) => trackerOf(database, id) ?? [])),
});
