/** Multi-Channel Fulfilment's package details as records: hosts that sell through Amazon have them of parcels nobody else sees. */

import {
  type AmazonRecord,
  type AmazonScan,
  etaBetween,
  NO_DETAILS,
  placeOf,
  saysSomething,
} from './record.ts';
import { said } from './said.ts';
import type { AmazonPackage } from './wire.ts';
import { readTime, type Warn } from './zones.ts';

export const isPackage = (body: object): boolean => 'trackingEvents' in body || 'currentStatus' in body;

export function readPackage(parcel: AmazonPackage, warn: Warn): AmazonRecord {
  const status = said(parcel.currentStatus);
  const arrival = readTime(parcel.estimatedArrivalDate, 'estimatedArrivalDate', warn);
  return {
    vocabulary: 'fulfillment',
    scans: (parcel.trackingEvents ?? [])
      .map((event, index) => toScan(event, index, warn))
      .filter(saysSomething),
    summary:
      status === null ? null : { code: status, detail: null, text: said(parcel.currentStatusDescription) },
    details: NO_DETAILS,
    eta: etaBetween(arrival, arrival, 'estimatedArrivalDate'),
    originalEta: null,
    place: said(parcel.additionalLocationInfo),
    receivedBy: said(parcel.signedForBy),
    proofs: [],
    destination: addressOf(parcel.shipToAddress),
    references: [],
    relatedNumbers: [],
  };
}

type PackageEvent = NonNullable<AmazonPackage['trackingEvents']>[number];

const toScan = (event: PackageEvent, index: number, warn: Warn): AmazonScan => ({
  code: said(event.eventCode),
  detail: null,
  text: said(event.eventDescription),
  shipmentType: null,
  publicTextId: null,
  time: readTime(event.eventDate, `trackingEvents.${index}.eventDate`, warn),
  location: addressOf(event.eventAddress),
});

const addressOf = (address: AmazonPackage['shipToAddress']) =>
  placeOf({ city: address?.city, region: address?.state, postalCode: null, country: address?.country });
