/** From a record to an observation: the one place where Amazon's vocabularies meet ours. */

import type { Observation, ObservationSource, Warning } from '../../model/observation.ts';
import { isTerminal, type NormalizedStatus } from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import type { StatusPolicy } from '../../normalization/normalize.ts';
import { applyPiiPolicy } from '../../normalization/pii.ts';
import type { Instant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { currentState } from './current-state.ts';
import { deliveryOf, servicePointOf, signerOf } from './delivery.ts';
import type { AmazonRecord } from './record.ts';
import { readScans } from './scan-events.ts';

/** What mapping needs beside the record. */
export type MappingContext = {
  readonly trackingNumber: string;
  readonly observedAt: Instant;
  readonly source: ObservationSource;
  /** What reading cost. */
  readonly warnings: readonly Warning[];
  readonly policy: StatusPolicy | undefined;
  readonly pii: ParseContext['pii'];
  /** The payload to keep, where it is to be kept. */
  readonly raw: unknown;
};

export function toObservation(record: AmazonRecord, context: MappingContext): Observation {
  const { trackingNumber, observedAt, source, warnings } = context;
  const scans = readScans(record, context.policy);
  const state = currentState(record, scans, context.policy);
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
    carrier: 'amazon',
    trackingNumber,
    events: signed(scans.events, handover, signerOf(record)),
    eta: isOver ? null : record.eta,
    originalEta: record.originalEta,
    delivery: state.status === 'delivered' ? deliveryOf(record, handover) : null,
    servicePoint: servicePointOf(state, scans.events),
    // Amazon tells these when a label is bought, and not again.
    service: null,
    origin: null,
    destination: record.destination,
    weight: null,
    // Each of Amazon's ids is one parcel.
    pieces: [],
    pieceCount: null,
    references: record.references,
    relatedNumbers: record.relatedNumbers,
    carrierUniqueId: null,
    observedAt,
    source,
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
