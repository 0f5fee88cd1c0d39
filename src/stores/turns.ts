/** Who is claimed next among what is due: tenants take turns, and each sends its most urgent first. */

import type { Instant } from '../time/clock.ts';

export type DueTracker = {
  readonly id: string;
  readonly tenantId: string | null;
  readonly urgency: number;
  readonly dueAt: Instant;
};

/**
 * At most `limit` of the candidates, in the order in which they are to be polled. Of more tenants than that, those whose
 * turn it is by `round`, which counts the claims.
 */
export function takeTurns<Candidate extends DueTracker>(
  candidates: readonly Candidate[],
  { limit, round }: { readonly limit: number; readonly round: number },
): Candidate[] {
  const queues = new Map<string | null, Candidate[]>();
  for (const candidate of [...candidates].sort(byUrgency)) {
    const queue = queues.get(candidate.tenantId);
    if (queue) queue.push(candidate);
    else queues.set(candidate.tenantId, [candidate]);
  }
  return tenantsOnTurn([...queues.keys()], { limit, round })
    .flatMap((tenantId) => (queues.get(tenantId) ?? []).map((candidate, turn) => ({ candidate, turn })))
    .sort((a, b) => a.turn - b.turn || byUrgency(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function tenantsOnTurn(
  tenants: readonly (string | null)[],
  { limit, round }: { readonly limit: number; readonly round: number },
): readonly (string | null)[] {
  if (tenants.length <= limit) return tenants;
  const sorted = tenants.toSorted((a, b) => compareText(a ?? '', b ?? ''));
  const start = (round * limit) % sorted.length;
  return [...sorted, ...sorted].slice(start, start + limit);
}

const byUrgency = (a: DueTracker, b: DueTracker): number =>
  a.urgency - b.urgency || compareText(a.dueAt, b.dueAt) || compareText(a.id, b.id);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
