/** Lengthens and ends leases. Relies on the primary key; a lease counts only with its token and in its time. */

import { type Instant, toInstant } from '../../time/clock.ts';
import { writeJson, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Lease, Release, Store } from '../store.ts';
import type { Database } from './database.ts';
import { NO_LEASE, update, type WrittenRow, writtenPoll } from './rows.ts';

export function createLeaseKeeping(database: Database): Pick<Store, 'renew' | 'release' | 'reschedule'> {
  const { trackers, polls } = database.tables;

  const isWritten = (row: WrittenRow, { id, lease }: Lease, now: Instant): boolean =>
    database.run(
      update(
        polls,
        row,
        sql`tracker_id = ${writeText(id)} and lease = ${writeText(lease)} and leased_until > ${now}`,
      ),
    ) > 0;

  function isReleased(release: Release, now: Instant): boolean {
    const { id, poll, ledger } = release;
    if (!isWritten({ ...NO_LEASE, ...(poll && writtenPoll(poll)) }, release, now)) return false;
    if (ledger) {
      const ofVersion = sql`id = ${writeText(id)} and version = ${ledger.expectedVersion}`;
      database.run(update(trackers, { ledger: writeJson(ledger.value) }, ofVersion));
    }
    return true;
  }

  return {
    renew: async (leases, { now, leaseMs }) =>
      database.write(() => {
        const row = { leased_until: toInstant(Date.parse(now) + leaseMs) };
        return leases.filter((lease) => !isWritten(row, lease, now)).map(({ id }) => id);
      }),
    release: async (releases, now) =>
      database.write(() => releases.filter((release) => !isReleased(release, now)).map(({ id }) => id)),
    reschedule: async (id, poll) =>
      database.write(() => {
        const row = { ...NO_LEASE, ...writtenPoll(poll) };
        database.run(update(polls, row, sql`tracker_id = ${writeText(id)}`));
        return (
          database.run(sql`update ${trackers} set version = version + 1 where id = ${writeText(id)}`) > 0
        );
      }),
  };
}
