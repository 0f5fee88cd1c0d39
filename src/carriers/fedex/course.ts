/**
 * What "delivered" means in the course of a parcel: handed over, back at the shipper, or waiting at a FedEx location.
 * FedEx says DL for all three.
 */

import type { Location } from '../../model/location.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { filled } from '../wire.ts';
import { isSamePlace, locationOf, recipientOf, shipperOf } from './places.ts';
import type { Situation } from './status-question.ts';
import type { FedexResult, FedexScan } from './wire.ts';

/** What the scans before a delivery have shown. */
export type Course = {
  /** A scan has turned the parcel round. */
  readonly isReturning: boolean;
  /** A scan has announced it to its recipient at a location. */
  readonly isReadyForPickup: boolean;
};

/** One delivery: its scan, and the details of the delivery where they are about this one. */
export type DeliveryReport = {
  readonly scan: FedexScan | null;
  readonly details: FedexResult['deliveryDetails'];
};

export const START: Course = { isReturning: false, isReadyForPickup: false };

export const courseAfter = (course: Course, { substatus }: TrackingEvent): Course => ({
  isReturning: course.isReturning || substatus === 'return_to_sender',
  isReadyForPickup: course.isReadyForPickup || substatus === 'pickup_available',
});

const PLACES_FOR_PICKUP: ReadonlySet<string> = new Set([
  'FEDEX_LOCATION',
  'FEDEX_OFFICE_LOCATION',
  'SHIP_AND_GET_LOCATION',
]);

const DELIVERED_TO_RECIPIENT_AT_OFFICE = '005';

/** A number the parcel goes back under. */
export const hasReturnNumber = (result: FedexResult): boolean =>
  (result.additionalTrackingInfo?.packageIdentifiers ?? []).some(
    ({ type, values, value }) =>
      type === 'RETURNED_TO_SHIPPER_TRACKING_NUMBER' &&
      (values ?? value ?? []).some((number) => filled(number)),
  );

/**
 * Reads a delivery; null where it is what it says.
 *
 * Returned: there is a sign of a return (an earlier RS scan, a return number, return details) and the place is not
 * the recipient's. After such a sign the shipper is the destination, so a place that is unknown, or both parties'
 * own city, counts as the shipper's; a redelivery at the recipient's place is a delivery.
 *
 * Waiting: delivered to a FedEx location before the recipient was told to come. Once told, the next delivery there
 * is the collection.
 */
export function situationOfDelivery(
  result: FedexResult,
  { scan, details }: DeliveryReport,
  course: Course,
): Situation | null {
  const place = locationOf(details?.actualDeliveryAddress) ?? locationOf(scan?.scanLocation);
  if (showsReturn(result, course) && !isRecipients(place, result)) return 'returned_to_shipper';
  if (scan?.exceptionCode === DELIVERED_TO_RECIPIENT_AT_OFFICE) return null;
  const isForPickup = [details?.locationType, scan?.locationType].some(
    (type) => type && PLACES_FOR_PICKUP.has(type),
  );
  if (!isForPickup) return null;
  return course.isReadyForPickup ? 'collected_at_fedex_location' : 'waiting_at_fedex_location';
}

const showsReturn = (result: FedexResult, course: Course): boolean =>
  course.isReturning || hasReturnNumber(result) || hasReturnDetail(result);

// A merchant's return label carries these too; its recipient is the merchant, so its delivery is one.
const hasReturnDetail = ({ returnDetail }: FedexResult): boolean =>
  filled(returnDetail?.authorizationName) !== null || (returnDetail?.reasonDetail ?? []).length > 0;

const isRecipients = (place: Location | null, result: FedexResult): boolean =>
  isSamePlace(place, recipientOf(result)) && !isSamePlace(place, shipperOf(result));
