/** Writes commits: together; each by itself where one of them can't be written. Relies on primary keys alone. */

import type { Instant } from '../../time/clock.ts';
import { decide, type KeptVersion } from '../decide-commits.ts';
import { readText, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { CommitResult, IngestCommit, Store } from '../store.ts';
import type { Database } from './database.ts';
import { createTimelineWriter } from './rows.ts';
import { isStorageFailure } from './storage-failure.ts';

export const createCommitIngest = (database: Database): Store['commitIngest'] => {
  const { trackers, polls } = database.tables;
  const writer = createTimelineWriter(database);

  function keptOf(commits: readonly IngestCommit[], now: Instant): Map<string, KeptVersion> {
    const ids = commits.map(({ tracker }) => writeText(tracker.id));
    const rows = database.all(
      sql`select tracker_id, version, case when leased_until > ${now} then lease end as held_lease
      from json_each(${ids}) as wanted
      join ${trackers} as trackers on trackers.id = wanted.value join ${polls} on tracker_id = wanted.value`,
    );
    return new Map(
      rows.map((row) => [
        readText(row['tracker_id'] as string),
        { version: Number(row['version']), heldLease: row['held_lease'] as string | null },
      ]),
    );
  }

  function commitAll(commits: readonly IngestCommit[], now: Instant): CommitResult[] {
    const results = decide(commits, keptOf(commits, now));
    database.run(sql`savepoint commits`);
    try {
      commits.forEach((commit, index) => {
        if (results[index]?.outcome === 'committed') writer.change(commit);
      });
      database.run(sql`release commits`);
      return results;
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      database.run(sql`rollback to commits`);
      database.run(sql`release commits`);
      if (commits.length === 1) return [{ outcome: 'failed', error }];
    }
    return commits.flatMap((commit) => commitAll([commit], now));
  }

  return async (commits, now) => database.write(() => commitAll(commits, now));
};
