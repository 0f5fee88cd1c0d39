/** What a delivery means in the course of a parcel: DHL says delivered where it comes back to its sender, too. */

import type { Location } from '../../model/location.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import type { ShipmentRecord } from './record.ts';
import type { Situation } from './status-question.ts';

/** What the scans so far have shown. */
export type Course = {
  /** A scan has turned the parcel round. */
  readonly isReturning: boolean;
};

export const START: Course = { isReturning: false };

export const courseAfter = (course: Course, { status, movesStatus }: TrackingEvent): Course => ({
  isReturning: course.isReturning || (movesStatus && status === 'returned'),
});

/** Reads a delivery; null where it is what it says. After a return was begun it is one at the recipient's place only. */
export function situationOf(event: TrackingEvent, record: ShipmentRecord, course: Course): Situation | null {
  const saysDelivered = event.status === 'delivered' && event.provenance.matchedBy !== 'override';
  if (!saysDelivered || !course.isReturning || event.reason === 'collected_by_recipient') return null;
  const { origin, destination } = record;
  const isRecipients = isSamePlace(event.location, destination) && !isSamePlace(event.location, origin);
  return isRecipients ? null : 'returned_to_shipper';
}

/** The same city; a country stands against it only where both name one. */
function isSamePlace(one: Location | null, other: Location | null): boolean {
  if (!one?.city || !other?.city) return false;
  const sameCountry = one.country === null || other.country === null || one.country === other.country;
  return sameCountry && one.city.toLowerCase() === other.city.toLowerCase();
}
