/** The parcels of an order: its trackers, and the pieces of their shipments that have no tracker. Pure. */

import { isSuperseded } from '../ingest/next-life.ts';
import type { Piece } from '../model/observation.ts';
import { needsAction, type Substatus, type TrackingStatus } from '../model/status.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';

/** One parcel of an order: a tracker, or a piece of one that has no tracker of its own. */
export type OrderParcelStatus = {
  readonly trackingNumber: string;
  readonly carrier: string;
  readonly status: TrackingStatus;
  readonly substatus: Substatus;
  readonly actionRequired: boolean;
  /** Null for a piece without a tracker. */
  readonly trackerId: string | null;
};

/**
 * The trackers that count: of a re-used number the newest life. A parcel that turned out to be another carrier's is that
 * one's alone; a former life, which is superseded too, counts where the next one is no parcel of the order.
 */
export function countedTrackers(trackers: readonly Tracker[]): readonly Tracker[] {
  const newest = newestLives(trackers);
  const numberOf = ({ tenantId, trackingNumber }: Tracker) => JSON.stringify([tenantId, trackingNumber]);
  const living = new Set(newest.filter((tracker) => !isSuperseded(tracker)).map(numberOf));
  return newest.filter((tracker) => !isSuperseded(tracker) || !living.has(numberOf(tracker)));
}

function newestLives(trackers: readonly Tracker[]): readonly Tracker[] {
  const newest = new Map<string, Tracker>();
  for (const tracker of trackers) {
    const key = JSON.stringify([tracker.tenantId, tracker.carrier, tracker.trackingNumber]);
    if ((newest.get(key)?.generation ?? 0) < tracker.generation) newest.set(key, tracker);
  }
  return [...newest.values()];
}

export const toParcel = (tracker: Tracker): OrderParcelStatus => ({
  trackingNumber: tracker.trackingNumber,
  carrier: tracker.carrier,
  status: tracker.status,
  substatus: tracker.substatus,
  actionRequired: tracker.actionRequired,
  trackerId: tracker.id,
});

/** Each tracker of a shipment lists all of its pieces: the newest answer that tells of one counts. */
export function untrackedPieces(trackers: readonly Tracker[]): readonly OrderParcelStatus[] {
  const tracked = new Set(trackers.map(({ trackingNumber }) => trackingNumber));
  const told = new Map<string, { readonly parcel: OrderParcelStatus; readonly at: Instant }>();
  for (const { carrier, ledger } of trackers) {
    for (const { value, askedAt } of ledger.sayings.flatMap(({ pieces }) => pieces)) {
      for (const piece of value) {
        const isNewer = askedAt > (told.get(piece.trackingNumber)?.at ?? '');
        if (!isNewer || tracked.has(piece.trackingNumber)) continue;
        told.set(piece.trackingNumber, { parcel: ofPiece(piece, carrier), at: askedAt });
      }
    }
  }
  return [...told.values()].map(({ parcel }) => parcel);
}

const ofPiece = ({ trackingNumber, status, substatus }: Piece, carrier: string): OrderParcelStatus => ({
  trackingNumber,
  carrier,
  status: status ?? 'unknown',
  substatus: substatus ?? 'other',
  actionRequired: substatus !== null && needsAction(substatus),
  trackerId: null,
});
