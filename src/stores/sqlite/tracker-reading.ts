/** Trackers from their rows, with the rows of their polls, events and transitions. */

import type { Ledger, Metadata, PollRecord, TrackedEvent, Tracker, Transition } from '../../model/tracker.ts';
import { readJson, readNullable, readTenant, readText, writeText } from '../portable-text.ts';
import { fromTrackerRow, type KeptRow } from '../rows.ts';
import { type Sql, sql } from '../sql.ts';
import type { Database, SqliteRow, Tables } from './database.ts';

/** Trackers as {@link toTracker} reads them; conditions name `trackers` and `polls`. */
export const selectTrackers = ({ trackers, polls }: Tables, rest: Sql): Sql => sql`
  select id, trackers.tenant_id, trackers.carrier, tracking_number, generation, reference, order_id, metadata, status,
    substatus, reason, action_required, description, version, sequence, created_at, updated_at, ledger, state, poll
  from ${trackers} as trackers join ${polls} as polls on polls.tracker_id = trackers.id ${rest}`;

export function trackerOf(database: Database, id: string): Tracker | undefined {
  const [row] = database.all(selectTrackers(database.tables, sql`where trackers.id = ${writeText(id)}`));
  return row && toTracker(database, row);
}

/** The columns hold what `toTrackerRow` and its like have written. */
export function toTracker({ all, tables: { events, transitions } }: Database, row: SqliteRow): Tracker {
  const writtenId = row['id'] as string;
  return fromTrackerRow({
    id: readText(writtenId),
    tenant_id: readTenant(row['tenant_id'] as string),
    carrier: readText(row['carrier'] as string),
    tracking_number: readText(row['tracking_number'] as string),
    generation: Number(row['generation']),
    reference: readNullable(row['reference'] as string | null),
    order_id: readNullable(row['order_id'] as string | null),
    metadata: readJson(row['metadata'] as string) as Metadata,
    status: row['status'] as Tracker['status'],
    substatus: row['substatus'] as Tracker['substatus'],
    reason: row['reason'] as Tracker['reason'],
    action_required: Number(row['action_required']) === 1,
    description: readNullable(row['description'] as string | null),
    version: Number(row['version']),
    sequence: Number(row['sequence']),
    created_at: row['created_at'] as string,
    updated_at: row['updated_at'] as string,
    ledger: readJson(row['ledger'] as string) as Ledger,
    poll: readJson(row['poll'] as string) as PollRecord,
    state: readJson(row['state'] as string) as KeptRow['state'],
    events: all(sql`select event from ${events} where tracker_id = ${writtenId}`).map(
      ({ event }) => readJson(event as string) as TrackedEvent,
    ),
    transitions: all(
      sql`select transition from ${transitions} where tracker_id = ${writtenId} order by position`,
    ).map(({ transition }) => readJson(transition as string) as Transition),
  });
}
