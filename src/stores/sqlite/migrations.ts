/** The tables in SQLite, version by version. Times are text in UTC that sorts as time, documents are JSON. */

type Migration = (prefix: string) => string;

/**
 * - trackers: a row per parcel. `tenant_id` is '' where the host has no tenants; `ledger` is bookkeeping for merging,
 *   `state` the rest of the tracker as JSON.
 * - polls: a row per tracker, which changes with each poll: when the carrier is asked next and who is asking. `due_at` is
 *   when it may be claimed; null when it is not polled, and then no index has it.
 * - events: a row per scan, as the carrier tells it; `standing` says whether it still counts, `event` is the whole of it.
 * - transitions: a row per change of a tracker's status, in the order in which they were heard of.
 * - outbox: a row per message for the host: waiting, delivered or dead; in the order of `sequence` per tracker.
 * - budgets: calls that were made of a carrier's quota, by the time when they no longer count.
 */
const first: Migration = (prefix) => `
  create table "${prefix}trackers" (
    id text primary key,
    tenant_id text not null,
    carrier text not null,
    tracking_number text not null,
    generation integer not null,
    reference text,
    order_id text,
    metadata text not null,
    status text not null,
    substatus text not null,
    reason text,
    action_required integer not null,
    description text,
    status_since text,
    delivered_at text,
    eta text,
    shipped_after text,
    carrier_unique_id text,
    postal_code text,
    version integer not null,
    sequence integer not null,
    created_at text not null,
    updated_at text not null,
    ledger text not null,
    state text not null
  );
  create unique index "${prefix}trackers_number"
    on "${prefix}trackers" (tenant_id, tracking_number, carrier, generation);
  create index "${prefix}trackers_newest" on "${prefix}trackers" (created_at, id);
  create index "${prefix}trackers_tenant" on "${prefix}trackers" (tenant_id, created_at, id);
  create index "${prefix}trackers_order" on "${prefix}trackers" (order_id) where order_id is not null;
  create index "${prefix}trackers_ref" on "${prefix}trackers" (reference) where reference is not null;

  create table "${prefix}polls" (
    tracker_id text primary key,
    tenant_id text not null,
    carrier text not null,
    urgency integer not null,
    next_poll_at text,
    stop_reason text,
    lease text,
    lease_owner text,
    leased_until text,
    due_at text generated always as (
      case when next_poll_at is null then null
        when leased_until > next_poll_at then leased_until
        else next_poll_at end
    ) virtual,
    poll text not null
  ) without rowid;
  create index "${prefix}polls_due" on "${prefix}polls" (due_at, tenant_id, carrier, urgency)
    where due_at is not null;
  create index "${prefix}polls_lanes" on "${prefix}polls" (tenant_id, carrier, urgency, due_at)
    where due_at is not null;

  create table "${prefix}events" (
    tracker_id text not null,
    id text not null,
    occurred_at text,
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
    first_seen_at text,
    event text not null,
    primary key (tracker_id, id)
  ) without rowid;

  create table "${prefix}transitions" (
    tracker_id text not null,
    id text not null,
    position integer not null,
    from_status text,
    from_substatus text,
    to_status text not null,
    to_substatus text not null,
    to_reason text,
    code text,
    source text not null,
    mode text not null,
    occurred_at text,
    observed_at text,
    transition text not null,
    primary key (tracker_id, id)
  ) without rowid;

  create table "${prefix}outbox" (
    id text primary key,
    tracker_id text not null,
    tenant_id text not null,
    sequence integer not null,
    type text not null,
    created_at text not null,
    status text not null default 'waiting',
    next_attempt_at text not null,
    attempts integer not null default 0,
    lease text,
    lease_owner text,
    leased_until text,
    due_at text generated always as (
      case when status <> 'waiting' then null
        when leased_until > next_attempt_at then leased_until
        else next_attempt_at end
    ) virtual,
    delivered_at text,
    last_error text,
    message text not null
  );
  create index "${prefix}outbox_due" on "${prefix}outbox" (due_at) where due_at is not null;
  create index "${prefix}outbox_tracker" on "${prefix}outbox" (tracker_id, sequence);
  create index "${prefix}outbox_done" on "${prefix}outbox" (delivered_at) where delivered_at is not null;

  create table "${prefix}budgets" (
    key text primary key,
    spent text not null default '{}',
    paused_until text
  );

  create table "${prefix}claim_rounds" (round integer not null);
  insert into "${prefix}claim_rounds" values (0);
`;

export const MIGRATIONS: readonly Migration[] = [first];

export const SCHEMA_VERSION = MIGRATIONS.length;
