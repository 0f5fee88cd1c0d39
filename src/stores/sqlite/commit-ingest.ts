/** Writes commits, each within a savepoint of one transaction. Relies on primary keys alone. */

import type { Instant } from '../../time/clock.ts';
import { writeText } from '../portable-text.ts';
import { IDENTITY_COLUMNS } from '../rows.ts';
import { sql } from '../sql.ts';
import type { CommitResult, IngestCommit, Store } from '../store.ts';
import type { Database, SqliteRow } from './database.ts';
import { addTimeline, NO_LEASE, update, type WrittenRow, writtenPoll, writtenTimeline } from './rows.ts';
import { isStorageFailure } from './storage-failure.ts';

export const createCommitIngest = (database: Database): Store['commitIngest'] => {
  const { trackers, polls } = database.tables;

  function commit(wanted: IngestCommit, now: Instant): CommitResult {
    const [kept] = database.all(
      sql`select version, lease, leased_until from ${trackers} join ${polls} on tracker_id = id
      where id = ${writeText(wanted.tracker.id)}`,
    );
    const refusal = refusalOf(wanted, kept, now);
    if (refusal) return { outcome: refusal };
    database.run(sql`savepoint one_commit`);
    try {
      write(wanted);
      database.run(sql`release one_commit`);
      return { outcome: 'committed' };
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      database.run(sql`rollback to one_commit`);
      database.run(sql`release one_commit`);
      return { outcome: 'failed', error };
    }
  }

  function write(wanted: IngestCommit): void {
    const { poll, lease } = wanted;
    const id = writeText(wanted.tracker.id);
    const timeline = writtenTimeline(wanted);
    database.run(update(trackers, changeable(timeline.tracker), sql`id = ${id}`));
    const pollRow = { ...(poll && writtenPoll(poll)), ...(lease !== undefined && NO_LEASE) };
    if (Object.keys(pollRow).length > 0) database.run(update(polls, pollRow, sql`tracker_id = ${id}`));
    addTimeline(database, timeline);
  }

  return async (commits, now) => database.write(() => commits.map((each) => commit(each, now)));
};

const IDENTITY: ReadonlySet<string> = new Set(IDENTITY_COLUMNS);

const changeable = (row: WrittenRow): WrittenRow =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !IDENTITY.has(column)));

function refusalOf({ lease, expectedVersion }: IngestCommit, kept: SqliteRow | undefined, now: Instant) {
  if (kept === undefined) return 'missing';
  if (lease !== undefined && !(kept['lease'] === lease && String(kept['leased_until']) > now))
    return 'lease_lost';
  return Number(kept['version']) === expectedVersion ? undefined : 'conflict';
}
