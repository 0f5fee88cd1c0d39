/** Adds a tracker's events, transitions and messages. Relies on their primary keys. */

import type { Database } from './database.ts';
import { insert, insertOrReplace, type WrittenRow } from './rows.ts';

/** Ready to be written: what can't be has thrown already. */
export type TimelineRows = {
  readonly events: readonly WrittenRow[];
  readonly transitions: readonly WrittenRow[];
  readonly messages: readonly WrittenRow[];
};

export function addTimeline(database: Database, { events, transitions, messages }: TimelineRows): void {
  const { tables } = database;
  for (const event of events) insertOrReplace(database, tables.events, event, ['tracker_id', 'id']);
  for (const transition of transitions) {
    insertOrReplace(database, tables.transitions, transition, ['tracker_id', 'id']);
  }
  // A fact that was told already is not told again.
  for (const message of messages) insert(database, tables.outbox, message, 'on conflict (id) do nothing');
}
