/**
 * Leases due trackers, tenants in turn. Relies on the partial indexes `polls_due`, for the oldest of what is due, and
 * `polls_lanes`, for the few of a lane behind the many of another. Rows that others hold are passed by.
 */

import { randomUUID } from 'node:crypto';
import { writeTenant, writeText } from '../portable-text.ts';
import { readClaim } from '../read-rows.ts';
import { type Sql, sql } from '../sql.ts';
import type { Claim, ClaimRequest, Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { type Database, instantSql, laterSql } from './database.ts';

/** Where all that is due is less than this many claims' worth, its lanes are those that matter; else all are visited. */
const HEAD = 4;

export const createClaimDue =
  ({ all, tables, moment }: Database): Store['claimDue'] =>
  async (request) => {
    const lease = randomUUID();
    const claims: Claim[] = [];
    // A pass may take less than there is where others take from the same lanes, or one lane has nearly all.
    for (;;) {
      const limit = request.limit - claims.length;
      const rows = await all(claimStatement({ ...request, limit, lease, now: moment(request.now) }, tables));
      claims.push(...rows.map((row) => readClaim(row, lease)));
      if (rows.length === 0 || claims.length >= request.limit) return claims;
    }
  };

type Wanted = Omit<ClaimRequest, 'now'> & { readonly now: Sql; readonly lease: string };

const claimStatement = (wanted: Wanted, { polls, trackers, claim_rounds }: Tables): Sql => {
  const { now, limit, leaseMs, owner, lease, carriers, tenants } = wanted;
  const ofCarriers = carriers ? sql`and carrier = any(${carriers.map(writeText)})` : sql``;
  const ofTenants = tenants ? sql`and tenant_id = any(${tenants.map(writeTenant)})` : sql``;
  return sql`
    with recursive head as materialized (
      select tenant_id, carrier, urgency from ${polls} where due_at <= ${now} order by due_at limit ${HEAD * limit}
    ), every_lane as (
      -- Each step jumps to the next lane in the index.
      (select tenant_id, carrier, urgency from ${polls}
        where due_at is not null and (select count(*) from head) >= ${HEAD * limit}
        order by tenant_id, carrier, urgency limit 1)
      union all
      select next.tenant_id, next.carrier, next.urgency from every_lane as lane cross join lateral (
        select tenant_id, carrier, urgency from ${polls}
        where due_at is not null and (tenant_id, carrier, urgency) > (lane.tenant_id, lane.carrier, lane.urgency)
        order by tenant_id, carrier, urgency limit 1
      ) as next
    ), lanes as materialized (
      select tenant_id, carrier, urgency from (
        select distinct tenant_id, carrier, urgency from head where (select count(*) from head) < ${HEAD * limit}
        union all
        select tenant_id, carrier, urgency from every_lane
      ) as lane
      where exists (
        select 1 from ${polls} as due where due.tenant_id = lane.tenant_id and due.carrier = lane.carrier
          and due.urgency = lane.urgency and due.due_at <= ${now}
      ) ${ofCarriers} ${ofTenants}
    ), tenants as materialized (
      select tenant_id, row_number() over (order by tenant_id) - 1 as place, count(*) over () as total
      from (select distinct tenant_id from lanes) as each
    ), rounds as materialized (
      select nextval(${`${claim_rounds.chunks[0]}`}::regclass) as round from (select 1 from lanes limit 1) as any_lane
    ), served as materialized (
      -- Where a claim can't take one of each tenant, it begins elsewhere each time.
      select tenant_id, carrier, urgency from lanes join tenants using (tenant_id) cross join rounds
      where total <= ${limit} or (place + total - (round * ${limit}) % total) % total < ${limit}
    ), due as materialized (
      select found.tracker_id, found.due_at, tenant_id, urgency from served cross join lateral (
        select tracker_id, due_at from ${polls} as mine
        where mine.tenant_id = served.tenant_id and mine.carrier = served.carrier
          and mine.urgency = served.urgency and mine.due_at <= ${now}
        order by mine.due_at
        limit (select least(${limit}::bigint, 1 + 2 * ${limit}::bigint / count(*)) from served)
        for update skip locked
      ) as found
    ), chosen as materialized (
      select tracker_id, row_number() over (order by turn, urgency, due_at, tracker_id) as rank from (
        select tracker_id, urgency, due_at,
          row_number() over (partition by tenant_id order by urgency, due_at, tracker_id) as turn
        from due
      ) as in_turn
      order by rank limit ${limit}
    ), claimed as (
      update ${polls} as polls
      set lease = ${lease}, lease_owner = ${writeText(owner)}, leased_until = ${laterSql(now, leaseMs)}
      from chosen where polls.tracker_id = chosen.tracker_id
      returning polls.tracker_id, polls.poll, chosen.rank
    )
    select id, tenant_id, carrier, tracking_number, ${instantSql(sql`created_at`)} as created_at, shipped_after,
      carrier_unique_id, postal_code, poll::text as poll
    from claimed join ${trackers} on id = tracker_id order by rank`;
};
