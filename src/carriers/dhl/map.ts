/** From one shipment's record to an observation. Pure; the only place where both vocabularies meet. */

import type { Observation, ObservationSource, RelatedNumber, Warning } from '../../model/observation.ts';
import { isTerminal, type NormalizedStatus } from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import type { StatusPolicy } from '../../normalization/normalize.ts';
import type { PiiPolicy } from '../../normalization/pii.ts';
import type { Instant } from '../../time/clock.ts';
import { currentState, readSummary } from './current-state.ts';
import { handoverScan, readDelivery, readServicePoint } from './delivery.ts';
import { numberOfShipment } from './parcel-facts.ts';
import { type ReadPiece, readPieces, stateOfAll, toPieces } from './pieces.ts';
import type { ShipmentRecord } from './record.ts';
import { type ReadScan, readScans } from './scan-events.ts';
import { withoutName } from './signer.ts';
import { mayBeExpress, type StatusContext } from './status-question.ts';

/** What is known of a shipment beside its own record. */
export type MappingContext = {
  readonly trackingNumber: string;
  readonly observedAt: Instant;
  readonly source: ObservationSource;
  readonly policy: StatusPolicy | undefined;
  readonly pii: PiiPolicy | undefined;
  readonly warnings: readonly Warning[];
};

export function toObservation(record: ShipmentRecord, context: MappingContext): Observation {
  const { trackingNumber, observedAt, source, warnings } = context;
  const { events, summary, state, pieces } = judge(record, context);
  const isDelivered = state.status === 'delivered';
  const handover = isDelivered ? handoverScan(events) : null;
  const delivery = isDelivered ? readDelivery(record, handover, summary?.event ?? null) : null;
  const isOver = isTerminal(state.status);
  const said = wordsFor(record, context);
  return {
    carrier: 'dhl',
    trackingNumber,
    events: events.map((event) =>
      said(event === handover ? { ...event, signedBy: delivery?.signedBy ?? null } : event),
    ),
    eta: isOver ? null : record.eta,
    // DHL states one estimate, and no promise.
    originalEta: null,
    delivery,
    servicePoint: isOver ? null : readServicePoint(state, events),
    service: record.service,
    origin: record.origin,
    destination: record.destination,
    weight: record.weight,
    pieces: toPieces(pieces, trackingNumber),
    pieceCount: record.pieceCount,
    references: record.references,
    relatedNumbers: relatedNumbersOf(record, trackingNumber),
    // DHL gives its shipments no id beside their number.
    carrierUniqueId: null,
    observedAt,
    source,
    warnings,
    ...said(state),
  };
}

/** What was said, without names where the host keeps none: they stand in the words. */
function wordsFor({ division }: ShipmentRecord, { pii }: MappingContext) {
  const keepsNames = pii === undefined || pii === 'keep';
  return <Said extends NormalizedStatus>(said: Said): Said =>
    keepsNames ? said : withoutName(said, mayBeExpress(division));
}

type Judgement = {
  /** Oldest first. */
  readonly events: readonly TrackingEvent[];
  readonly summary: ReadScan | null;
  readonly state: NormalizedStatus;
  readonly pieces: readonly ReadPiece[];
};

function judge(record: ShipmentRecord, { trackingNumber, policy }: MappingContext): Judgement {
  const context: StatusContext = { division: record.division, policy };
  const pieces = readPieces(record, context);
  // Asked for one piece, its own scans count, not the shipment's.
  const own = record.pieces.find(({ number }) => number === trackingNumber)?.scans ?? null;
  const reading = readScans(own ?? scansOf(record), record, context);
  const events = reading.scans.map(({ event }) => event);
  const summary = own === null ? readSummary(record, reading, context) : null;
  const state = currentState(reading, summary, context);
  return { events, summary, state: own === null ? stateOfAll(state, pieces) : state, pieces };
}

/** An answer without a history still has DHL's own word on the shipment, with its time and place. */
const scansOf = ({ scans, summary }: ShipmentRecord) =>
  scans.length > 0 || summary === null ? scans : [summary];

function relatedNumbersOf(record: ShipmentRecord, trackingNumber: string): RelatedNumber[] {
  const isPiece = record.pieces.some(({ number }) => number === trackingNumber);
  const all = [...record.relatedNumbers, ...numberOfShipment(record, isPiece)];
  const related = new Map<string, RelatedNumber>();
  for (const entry of all) {
    if (entry.number !== trackingNumber && !related.has(entry.number)) related.set(entry.number, entry);
  }
  return [...related.values()];
}
