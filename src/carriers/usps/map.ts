/** From one parcel of USPS's answer, or of its push, to an observation: the one place where both vocabularies meet. */

import type { Observation, Warning } from '../../model/observation.ts';
import { isTerminal } from '../../model/status.ts';
import { applyPiiPolicy } from '../../normalization/pii.ts';
import type { Instant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { currentState } from './current-state.ts';
import { deliveryOf, servicePointOf } from './delivery.ts';
import { forecastOf, promiseOf } from './estimates.ts';
import { extraServicesOf, referencesOf, relatedNumbersOf, serviceOf, uniqueIdOf } from './parcel-facts.ts';
import { destinationOf, originOf } from './places.ts';
import { readScans } from './scan-events.ts';
import type { StatusContext } from './status-question.ts';
import type { UspsParcel } from './wire.ts';
import type { Warn } from './zones.ts';

/** What mapping needs beside the parcel. */
export type MappingContext = StatusContext & {
  readonly trackingNumber: string;
  readonly observedAt: Instant;
  /** Where in the payload the parcel lies; ends in a dot, or is empty. */
  readonly path: string;
  /** What reading cost so far. */
  readonly warnings: readonly Warning[];
  readonly pii: ParseContext['pii'];
  /** The payload to keep, where it is to be kept. */
  readonly raw: unknown;
};

export function toObservation(parcel: UspsParcel, context: MappingContext): Observation {
  const warnings = [...context.warnings];
  const warn: Warn = (field, message) => warnings.push({ path: `${context.path}${field}`, message });
  const origin = originOf(parcel);
  const destination = destinationOf(parcel);
  const events = readScans(parcel, { origin, destination }, context, warn);
  const state = currentState(parcel, events, context);
  const observation: Observation = {
    status: state.status,
    substatus: state.substatus,
    actionRequired: state.actionRequired,
    reason: state.reason,
    party: state.party,
    description: state.description,
    provenance: state.provenance,
    carrier: 'usps',
    trackingNumber: context.trackingNumber,
    events,
    eta: isTerminal(state.status) ? null : forecastOf(parcel, events, destination, warn),
    originalEta: promiseOf(parcel, destination),
    delivery: state.status === 'delivered' ? deliveryOf(parcel, events, state) : null,
    servicePoint: servicePointOf(parcel, state, events, warn),
    service: serviceOf(parcel),
    origin,
    destination,
    // USPS states no weight with its unit, and one number is one item.
    weight: null,
    pieces: [],
    pieceCount: null,
    references: referencesOf(parcel),
    relatedNumbers: relatedNumbersOf(parcel, context.trackingNumber),
    carrierUniqueId: uniqueIdOf(parcel),
    observedAt: context.observedAt,
    source: context.source,
    warnings,
  };
  return applyPiiPolicy(withExtras(observation, extraServicesOf(parcel), context.raw), context.pii);
}

/** What is left out where there is none. */
function withExtras(observation: Observation, extraServices: readonly string[], raw: unknown): Observation {
  const served = extraServices.length === 0 ? observation : { ...observation, extraServices };
  return raw === undefined ? served : { ...served, raw };
}
