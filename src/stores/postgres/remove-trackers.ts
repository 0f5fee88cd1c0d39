/**
 * Deletes trackers with all that was written of them. Relies on primary keys and `outbox_tracker`. Locks rows of `polls`,
 * then those of `trackers`, both by id: what a commit under way writes is there before the rest is looked for.
 */

import { checkPurgeSelection } from '../checks.ts';
import { purgeConditions } from '../conditions.ts';
import { writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database, Session } from './database.ts';

export function createRemoval({ write, tables }: Database): Pick<Store, 'remove' | 'purge'> {
  const { trackers, polls, events, transitions, outbox } = tables;

  async function remove({ all }: Session, writtenIds: readonly string[]): Promise<number> {
    const isGoing = sql`tracker_id = any(${writtenIds})`;
    await all(sql`select 1 from ${polls} where ${isGoing} order by tracker_id for update`);
    await all(sql`select 1 from ${trackers} where id = any(${writtenIds}) order by id for update`);
    const [row] = await all(sql`
      with polls_gone as (delete from ${polls} where ${isGoing}),
        events_gone as (delete from ${events} where ${isGoing}),
        transitions_gone as (delete from ${transitions} where ${isGoing}),
        outbox_gone as (delete from ${outbox} where ${isGoing}),
        gone as (delete from ${trackers} where id = any(${writtenIds}) returning 1)
      select count(*) as total from gone`);
    return Number(row?.['total']);
  }

  return {
    remove: async (ids) => (ids.length === 0 ? 0 : write((session) => remove(session, ids.map(writeText)))),
    async purge(selection) {
      checkPurgeSelection(selection);
      return write(async (session) => {
        const rows = await session.all(sql`
          select id from ${trackers} as trackers join ${polls} as polls on tracker_id = id
          where ${purgeConditions(selection)} limit ${selection.limit}`);
        return remove(
          session,
          rows.map((row) => row['id'] as string),
        );
      });
    },
  };
}
