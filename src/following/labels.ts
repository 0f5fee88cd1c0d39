/** The labels that a host keeps with a tracker. */

import type { Tracker, TrackerLabels } from '../model/tracker.ts';
import type { Store } from '../stores/store.ts';
import type { Instant } from '../time/clock.ts';
import { isSameValue } from '../timeline/same-value.ts';

const labelsOf = ({ reference, orderId, metadata }: TrackerLabels): TrackerLabels => ({
  reference,
  orderId,
  metadata,
});

/** Gives the tracker as it is where nothing changes; undefined where it is gone. */
export async function relabel(
  tracker: Tracker,
  changes: Partial<TrackerLabels>,
  { store, now }: { readonly store: Store; readonly now: Instant },
): Promise<Tracker | undefined> {
  const before = labelsOf(tracker);
  if (isSameValue(before, { ...before, ...changes })) return tracker;
  return store.updateLabels(tracker.id, changes, now);
}
