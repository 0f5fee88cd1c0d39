/** What stays true of a parcel all the way: its service and extras, its references and other numbers, its own id. */

import type { Reference, RelatedNumber, Service } from '../../model/observation.ts';
import { toPlainText, toProductName } from '../../normalization/plain-text.ts';
import { canonicalNumber, filled } from '../wire.ts';
import { readDay } from './dates.ts';
import type { UspsParcel } from './wire.ts';

export function serviceOf({ mailClass, mailClassCode, serviceTypeCode }: UspsParcel): Service | null {
  const code = filled(mailClassCode) ?? filled(serviceTypeCode);
  const name = toProductName(mailClass);
  return code === null && name === null ? null : { code, name };
}

/** What was bought beside the service: signature, insurance, a receipt. */
export const extraServicesOf = ({ services }: UspsParcel): string[] => [
  ...new Set((services ?? []).flatMap((name) => toProductName(name) ?? [])),
];

export const referencesOf = ({ customerReferenceNumber }: UspsParcel): Reference[] =>
  [...new Set((customerReferenceNumber ?? []).flatMap((value) => toPlainText(filled(value)) ?? []))].map(
    (value) => ({ type: 'customerReferenceNumber', value }),
  );

/** Other labels on the same item. */
export function relatedNumbersOf(parcel: UspsParcel, ownNumber: string): RelatedNumber[] {
  const numbers = [
    parcel.associatedTrackingNumber,
    parcel.associatedLabel,
    parcel.relatedReturnReceiptID,
    parcel.editedLabelId,
    parcel.originalTrackingNumber,
    // USPS may be asked by another number than the parcel's own.
    parcel.trackingNumber,
  ].flatMap((number) => canonicalNumber(number) ?? []);
  const others = new Set(numbers.filter((number) => !isSameNumber(number, ownNumber)));
  return [...others].map((number) => ({ number, carrier: 'usps', relation: 'alternate' }));
}

const BEFORE_THE_NUMBER = /^(?:420\d{5}(?:\d{4})?)?(?:91)?$/;

/** One number may be written with the postal code it is routed to, and older ones with the 91 of their barcode. */
export function isSameNumber(one: string, other: string): boolean {
  const [longer, shorter] = one.length > other.length ? [one, other] : [other, one];
  return longer.endsWith(shorter) && BEFORE_THE_NUMBER.test(longer.slice(0, longer.length - shorter.length));
}

/** Unique to the item, while numbers are used again. */
export const uniqueIdOf = (parcel: UspsParcel): string | null =>
  filled(parcel.uniqueMailPieceID) ??
  filled(parcel.uniqueMailPieceId) ??
  filled(parcel.uniqueTrackingID) ??
  filled(parcel.uniqueTrackingId);

/** The day USPS took it, `YYYY-MM-DD`, where the answer says it outside the scans. */
export const mailedOn = (parcel: UspsParcel): string | null =>
  readDay(filled(parcel.mailingDate)) ??
  readDay(filled(parcel.mailPieceIntakeDate)) ??
  readDay(filled(parcel.approximateIntakeDate));
