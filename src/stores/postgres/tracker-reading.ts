/** Trackers from their rows, with those of their polls, events and transitions, as they are at one moment. */

import type { Ledger, Metadata, PollRecord, TrackedEvent, Tracker, Transition } from '../../model/tracker.ts';
import { readJson, readNullable, readTenant, readText } from '../portable-text.ts';
import { fromTrackerRow, type KeptRow } from '../rows.ts';
import { type Sql, sql } from '../sql.ts';
import type { PostgresRow } from './connection.ts';
import { instantSql, type Tables } from './database.ts';

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

/** The columns hold what `toTrackerRow` and its like have written. */
export const toTracker = (row: PostgresRow): Tracker =>
  fromTrackerRow({
    id: readText(row['id'] as string),
    tenant_id: readTenant(row['tenant_id'] as string),
    carrier: readText(row['carrier'] as string),
    tracking_number: readText(row['tracking_number'] as string),
    generation: Number(row['generation']),
    reference: readNullable(row['reference'] as string | null),
    order_id: readNullable(row['order_id'] as string | null),
    metadata: readJson(row['metadata'] as string) as Metadata,
    status: row['status'] as Tracker['status'],
    substatus: row['substatus'] as Tracker['substatus'],
    reason: row['reason'] as Tracker['reason'],
    action_required: row['action_required'] as boolean,
    description: readNullable(row['description'] as string | null),
    version: Number(row['version']),
    sequence: Number(row['sequence']),
    created_at: row['created_at'] as string,
    updated_at: row['updated_at'] as string,
    ledger: readJson(row['ledger'] as string) as Ledger,
    poll: readJson(row['poll'] as string) as PollRecord,
    state: readJson(row['state'] as string) as KeptRow['state'],
    events: readJson(row['events'] as string) as TrackedEvent[],
    transitions: readJson(row['transitions'] as string) as Transition[],
  });
