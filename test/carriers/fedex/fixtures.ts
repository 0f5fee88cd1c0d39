/** The recorded-like bodies of FedEx, and parcels built in a line where a whole body would hide the point. */

import type { ParseContext } from '../../../src/carriers/carrier.ts';
import { parseFedex } from '../../../src/carriers/fedex/index.ts';
import type { FedexResult, FedexScan } from '../../../src/carriers/fedex/wire.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import { recordedBodies } from '../../support/recorded-bodies.ts';

export const OBSERVED_AT = '2026-04-30T12:00:00.000Z';
export const NUMBER = '986578788855';

const bodies = recordedBodies('fedex', parseFedex, OBSERVED_AT);
export const fixtureNames = bodies.names;
export const readFixture = bodies.read;
export const readExpected = bodies.expected;
export const parseFixture = bodies.parse;

/** An answer about one number, with one result for each of its lives. */
export const answerOf = (...trackResults: FedexResult[]): unknown => ({
  output: { completeTrackResults: [{ trackingNumber: NUMBER, trackResults }] },
});

/** A scan on an hour of one day, at UTC. */
export const scan = (hour: number, eventType: string | null, more: FedexScan = {}): FedexScan => ({
  date: `2026-04-14T${String(hour).padStart(2, '0')}:00:00+00:00`,
  eventType,
  ...more,
});

export function onlyObservation(results: readonly TrackResult[]): Observation {
  const [result, ...others] = results;
  if (result?.outcome !== 'found' || others.length > 0)
    throw new Error(`not one: ${JSON.stringify(results)}`);
  return result.observation;
}

export const observe = (payload: unknown, context: ParseContext = {}): Observation =>
  onlyObservation(parseFedex(payload, { observedAt: OBSERVED_AT, ...context }));

export const observeResult = (result: FedexResult, context: ParseContext = {}): Observation =>
  observe(answerOf(result), context);

/** The observation of scans given newest first. */
export const observeScans = (...scanEvents: FedexScan[]): Observation => observeResult({ scanEvents });

export const observeFixture = (name: string, context: ParseContext = {}): Observation =>
  onlyObservation(parseFixture(name, context));

/** `substatus:reason` of an observation or event. */
export const summary = ({ substatus, reason }: Pick<Observation, 'substatus' | 'reason'>): string =>
  reason === null ? substatus : `${substatus}:${reason}`;
