/** Writes commits, each within a savepoint of one transaction. Relies on primary keys alone. */

import type { Instant } from '../../time/clock.ts';
import { writeText } from '../portable-text.ts';
import type { CommitResult, IngestCommit, Store } from '../store.ts';
import { addTimeline } from './add-timeline.ts';
import type { Database, SqliteRow } from './database.ts';
import {
  update,
  writtenEvents,
  writtenMessages,
  writtenPoll,
  writtenTracker,
  writtenTransitions,
} from './rows.ts';
import { isStorageFailure } from './storage-failure.ts';

export const createCommitIngest = (database: Database): Store['commitIngest'] => {
  const { trackers } = database.tables;

  function commit(wanted: IngestCommit, now: Instant): CommitResult {
    const [kept] = database.all(
      `select version, lease, leased_until from ${trackers} where id = ?`,
      writeText(wanted.tracker.id),
    );
    const refusal = refusalOf(wanted, kept, now);
    if (refusal) return { outcome: refusal };
    database.run('savepoint one_commit');
    try {
      write(wanted);
      database.run('release one_commit');
      return { outcome: 'committed' };
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      database.run('rollback to one_commit');
      database.run('release one_commit');
      return { outcome: 'failed', error };
    }
  }

  function write({ tracker, events, transitions, messages, poll, lease }: IngestCommit): void {
    const {
      poll: _,
      next_poll_at: __,
      urgency: ___,
      stop_reason: ____,
      ...row
    } = writtenTracker(tracker, tracker.poll);
    const changed = {
      ...row,
      ...(poll && writtenPoll(poll)),
      ...(lease !== undefined && { lease: null, lease_owner: null, leased_until: null }),
    };
    const added = {
      events: writtenEvents({ id: tracker.id, events }),
      transitions: writtenTransitions(tracker, transitions),
      messages: writtenMessages(messages),
    };
    update(database, trackers, changed, 'id = ?', writeText(tracker.id));
    addTimeline(database, added);
  }

  return async (commits, now) => database.write(() => commits.map((each) => commit(each, now)));
};

function refusalOf({ lease, expectedVersion }: IngestCommit, kept: SqliteRow | undefined, now: Instant) {
  if (kept === undefined) return 'missing';
  if (lease !== undefined && !(kept['lease'] === lease && String(kept['leased_until']) > now))
    return 'lease_lost';
  return Number(kept['version']) === expectedVersion ? undefined : 'conflict';
}
