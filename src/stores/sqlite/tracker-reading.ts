/** Trackers from their rows, with the rows of their polls, events and transitions. */

import type { Tracker } from '../../model/tracker.ts';
import { readJson, writeText } from '../portable-text.ts';
import { readTracker } from '../read-rows.ts';
import { type Sql, sql } from '../sql.ts';
import type { Tables } from '../tables.ts';
import type { Database, SqliteRow } from './database.ts';

/** Trackers as {@link toTracker} reads them; conditions name `trackers` and `polls`. */
export const selectTrackers = ({ trackers, polls }: Tables, rest: Sql): Sql => sql`
  select id, trackers.tenant_id, trackers.carrier, tracking_number, generation, reference, order_id, metadata, status,
    substatus, reason, action_required, description, version, sequence, created_at, updated_at, ledger, state, poll
  from ${trackers} as trackers join ${polls} as polls on polls.tracker_id = trackers.id ${rest}`;

export function trackerOf(database: Database, id: string): Tracker | undefined {
  const [row] = database.all(selectTrackers(database.tables, sql`where trackers.id = ${writeText(id)}`));
  return row && toTracker(database, row);
}

export function toTracker({ all, tables: { events, transitions } }: Database, row: SqliteRow): Tracker {
  const writtenId = row['id'] as string;
  return readTracker(row, {
    events: all(sql`select event from ${events} where tracker_id = ${writtenId}`).map(({ event }) =>
      readJson(event as string),
    ),
    transitions: all(
      sql`select transition from ${transitions} where tracker_id = ${writtenId} order by position`,
    ).map(({ transition }) => readJson(transition as string)),
  });
}
