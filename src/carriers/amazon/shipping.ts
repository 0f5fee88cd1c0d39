/** Amazon Shipping's answers and webhook bodies as records. */

import type { RelatedNumber } from '../../model/observation.ts';
import { canonicalNumber, type WireText } from '../wire.ts';
import { detailCodes } from './codes.ts';
import { type AmazonRecord, type AmazonScan, etaBetween, placeOf, saysSomething } from './record.ts';
import { said } from './said.ts';
import type { AmazonShipment, AmazonShippingEvent } from './wire.ts';
import { readTime, type Warn } from './zones.ts';

/** Whether a body has the shape of an answer; an answer about an unknown id has it too. */
export const isShipment = (body: object): boolean =>
  ['eventHistory', 'summary', 'eventCode', 'eventTime'].some((field) => field in body);

/** Amazon answers an id it doesn't know, or not yet, with a success that says nothing. */
export const isEmpty = ({ scans, summary, details, eta }: AmazonRecord): boolean =>
  scans.length === 0 && summary === null && eta === null && Object.values(details).flat().length === 0;

export function readShipment(shipment: AmazonShipment, trackingNumber: string, warn: Warn): AmazonRecord {
  const { summary, eventHistory } = shipment;
  const codes = summary?.trackingDetailCodes;
  const promised = readTime(shipment.promisedDeliveryDate, 'promisedDeliveryDate', warn);
  const promise = etaBetween(promised, promised, 'promisedDeliveryDate');
  const status = said(summary?.status);
  const forward = detailsOf(codes?.forward, 'forward', warn);
  return {
    vocabulary: 'shipping',
    // The webhook may send one event without a list around it.
    scans: [
      ...(eventHistory ?? []).map((event, index) => toScan(event, `eventHistory.${index}.`, warn)),
      toScan(shipment, '', warn),
    ].filter(saysSomething),
    summary: status === null ? null : { code: status, detail: null, text: null },
    details: { FORWARD: forward, RETURNS: detailsOf(codes?.returns, 'returns', warn) },
    eta: promise,
    // The only date there is, and a promise.
    originalEta: promise,
    place: forward.find((code) => /^DeliveredTo./.test(code)) ?? null,
    receivedBy: said(summary?.proofOfDelivery?.receivedBy),
    proofs: said(summary?.proofOfDelivery?.deliveryPhotoUrl) === null ? [] : ['deliveryPhotoUrl'],
    destination: null,
    references: [],
    relatedNumbers: relatedNumbersOf(shipment, trackingNumber),
  };
}

/** The numbers a body is about: the parcel's, and that of its other leg. */
export const numbersOf = (shipment: AmazonShipment): string[] =>
  [shipment.trackingId, shipment.alternateLegTrackingId].flatMap((number) => numberOf(number) ?? []);

export const numberOf = (value: WireText): string | null => canonicalNumber(said(value));

function toScan(event: AmazonShippingEvent, path: string, warn: Warn): AmazonScan {
  const { eventCode, eventTime, shipmentType, location, localisedStringId, statusSummary } = event;
  return {
    code: said(eventCode),
    detail: null,
    text: null,
    shipmentType: said(shipmentType),
    publicTextId: said(localisedStringId) ?? said(statusSummary?.localisedStringId),
    time: readTime(eventTime, `${path}eventTime`, warn),
    location: placeOf({
      city: location?.city,
      region: location?.stateOrRegion,
      postalCode: location?.postalCode,
      country: location?.countryCode,
    }),
  };
}

/** Once each. A code that is in no list is told, as no status will show it. */
function detailsOf(
  codes: readonly WireText[] | null | undefined,
  leg: 'forward' | 'returns',
  warn: Warn,
): string[] {
  const details = new Set((codes ?? []).flatMap((code) => said(code) ?? []));
  for (const code of details) {
    if (!Object.hasOwn(detailCodes.rows, code)) {
      warn({ path: `summary.trackingDetailCodes.${leg}`, message: `unknown code ${code.slice(0, 60)}` });
    }
  }
  return [...details];
}

/** The way back has a number of its own. Asked by that one, the parcel's own number is the way there. */
function relatedNumbersOf(
  { trackingId, alternateLegTrackingId }: AmazonShipment,
  asked: string,
): RelatedNumber[] {
  const own = numberOf(trackingId);
  const other = numberOf(alternateLegTrackingId);
  if (other !== null && other === asked && own !== null && own !== asked) {
    return [{ number: own, carrier: 'amazon', relation: 'outbound' }];
  }
  return other === null || other === asked ? [] : [{ number: other, carrier: 'amazon', relation: 'return' }];
}
