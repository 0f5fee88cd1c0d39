/** Trackers from their rows, with the rows of their events and transitions. */

import type { Ledger, Metadata, PollRecord, TrackedEvent, Tracker, Transition } from '../../model/tracker.ts';
import { readJson, readNullable, readTenant, readText, writeText } from '../portable-text.ts';
import { fromTrackerRow, type KeptRow } from '../rows.ts';
import type { Database, SqliteRow } from './database.ts';

/** What {@link toTracker} reads. */
export const TRACKER_COLUMNS = `id, tenant_id, carrier, tracking_number, generation, reference, order_id, metadata, status,
  substatus, reason, action_required, description, version, sequence, created_at, updated_at, ledger, poll, state`;

export function trackerOf(database: Database, id: string): Tracker | undefined {
  const [row] = database.all(
    `select ${TRACKER_COLUMNS} from ${database.tables.trackers} where id = ?`,
    writeText(id),
  );
  return row && toTracker(database, row);
}

/** The columns hold what `toTrackerRow` and its like have written. */
export function toTracker(database: Database, row: SqliteRow): Tracker {
  const { events, transitions } = database.tables;
  const id = readText(row['id'] as string);
  const documentsOf = (sql: string, column: string) =>
    database.all(sql, row['id'] as string).map((found) => readJson(found[column] as string));
  return fromTrackerRow({
    id,
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
    events: documentsOf(`select event from ${events} where tracker_id = ?`, 'event') as TrackedEvent[],
    transitions: documentsOf(
      `select transition from ${transitions} where tracker_id = ? order by position`,
      'transition',
    ) as Transition[],
  });
}
