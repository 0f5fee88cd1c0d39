/** One carrier answer, a poll or a push, read and normalized, not yet merged. */

import type { AnyTrackingError } from '../errors.ts';
import type { Instant } from '../time/clock.ts';
import type { Location, ServicePoint } from './location.ts';
import type { NormalizedStatus, Substatus, TrackingStatus } from './status.ts';
import type { TrackingEvent } from './tracking-event.ts';

/** When delivery is expected, as the carrier means it: wall clock at the destination. */
export type Eta = {
  /** `2025-05-07` or `2025-05-07T18:00:00`. */
  readonly from: string;
  readonly to: string;
  readonly fromUtc: Instant | null;
  readonly toUtc: Instant | null;
  readonly precision: 'day' | 'minute';
  /** The carrier's word for this estimate, e.g. `RDD`. */
  readonly source: string;
};

/** What shows that a parcel was handed over; null parts were not given. */
export type ProofOfDelivery = {
  /** Base64, as the carrier sends it. */
  readonly signatureImage: string | null;
  readonly photo: string | null;
  readonly document: string | null;
  /** What can be fetched from the carrier, by its own names. */
  readonly available: readonly string[];
};

/** The handing over to the addressee. */
export type Delivery = {
  readonly at: Instant | null;
  readonly localTime: string | null;
  readonly signedBy: string | null;
  /** Where it was left. */
  readonly placement: string | null;
  readonly proof: ProofOfDelivery | null;
};

export type Service = { readonly code: string | null; readonly name: string | null };

export type Weight = { readonly value: number; readonly unit: 'lb' | 'oz' | 'kg' | 'g' };

/** One piece of a shipment. Status fields are null where the answer doesn't say. */
export type Piece = {
  readonly trackingNumber: string;
  readonly status: TrackingStatus | null;
  readonly substatus: Substatus | null;
  readonly weight: Weight | null;
};

export type Reference = { readonly type: string | null; readonly value: string };

/** How another number belongs to this parcel. */
export type NumberRelation =
  | 'last_mile'
  | 'return'
  | 'outbound'
  | 'master'
  | 'replacement'
  | 'door_tag'
  | 'alternate';

export type RelatedNumber = {
  readonly number: string;
  /** The carrier that knows it, where that is certain. */
  readonly carrier: string | null;
  readonly relation: NumberRelation;
};

/** Something in the answer that could not be used; it cost that field only. */
export type Warning = {
  /** Where, e.g. `trackResponse.shipment.0.package.0.weight`; empty for the answer as a whole. */
  readonly path: string;
  readonly message: string;
};

export type ObservationSource = 'poll' | 'push' | 'import';

export type Observation = NormalizedStatus & {
  readonly carrier: string;
  readonly trackingNumber: string;
  /** Oldest first. */
  readonly events: readonly TrackingEvent[];
  readonly eta: Eta | null;
  readonly originalEta: Eta | null;
  /** Null while a parcel waits at a shop or locker, and for parcels that went back. */
  readonly delivery: Delivery | null;
  readonly servicePoint: ServicePoint | null;
  readonly service: Service | null;
  /** What was bought beside the service (a signature, insurance); left out where the carrier names none. */
  readonly extraServices?: readonly string[];
  readonly origin: Location | null;
  readonly destination: Location | null;
  readonly weight: Weight | null;
  readonly pieces: readonly Piece[];
  readonly pieceCount: number | null;
  readonly references: readonly Reference[];
  readonly relatedNumbers: readonly RelatedNumber[];
  /** The carrier's own id of the shipment: tells apart the lives of a re-used number. */
  readonly carrierUniqueId: string | null;
  readonly observedAt: Instant;
  readonly source: ObservationSource;
  readonly warnings: readonly Warning[];
  /** The carrier's payload, only when asked for. */
  readonly raw?: unknown;
};

/** What asking for one number came to. */
export type TrackResult =
  | {
      readonly outcome: 'found';
      readonly carrier: string;
      readonly trackingNumber: string;
      readonly observation: Observation;
    }
  | {
      /** The carrier knows nothing yet: normal just after a label is made. */
      readonly outcome: 'not_found';
      readonly carrier: string;
      readonly trackingNumber: string;
      readonly carrierCode: string | null;
      readonly message: string | null;
      readonly observedAt: Instant;
    }
  | {
      readonly outcome: 'failed';
      /** Null where no carrier could be asked. */
      readonly carrier: string | null;
      readonly trackingNumber: string;
      readonly error: AnyTrackingError;
    };

/** What an observation must say; all else may stay unsaid. */
type ObservationParts = NormalizedStatus &
  Pick<Observation, 'carrier' | 'trackingNumber' | 'events' | 'observedAt' | 'source'> &
  Partial<Observation>;

/** An observation of what a carrier says: null, or an empty list, for what it doesn't. */
export const toObservation = (parts: ObservationParts): Observation => ({
  eta: null,
  originalEta: null,
  delivery: null,
  servicePoint: null,
  service: null,
  origin: null,
  destination: null,
  weight: null,
  pieces: [],
  pieceCount: null,
  references: [],
  relatedNumbers: [],
  carrierUniqueId: null,
  warnings: [],
  ...parts,
});
