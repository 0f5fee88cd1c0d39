/** From one shipment's record to an observation. Pure; the only place where both vocabularies meet. */

import type { Observation, ObservationSource, RelatedNumber, Warning } from '../../model/observation.ts';
import { isTerminal, statusFieldsOf } from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import type { StatusPolicy } from '../../normalization/normalize.ts';
import type { PiiPolicy } from '../../normalization/pii.ts';
import type { Instant } from '../../time/clock.ts';
import { currentState, readSummary, type State } from './current-state.ts';
import { handoverScan, readDelivery, readServicePoint } from './delivery.ts';
import { numberOfShipment } from './parcel-facts.ts';
import { readPieces, stateOfAll, toPieces } from './pieces.ts';
import type { ShipmentRecord } from './record.ts';
import { type ReadScan, readScans } from './scan-events.ts';
import { withoutName, wordsWithout } from './signer.ts';
import type { StatusContext } from './status-question.ts';

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
  const { trackingNumber } = context;
  const { events, summary, state } = judge(record, context);
  const isDelivered = state.status.status === 'delivered';
  const handover = isDelivered ? handoverScan(events) : null;
  const delivery = isDelivered ? readDelivery(record, handover, summary?.event ?? null) : null;
  const isOver = isTerminal(state.status.status);
  const keepsNames = context.pii === undefined || context.pii === 'keep';
  const status = statusFieldsOf(state.status);
  const name = state.from?.event.signedBy ?? null;
  return {
    carrier: 'dhl',
    trackingNumber,
    events: events.map((event) => {
      const said = keepsNames ? event : withoutName(event);
      return event === handover ? { ...said, signedBy: delivery?.signedBy ?? null } : said;
    }),
    eta: isOver ? null : record.eta,
    // DHL states one estimate, and no promise.
    originalEta: null,
    delivery,
    servicePoint: isOver ? null : readServicePoint(state.status, events),
    service: record.service,
    origin: record.origin,
    destination: record.destination,
    weight: record.weight,
    pieces: toPieces(readPieces(record, toStatusContext(record, context)), trackingNumber),
    pieceCount: record.pieceCount,
    references: record.references,
    relatedNumbers: relatedNumbersOf(record, trackingNumber),
    // DHL gives its shipments no id beside their number.
    carrierUniqueId: null,
    observedAt: context.observedAt,
    source: context.source,
    warnings: context.warnings,
    ...status,
    ...(keepsNames || name === null ? {} : wordsWithout(status, name)),
  };
}

type Judgement = {
  /** Oldest first. */
  readonly events: readonly TrackingEvent[];
  readonly summary: ReadScan | null;
  readonly state: State;
};

function judge(record: ShipmentRecord, context: MappingContext): Judgement {
  const statusContext = toStatusContext(record, context);
  // Asked for one piece, its own scans count, not the shipment's.
  const own = record.pieces.find(({ number }) => number === context.trackingNumber)?.scans ?? null;
  const reading = readScans(own ?? scansOf(record), record, statusContext);
  const events = reading.scans.map(({ event }) => event);
  const summary = own === null ? readSummary(record, reading, statusContext) : null;
  const state = currentState(reading, summary, statusContext);
  const pieces = own === null ? readPieces(record, statusContext) : [];
  return { events, summary, state: stateOfAll(state, pieces) ?? state };
}

/** An answer without a history still has DHL's own word on the shipment, with its time and place. */
const scansOf = ({ scans, summary }: ShipmentRecord) =>
  scans.length > 0 || summary === null ? scans : [summary];

const toStatusContext = ({ division }: ShipmentRecord, { policy }: MappingContext): StatusContext => ({
  division,
  policy,
});

function relatedNumbersOf(record: ShipmentRecord, trackingNumber: string): RelatedNumber[] {
  const isPiece = record.pieces.some(({ number }) => number === trackingNumber);
  const all = [...record.relatedNumbers, ...numberOfShipment(record, isPiece)];
  const related = new Map<string, RelatedNumber>();
  for (const entry of all) {
    if (entry.number !== trackingNumber && !related.has(entry.number)) related.set(entry.number, entry);
  }
  return [...related.values()];
}
