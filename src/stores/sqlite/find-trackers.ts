/** Finds trackers by id, and by number with the unique index of addresses. */

import { writeTenant, writeText } from '../portable-text.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { TRACKER_COLUMNS, toTracker, trackerOf } from './tracker-reading.ts';

export const createFinding = (database: Database): Pick<Store, 'get' | 'find' | 'loadForIngest'> => ({
  get: async (id) => database.read(() => trackerOf(database, id)),
  find: async ({ tenantId, trackingNumber, carrier, generation }) =>
    database.read(() => {
      const conditions = ['tenant_id = ?', 'tracking_number = ?'];
      const parameters: (string | number)[] = [writeTenant(tenantId), writeText(trackingNumber)];
      if (carrier !== undefined) {
        conditions.push('carrier = ?');
        parameters.push(writeText(carrier));
      }
      if (generation !== undefined) {
        conditions.push('generation = ?');
        parameters.push(generation);
      }
      const order = carrier === undefined ? 'created_at desc, generation desc' : 'generation desc';
      const [row] = database.all(
        `select ${TRACKER_COLUMNS} from ${database.tables.trackers}
        where ${conditions.join(' and ')} order by ${order} limit 1`,
        ...parameters,
      );
      return row && toTracker(database, row);
    }),
  loadForIngest: async (ids) =>
    database.read(() => [...new Set(ids)].flatMap((id) => trackerOf(database, id) ?? [])),
});
