/**
 * Writes commits: many in one transaction of four round trips; each in its own where one of them can't be written.
 * Locks rows of `polls`, then those of `trackers`, both by id.
 */

import type { Instant } from '../../time/clock.ts';
import { decide, type KeptVersion } from '../decide-commits.ts';
import { readText, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { CommitResult, IngestCommit, Store } from '../store.ts';
import { sqlStateOf } from './connection.ts';
import type { Database, Session } from './database.ts';
import { writeTimelines } from './write-timelines.ts';

export const createCommitIngest = (database: Database): Store['commitIngest'] => {
  const { tables, moment } = database;

  /** What is kept of each tracker, by id; nobody else changes it until the transaction ends. */
  async function lock(
    { all }: Session,
    ids: readonly string[],
    now: Instant,
  ): Promise<Map<string, KeptVersion>> {
    const rows = await all(sql`
      with locked as materialized (
        select tracker_id, case when leased_until > ${moment(now)} then lease end as held_lease from ${tables.polls}
        where tracker_id = any(${ids.map(writeText)}) order by tracker_id for update
      )
      select id, version, held_lease from ${tables.trackers} as trackers join locked on tracker_id = id
      order by id for update of trackers`);
    return new Map(
      rows.map((row) => [
        readText(row['id'] as string),
        { version: Number(row['version']), heldLease: row['held_lease'] as string | null },
      ]),
    );
  }

  async function write(
    session: Session,
    commits: readonly IngestCommit[],
    now: Instant,
  ): Promise<CommitResult[]> {
    const kept = await lock(session, [...new Set(commits.map(({ tracker }) => tracker.id))], now);
    const results = decide(commits, kept);
    await writeTimelines(
      session,
      tables,
      commits.filter((_, index) => results[index]?.outcome === 'committed'),
    );
    return results;
  }

  async function commitAll(commits: readonly IngestCommit[], now: Instant): Promise<CommitResult[]> {
    try {
      return await database.write((session) => write(session, commits, now));
    } catch (error) {
      if (!isAboutValues(error)) throw error;
      if (commits.length === 1) return [{ outcome: 'failed', error }];
    }
    const results: CommitResult[] = [];
    for (const commit of commits) results.push(...(await commitAll([commit], now)));
    return results;
  }

  return async (commits, now) => (commits.length === 0 ? [] : commitAll(commits, now));
};

/** Data that PostgreSQL can't take, a constraint, a limit of size; or what is no JSON in the first place. */
function isAboutValues(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === undefined
    ? error instanceof TypeError || error instanceof RangeError
    : /^(?:22|23|54)/.test(state);
}
