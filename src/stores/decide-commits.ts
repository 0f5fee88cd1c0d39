/** Which commits of a list may be written: each by what is kept of its tracker, and by those before it in the list. */

import { writeText } from './portable-text.ts';
import type { CommitResult, IngestCommit } from './store.ts';

export type KeptVersion = {
  readonly version: number;
  /** As it is written; null where none is held any more. */
  readonly heldLease: string | null;
};

/** By id, what is kept of each tracker; nobody else changes it until the transaction ends. */
export function decide(
  commits: readonly IngestCommit[],
  kept: ReadonlyMap<string, KeptVersion>,
): CommitResult[] {
  const current = new Map(kept);
  return commits.map((commit) => {
    const { id, version } = commit.tracker;
    const before = current.get(id);
    const outcome = outcomeOf(commit, before);
    if (outcome === 'committed') {
      const heldLease = commit.lease === undefined ? (before?.heldLease ?? null) : null;
      current.set(id, { version, heldLease });
    }
    return { outcome };
  });
}

function outcomeOf({ lease, expectedVersion }: IngestCommit, kept: KeptVersion | undefined) {
  if (kept === undefined) return 'missing';
  if (lease !== undefined && writeText(lease) !== kept.heldLease) return 'lease_lost';
  return kept.version === expectedVersion ? 'committed' : 'conflict';
}
