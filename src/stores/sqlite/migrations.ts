/** The tables in SQLite, version by version. Times are text in UTC that sorts as time, documents are JSON. */

type Migration = (prefix: string) => string;

/** A column that is read from a document: there for a person with SQL, and never written. */
const partOf = (document: string, path: string): string =>
  `generated always as (${document} ->> '$.${path}') virtual`;

/** The same of a time, which is null unless it is an instant: what carriers say may be anything. */
const instantOf = (document: string, path: string): string => {
  const text = `${document} ->> '$.${path}'`;
  return `generated always as (case when ${text} glob '${INSTANT_GLOB}' then ${text} end) virtual`;
};

const INSTANT_GLOB = '0000-00-00T00:00:00.000Z'.replaceAll('0', '[0-9]');

/**
 * - trackers: a row per parcel. `tenant_id` is '' where the host has no tenants; `ledger` is bookkeeping for merging,
 *   `state` the rest of the tracker as JSON.
 * - polls: a row per tracker, which changes with each poll: when the carrier is asked next and who is asking. `due_at` is
 *   when it may be claimed; null when it is not polled, and then no index has it.
 * - events: a row per scan, as the carrier tells it: `event`; the other columns are read from it, `standing` says whether
 *   it still counts.
 * - transitions: a row per change of a tracker's status, in the order in which they were heard of: `transition`, from which
 *   the other columns are read.
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
    occurred_at text ${instantOf('event', 'occurredAt')},
    local_time text ${partOf('event', 'localTime')},
    status text ${partOf('event', 'status')},
    substatus text ${partOf('event', 'substatus')},
    reason text ${partOf('event', 'reason')},
    code text ${partOf('event', 'provenance.code')},
    description text ${partOf('event', 'description')},
    city text ${partOf('event', 'location.city')},
    country text ${partOf('event', 'location.country')},
    standing text ${partOf('event', 'standing')},
    source text ${partOf('event', 'source')},
    first_seen_at text ${instantOf('event', 'firstSeenAt')},
    event text not null,
    primary key (tracker_id, id)
  ) without rowid;

  create table "${prefix}transitions" (
    tracker_id text not null,
    id text not null,
    position integer not null,
    from_status text ${partOf('transition', 'from.status')},
    from_substatus text ${partOf('transition', 'from.substatus')},
    to_status text ${partOf('transition', 'to.status')},
    to_substatus text ${partOf('transition', 'to.substatus')},
    to_reason text ${partOf('transition', 'to.reason')},
    code text ${partOf('transition', 'code')},
    source text ${partOf('transition', 'source')},
    mode text ${partOf('transition', 'mode')},
    occurred_at text ${instantOf('transition', 'occurredAt')},
    observed_at text ${instantOf('transition', 'observedAt')},
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
