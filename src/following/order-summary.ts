/** What an order's parcels come to, by a stated policy. Pure. */

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

export type OrderSummary = {
  readonly orderId: string;
  /** That of the parcel that needs most attention; `delivered` only when every parcel is. */
  readonly status: TrackingStatus;
  readonly substatus: Substatus;
  /** Someone must act for at least one parcel. */
  readonly actionRequired: boolean;
  readonly parcelCount: number;
  readonly counts: { readonly [Status in TrackingStatus]: number };
  /** The latest of the estimates of parcels that are not delivered. */
  readonly latestEta: Instant | null;
  readonly parcels: readonly OrderParcelStatus[];
};

/** How a roll-up is made. */
export type RollUpPolicy = {
  /** Most pressing first. @default failure, returned, in_transit, unknown, pre_transit, delivered */
  readonly attention?: readonly TrackingStatus[] | undefined;
  /** Whether pieces without a tracker of their own count as parcels. @default true */
  readonly countPieces?: boolean | undefined;
};

const ATTENTION: readonly TrackingStatus[] = [
  'failure',
  'returned',
  'in_transit',
  'unknown',
  'pre_transit',
  'delivered',
];

/** Rolls up an order's trackers; undefined where there is none. Of a re-used number the newest life counts. */
export function summarize(
  orderId: string,
  trackers: readonly Tracker[],
  { attention = ATTENTION, countPieces = true }: RollUpPolicy = {},
): OrderSummary | undefined {
  const parcels = parcelsOf(withoutReplaced(newestLives(trackers)), countPieces);
  const pressing = [...parcels].sort(
    (a, b) =>
      attention.indexOf(a.status) - attention.indexOf(b.status) ||
      Number(b.actionRequired) - Number(a.actionRequired),
  );
  const [first] = pressing;
  if (first === undefined) return undefined;
  return {
    orderId,
    status: first.status,
    substatus: first.substatus,
    actionRequired: parcels.some(({ actionRequired }) => actionRequired),
    parcelCount: parcels.length,
    counts: countsOf(parcels),
    latestEta: latestEtaOf(trackers),
    parcels,
  };
}

function newestLives(trackers: readonly Tracker[]): Tracker[] {
  const newest = new Map<string, Tracker>();
  for (const tracker of trackers) {
    const key = JSON.stringify([tracker.tenantId, tracker.carrier, tracker.trackingNumber]);
    if ((newest.get(key)?.generation ?? 0) < tracker.generation) newest.set(key, tracker);
  }
  return [...newest.values()];
}

/** A parcel that turned out to be another carrier's is that one's alone; a former life of a number still counts. */
function withoutReplaced(trackers: readonly Tracker[]): readonly Tracker[] {
  const numberOf = ({ tenantId, trackingNumber }: Tracker) => JSON.stringify([tenantId, trackingNumber]);
  const living = new Set(trackers.filter((tracker) => !isSuperseded(tracker)).map(numberOf));
  return trackers.filter((tracker) => !isSuperseded(tracker) || !living.has(numberOf(tracker)));
}

function parcelsOf(trackers: readonly Tracker[], countPieces: boolean): OrderParcelStatus[] {
  const own = trackers.map(toParcel);
  if (!countPieces) return own;
  const known = new Set(own.map(({ trackingNumber }) => trackingNumber));
  const pieces = trackers.flatMap(({ carrier, pieces }) =>
    pieces.filter(({ trackingNumber }) => !known.has(trackingNumber)).map((piece) => ofPiece(piece, carrier)),
  );
  // Each tracker of a shipment lists all of its pieces.
  return [...own, ...new Map(pieces.map((piece) => [piece.trackingNumber, piece])).values()];
}

const toParcel = (tracker: Tracker): OrderParcelStatus => ({
  trackingNumber: tracker.trackingNumber,
  carrier: tracker.carrier,
  status: tracker.status,
  substatus: tracker.substatus,
  actionRequired: tracker.actionRequired,
  trackerId: tracker.id,
});

const ofPiece = ({ trackingNumber, status, substatus }: Piece, carrier: string): OrderParcelStatus => ({
  trackingNumber,
  carrier,
  status: status ?? 'unknown',
  substatus: substatus ?? 'other',
  actionRequired: substatus !== null && needsAction(substatus),
  trackerId: null,
});

function countsOf(parcels: readonly OrderParcelStatus[]): OrderSummary['counts'] {
  const counts = { pre_transit: 0, in_transit: 0, delivered: 0, returned: 0, failure: 0, unknown: 0 };
  for (const { status } of parcels) counts[status] += 1;
  return counts;
}

function latestEtaOf(trackers: readonly Tracker[]): Instant | null {
  const ends = trackers.flatMap(({ status, eta }) =>
    status !== 'delivered' && eta?.toUtc ? [eta.toUtc] : [],
  );
  return ends.sort().at(-1) ?? null;
}
