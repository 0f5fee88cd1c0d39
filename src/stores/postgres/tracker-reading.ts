/** Trackers from their rows, with those of their polls, events and transitions, as they are at one moment. */

import type { Tracker } from '../../model/tracker.ts';
import { readJson } from '../portable-text.ts';
import { readTracker } from '../read-rows.ts';
import { type Sql, sql } from '../sql.ts';
import type { Tables } from '../tables.ts';
import type { PostgresRow } from './connection.ts';
import { instantSql } from './database.ts';

/** Trackers as {@link toTracker} reads them; conditions name `trackers` and `polls`. JSON comes as text, so that no client reads it. */
export const selectTrackers = ({ trackers, polls, events, transitions }: Tables, rest: Sql): Sql => sql`
  select trackers.id, trackers.tenant_id, trackers.carrier, tracking_number, generation, reference, order_id,
    metadata::text as metadata, status, substatus, reason, action_required, description, version, sequence,
    ${instantSql(sql`created_at`)} as created_at, ${instantSql(sql`updated_at`)} as updated_at,
    ledger::text as ledger, state::text as state, poll::text as poll,
    (select coalesce(json_agg(event), '[]') from ${events} where tracker_id = trackers.id)::text as events,
    (select coalesce(json_agg(transition order by position), '[]') from ${transitions}
      where tracker_id = trackers.id)::text as transitions
  from ${trackers} as trackers join ${polls} as polls on polls.tracker_id = trackers.id ${rest}`;

export const toTracker = (row: PostgresRow): Tracker =>
  readTracker(row, {
    // Lists, made by the statement above.
    events: readJson(row['events'] as string) as unknown[],
    transitions: readJson(row['transitions'] as string) as unknown[],
  });
