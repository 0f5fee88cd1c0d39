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

/** How many of a lane's trackers to look at, where there are so many lanes: one that has more is looked at again. */
export const shareOf = (limit: number, lanes: number): number =>
  Math.min(limit, 1 + Math.floor((2 * limit) / Math.max(1, lanes)));

/** The lanes of those tenants of whom a claim can take something, by `round`. */
export function lanesOnTurn<Lane extends { readonly tenantId: string | null }>(
  lanes: readonly Lane[],
  turn: { readonly limit: number; readonly round: number },
): readonly Lane[] {
  const tenants = new Set(tenantsOnTurn([...new Set(lanes.map(({ tenantId }) => tenantId))], turn));
  return lanes.filter(({ tenantId }) => tenants.has(tenantId));
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
