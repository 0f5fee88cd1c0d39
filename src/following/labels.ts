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

const NO_LABELS: TrackerLabels = { reference: null, orderId: null, metadata: {} };

/** A tracker without any labels gets those that are given: the next life of a number may have begun without. */
export async function labelledAs(
  tracker: Tracker,
  given: TrackerLabels,
  ground: { readonly store: Store; readonly now: Instant },
): Promise<Tracker> {
  if (!isSameValue(labelsOf(tracker), NO_LABELS)) return tracker;
  return (await relabel(tracker, labelsOf(given), ground)) ?? tracker;
}
