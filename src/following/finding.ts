/** Finds the tracker that follows a number. */

import type { CarrierRegistry } from '../carriers/registry.ts';
import { isSuperseded } from '../ingest/next-life.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Store, TrackerAddress } from '../stores/store.ts';

export type FindingGround = { readonly store: Store; readonly registry: CarrierRegistry };

/** Of several carriers' trackers one that is followed goes before one whose parcel turned out to be another carrier's. */
export async function findTracker(
  wanted: TrackerAddress,
  { store, registry }: FindingGround,
): Promise<Tracker | undefined> {
  const found = await store.find(wanted);
  if (found === undefined || wanted.carrier !== undefined || !isSuperseded(found)) return found;
  for (const { id } of registry.all) {
    const other = await store.find({ ...wanted, carrier: id });
    if (other !== undefined && !isSuperseded(other)) return other;
  }
  return found;
}
