/** Amazon's scans as tracking events, each on its leg: the same code means one thing on the way there, another on the way back. */

import { type TrackingEvent, toTrackingEvent } from '../../model/tracking-event.ts';
import type { StatusPolicy } from '../../normalization/normalize.ts';
import { orderEvents } from '../../timeline/event-order.ts';
import type { AmazonRecord, AmazonScan, Leg } from './record.ts';
import { statusOfScan } from './status-question.ts';

export type ScanReading = {
  /** Oldest first. */
  readonly events: readonly TrackingEvent[];
  /** The leg of the newest scan; null where there is none. */
  readonly leg: Leg | null;
};

const RETURN_BEGINS = 'ReturnInitiated';

/** Reads the scans of one parcel, each by itself and then in its place: Amazon may leave out which leg a scan is on. */
export function readScans(
  { scans, vocabulary }: AmazonRecord,
  policy: StatusPolicy | undefined,
): ScanReading {
  const toEvent = (scan: AmazonScan, leg: Leg): TrackingEvent =>
    toTrackingEvent(statusOfScan(scan, leg, vocabulary, policy), scan.time, {
      carrier: 'amazon',
      eventId: null,
      location: scan.location,
      signedBy: null,
    });
  const scanOf = new Map(scans.map((scan) => [toEvent(scan, legNamedBy(scan) ?? 'FORWARD'), scan]));
  const events: TrackingEvent[] = [];
  let leg: Leg | null = null;
  for (const event of orderEvents([...scanOf.keys()])) {
    const scan = scanOf.get(event);
    if (scan === undefined) continue;
    const named = legNamedBy(scan);
    const inherited: Leg = leg === 'RETURNS' ? 'RETURNS' : 'FORWARD';
    leg = named ?? (scan.code === RETURN_BEGINS ? 'RETURNS' : inherited);
    events.push(named === null && leg === 'RETURNS' ? toEvent(scan, leg) : event);
  }
  return { events, leg };
}

function legNamedBy({ shipmentType }: AmazonScan): Leg | null {
  return shipmentType === 'FORWARD' || shipmentType === 'RETURNS' ? shipmentType : null;
}
