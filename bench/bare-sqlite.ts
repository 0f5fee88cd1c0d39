/** The store's work as a host would write it by hand for this one purpose: three tables, prepared statements. */

import type Libsql from 'libsql';
import type { IngestCommit } from 'parceltrail';
import type { BareClaim } from './bare-postgres.ts';
import { LEASE_MS, present } from './store-parcels.ts';

const TABLES = `
  pragma journal_mode = wal;
  create table if not exists bare_trackers (
    id text primary key, version integer not null, next_poll_at text, lease text, state text not null
  );
  create index if not exists bare_due on bare_trackers (next_poll_at) where next_poll_at is not null;
  create table if not exists bare_events (tracker_id text, id text, event text not null, primary key (tracker_id, id)) without rowid;
  create table if not exists bare_outbox (id text primary key, tracker_id text, delivered_at text, message text not null);
  create index if not exists bare_outbox_due on bare_outbox (tracker_id) where delivered_at is null;
`;

export function bareSqlite(database: Libsql.Database) {
  database.exec(TABLES);
  const due = database.prepare(
    'select id, state from bare_trackers where next_poll_at <= ? order by next_poll_at limit 100',
  );
  const lock = database.prepare('update bare_trackers set lease = ?, next_poll_at = ? where id = ?');
  const versionOf = database.prepare('select version, lease from bare_trackers where id = ?');
  const change = database.prepare(
    'update bare_trackers set version = ?, next_poll_at = ?, lease = null, state = ? where id = ?',
  );
  const addEvent = database.prepare('insert into bare_events values (?, ?, ?) on conflict do nothing');
  const addMessage = database.prepare(
    'insert into bare_outbox (id, tracker_id, message) values (?, ?, ?) on conflict do nothing',
  );

  const inTransaction = <Result>(work: () => Result): Result => {
    database.exec('begin immediate');
    const result = work();
    database.exec('commit');
    return result;
  };

  return {
    claim: (lease: string): BareClaim[] =>
      inTransaction(() => {
        const until = new Date(Date.now() + LEASE_MS).toISOString();
        const rows = due.all(present()) as { id: string; state: string }[];
        for (const { id } of rows) lock.run(lease, until, id);
        // Whoever claims a parcel has to know what to ask for.
        return rows.map(({ id, state }) => ({ id, lease, state: JSON.parse(state) }));
      }),
    commit: (commits: readonly IngestCommit[]): number =>
      inTransaction(() => {
        for (const { tracker, poll, events, messages } of commits) {
          const { events: _, ...state } = tracker;
          versionOf.all(tracker.id);
          change.run(tracker.version, poll?.nextPollAt ?? null, JSON.stringify(state), tracker.id);
          for (const event of events) addEvent.run(tracker.id, event.id, JSON.stringify(event));
          for (const message of messages)
            addMessage.run(message.id, message.trackerId, JSON.stringify(message));
        }
        return commits.length;
      }),
    /** From the store's tables, so that both hold the same. */
    fill(prefix: string): void {
      database.exec(`insert into bare_trackers select id, version, next_poll_at, null, state
        from ${prefix}trackers join ${prefix}polls on tracker_id = id`);
      database.exec(`insert into bare_events select tracker_id, id, event from ${prefix}events`);
    },
  };
}
