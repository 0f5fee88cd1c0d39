/**
 * Leases due trackers, tenants in turn. Relies on the partial indexes `trackers_due`, for the oldest of what is due, and
 * `trackers_lanes`, for the few of a lane behind the many of another.
 */

import { randomUUID } from 'node:crypto';
import type { PollRecord } from '../../model/tracker.ts';
import { type Instant, toInstant } from '../../time/clock.ts';
import { readJson, readNullable, readTenant, readText, writeText } from '../portable-text.ts';
import type { Claim, ClaimRequest, Store } from '../store.ts';
import { type DueTracker, takeTurns } from '../turns.ts';
import type { Database, SqliteRow } from './database.ts';
import { update } from './rows.ts';

type Lane = { readonly tenant: string; readonly carrier: string; readonly urgency: number };

/** As long as all that is due is little, its lanes are those that matter; otherwise all lanes are visited. */
const HEAD = 4;

export const createClaimDue = (database: Database): Store['claimDue'] => {
  const { trackers, claim_rounds } = database.tables;

  function* lanesOf(now: Instant, limit: number): Generator<Lane> {
    const head = database.all(
      `select tenant_id, carrier, urgency from ${trackers} where due_at <= ? order by due_at limit ?`,
      now,
      HEAD * limit,
    );
    if (head.length < HEAD * limit)
      yield* new Map(head.map((row) => [JSON.stringify(row), toLane(row)])).values();
    else yield* everyLane();
  }

  /** Each step jumps to the next lane in the index. */
  function* everyLane(): Generator<Lane> {
    const sql = (condition: string) => `select tenant_id, carrier, urgency from ${trackers}
      where due_at is not null ${condition} order by tenant_id, carrier, urgency limit 1`;
    let [row] = database.all(sql(''));
    while (row) {
      const lane = toLane(row);
      yield lane;
      const { tenant, carrier, urgency } = lane;
      [row] = database.all(sql('and (tenant_id, carrier, urgency) > (?, ?, ?)'), tenant, carrier, urgency);
    }
  }

  const dueIn = ({ tenant, carrier, urgency }: Lane, now: Instant, limit: number): DueTracker[] =>
    database
      .all(
        `select id, due_at from ${trackers}
        where tenant_id = ? and carrier = ? and urgency = ? and due_at <= ? order by due_at limit ?`,
        tenant,
        carrier,
        urgency,
        now,
        limit,
      )
      // Ids and tenants stay as they are written.
      .map((row) => ({ id: row['id'] as string, tenantId: tenant, urgency, dueAt: row['due_at'] as string }));

  function claim(writtenId: string, lease: string, owner: string, until: Instant): Claim {
    const row = { lease, lease_owner: writeText(owner), leased_until: until };
    update(database, trackers, row, 'id = ?', writtenId);
    const [kept] = database.all(`select ${CLAIM_COLUMNS} from ${trackers} where id = ?`, writtenId);
    return toClaim(kept as SqliteRow, lease);
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
      const [counted] = database.all(`update ${claim_rounds} set round = round + 1 returning round`);
      const lease = randomUUID();
      const until = toInstant(Date.parse(now) + leaseMs);
      return takeTurns(due, { limit, round: Number(counted?.['round']) }).map(({ id }) =>
        claim(id, lease, owner, until),
      );
    });
};

const CLAIM_COLUMNS = `id, tenant_id, carrier, tracking_number, created_at, poll,
  json_extract(state, '$.shippedAfter') as shipped_after,
  json_extract(state, '$.carrierUniqueId') as carrier_unique_id,
  json_extract(state, '$.destination.postalCode') as postal_code`;

const toLane = (row: SqliteRow): Lane => ({
  tenant: row['tenant_id'] as string,
  carrier: row['carrier'] as string,
  urgency: Number(row['urgency']),
});

/** The columns hold what `toTrackerRow` has written. */
const toClaim = (row: SqliteRow, lease: string): Claim => ({
  id: readText(row['id'] as string),
  lease,
  tenantId: readTenant(row['tenant_id'] as string),
  carrier: readText(row['carrier'] as string),
  trackingNumber: readText(row['tracking_number'] as string),
  shippedAfter: readNullable(row['shipped_after'] as string | null),
  createdAt: row['created_at'] as string,
  carrierUniqueId: readNullable(row['carrier_unique_id'] as string | null),
  destinationPostalCode: readNullable(row['postal_code'] as string | null),
  poll: readJson(row['poll'] as string) as PollRecord,
});
