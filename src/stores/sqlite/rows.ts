/** Rows as SQLite takes them, and the statements of the tables that timelines are in. */

import type { PollRecord, TrackedEvent, Tracker, Transition } from '../../model/tracker.ts';
import type { OutboxMessage } from '../../outbox/message.ts';
import { canonical } from '../canonical-json.ts';
import { writeJson, writeTenant, writeText } from '../portable-text.ts';
import { LASTING_COLUMNS, toMessageRow, toPollColumns, toPollRow, toTrackerRow } from '../rows.ts';
import { joinSql, rawSql, type Sql, sql } from '../sql.ts';
import type { IngestCommit } from '../store.ts';
import type { Database } from './database.ts';

/** By the names of the columns. */
export type WrittenRow = Readonly<Record<string, string | number | null>>;

export const NO_LEASE: WrittenRow = { lease: null, lease_owner: null, leased_until: null };

const TRACKER_COLUMNS = [
  ...LASTING_COLUMNS,
  'status',
  'substatus',
  'reason',
  'action_required',
  'description',
  'version',
  'sequence',
  'updated_at',
  'ledger',
  'status_since',
  'delivered_at',
  'eta',
  'shipped_after',
  'carrier_unique_id',
  'postal_code',
  'state',
] as const;
const CHANGING_COLUMNS = TRACKER_COLUMNS.slice(LASTING_COLUMNS.length);
const RECORD_COLUMNS = ['next_poll_at', 'urgency', 'stop_reason', 'poll'] as const;
const POLL_COLUMNS = ['tracker_id', 'tenant_id', 'carrier', ...RECORD_COLUMNS] as const;
const MESSAGE_COLUMNS = [
  'id',
  'tracker_id',
  'tenant_id',
  'sequence',
  'type',
  'created_at',
  'message',
  'next_attempt_at',
] as const;

type Timeline = {
  readonly events: readonly TrackedEvent[];
  readonly transitions: readonly Transition[];
  readonly messages: readonly OutboxMessage[];
};

/** Writes within a transaction. What can't be written throws, and the transaction is to be undone. */
export function createTimelineWriter({ tables, prepared }: Database) {
  const { trackers, polls, events, transitions, outbox } = tables;
  const insertTracker = prepared(sql`${insertion(trackers, TRACKER_COLUMNS)} on conflict do nothing`);
  const insertPoll = prepared(insertion(polls, POLL_COLUMNS));
  const changeTracker = prepared(
    sql`update ${trackers} set ${rawSql(settingOf(CHANGING_COLUMNS))} where id = ?`,
  );
  const changePoll = prepared(
    sql`update ${polls} set ${rawSql(settingOf(RECORD_COLUMNS))} where tracker_id = ?`,
  );
  const endPoll = prepared(
    sql`update ${polls} set ${rawSql(settingOf(RECORD_COLUMNS))}, lease = null, lease_owner = null, leased_until = null
    where tracker_id = ?`,
  );
  const endLease = prepared(
    sql`update ${polls} set lease = null, lease_owner = null, leased_until = null where tracker_id = ?`,
  );
  const putEvent = prepared(
    sql`${insertion(events, ['tracker_id', 'id', 'event'])}
    on conflict (tracker_id, id) do update set event = excluded.event`,
  );
  const putTransition = prepared(
    sql`${insertion(transitions, ['tracker_id', 'id', 'position', 'transition'])}
    on conflict (tracker_id, id) do update set position = excluded.position, transition = excluded.transition`,
  );
  // A fact that was told already is not told again.
  const insertMessage = prepared(sql`${insertion(outbox, MESSAGE_COLUMNS)} on conflict (id) do nothing`);

  function put(tracker: Tracker, timeline: Timeline): void {
    const id = writeText(tracker.id);
    for (const event of timeline.events) putEvent(id, writeText(event.id), writeJson(event));
    for (const transition of timeline.transitions) {
      const position = tracker.transitions.findIndex((each) => each.id === transition.id);
      putTransition(id, writeText(transition.id), position, writeJson(transition));
    }
    for (const message of timeline.messages)
      insertMessage(...valuesOf(toMessageRow(message), MESSAGE_COLUMNS));
  }

  return {
    /** False where another tracker has its id or address; then nothing is written. */
    add(tracker: Tracker, message: OutboxMessage): boolean {
      const row = toTrackerRow(tracker);
      // With its keys in order, so that a filter can look for the text of one of them.
      const sorted = { ...row, metadata: canonical(row.metadata) };
      if (insertTracker(...valuesOf(sorted, TRACKER_COLUMNS)) === 0) return false;
      insertPoll(...valuesOf(toPollRow(tracker, tracker.poll), POLL_COLUMNS));
      put(tracker, { ...tracker, messages: [message] });
      return true;
    },
    change(commit: IngestCommit): void {
      const { tracker, poll, lease } = commit;
      const id = writeText(tracker.id);
      changeTracker(...valuesOf(toTrackerRow(tracker), CHANGING_COLUMNS), id);
      if (poll) {
        const change = lease === undefined ? changePoll : endPoll;
        change(...valuesOf(toPollColumns(poll), RECORD_COLUMNS), id);
      } else if (lease !== undefined) endLease(id);
      put(tracker, commit);
    },
  };
}

export const writtenPoll = (poll: PollRecord): WrittenRow => {
  const row = toPollColumns(poll);
  return Object.fromEntries(RECORD_COLUMNS.map((column) => [column, written(row[column])]));
};

/** Writes over the columns that are given. */
export function update(table: Sql, row: WrittenRow, condition: Sql): Sql {
  const setting = Object.entries(row).map(([column, value]) => sql`${rawSql(column)} = ${value}`);
  return sql`update ${table} set ${joinSql(setting, ', ')} where ${condition}`;
}

const insertion = (table: Sql, columns: readonly string[]): Sql =>
  sql`insert into ${table} (${rawSql(columns.join(', '))}) values (${rawSql(columns.map(() => '?').join(', '))})`;

const settingOf = (columns: readonly string[]): string => columns.map((column) => `${column} = ?`).join(', ');

const valuesOf = <Column extends string>(
  row: Readonly<Record<Column, unknown>>,
  columns: readonly Column[],
): (string | number | null)[] =>
  columns.map((column) =>
    column === 'tenant_id' ? writeTenant(row[column] as string | null) : written(row[column]),
  );

/** @throws TypeError for what is no JSON. */
function written(value: unknown): string | number | null {
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === null || value === undefined ? null : writeJson(value);
}
