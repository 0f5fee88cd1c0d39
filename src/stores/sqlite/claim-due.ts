/**
 * Leases due trackers, tenants in turn. Relies on the partial indexes `polls_due`, for the oldest of what is due, and
 * `polls_lanes`, for the few of a lane behind the many of another.
 */

import { randomUUID } from 'node:crypto';
import { type Instant, toInstant } from '../../time/clock.ts';
import { readTenant, readText, writeText } from '../portable-text.ts';
import { readClaim } from '../read-rows.ts';
import { sql } from '../sql.ts';
import type { Claim, ClaimRequest, Store } from '../store.ts';
import { type DueTracker, takeTurns } from '../turns.ts';
import type { Database, SqliteRow } from './database.ts';
import { update, type WrittenRow } from './rows.ts';

type Lane = { readonly tenant: string; readonly carrier: string; readonly urgency: number };

/** Where all that is due is less than this many claims' worth, its lanes are those that matter; else all are visited. */
const HEAD = 4;

export const createClaimDue = (database: Database): Store['claimDue'] => {
  const { polls, trackers, claim_rounds } = database.tables;

  function* lanesOf(now: Instant, limit: number): Generator<Lane> {
    const head = database.all(
      sql`select tenant_id, carrier, urgency from ${polls} where due_at <= ${now} order by due_at limit ${HEAD * limit}`,
    );
    if (head.length < HEAD * limit)
      yield* new Map(head.map((row) => [JSON.stringify(row), toLane(row)])).values();
    else yield* everyLane();
  }

  /** Each step jumps to the next lane in the index. */
  function* everyLane(): Generator<Lane> {
    let condition = sql``;
    for (;;) {
      const [row] = database.all(
        sql`select tenant_id, carrier, urgency from ${polls} where due_at is not null ${condition}
        order by tenant_id, carrier, urgency limit 1`,
      );
      if (row === undefined) return;
      const lane = toLane(row);
      yield lane;
      condition = sql`and (tenant_id, carrier, urgency) > (${lane.tenant}, ${lane.carrier}, ${lane.urgency})`;
    }
  }

  const dueIn = ({ tenant, carrier, urgency }: Lane, now: Instant, limit: number): DueTracker[] =>
    database
      .all(
        sql`select tracker_id, due_at from ${polls}
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

  function claim(writtenId: string, lease: string, row: WrittenRow): Claim {
    database.run(update(polls, row, sql`tracker_id = ${writtenId}`));
    const [kept] = database.all(
      sql`select id, trackers.tenant_id, trackers.carrier, tracking_number, created_at, shipped_after, carrier_unique_id,
        postal_code, poll
      from ${trackers} as trackers join ${polls} on tracker_id = id where id = ${writtenId}`,
    );
    // There is a tracker for each row of polls.
    return readClaim(kept as SqliteRow, lease);
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
      return takeTurns(due, { limit, round: Number(counted?.['round']) }).map(({ id }) =>
        claim(id, lease, row),
      );
    });
};

const toLane = (row: SqliteRow): Lane => ({
  tenant: row['tenant_id'] as string,
  carrier: row['carrier'] as string,
  urgency: Number(row['urgency']),
});
