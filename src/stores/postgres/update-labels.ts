/** Changes the host's labels. Relies on the primary key. */

import { writeJson, writeNullable, writeText } from '../portable-text.ts';
import { joinSql, sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { selectTrackers, toTracker } from './tracker-reading.ts';

export const createUpdateLabels =
  ({ write, tables }: Database): Store['updateLabels'] =>
  async (id, { reference, orderId, metadata }, now) => {
    const setting = [
      sql`version = version + 1`,
      sql`updated_at = ${now}`,
      ...(reference === undefined ? [] : [sql`reference = ${writeNullable(reference)}`]),
      ...(orderId === undefined ? [] : [sql`order_id = ${writeNullable(orderId)}`]),
      ...(metadata === undefined ? [] : [sql`metadata = ${writeJson(metadata)}::jsonb`]),
    ];
    const isIt = sql`trackers.id = ${writeText(id)}`;
    return write(async ({ all }) => {
      await all(sql`update ${tables.trackers} as trackers set ${joinSql(setting, ', ')} where ${isIt}`);
      const [row] = await all(selectTrackers(tables, sql`where ${isIt}`));
      return row && toTracker(row);
    });
  };
