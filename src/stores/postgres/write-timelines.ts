/** Writes trackers with what is new of them, in one statement. Their rows are locked. Relies on primary keys alone. */

import { LASTING_COLUMNS, toMessageRow, toPollColumns, toTrackerRow } from '../rows.ts';
import { sql } from '../sql.ts';
import type { IngestCommit } from '../store.ts';
import type { Tables } from '../tables.ts';
import { givenNamesOf, givenRows, givenRowsOf, namesOf, settingOf } from './columns.ts';
import type { Session } from './database.ts';
import { toEventRow, toTransitionRow } from './timeline-rows.ts';

const POLL_COLUMNS = {
  tracker_id: 'text',
  ends_lease: 'boolean',
  next_poll_at: 'timestamptz',
  urgency: 'integer',
  stop_reason: 'text',
  poll: 'json',
};

export async function writeTimelines(
  { all }: Session,
  tables: Tables,
  commits: readonly IngestCommit[],
): Promise<void> {
  if (commits.length === 0) return;
  const { trackers, polls, events, transitions, messages } = rowsOf(commits);
  await all(sql`
    with changed as (
      update ${tables.trackers} as trackers set ${settingOf('trackers', 'given', LASTING_COLUMNS)}
      from ${givenRowsOf('trackers', trackers)} where trackers.id = given.id
    ), polled as (
      update ${tables.polls} as polls set
        next_poll_at = case when given.poll is null then polls.next_poll_at else given.next_poll_at end,
        urgency = coalesce(given.urgency, polls.urgency),
        stop_reason = case when given.poll is null then polls.stop_reason else given.stop_reason end,
        poll = coalesce(given.poll, polls.poll),
        lease = case when not given.ends_lease then lease end,
        lease_owner = case when not given.ends_lease then lease_owner end,
        leased_until = case when not given.ends_lease then leased_until end
      from ${givenRows(polls, POLL_COLUMNS)} where polls.tracker_id = given.tracker_id
    ), new_events as (
      insert into ${tables.events} (${namesOf('events')})
      select ${givenNamesOf('events')} from ${givenRowsOf('events', events)}
      on conflict (tracker_id, id) do update set ${settingOf('events', 'excluded', ['tracker_id', 'id'])}
    ), new_transitions as (
      insert into ${tables.transitions} (${namesOf('transitions')})
      select ${givenNamesOf('transitions')} from ${givenRowsOf('transitions', transitions)}
      on conflict (tracker_id, id) do update set ${settingOf('transitions', 'excluded', ['tracker_id', 'id'])}
    ), new_messages as (
      insert into ${tables.outbox} (${namesOf('outbox')})
      select ${givenNamesOf('outbox')} from ${givenRowsOf('outbox', messages)}
      on conflict (id) do nothing
    )
    select 1`);
}

/** Of two commits of one tracker, the later one's rows: one statement writes a row once. */
function rowsOf(commits: readonly IngestCommit[]) {
  const last = new Map(commits.map((commit) => [commit.tracker.id, commit.tracker]));
  const polls = new Map<string, object>();
  for (const { tracker, poll, lease } of commits) {
    if (poll === undefined && lease === undefined) continue;
    const before = { ends_lease: false, ...polls.get(tracker.id) };
    polls.set(tracker.id, {
      ...before,
      ...(poll && toPollColumns(poll)),
      tracker_id: tracker.id,
      ends_lease: before.ends_lease || lease !== undefined,
    });
  }
  return {
    trackers: [...last.values()].map(toTrackerRow),
    polls: [...polls.values()],
    events: lastOfEach(
      commits.flatMap(({ tracker, events }) => events.map((each) => toEventRow(tracker.id, each))),
    ),
    transitions: lastOfEach(
      commits.flatMap(({ tracker, transitions }) =>
        transitions.map((each) =>
          toTransitionRow(
            tracker.id,
            each,
            tracker.transitions.findIndex(({ id }) => id === each.id),
          ),
        ),
      ),
    ),
    messages: commits.flatMap(({ messages }) => messages.map(toMessageRow)),
  };
}

const lastOfEach = <Row extends { readonly tracker_id: string; readonly id: string }>(
  rows: readonly Row[],
): Row[] => [...new Map(rows.map((row) => [JSON.stringify([row.tracker_id, row.id]), row])).values()];
