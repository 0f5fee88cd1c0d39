/** Deletes trackers with all that was written of them. Relies on primary keys and `outbox_tracker`. */

import { checkPurgeSelection } from '../checks.ts';
import { writeText } from '../portable-text.ts';
import type { Store } from '../store.ts';
import { conditionsOfPurge } from './conditions.ts';
import type { Database } from './database.ts';
import { listOf } from './rows.ts';

export function createRemoval(database: Database): Pick<Store, 'remove' | 'purge'> {
  const { trackers, events, transitions, outbox } = database.tables;

  function remove(writtenIds: readonly string[]): number {
    const ids = listOf(writtenIds);
    for (const table of [events, transitions, outbox]) {
      database.run(`delete from ${table} where tracker_id in (select value from json_each(?))`, ids);
    }
    return database.run(`delete from ${trackers} where id in (select value from json_each(?))`, ids);
  }

  return {
    remove: async (ids) => database.write(() => remove(ids.map(writeText))),
    async purge(selection) {
      checkPurgeSelection(selection);
      const { conditions, parameters } = conditionsOfPurge(selection);
      return database.write(() => {
        const rows = database.all(
          `select id from ${trackers} where ${conditions.join(' and ')} limit ?`,
          ...parameters,
          selection.limit,
        );
        return remove(rows.map((row) => row['id'] as string));
      });
    },
  };
}
