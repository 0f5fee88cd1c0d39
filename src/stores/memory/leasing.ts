/** Leases on trackers in memory: who polls what, until when, and how it went. */

import { randomUUID } from 'node:crypto';
import { type Instant, toInstant } from '../../time/clock.ts';
import type { Claim, ClaimRequest, DueCount, Lease, Release, Store } from '../store.ts';
import { type DueTracker, lanesOnTurn, shareOf, takeTurns } from '../turns.ts';
import { isHeld, type KeptLease, type KeptTracker, toKept, toTracker } from './kept-tracker.ts';
import { dueAtOf, type Lane, type TrackerShelf } from './tracker-shelf.ts';

export function createLeasing(
  trackers: TrackerShelf,
): Pick<Store, 'claimDue' | 'dueCounts' | 'renew' | 'release' | 'reschedule'> {
  const held = ({ id, lease }: Lease, now: Instant): KeptTracker | undefined => {
    const kept = trackers.get(id);
    return kept && isHeld(kept.lease, now, lease) ? kept : undefined;
  };

  /** Does what is to be done with each lease that is held; the ids of the others. */
  const forEachHeld = <Leased extends Lease>(
    leases: readonly Leased[],
    now: Instant,
    work: (kept: KeptTracker, lease: Leased) => void,
  ): string[] =>
    leases.flatMap((lease) => {
      const kept = held(lease, now);
      if (kept === undefined) return [lease.id];
      work(kept, lease);
      return [];
    });

  let rounds = 0;

  return {
    async claimDue(request) {
      const { now, limit, leaseMs } = request;
      const { queue } = trackers;
      const lanes = queue
        .lanes()
        .filter((lane) => isServed(lane, request) && queue.due(lane, now, 1).length > 0);
      const lease = { token: randomUUID(), until: later(now, leaseMs) };
      rounds += 1;
      const onTurn = lanesOnTurn(lanes, { limit, round: rounds });
      const share = shareOf(limit, onTurn.length);
      const claims: Claim[] = [];
      // One lane may have nearly all.
      for (;;) {
        const due = onTurn.flatMap((lane): DueTracker[] =>
          queue.due(lane, now, share).map(({ key, dueAt }) => ({ id: key, dueAt, ...lane })),
        );
        const turns = takeTurns(due, { limit: limit - claims.length, round: rounds });
        if (turns.length === 0) return claims;
        for (const { id } of turns) {
          const kept = { ...(trackers.get(id) as KeptTracker), lease };
          trackers.replace(kept);
          claims.push(toClaim(kept, lease));
        }
        if (claims.length >= limit) return claims;
      }
    },
    async dueCounts(now) {
      const counts = new Map<string, DueCount>();
      for (const kept of trackers.newestFirst()) {
        const dueAt = dueAtOf(kept);
        if (dueAt === null || dueAt > now) continue;
        const { due, since } = counts.get(kept.carrier) ?? { due: 0, since: dueAt };
        const { carrier } = kept;
        counts.set(carrier, { carrier, due: due + 1, since: dueAt < since ? dueAt : since });
      }
      return [...counts.values()];
    },
    async renew(leases, { now, leaseMs }) {
      return forEachHeld(leases, now, (kept, { lease }) =>
        trackers.replace({ ...kept, lease: { token: lease, until: later(now, leaseMs) } }),
      );
    },
    async release(releases, now) {
      return forEachHeld(releases, now, (kept, release) => {
        trackers.replace({
          ...withLedger(kept, release),
          poll: { ...(release.poll ?? kept.poll) },
          lease: null,
        });
      });
    },
    async reschedule(id, poll) {
      const kept = trackers.get(id);
      if (kept) trackers.replace({ ...kept, poll: { ...poll }, lease: null, version: kept.version + 1 });
      return kept !== undefined;
    },
  };
}

const isServed = ({ carrier, tenantId }: Lane, { carriers, tenants }: ClaimRequest): boolean =>
  (carriers?.includes(carrier) ?? true) && (tenants?.includes(tenantId) ?? true);

const later = (now: Instant, ms: number): Instant => toInstant(Date.parse(now) + ms);

function withLedger(kept: KeptTracker, { ledger }: Release): KeptTracker {
  if (ledger === undefined || ledger.expectedVersion !== kept.version) return kept;
  return toKept({ ...toTracker(kept), ledger: ledger.value }, kept);
}

function toClaim(kept: KeptTracker, { token }: KeptLease): Claim {
  const {
    id,
    tenantId,
    carrier,
    trackingNumber,
    shippedAfter,
    createdAt,
    carrierUniqueId,
    destination,
    poll,
  } = toTracker(kept);
  return {
    id,
    lease: token,
    tenantId,
    carrier,
    trackingNumber,
    shippedAfter,
    createdAt,
    carrierUniqueId,
    destinationPostalCode: destination?.postalCode ?? null,
    poll,
  };
}
