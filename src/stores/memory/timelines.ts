/** Timelines in memory: read for merging, and written by compare-and-set. */

import type { Instant } from '../../time/clock.ts';
import type { CommitResult, IngestCommit, Store } from '../store.ts';
import { isHeld, type KeptTracker, toKept, toTracker } from './kept-tracker.ts';
import { type MessageShelf, toKeptMessage } from './message-shelf.ts';
import type { TrackerShelf } from './tracker-shelf.ts';

export function createTimelines(
  trackers: TrackerShelf,
  messages: MessageShelf,
): Pick<Store, 'loadForIngest' | 'commitIngest'> {
  function commit(wanted: IngestCommit, now: Instant): CommitResult {
    const kept = trackers.get(wanted.tracker.id);
    if (kept === undefined) return { outcome: 'missing' };
    const refusal = refusalOf(wanted, kept, now);
    if (refusal) return { outcome: refusal };
    try {
      // Everything is packed, which may fail, before anything is kept.
      const next = toKept(wanted.tracker, {
        poll: wanted.poll ?? kept.poll,
        lease: wanted.lease === undefined ? kept.lease : null,
      });
      const added = wanted.messages.map(toKeptMessage);
      trackers.replace(next);
      for (const message of added) messages.add(message);
      return { outcome: 'committed' };
    } catch (error) {
      return { outcome: 'failed', error };
    }
  }

  return {
    async loadForIngest(ids) {
      return [...new Set(ids)].flatMap((id) => {
        const kept = trackers.get(id);
        return kept ? [toTracker(kept)] : [];
      });
    },
    commitIngest: async (commits, now) => commits.map((each) => commit(each, now)),
  };
}

function refusalOf({ lease, expectedVersion }: IngestCommit, kept: KeptTracker, now: Instant) {
  if (lease !== undefined && !isHeld(kept.lease, now, lease)) return 'lease_lost';
  return kept.version === expectedVersion ? undefined : 'conflict';
}
