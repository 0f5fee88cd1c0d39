/**
 * Lengthens and ends leases. Relies on the primary key; a lease counts only with its token and in its time. Locks rows of
 * `polls` by id, then those of `trackers`.
 */

import { readText } from '../portable-text.ts';
import { toPollColumns } from '../rows.ts';
import { type Sql, sql } from '../sql.ts';
import type { Lease, Store } from '../store.ts';
import { givenRows } from './columns.ts';
import type { PostgresRow } from './connection.ts';
import { type Database, laterSql } from './database.ts';

const LEASE_COLUMNS = { tracker_id: 'text', lease: 'text' };
const RELEASE_COLUMNS = {
  ...LEASE_COLUMNS,
  next_poll_at: 'timestamptz',
  urgency: 'integer',
  stop_reason: 'text',
  poll: 'json',
  ledger: 'json',
  expected_version: 'integer',
};

export function createLeaseKeeping({
  all,
  tables: { polls, trackers },
  moment,
}: Database): Pick<Store, 'renew' | 'release' | 'reschedule'> {
  /** The rows of leases that are held, locked. */
  const heldOf = (leases: readonly Lease[], now: Sql): Sql => sql`
    select polls.tracker_id from ${polls} as polls
    join ${givenRows(
      leases.map(({ id, lease }) => ({ tracker_id: id, lease })),
      LEASE_COLUMNS,
    )}
      on given.tracker_id = polls.tracker_id and given.lease = polls.lease
    where leased_until > ${now} order by polls.tracker_id for update of polls`;

  return {
    async renew(leases, { now, leaseMs }) {
      if (leases.length === 0) return [];
      const rows = await all(sql`
        with held as materialized (${heldOf(leases, moment(now))})
        update ${polls} as polls set leased_until = ${laterSql(moment(now), leaseMs)}
        from held where polls.tracker_id = held.tracker_id returning polls.tracker_id`);
      return lostOf(leases, rows);
    },
    async release(releases, now) {
      if (releases.length === 0) return [];
      const given = firstOfEach(releases).map(({ id, lease, poll, ledger }) => ({
        tracker_id: id,
        lease,
        ...(poll && toPollColumns(poll)),
        ledger: ledger?.value,
        expected_version: ledger?.expectedVersion,
      }));
      const rows = await all(sql`
        with released as materialized (
          select given.* from ${givenRows(given, RELEASE_COLUMNS)}
        ), held as materialized (${heldOf(releases, moment(now))}
        ), ended as (
          update ${polls} as polls set
            next_poll_at = case when given.poll is null then polls.next_poll_at else given.next_poll_at end,
            urgency = coalesce(given.urgency, polls.urgency),
            stop_reason = case when given.poll is null then polls.stop_reason else given.stop_reason end,
            poll = coalesce(given.poll, polls.poll),
            lease = null, lease_owner = null, leased_until = null
          from released as given join held using (tracker_id) where polls.tracker_id = given.tracker_id
          returning polls.tracker_id
        ), noted as (
          update ${trackers} as trackers set ledger = given.ledger
          from released as given join held using (tracker_id)
          where trackers.id = given.tracker_id and trackers.version = given.expected_version
        )
        select tracker_id from ended`);
      return lostOf(releases, rows);
    },
    async reschedule(id, poll) {
      const row = toPollColumns(poll);
      const rows = await all(sql`
        with rescheduled as (
          update ${polls} as polls set next_poll_at = given.next_poll_at, urgency = given.urgency,
            stop_reason = given.stop_reason, poll = given.poll, lease = null, lease_owner = null, leased_until = null
          from ${givenRows([{ tracker_id: id, ...row }], RELEASE_COLUMNS)}
          where polls.tracker_id = given.tracker_id returning polls.tracker_id
        )
        update ${trackers} as trackers set version = version + 1
        from rescheduled where trackers.id = tracker_id returning tracker_id`);
      return rows.length > 0;
    },
  };
}

/** A lease that is given back twice is lost the second time. */
function lostOf(leases: readonly Lease[], rows: readonly PostgresRow[]): string[] {
  const held = new Set(rows.map((row) => readText(row['tracker_id'] as string)));
  return leases.map(({ id }) => id).filter((id) => !held.delete(id));
}

const firstOfEach = <Leased extends Lease>(leases: readonly Leased[]): Leased[] => [
  ...new Map(leases.toReversed().map((lease) => [lease.id, lease])).values(),
];
