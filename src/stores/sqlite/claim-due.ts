/**
 * Leases due trackers, tenants in turn. Relies on the partial indexes `polls_due`, for the oldest of what is due, and
 * `polls_lanes`, for the few of a lane behind the many of another.
 */

import { randomUUID } from 'node:crypto';
import { type Instant, toInstant } from '../../time/clock.ts';
import { readTenant, readText, writeText } from '../portable-text.ts';
import { readClaim } from '../read-rows.ts';
import { rawSql, sql } from '../sql.ts';
import type { Claim, ClaimRequest, Store } from '../store.ts';
import { type DueTracker, lanesOnTurn, shareOf, takeTurns } from '../turns.ts';
import type { Database, SqliteRow } from './database.ts';
import { update, type WrittenRow } from './rows.ts';

type Lane = { readonly tenantId: string; readonly carrier: string; readonly urgency: number };

/** Where all that is due is less than this many claims' worth, its lanes are those that matter; else all are visited. */
const HEAD = 4;

export const createClaimDue = (database: Database): Store['claimDue'] => {
  const { polls, trackers, claim_rounds } = database.tables;
  // Named, since no statistics of theirs tell SQLite that a lane is short, or that little of all is due.
  const inTime = sql`${polls} indexed by ${rawSql(`"${database.prefix}polls_due"`)}`;
  const inLanes = sql`${polls} indexed by ${rawSql(`"${database.prefix}polls_lanes"`)}`;

  /** Those that have something due. */
  function lanesOf(now: Instant, limit: number): Lane[] {
    const head = database.all(
      sql`select tenant_id, carrier, urgency, count(*) as due from (
        select tenant_id, carrier, urgency from ${inTime}
        where due_at <= ${now} order by due_at limit ${HEAD * limit}
      ) group by tenant_id, carrier, urgency order by tenant_id, carrier, urgency`,
    );
    const due = head.reduce((sum, row) => sum + Number(row['due']), 0);
    return (due < HEAD * limit ? head : everyLane(now)).map(toLane);
  }

  /** Each step jumps to the next value in the index. */
  const everyLane = (now: Instant): SqliteRow[] =>
    database.all(
      sql`with recursive tenants(tenant) as (
        select min(tenant_id) from ${inLanes} where due_at is not null
        union all
        select (select min(tenant_id) from ${inLanes} where due_at is not null and tenant_id > tenant)
        from tenants where tenant is not null
      ), carriers(tenant, name) as (
        select tenant, (select min(carrier) from ${inLanes} where due_at is not null and tenant_id = tenant)
        from tenants where tenant is not null
        union all
        select tenant, (
          select min(carrier) from ${inLanes} where due_at is not null and tenant_id = tenant and carrier > name
        ) from carriers where name is not null
      ), lanes(tenant, name, level) as (
        select tenant, name, (
          select min(urgency) from ${inLanes} where due_at is not null and tenant_id = tenant and carrier = name
        ) from carriers where name is not null
        union all
        select tenant, name, (
          select min(urgency) from ${inLanes}
          where due_at is not null and tenant_id = tenant and carrier = name and urgency > level
        ) from lanes where level is not null
      )
      select tenant as tenant_id, name as carrier, level as urgency from lanes where (
        select min(due_at) from ${inLanes}
        where due_at is not null and tenant_id = tenant and carrier = name and urgency = level
      ) <= ${now}`,
    );

  const dueIn = ({ tenantId, carrier, urgency }: Lane, now: Instant, limit: number): DueTracker[] =>
    database
      .all(
        sql`select tracker_id, due_at from ${inLanes}
        where tenant_id = ${tenantId} and carrier = ${carrier} and urgency = ${urgency} and due_at <= ${now}
        order by due_at limit ${limit}`,
      )
      // Ids and tenants stay as they are written.
      .map((row) => ({
        id: row['tracker_id'] as string,
        tenantId,
        urgency,
        dueAt: row['due_at'] as string,
      }));

  /** In the order of the ids. */
  function claim(writtenIds: readonly string[], lease: string, row: WrittenRow): Claim[] {
    const wanted = sql`json_each(${writtenIds})`;
    database.run(update(polls, row, sql`tracker_id in (select value from ${wanted})`));
    return database
      .all(
        sql`select trackers.id, trackers.tenant_id, trackers.carrier, tracking_number, created_at, shipped_after, carrier_unique_id,
          postal_code, poll
        from ${wanted} as wanted
        join ${trackers} as trackers on trackers.id = wanted.value join ${polls} on tracker_id = wanted.value
        order by wanted.key`,
      )
      .map((kept) => readClaim(kept, lease));
  }

  const nextRound = (): number =>
    Number(database.all(sql`update ${claim_rounds} set round = round + 1 returning round`)[0]?.['round']);

  return async ({ now, limit, leaseMs, owner, carriers, tenants }: ClaimRequest) =>
    database.write(() => {
      const served = { carriers: carriers && new Set(carriers), tenants: tenants && new Set(tenants) };
      const lanes = lanesOf(now, limit).filter(
        ({ carrier, tenantId }) =>
          (served.carriers?.has(readText(carrier)) ?? true) &&
          (served.tenants?.has(readTenant(tenantId)) ?? true),
      );
      if (lanes.length === 0) return [];
      const round = nextRound();
      const lease = randomUUID();
      const row: WrittenRow = {
        lease,
        lease_owner: writeText(owner),
        leased_until: toInstant(Date.parse(now) + leaseMs),
      };
      const onTurn = lanesOnTurn(lanes, { limit, round });
      const share = shareOf(limit, onTurn.length);
      const claims: Claim[] = [];
      // One lane may have nearly all.
      for (;;) {
        const due = onTurn.flatMap((lane) => dueIn(lane, now, share));
        const turns = takeTurns(due, { limit: limit - claims.length, round });
        if (turns.length === 0) return claims;
        const ids = turns.map(({ id }) => id);
        claims.push(...claim(ids, lease, row));
        if (claims.length >= limit) return claims;
      }
    });
};

const toLane = (row: SqliteRow): Lane => ({
  tenantId: row['tenant_id'] as string,
  carrier: row['carrier'] as string,
  urgency: Number(row['urgency']),
});
