/** One shipment as DHL tells it, in one shape for both APIs: read, but not yet judged. */

import type { Location } from '../../model/location.ts';
import type {
  Eta,
  ProofOfDelivery,
  Reference,
  RelatedNumber,
  Service,
  Weight,
} from '../../model/observation.ts';
import type { EventTime } from '../../model/tracking-event.ts';

/** One entry of DHL's record. */
export type Scan = {
  /** The code of the division, as written. */
  readonly code: string | null;
  /** `statusCode`. */
  readonly category: string | null;
  readonly text: string | null;
  readonly time: EventTime;
  readonly location: Location | null;
  /** The pieces it is about; empty where it names none. */
  readonly pieces: readonly string[];
  readonly signedBy: string | null;
};

export type PieceRecord = {
  readonly number: string;
  readonly weight: Weight | null;
  /** Its own scans, newest first; null where the answer doesn't tell them from those of the others. */
  readonly scans: readonly Scan[] | null;
};

export type ShipmentRecord = {
  /** DHL's number of the shipment. */
  readonly number: string | null;
  /** The division, lower case, which says what its codes mean. */
  readonly division: string | null;
  /** DHL's own word on the shipment as a whole. */
  readonly summary: Scan | null;
  /** Newest first. */
  readonly scans: readonly Scan[];
  readonly pieces: readonly PieceRecord[];
  readonly pieceCount: number | null;
  readonly service: Service | null;
  readonly origin: Location | null;
  readonly destination: Location | null;
  readonly weight: Weight | null;
  readonly eta: Eta | null;
  readonly references: readonly Reference[];
  readonly relatedNumbers: readonly RelatedNumber[];
  /** Who took it, where DHL states that apart from its scans. */
  readonly signedBy: string | null;
  /** When it was handed over, by the proof of delivery; not always when it really was. */
  readonly provedAt: EventTime | null;
  readonly proof: ProofOfDelivery | null;
};
