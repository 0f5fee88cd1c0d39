/** Rows as SQLite takes them, written by insert or over what is there. */

import type { PollRecord, Tracker } from '../../model/tracker.ts';
import type { OutboxMessage } from '../../outbox/message.ts';
import { canonical } from '../canonical-json.ts';
import { writeJson, writeTenant, writeText } from '../portable-text.ts';
import {
  toEventRow,
  toMessageRow,
  toPollColumns,
  toPollRow,
  toTrackerRow,
  toTransitionRow,
} from '../rows.ts';
import { joinSql, rawSql, type Sql, sql } from '../sql.ts';
import type { Database } from './database.ts';

/** By the names of the columns. */
export type WrittenRow = Readonly<Record<string, string | number | null>>;

/** A tracker, or what is new of one, ready to be written: what can't be has thrown already. */
export type WrittenTimeline = {
  readonly tracker: WrittenRow;
  readonly events: readonly WrittenRow[];
  readonly transitions: readonly WrittenRow[];
  readonly messages: readonly WrittenRow[];
};

export const NO_LEASE: WrittenRow = { lease: null, lease_owner: null, leased_until: null };

type Timeline = {
  readonly tracker: Tracker;
  readonly events: Tracker['events'];
  readonly transitions: Tracker['transitions'];
  readonly messages: readonly OutboxMessage[];
};

/** @throws TypeError for what is no JSON. */
export function writtenTimeline({ tracker, events, transitions, messages }: Timeline): WrittenTimeline {
  const row = toTrackerRow(tracker);
  const positionOf = (id: string): number => tracker.transitions.findIndex((each) => each.id === id);
  return {
    // With its keys in order, so that a filter can look for the text of one of them.
    tracker: written({ ...row, metadata: canonical(row.metadata) }),
    events: events.map((event) => written(toEventRow(tracker.id, event))),
    transitions: transitions.map((each) => written(toTransitionRow(tracker.id, each, positionOf(each.id)))),
    messages: messages.map((message) => written(toMessageRow(message))),
  };
}

export const writtenPollRow = (tracker: Tracker): WrittenRow => written(toPollRow(tracker, tracker.poll));
export const writtenPoll = (poll: PollRecord): WrittenRow => written(toPollColumns(poll));

/** All but the tracker's own row. */
export function addTimeline(
  { tables, run }: Database,
  { events, transitions, messages }: WrittenTimeline,
): void {
  for (const event of events) run(insertOrReplace(tables.events, event, ['tracker_id', 'id']));
  for (const transition of transitions) {
    run(insertOrReplace(tables.transitions, transition, ['tracker_id', 'id']));
  }
  // A fact that was told already is not told again.
  for (const message of messages) run(sql`${insert(tables.outbox, message)} on conflict (id) do nothing`);
}

export function insert(table: Sql, row: WrittenRow): Sql {
  const columns = rawSql(Object.keys(row).join(', '));
  const values = joinSql(
    Object.values(row).map((value) => sql`${value}`),
    ', ',
  );
  return sql`insert into ${table} (${columns}) values (${values})`;
}

/** Writes over what has the same key. */
export function insertOrReplace(table: Sql, row: WrittenRow, key: readonly string[]): Sql {
  const others = Object.keys(row).filter((column) => !key.includes(column));
  const replacing = rawSql(others.map((column) => `${column} = excluded.${column}`).join(', '));
  return sql`${insert(table, row)} on conflict (${rawSql(key.join(', '))}) do update set ${replacing}`;
}

/** Writes over the columns that are given. */
export function update(table: Sql, row: WrittenRow, condition: Sql): Sql {
  const setting = Object.entries(row).map(([column, value]) => sql`${rawSql(column)} = ${value}`);
  return sql`update ${table} set ${joinSql(setting, ', ')} where ${condition}`;
}

function written(row: object): WrittenRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      column === 'tenant_id' ? writeTenant(value) : writtenValue(value),
    ]),
  );
}

function writtenValue(value: unknown): string | number | null {
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === null || value === undefined ? null : writeJson(value);
}
