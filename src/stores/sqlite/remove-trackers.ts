/** Deletes trackers with all that was written of them. Relies on primary keys and `outbox_tracker`. */

import { checkPurgeSelection } from '../checks.ts';
import { purgeConditions } from '../conditions.ts';
import { writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { isOneOf } from './list-trackers.ts';

export function createRemoval(database: Database): Pick<Store, 'remove' | 'purge'> {
  const { trackers, polls, events, transitions, outbox } = database.tables;

  function remove(writtenIds: readonly string[]): number {
    for (const table of [polls, events, transitions, outbox]) {
      database.run(sql`delete from ${table} where ${isOneOf(sql`tracker_id`, writtenIds)}`);
    }
    return database.run(sql`delete from ${trackers} where ${isOneOf(sql`id`, writtenIds)}`);
  }

  return {
    remove: async (ids) => database.write(() => remove(ids.map(writeText))),
    async purge(selection) {
      checkPurgeSelection(selection);
      return database.write(() => {
        const rows = database.all(
          sql`select id from ${trackers} as trackers join ${polls} as polls on tracker_id = id
          where ${purgeConditions(selection)} limit ${selection.limit}`,
        );
        return remove(rows.map((row) => row['id'] as string));
      });
    },
  };
}
