/** What "delivered" means in the course of a parcel: after a sign of a return it is back with its sender. */

import type { Location } from '../../model/location.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { isSamePlace } from './places.ts';
import type { Situation } from './status-question.ts';

/** Where a parcel comes from and goes to. */
export type Ends = { readonly origin: Location | null; readonly destination: Location | null };

/**
 * Reads a delivery; null where it is what it says. After a sign of a return the sender is the destination, so a place
 * that is unknown, or both parties' own city, counts as his; a delivery at the addressee's is one.
 */
export const situationOfDelivery = (
  { location }: TrackingEvent,
  { origin, destination }: Ends,
  isReturning: boolean,
): Situation | null =>
  isReturning && !(isSamePlace(location, destination) && !isSamePlace(location, origin))
    ? 'returned_to_sender'
    : null;
