/** A parcel that its carrier doesn't know may be another's: asks again, and moves to the one that knows it. */

import type { Asker } from '../asking/ask.ts';
import { superseded } from '../ingest/next-life.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Store } from '../stores/store.ts';
import type { OneTracker } from './one-tracker.ts';
import type { Registrar } from './register.ts';

export type RedetectGround = {
  readonly store: Store;
  readonly asker: Asker;
  readonly registrar: Registrar;
  readonly trackers: OneTracker;
};

/** Gives the tracker that follows the parcel from now on. Scans of an older parcel with the number say nothing of this one. */
export async function redetect(tracker: Tracker, ground: RedetectGround): Promise<Tracker> {
  if (tracker.events.some(({ standing }) => standing === 'listed')) return tracker;
  const destinationPostalCode = tracker.destination?.postalCode ?? undefined;
  const result = await ground.asker.one({ trackingNumber: tracker.trackingNumber, destinationPostalCode });
  if (result.outcome !== 'found' || result.carrier === tracker.carrier) return tracker;
  const { tenantId, reference, orderId, metadata, shippedAfter } = tracker;
  const { trackingNumber, carrier } = result;
  const taken = await ground.registrar.one({
    trackingNumber,
    carrier,
    tenantId,
    reference,
    orderId,
    metadata,
    shippedAfter,
    destinationPostalCode,
  });
  const told = await ground.trackers.tell(taken.id, result.observation);
  await ground.store.reschedule(tracker.id, superseded(tracker.poll));
  return told?.tracker ?? taken;
}
