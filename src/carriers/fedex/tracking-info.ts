/** One number as FedEx wants to be asked for it. */

import { toInstant } from '../../time/clock.ts';
import { readIso } from '../../time/wall-clock.ts';
import type { TrackRequest } from '../carrier.ts';

const DAY_MS = 86_400_000;

/**
 * The days around the host's ship date in which FedEx's own may lie: labels are printed up to weeks before FedEx
 * has the parcel, and now and then dated back. FedEx takes ranges of at most 30 days, none older than two years,
 * and none that end in the future. The lives of a re-used number lie further apart.
 */
const DAYS_BEFORE = 7;
const DAYS_AFTER = 21;
const OLDEST_DAYS = 2 * 365;

export type TrackingInfo = {
  readonly trackingNumberInfo: { readonly trackingNumber: string; readonly trackingNumberUniqueId?: string };
  readonly shipDateBegin?: string;
  readonly shipDateEnd?: string;
};

export function toTrackingInfo(
  { trackingNumber, carrierUniqueId, shipDate }: TrackRequest,
  now: number,
): TrackingInfo {
  return {
    trackingNumberInfo: {
      trackingNumber,
      ...(carrierUniqueId ? { trackingNumberUniqueId: carrierUniqueId } : {}),
    },
    ...shipDates(shipDate, now),
  };
}

/** Nothing where FedEx would refuse the range: the number alone still finds the parcel. */
function shipDates(
  shipDate: string | undefined,
  now: number,
): Pick<TrackingInfo, 'shipDateBegin' | 'shipDateEnd'> {
  const day = readIso(shipDate ?? '')?.localTime.slice(0, 10);
  if (day === undefined) return {};
  const shipped = Date.parse(`${day}T00:00:00Z`);
  const begin = shipped - DAYS_BEFORE * DAY_MS;
  const end = Math.min(shipped + DAYS_AFTER * DAY_MS, now);
  if (begin > end || begin < now - OLDEST_DAYS * DAY_MS) return {};
  return { shipDateBegin: toDay(begin), shipDateEnd: toDay(end) };
}

const toDay = (milliseconds: number): string => toInstant(milliseconds).slice(0, 10);
