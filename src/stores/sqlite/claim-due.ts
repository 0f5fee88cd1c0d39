/**
 * Leases due trackers, tenants in turn. Relies on the partial indexes `polls_due`, for the oldest of what is due, and
 * `polls_lanes`, for the few of a lane behind the many of another.
 */

import { randomUUID } from 'node:crypto';
import { type Instant, toInstant } from '../../time/clock.ts';
import { readTenant, readText, writeText } from '../portable-text.ts';
import { readClaim } from '../read-rows.ts';
import { rawSql, type Sql, sql } from '../sql.ts';
import type { Claim, ClaimRequest, Store } from '../store.ts';
import { type DueTracker, takeTurns } from '../turns.ts';
import type { Database, SqliteRow } from './database.ts';
import { update, type WrittenRow } from './rows.ts';

type Lane = { readonly tenant: string; readonly carrier: string; readonly urgency: number };

/** Where all that is due is less than this many claims' worth, its lanes are those that matter; else all are visited. */
const HEAD = 4;

export const createClaimDue = (database: Database): Store['claimDue'] => {
  const { polls, trackers, claim_rounds } = database.tables;
  // Named, since no statistics of theirs tell SQLite that a lane is short, or that little of all is due.
  const byTime = rawSql(`"${database.prefix}polls_due"`);
  const byLane = rawSql(`"${database.prefix}polls_lanes"`);

  function* lanesOf(now: Instant, limit: number): Generator<Lane> {
    const head = database.all(
      sql`select tenant_id, carrier, urgency, count(*) as due from (
        select tenant_id, carrier, urgency from ${polls} indexed by ${byTime}
        where due_at <= ${now} order by due_at limit ${HEAD * limit}
      ) group by tenant_id, carrier, urgency order by tenant_id, carrier, urgency`,
    );
    const due = head.reduce((sum, row) => sum + Number(row['due']), 0);
    if (due < HEAD * limit) yield* head.map(toLane);
    else yield* everyLane();
  }

  /**
   * Each step jumps to the next lane in the index. By one column at a time: from a row of several values SQLite goes on
   * through all that share the first.
   */
  function* everyLane(): Generator<Lane> {
    let lane = firstLane(sql``);
    while (lane !== undefined) {
      yield lane;
      const { tenant, carrier, urgency } = lane;
      lane =
        firstLane(sql`and tenant_id = ${tenant} and carrier = ${carrier} and urgency > ${urgency}`) ??
        firstLane(sql`and tenant_id = ${tenant} and carrier > ${carrier}`) ??
        firstLane(sql`and tenant_id > ${tenant}`);
    }
  }

  function firstLane(condition: Sql): Lane | undefined {
    const [row] = database.all(
      sql`select tenant_id, carrier, urgency from ${polls} indexed by ${byLane} where due_at is not null ${condition}
      order by tenant_id, carrier, urgency limit 1`,
    );
    return row && toLane(row);
  }

  const dueIn = ({ tenant, carrier, urgency }: Lane, now: Instant, limit: number): DueTracker[] =>
    database
      .all(
        sql`select tracker_id, due_at from ${polls} indexed by ${byLane}
        where tenant_id = ${tenant} and carrier = ${carrier} and urgency = ${urgency} and due_at <= ${now}
        order by due_at limit ${limit}`,
      )
      // Ids and tenants stay as they are written.
      .map((row) => ({
        id: row['tracker_id'] as string,
        tenantId: tenant,
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

  return async ({ now, limit, leaseMs, owner, carriers, tenants }: ClaimRequest) =>
    database.write(() => {
      const served = { carriers: carriers && new Set(carriers), tenants: tenants && new Set(tenants) };
      const due: DueTracker[] = [];
      for (const lane of lanesOf(now, limit)) {
        const isServed =
          (served.carriers?.has(readText(lane.carrier)) ?? true) &&
          (served.tenants?.has(readTenant(lane.tenant)) ?? true);
        if (isServed) due.push(...dueIn(lane, now, limit));
      }
      if (due.length === 0) return [];
      const [counted] = database.all(sql`update ${claim_rounds} set round = round + 1 returning round`);
      const lease = randomUUID();
      const row: WrittenRow = {
        lease,
        lease_owner: writeText(owner),
        leased_until: toInstant(Date.parse(now) + leaseMs),
      };
      const turns = takeTurns(due, { limit, round: Number(counted?.['round']) });
      return claim(
        turns.map(({ id }) => id),
        lease,
        row,
      );
    });
};

const toLane = (row: SqliteRow): Lane => ({
  tenant: row['tenant_id'] as string,
  carrier: row['carrier'] as string,
  urgency: Number(row['urgency']),
});
