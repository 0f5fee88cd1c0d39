/** The handing over: when and to whom; and where a parcel waits for its recipient. */

import type { ServicePoint } from '../../model/location.ts';
import type { Delivery } from '../../model/observation.ts';
import type { NormalizedStatus } from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import type { ShipmentRecord } from './record.ts';

/** The scan of the delivery: corrections and receipts may follow it, so the first of those at the end. */
export function handoverScan(events: readonly TrackingEvent[]): TrackingEvent | null {
  let first: TrackingEvent | null = null;
  for (const event of [...events].reverse()) {
    if (!event.movesStatus) continue;
    if (event.status !== 'delivered') break;
    first = event;
  }
  return first;
}

/** The delivery of a shipment whose status is `delivered`; `stated` is DHL's own word on the shipment. */
export function readDelivery(
  record: ShipmentRecord,
  handover: TrackingEvent | null,
  stated: TrackingEvent | null,
): Delivery {
  const summary = stated?.status === 'delivered' ? stated : null;
  const scan = handover ?? summary;
  const time = scan?.localTime ? scan : record.provedAt;
  return {
    at: time?.occurredAt ?? null,
    localTime: time?.localTime ?? null,
    signedBy: record.signedBy ?? handover?.signedBy ?? summary?.signedBy ?? null,
    placement: null,
    proof: record.proof,
  };
}

/** What kind of place a rule of `pickup_available` speaks of, by the words in its code or its row. */
const PLACES: readonly (readonly [RegExp, ServicePoint['type']])[] = [
  [/PARCELSTATION|PCKST|LDPCK|PACKSTATION|_PS_/, 'locker'],
  [/PARCELSHOP|SP_|_SP|parcel_pl\/DOR_SP/, 'shop'],
  [/ACCESSPOINT|SERPT|SERVICEPOINT|ecommerce_europe\/43$|ecommerce\/(?:469|599)$/, 'access_point'],
  [/ecommerce_europe\/44$/, 'shop'],
  [/DEPOT|HDFCT|OWL|AWAITING_RECEIVER|ON_HOLD_FOR|ecommerce_europe\/47$|freight\//, 'carrier_facility'],
];

/** Where the parcel waits. */
export function readServicePoint(
  status: NormalizedStatus,
  events: readonly TrackingEvent[],
): ServicePoint | null {
  if (status.substatus !== 'pickup_available') return null;
  const scan = events.findLast(({ substatus }) => substatus === 'pickup_available');
  return {
    type: placeType(status),
    name: null,
    code: null,
    address: scan?.location ?? null,
    openUntil: null,
  };
}

function placeType({ reason, provenance }: NormalizedStatus): ServicePoint['type'] {
  if (reason === 'at_locker') return 'locker';
  if (reason === 'at_post_office') return 'post_office';
  const rule = provenance.rule ?? '';
  return PLACES.find(([pattern]) => pattern.test(rule))?.[1] ?? 'unknown';
}
