/** Changes the host's labels. Relies on the primary key. */

import { canonical } from '../canonical-json.ts';
import { writeJson, writeNullable, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { update, type WrittenRow } from './rows.ts';
import { trackerOf } from './tracker-reading.ts';

export const createUpdateLabels =
  (database: Database): Store['updateLabels'] =>
  async (id, { reference, orderId, metadata }, now) =>
    database.write(() => {
      const kept = trackerOf(database, id);
      if (kept === undefined) return undefined;
      const row: WrittenRow = {
        ...(reference !== undefined && { reference: writeNullable(reference) }),
        ...(orderId !== undefined && { order_id: writeNullable(orderId) }),
        ...(metadata !== undefined && { metadata: writeJson(canonical(metadata)) }),
        version: kept.version + 1,
        updated_at: now,
      };
      database.run(update(database.tables.trackers, row, sql`id = ${writeText(id)}`));
      return trackerOf(database, id);
    });
