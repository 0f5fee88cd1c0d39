/** The store's work as a host would write it by hand for this one purpose: three tables, one statement for each step. */

import type { IngestCommit, Tracker } from 'parceltrail';
import type pg from 'pg';
import { LEASE_MS } from './store-parcels.ts';

const TABLES = `
  create schema bare;
  create table bare.trackers (
    id text primary key, version integer not null, next_poll_at timestamptz, lease text, state json not null
  );
  create index trackers_due on bare.trackers (next_poll_at) where next_poll_at is not null;
  create table bare.events (tracker_id text, id text, event json not null, primary key (tracker_id, id));
  create table bare.outbox (id text primary key, tracker_id text, delivered_at timestamptz, message json not null);
  create index outbox_due on bare.outbox (tracker_id) where delivered_at is null;
`;

export type BareClaim = { readonly id: string; readonly lease: string; readonly state: unknown };

export function barePostgres(pool: pg.Pool) {
  return {
    migrate: () => pool.query(TABLES),
    async claim(lease: string): Promise<BareClaim[]> {
      const { rows } = await pool.query(
        `update bare.trackers as trackers
        set lease = $1, next_poll_at = now() + $2::double precision * interval '1 millisecond'
        from (
          select id from bare.trackers where next_poll_at <= now() order by next_poll_at limit 100
          for update skip locked
        ) as due
        where trackers.id = due.id returning trackers.id, trackers.version, trackers.lease, trackers.state`,
        [lease, LEASE_MS],
      );
      return rows;
    },
    async commit(commits: readonly IngestCommit[]): Promise<number> {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const ids = commits.map(({ tracker }) => tracker.id);
        await client.query(
          'select id, version, lease from bare.trackers where id = any($1) order by id for update',
          [ids],
        );
        await client.query(
          `update bare.trackers as trackers set version = given.version, next_poll_at = given.next_poll_at,
            lease = null, state = given.state
          from json_to_recordset($1::json) as given(id text, version integer, next_poll_at timestamptz, state json)
          where trackers.id = given.id`,
          [JSON.stringify(commits.map(({ tracker, poll }) => rowOf(tracker, poll?.nextPollAt ?? null)))],
        );
        await client.query(
          `insert into bare.events select * from json_to_recordset($1::json) as given(tracker_id text, id text, event json)
          on conflict do nothing`,
          [
            JSON.stringify(
              commits.flatMap(({ tracker, events }) =>
                events.map((event) => ({ tracker_id: tracker.id, id: event.id, event })),
              ),
            ),
          ],
        );
        await client.query(
          `insert into bare.outbox (id, tracker_id, message)
          select * from json_to_recordset($1::json) as given(id text, tracker_id text, message json) on conflict do nothing`,
          [
            JSON.stringify(
              commits.flatMap(({ messages }) =>
                messages.map((message) => ({ id: message.id, tracker_id: message.trackerId, message })),
              ),
            ),
          ],
        );
        await client.query('commit');
        return commits.length;
      } finally {
        client.release();
      }
    },
    /** From the store's tables, so that both hold the same. */
    async fill(schema: string): Promise<void> {
      await pool.query(`insert into bare.trackers select id, version, next_poll_at, null, state
        from ${schema}.trackers join ${schema}.polls on tracker_id = id`);
      await pool.query(`insert into bare.events select tracker_id, id, event from ${schema}.events`);
    },
  };
}

function rowOf({ events: _, ...state }: Tracker, nextPollAt: string | null) {
  return { id: state.id, version: state.version, next_poll_at: nextPollAt, state };
}
