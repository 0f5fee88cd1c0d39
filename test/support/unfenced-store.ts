/**
 * A store for controls: whoever holds a lease or has written meanwhile, what was made of an older tracker is written, and
 * told.
 */

import { randomUUID } from 'node:crypto';
import type { Store } from 'parceltrail';

export function unfenced(inner: Store): Store {
  return {
    ...inner,
    async commitIngest(commits, now) {
      const kept = await inner.loadForIngest(commits.map(({ tracker }) => tracker.id));
      const versions = new Map(kept.map(({ id, version }) => [id, version]));
      return inner.commitIngest(
        commits.map(({ lease: _, ...commit }) => ({
          ...commit,
          expectedVersion: versions.get(commit.tracker.id) ?? commit.expectedVersion,
          messages: commit.messages.map((message) => ({ ...message, id: `${message.id}.${randomUUID()}` })),
        })),
        now,
      );
    },
    renew: async () => [],
  };
}
