/** From one FedEx result to an observation: the one place where both vocabularies meet. */

import type { Observation, Piece, Warning } from '../../model/observation.ts';
import { isTerminal, type NormalizedStatus } from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { applyPiiPolicy } from '../../normalization/pii.ts';
import type { Instant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { filled } from '../wire.ts';
import { currentState } from './current-state.ts';
import { deliveryOf, signerOf } from './delivery.ts';
import { forecastOf, promiseOf } from './estimates.ts';
import { pieceCountOf, referencesOf, relatedNumbersOf, serviceOf, weightOf } from './parcel-facts.ts';
import { destinationOf, servicePointOf, shipperOf } from './places.ts';
import { readScans } from './scan-events.ts';
import type { StatusContext } from './status-question.ts';
import type { FedexResult } from './wire.ts';
import type { Warn } from './zones.ts';

/** What mapping needs beside the result. */
export type MappingContext = StatusContext & {
  readonly trackingNumber: string;
  readonly observedAt: Instant;
  /** The parcels of the shipment, where the answer lists several. */
  readonly pieces: readonly Piece[];
  /** Where the result lies in the payload. */
  readonly path: string;
  /** What reading cost so far. */
  readonly warnings: readonly Warning[];
  readonly pii: ParseContext['pii'];
  /** The payload to keep, where it is to be kept. */
  readonly raw: unknown;
};

export function toObservation(result: FedexResult, context: MappingContext): Observation {
  const warnings = [...context.warnings];
  const warn: Warn = ({ path, message }) => {
    warnings.push({ path: `${context.path}.${path}`, message });
  };
  const scans = readScans(result, context, warn);
  const state = currentState(result, scans, context);
  const isOver = isTerminal(state.status);
  const handover = handoverIn(scans.events, state);
  const observation: Observation = {
    status: state.status,
    substatus: state.substatus,
    actionRequired: state.actionRequired,
    reason: state.reason,
    party: state.party,
    description: state.description,
    provenance: state.provenance,
    carrier: 'fedex',
    trackingNumber: context.trackingNumber,
    events: signed(scans.events, handover, signerOf(result)),
    eta: isOver ? null : forecastOf(result, warn),
    originalEta: promiseOf(result, warn),
    delivery: state.status === 'delivered' ? deliveryOf(result, handover, warn) : null,
    servicePoint: isOver ? null : servicePointOf(result.holdAtLocation),
    service: serviceOf(result),
    origin: shipperOf(result),
    destination: destinationOf(result),
    weight: weightOf(result, warn),
    pieces: context.pieces,
    pieceCount: pieceCountOf(result, warn),
    references: referencesOf(result),
    relatedNumbers: relatedNumbersOf(result, context.trackingNumber),
    carrierUniqueId: filled(result.trackingNumberInfo?.trackingNumberUniqueId),
    observedAt: context.observedAt,
    source: context.source,
    warnings,
  };
  const withRaw = context.raw === undefined ? observation : { ...observation, raw: context.raw };
  return applyPiiPolicy(withRaw, context.pii);
}

/** The scan of the delivery, once the parcel is delivered. */
const handoverIn = (events: readonly TrackingEvent[], state: NormalizedStatus): TrackingEvent | null =>
  (state.status === 'delivered' ? events.findLast(({ status }) => status === 'delivered') : null) ?? null;

const signed = (
  events: readonly TrackingEvent[],
  handover: TrackingEvent | null,
  signedBy: string | null,
): readonly TrackingEvent[] => events.map((event) => (event === handover ? { ...event, signedBy } : event));

/** One of a shipment's parcels, as an answer about the shipment lists it. */
export function toPiece(trackingNumber: string, result: FedexResult, context: StatusContext): Piece {
  const { status, substatus } = currentState(result, readScans(result, context, ignore), context);
  const says = filled(result.latestStatusDetail?.code ?? result.latestStatusDetail?.derivedCode) !== null;
  return {
    trackingNumber,
    status: says ? status : null,
    substatus: says ? substatus : null,
    weight: weightOf(result, ignore),
  };
}

/** A piece's flaws belong to its own answer. */
const ignore: Warn = () => undefined;
