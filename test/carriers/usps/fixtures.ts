/** The recorded-like bodies of USPS, and parcels built in a line where a whole body would hide the point. */

import type { ParseContext } from '../../../src/carriers/carrier.ts';
import { parseUsps } from '../../../src/carriers/usps/index.ts';
import type { UspsParcel, UspsScan } from '../../../src/carriers/usps/wire.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import type { TrackingEvent } from '../../../src/model/tracking-event.ts';
import { recordedBodies } from '../../support/recorded-bodies.ts';

export const OBSERVED_AT = '2026-03-10T12:00:00.000Z';
export const NUMBER = '9400111206206406260787';

const bodies = recordedBodies('usps', parseUsps, OBSERVED_AT);
export const fixtureNames = bodies.names;
export const readFixture = bodies.read;
export const readExpected = bodies.expected;
export const parseFixture = bodies.parse;

/** A scan on an hour of one day, at UTC. */
export const scan = (hour: number, eventType: string | null, more: UspsScan = {}): UspsScan => ({
  eventType,
  eventTimestamp: `2026-03-04T${String(hour).padStart(2, '0')}:00:00`,
  GMTOffset: '+00:00',
  ...more,
});

export function onlyObservation(results: readonly TrackResult[]): Observation {
  const [result, ...others] = results;
  if (result?.outcome !== 'found' || others.length > 0)
    throw new Error(`not one: ${JSON.stringify(results)}`);
  return result.observation;
}

export const observe = (payload: unknown, context: ParseContext = {}): Observation =>
  onlyObservation(parseUsps(payload, { observedAt: OBSERVED_AT, ...context }));

export const observeParcel = (parcel: UspsParcel, context: ParseContext = {}): Observation =>
  observe({ trackingNumber: NUMBER, ...parcel }, context);

/** The observation of scans given newest first. */
export const observeScans = (...trackingEvents: UspsScan[]): Observation => observeParcel({ trackingEvents });

export function onlyEvent(trackingEvent: object): TrackingEvent {
  const [event, ...others] = observe({ trackingEvents: [trackingEvent] }).events;
  if (event === undefined || others.length > 0) throw new Error(`not one: ${JSON.stringify(trackingEvent)}`);
  return event;
}

export const observeFixture = (name: string, context: ParseContext = {}): Observation =>
  onlyObservation(parseFixture(name, context));

/** `substatus:reason` of an observation or event. */
export const summary = ({ substatus, reason }: Pick<Observation, 'substatus' | 'reason'>): string =>
  reason === null ? substatus : `${substatus}:${reason}`;

export const kindOf = (result: TrackResult | undefined): string | undefined =>
  result?.outcome === 'failed' ? result.error.code : result?.outcome;

/** A refusal in the published shape of errors. */
export const refusalOf = (status: number, code: string, message = 'x', more: object = {}): unknown => ({
  apiVersion: '/tracking/v3',
  error: {
    code: String(status),
    message,
    errors: [{ status: String(status), code, title: 'x', detail: message, source: {}, ...more }],
  },
});
