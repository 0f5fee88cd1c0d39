/** The recorded-like bodies of DHL, and shipments built in a line where a whole body would hide the point. */

import { type DhlParseContext, parseDhl } from '../../../src/carriers/dhl/index.ts';
import type {
  DhlEvent,
  DhlShipment,
  ExpressCheckpoint,
  ExpressShipment,
} from '../../../src/carriers/dhl/wire.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import { recordedBodies } from '../../support/recorded-bodies.ts';

export const OBSERVED_AT = '2026-03-31T12:00:00.000Z';
/** A waybill of Express. */
export const NUMBER = '3318810025';
export const PIECE = 'JD014600000000000001';
export const OTHER_PIECE = 'JD014600000000000002';

const bodies = recordedBodies('dhl', parseDhl, OBSERVED_AT);
export const fixtureNames = bodies.names;
export const readFixture = bodies.read;
export const readExpected = bodies.expected;
export const parseFixture = bodies.parse;

export const answerOf = (...shipments: DhlShipment[]): unknown => ({
  shipments: shipments.map((shipment) => ({ id: NUMBER, ...shipment })),
});

export const mydhlAnswerOf = (...shipments: ExpressShipment[]): unknown => ({
  shipments: shipments.map((shipment) => ({
    shipmentTrackingNumber: NUMBER,
    status: 'Success',
    ...shipment,
  })),
});

/** An event on an hour of one day, at UTC. */
export const event = (hour: number, status: string | null, more: DhlEvent = {}): DhlEvent => ({
  timestamp: `2026-03-04T${String(hour).padStart(2, '0')}:00:00+00:00`,
  status,
  ...more,
});

/** An event of Express that has nothing but words. */
export const said = (hour: number, description: string, more: DhlEvent = {}): DhlEvent =>
  event(hour, null, { description, ...more });

/** A checkpoint of MyDHL on an hour of one day, at UTC. */
export const checkpoint = (
  hour: number,
  typeCode: string | null,
  more: ExpressCheckpoint = {},
): ExpressCheckpoint => ({
  date: '2026-03-04',
  time: `${String(hour).padStart(2, '0')}:00:00`,
  GMTOffset: '+00:00',
  typeCode,
  ...more,
});

export const place = (
  addressLocality: string | null,
  countryCode: string | null = null,
): DhlEvent['location'] => ({
  address: { addressLocality, countryCode },
});

export function onlyObservation(results: readonly TrackResult[]): Observation {
  const [result, ...others] = results;
  if (result?.outcome !== 'found' || others.length > 0)
    throw new Error(`not one: ${JSON.stringify(results)}`);
  return result.observation;
}

export const observe = (payload: unknown, context: DhlParseContext = {}): Observation =>
  onlyObservation(parseDhl(payload, { observedAt: OBSERVED_AT, ...context }));

export const observeShipment = (shipment: DhlShipment, context: DhlParseContext = {}): Observation =>
  observe(answerOf(shipment), context);

/** The observation of a division's events, given newest first. */
export const observeEvents = (service: string | null, ...events: DhlEvent[]): Observation =>
  observeShipment({ service, events });

export const observeMydhl = (shipment: ExpressShipment, context: DhlParseContext = {}): Observation =>
  observe(mydhlAnswerOf(shipment), context);

/** `substatus:reason` of an observation or event. */
export const summary = ({ substatus, reason }: Pick<Observation, 'substatus' | 'reason'>): string =>
  reason === null ? substatus : `${substatus}:${reason}`;
