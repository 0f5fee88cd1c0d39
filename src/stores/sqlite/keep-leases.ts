/** Lengthens and ends leases. Relies on the primary key; a lease counts only with its token and in its time. */

import { type Instant, toInstant } from '../../time/clock.ts';
import { writeJson, writeText } from '../portable-text.ts';
import type { Lease, Store } from '../store.ts';
import type { Database } from './database.ts';
import { update, type WrittenRow, writtenPoll } from './rows.ts';

const NO_LEASE: WrittenRow = { lease: null, lease_owner: null, leased_until: null };

export function createLeaseKeeping(database: Database): Pick<Store, 'renew' | 'release' | 'reschedule'> {
  const { trackers } = database.tables;

  const writeHeld = (row: WrittenRow, { id, lease }: Lease, now: Instant): boolean =>
    update(
      database,
      trackers,
      row,
      'id = ? and lease = ? and leased_until > ?',
      writeText(id),
      writeText(lease),
      now,
    ) > 0;

  return {
    renew: async (leases, { now, leaseMs }) =>
      database.write(() => {
        const row = { leased_until: toInstant(Date.parse(now) + leaseMs) };
        return leases.filter((lease) => !writeHeld(row, lease, now)).map(({ id }) => id);
      }),
    release: async (releases, now) =>
      database.write(() =>
        releases
          .filter((release) => {
            const { poll, ledger } = release;
            if (!writeHeld({ ...NO_LEASE, ...(poll && writtenPoll(poll)) }, release, now)) return true;
            if (ledger) {
              const row = { ledger: writeJson(ledger.value) };
              update(
                database,
                trackers,
                row,
                'id = ? and version = ?',
                writeText(release.id),
                ledger.expectedVersion,
              );
            }
            return false;
          })
          .map(({ id }) => id),
      ),
    reschedule: async (id, poll) =>
      database.write(
        () => update(database, trackers, { ...NO_LEASE, ...writtenPoll(poll) }, 'id = ?', writeText(id)) > 0,
      ),
  };
}
