/** Finds trackers by id, and by number with the unique index of addresses. */

import { writeTenant, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { selectTrackers, toTracker } from './tracker-reading.ts';

export const createFinding = ({ all, tables }: Database): Pick<Store, 'get' | 'find' | 'loadForIngest'> => ({
  async get(id) {
    const [row] = await all(selectTrackers(tables, sql`where trackers.id = ${writeText(id)}`));
    return row && toTracker(row);
  },
  async find({ tenantId, trackingNumber, carrier, generation }) {
    const ofCarrier = carrier === undefined ? sql`` : sql`and trackers.carrier = ${writeText(carrier)}`;
    const ofGeneration = generation === undefined ? sql`` : sql`and generation = ${generation}`;
    // Of the columns: those that are selected are text.
    const newest =
      carrier === undefined
        ? sql`order by trackers.created_at desc, generation desc`
        : sql`order by generation desc`;
    const [row] = await all(
      selectTrackers(
        tables,
        sql`where trackers.tenant_id = ${writeTenant(tenantId)} and tracking_number = ${writeText(trackingNumber)}
        ${ofCarrier} ${ofGeneration} ${newest} limit 1`,
      ),
    );
    return row && toTracker(row);
  },
  async loadForIngest(ids) {
    if (ids.length === 0) return [];
    const rows = await all(selectTrackers(tables, sql`where trackers.id = any(${ids.map(writeText)})`));
    return rows.map(toTracker);
  },
});
