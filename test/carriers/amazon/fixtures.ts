/** The recorded-like bodies of Amazon, and parcels built in a line where a whole body would hide the point. */

import { parseAmazon } from '../../../src/carriers/amazon/index.ts';
import type { AmazonShipment, AmazonShippingEvent } from '../../../src/carriers/amazon/wire.ts';
import type { ParseContext } from '../../../src/carriers/carrier.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import { recordedBodies } from '../../support/recorded-bodies.ts';

export const OBSERVED_AT = '2026-04-30T12:00:00.000Z';
export const NUMBER = 'TBA310000000007';

const bodies = recordedBodies('amazon', parseAmazon, OBSERVED_AT);
export const fixtureNames = bodies.names;
export const readFixture = bodies.read;
export const readExpected = bodies.expected;
export const parseFixture = bodies.parse;

export const answerOf = (shipment: AmazonShipment): unknown => ({
  payload: { trackingId: NUMBER, eventHistory: [], summary: null, ...shipment },
});

/** An event on an hour of one day. */
export const event = (
  hour: number,
  eventCode: string | null,
  shipmentType: string | null = 'FORWARD',
  more: AmazonShippingEvent = {},
): AmazonShippingEvent => ({
  eventCode,
  eventTime: `2026-04-14T${String(hour).padStart(2, '0')}:00:00.000Z`,
  shipmentType,
  ...more,
});

/** A summary, with the details of the way there and of the way back. */
export const summary = (
  status: string | null,
  forward: readonly string[] = [],
  returns: readonly string[] = [],
): NonNullable<AmazonShipment['summary']> => ({
  status,
  trackingDetailCodes: { forward: [...forward], returns: [...returns] },
});

export function onlyObservation(results: readonly TrackResult[]): Observation {
  const [result, ...others] = results;
  if (result?.outcome !== 'found' || others.length > 0)
    throw new Error(`not one: ${JSON.stringify(results)}`);
  return result.observation;
}

export const observe = (payload: unknown, context: ParseContext = {}): Observation =>
  onlyObservation(parseAmazon(payload, { observedAt: OBSERVED_AT, ...context }));

export const observeShipment = (shipment: AmazonShipment, context: ParseContext = {}): Observation =>
  observe(answerOf(shipment), context);

export const observeEvents = (...eventHistory: AmazonShippingEvent[]): Observation =>
  observeShipment({ eventHistory });

export const observeFixture = (name: string, context: ParseContext = {}): Observation =>
  onlyObservation(parseFixture(name, context));

export const kindOf = (result: TrackResult | undefined): string | undefined =>
  result?.outcome === 'failed' ? result.error.code : result?.outcome;

/** `substatus:reason` of an observation or event. */
export const inShort = ({ substatus, reason }: Pick<Observation, 'substatus' | 'reason'>): string =>
  reason === null ? substatus : `${substatus}:${reason}`;

/** A milestone notification as SQS carries it. */
export const notificationOf = (trackingDetail: object): { readonly [field: string]: unknown } => ({
  notificationType: 'SHIPMENT_TRACKING_MILESTONE_CHANGED',
  payload: { shipmentTrackingMilestoneChangedNotification: { trackingDetail } },
});
