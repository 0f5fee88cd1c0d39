/** Rows as SQLite takes them, written by insert or over what is there. */

import type { PollRecord, Tracker } from '../../model/tracker.ts';
import type { OutboxMessage } from '../../outbox/message.ts';
import { canonical } from '../canonical-json.ts';
import { writeJson, writeTenant, writeText } from '../portable-text.ts';
import { toEventRow, toMessageRow, toPollColumns, toTrackerRow, toTransitionRow } from '../rows.ts';
import type { Database } from './database.ts';
import type { SqliteValue } from './handle.ts';

export type WrittenRow = Readonly<Record<string, SqliteValue>>;

/** @throws TypeError for what is no JSON. */
export const writtenTracker = (tracker: Tracker, poll: PollRecord): WrittenRow => {
  const row = toTrackerRow(tracker, poll);
  // With its keys in order, so that a filter can look for the text of one of them.
  return written({ ...row, metadata: canonical(row.metadata) });
};

export const writtenEvents = ({ id, events }: Pick<Tracker, 'id' | 'events'>): WrittenRow[] =>
  events.map((event) => written(toEventRow(id, event)));

/** Their positions are those that they have in the tracker. */
export const writtenTransitions = (tracker: Tracker, transitions: Tracker['transitions']): WrittenRow[] =>
  transitions.map((transition) =>
    written(
      toTransitionRow(
        tracker.id,
        transition,
        tracker.transitions.findIndex(({ id }) => id === transition.id),
      ),
    ),
  );

export const writtenMessages = (messages: readonly OutboxMessage[]): WrittenRow[] =>
  messages.map((message) => written({ ...toMessageRow(message), next_attempt_at: message.createdAt }));

export const writtenPoll = (poll: PollRecord): WrittenRow => written(toPollColumns(poll));

export function insert(database: Database, table: string, row: WrittenRow, onConflict = ''): number {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  return database.run(
    `insert into ${table} (${columns.join(', ')}) values (${places}) ${onConflict}`,
    ...Object.values(row),
  );
}

export function insertOrReplace(
  database: Database,
  table: string,
  row: WrittenRow,
  key: readonly string[],
): void {
  const others = Object.keys(row).filter((column) => !key.includes(column));
  const replacing = others.map((column) => `${column} = excluded.${column}`).join(', ');
  insert(database, table, row, `on conflict (${key.join(', ')}) do update set ${replacing}`);
}

/** Writes over the columns that are given; the condition's parameters come last. */
export function update(
  database: Database,
  table: string,
  row: WrittenRow,
  condition: string,
  ...parameters: readonly SqliteValue[]
): number {
  const setting = Object.keys(row)
    .map((column) => `${column} = ?`)
    .join(', ');
  return database.run(
    `update ${table} set ${setting} where ${condition}`,
    ...Object.values(row),
    ...parameters,
  );
}

/** A list as one parameter, to be read by `json_each`. */
export const listOf = (texts: readonly string[]): string => JSON.stringify(texts);

function written(row: object): WrittenRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      column === 'tenant_id' ? writeTenant(value) : writtenValue(value),
    ]),
  );
}

function writtenValue(value: unknown): SqliteValue {
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === null || value === undefined ? null : writeJson(value);
}
