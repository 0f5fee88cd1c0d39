/** Finds the tracker that follows a number. */

import { isSuperseded } from '../ingest/next-life.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Store, TrackerAddress } from '../stores/store.ts';
import { type NumberFormsGround, numberForms } from './number-forms.ts';

export type FindingGround = NumberFormsGround & { readonly store: Store };

/** The number may be written as it was when it was registered. */
export async function findTracker(
  wanted: TrackerAddress,
  ground: FindingGround,
): Promise<Tracker | undefined> {
  const { trackingNumber, carrier } = wanted;
  // An unknown name is told before anything is said of the number.
  if (carrier !== undefined) ground.registry.get(carrier);
  const carriers = carrier === undefined ? undefined : [carrier];
  for (const form of numberForms(trackingNumber, carriers, ground)) {
    const found = await findKept({ ...wanted, trackingNumber: form }, ground);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of several carriers' trackers one that is followed goes before one whose parcel turned out to be another carrier's. */
async function findKept(
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
