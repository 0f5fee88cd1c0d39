/** Rows on their way in: one JSON text for any number of them, read by PostgreSQL as a set of records. */

import { writeRows } from '../portable-text.ts';
import { rawSql, type Sql, sql } from '../sql.ts';

/** By table, the columns that are written from rows, with their types. */
const COLUMNS = {
  trackers: {
    id: 'text',
    tenant_id: 'text',
    carrier: 'text',
    tracking_number: 'text',
    generation: 'integer',
    reference: 'text',
    order_id: 'text',
    metadata: 'jsonb',
    status: 'text',
    substatus: 'text',
    reason: 'text',
    action_required: 'boolean',
    description: 'text',
    status_since: 'timestamptz',
    delivered_at: 'timestamptz',
    eta: 'text',
    shipped_after: 'text',
    carrier_unique_id: 'text',
    postal_code: 'text',
    version: 'integer',
    sequence: 'integer',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
    ledger: 'json',
    state: 'json',
  },
  polls: {
    tracker_id: 'text',
    tenant_id: 'text',
    carrier: 'text',
    urgency: 'integer',
    next_poll_at: 'timestamptz',
    stop_reason: 'text',
    poll: 'json',
  },
  events: {
    tracker_id: 'text',
    id: 'text',
    occurred_at: 'timestamptz',
    local_time: 'text',
    status: 'text',
    substatus: 'text',
    reason: 'text',
    code: 'text',
    description: 'text',
    city: 'text',
    country: 'text',
    standing: 'text',
    source: 'text',
    first_seen_at: 'timestamptz',
    event: 'json',
  },
  transitions: {
    tracker_id: 'text',
    id: 'text',
    position: 'integer',
    from_status: 'text',
    from_substatus: 'text',
    to_status: 'text',
    to_substatus: 'text',
    to_reason: 'text',
    code: 'text',
    source: 'text',
    mode: 'text',
    occurred_at: 'timestamptz',
    observed_at: 'timestamptz',
    transition: 'json',
  },
  outbox: {
    id: 'text',
    tracker_id: 'text',
    tenant_id: 'text',
    sequence: 'integer',
    type: 'text',
    created_at: 'timestamptz',
    next_attempt_at: 'timestamptz',
    message: 'json',
  },
} as const;

type Table = keyof typeof COLUMNS;

/** Rows as a set named `given`. */
export const givenRows = (rows: readonly object[], columns: Readonly<Record<string, string>>): Sql =>
  sql`json_to_recordset(${writeRows(rows)}::json) as given(${rawSql(
    Object.entries(columns)
      .map(([name, type]) => `${name} ${type}`)
      .join(', '),
  )})`;

export const givenRowsOf = (table: Table, rows: readonly object[]): Sql => givenRows(rows, COLUMNS[table]);

export const namesOf = (table: Table): Sql => rawSql(Object.keys(COLUMNS[table]).join(', '));
export const givenNamesOf = (table: Table): Sql =>
  rawSql(
    Object.keys(COLUMNS[table])
      .map((name) => `given.${name}`)
      .join(', '),
  );

/** `name = source.name` for all columns but those of the key. */
export const settingOf = (table: Table, source: 'given' | 'excluded', key: readonly string[]): Sql =>
  rawSql(
    Object.keys(COLUMNS[table])
      .filter((name) => !key.includes(name))
      .map((name) => `${name} = ${source}.${name}`)
      .join(', '),
  );
