/** The tables in PostgreSQL, version by version; each statement for itself, as not every client takes several at once. */

type Migration = (names: { readonly schema: string; readonly prefix: string }) => readonly string[];

/** Rows that change often: vacuumed before they are a fifth of the table. */
const TENDED = 'autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02';

/**
 * - trackers: a row per parcel. `tenant_id` is '' where the host has no tenants; `ledger` is bookkeeping for merging,
 *   `state` the rest of the tracker as JSON.
 * - polls: a row per tracker, which changes with each poll: when the carrier is asked next and who is asking. `due_at` is
 *   when it may be claimed; null when it is not polled, and then no index has it.
 * - events: a row per scan, as the carrier tells it; `standing` says whether it still counts, `event` is the whole of it.
 * - transitions: a row per change of a tracker's status, in the order in which they were heard of.
 * - outbox: a row per message for the host: waiting, delivered or dead; in the order of `sequence` per tracker.
 * - budgets: calls that were made of a carrier's quota, by the time when they no longer count.
 *
 * Text sorts by its bytes, so that pages don't depend on the database's language. No commit changes a column of
 * `trackers` that an index has: it stays where it is on its page.
 */
const first: Migration = ({ schema, prefix }) => {
  const table = (name: string) => `"${schema}"."${prefix}${name}"`;
  const index = (name: string) => `"${prefix}${name}"`;
  const text = 'text collate "C"';
  return [
    `create table ${table('trackers')} (
      id ${text} primary key,
      tenant_id ${text} not null,
      carrier ${text} not null,
      tracking_number ${text} not null,
      generation integer not null,
      reference ${text},
      order_id ${text},
      metadata jsonb not null,
      status ${text} not null,
      substatus ${text} not null,
      reason ${text},
      action_required boolean not null,
      description text,
      status_since timestamptz,
      delivered_at timestamptz,
      eta text,
      shipped_after text,
      carrier_unique_id text,
      postal_code text,
      version integer not null,
      sequence integer not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      ledger json not null,
      state json not null
    ) with (fillfactor = 85, ${TENDED})`,
    `create unique index ${index('trackers_number')}
      on ${table('trackers')} (tenant_id, tracking_number, carrier, generation)`,
    `create index ${index('trackers_newest')} on ${table('trackers')} (created_at, id)`,
    `create index ${index('trackers_tenant')} on ${table('trackers')} (tenant_id, created_at, id)`,
    // Of hash indexes, as these texts are the host's and may be longer than a tree takes.
    `create index ${index('trackers_order')} on ${table('trackers')} using hash (order_id)
      where order_id is not null`,
    `create index ${index('trackers_ref')} on ${table('trackers')} using hash (reference)
      where reference is not null`,

    `create table ${table('polls')} (
      tracker_id ${text} primary key,
      tenant_id ${text} not null,
      carrier ${text} not null,
      urgency integer not null,
      next_poll_at timestamptz,
      stop_reason text,
      lease text,
      lease_owner text,
      leased_until timestamptz,
      due_at timestamptz generated always as (
        case when next_poll_at is null then null else greatest(next_poll_at, leased_until) end
      ) stored,
      poll json not null
    ) with (fillfactor = 85, ${TENDED})`,
    `create index ${index('polls_due')} on ${table('polls')} (due_at) include (tenant_id, carrier, urgency)
      where due_at is not null`,
    `create index ${index('polls_lanes')} on ${table('polls')} (tenant_id, carrier, urgency, due_at)
      where due_at is not null`,

    `create table ${table('events')} (
      tracker_id ${text} not null,
      id ${text} not null,
      occurred_at timestamptz,
      local_time text,
      status text not null,
      substatus text not null,
      reason text,
      code text,
      description text,
      city text,
      country text,
      standing text not null,
      source text not null,
      first_seen_at timestamptz,
      event json not null,
      primary key (tracker_id, id)
    )`,

    `create table ${table('transitions')} (
      tracker_id ${text} not null,
      id ${text} not null,
      position integer not null,
      from_status text,
      from_substatus text,
      to_status text not null,
      to_substatus text not null,
      to_reason text,
      code text,
      source text not null,
      mode text not null,
      occurred_at timestamptz,
      observed_at timestamptz,
      transition json not null,
      primary key (tracker_id, id)
    )`,

    `create table ${table('outbox')} (
      id ${text} primary key,
      tracker_id ${text} not null,
      tenant_id ${text} not null,
      sequence integer not null,
      type ${text} not null,
      created_at timestamptz not null,
      status ${text} not null default 'waiting',
      next_attempt_at timestamptz not null,
      attempts integer not null default 0,
      lease text,
      lease_owner text,
      leased_until timestamptz,
      due_at timestamptz generated always as (
        case when status <> 'waiting' then null else greatest(next_attempt_at, leased_until) end
      ) stored,
      delivered_at timestamptz,
      last_error text,
      message json not null
    ) with (${TENDED})`,
    `create index ${index('outbox_due')} on ${table('outbox')} (due_at) where due_at is not null`,
    `create index ${index('outbox_tracker')} on ${table('outbox')} (tracker_id, sequence)`,
    `create index ${index('outbox_done')} on ${table('outbox')} (delivered_at) where delivered_at is not null`,

    `create table ${table('budgets')} (
      key ${text} primary key,
      spent json not null default '{}',
      paused_until timestamptz
    )`,

    `create sequence ${table('claim_rounds')}`,
  ];
};

export const MIGRATIONS: readonly Migration[] = [first];

export const SCHEMA_VERSION = MIGRATIONS.length;
