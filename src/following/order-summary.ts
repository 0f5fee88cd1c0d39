/** What an order's parcels come to, by a stated policy. Pure. */

import { isTerminal, STATUSES, type Substatus, type TrackingStatus } from '../model/status.ts';
import type { Tracker } from '../model/tracker.ts';
import { countMissingPieces } from './missing-pieces.ts';
import { countedTrackers, type OrderParcelStatus, toParcel, untrackedPieces } from './order-parcels.ts';
import { refusal } from './refusal.ts';

export type OrderSummary = {
  readonly orderId: string;
  /** That of the parcel that needs most attention; `delivered` only when every parcel is. */
  readonly status: TrackingStatus;
  readonly substatus: Substatus;
  /** Someone must act for at least one parcel. */
  readonly actionRequired: boolean;
  /** With pieces that the carrier counts but doesn't name; they are `unknown` in `counts`, and not among `parcels`. */
  readonly parcelCount: number;
  readonly counts: { readonly [Status in TrackingStatus]: number };
  /**
   * The latest of the estimates of parcels that are not over yet: an instant, or the wall clock at the destination
   * (`2025-05-07`, `2025-05-07T18:00:00`) where the carrier's estimate is no instant.
   */
  readonly latestEta: string | null;
  readonly parcels: readonly OrderParcelStatus[];
};

/** How a roll-up is made. */
export type RollUpPolicy = {
  /**
   * Most pressing first; statuses left out follow in the default's order.
   *
   * @default failure, returned, in_transit, unknown, pre_transit, delivered
   */
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

/** @throws ConfigurationError (`INVALID_OPTIONS`) naming what is wrong. */
export function checkRollUp({ attention, countPieces }: RollUpPolicy): void {
  const isKnown = (status: unknown) => typeof status === 'string' && Object.hasOwn(STATUSES, status);
  if (attention !== undefined && !(Array.isArray(attention) && attention.every(isKnown))) {
    throw refusal('attention', `expected a list of statuses: ${ATTENTION.join(', ')}`);
  }
  if (countPieces !== undefined && typeof countPieces !== 'boolean') {
    throw refusal('countPieces', 'expected true or false');
  }
}

/** Rolls up an order's trackers; undefined where there is none. */
export function summarize(
  orderId: string,
  trackers: readonly Tracker[],
  { attention = [], countPieces = true }: RollUpPolicy = {},
): OrderSummary | undefined {
  const counted = countedTrackers(trackers);
  const parcels = [...counted.map(toParcel), ...(countPieces ? untrackedPieces(counted) : [])];
  const missing = countPieces ? countMissingPieces(counted) : 0;
  const unseen = missing > 0 ? [UNSEEN] : [];
  const first = mostPressing([...parcels, ...unseen], [...attention, ...ATTENTION]);
  if (first === undefined) return undefined;
  return {
    orderId,
    status: first.status,
    substatus: first.substatus,
    actionRequired: parcels.some(({ actionRequired }) => actionRequired),
    parcelCount: parcels.length + missing,
    counts: countsOf(parcels, missing),
    latestEta: latestEtaOf(counted),
    parcels,
  };
}

type State = Pick<OrderParcelStatus, 'status' | 'substatus' | 'actionRequired'>;

/** A piece of which nothing is known. */
const UNSEEN: State = { status: 'unknown', substatus: 'other', actionRequired: false };

const mostPressing = (states: readonly State[], attention: readonly TrackingStatus[]): State | undefined =>
  [...states].sort(
    (a, b) =>
      attention.indexOf(a.status) - attention.indexOf(b.status) ||
      Number(b.actionRequired) - Number(a.actionRequired),
  )[0];

function countsOf(parcels: readonly OrderParcelStatus[], missing: number): OrderSummary['counts'] {
  const counts = { pre_transit: 0, in_transit: 0, delivered: 0, returned: 0, failure: 0, unknown: missing };
  for (const { status } of parcels) counts[status] += 1;
  return counts;
}

function latestEtaOf(trackers: readonly Tracker[]): string | null {
  const ends = trackers.flatMap(({ status, eta }) =>
    isTerminal(status) || eta === null ? [] : [eta.toUtc ?? eta.to],
  );
  return ends.sort((a, b) => (endOf(a) < endOf(b) ? -1 : 1)).at(-1) ?? null;
}

/** A date alone lasts to its end. */
const endOf = (time: string): string => (time.length === 10 ? `${time}T23:59:59` : time);
