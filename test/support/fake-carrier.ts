/** A carrier made of a function, for tests of what stands around carriers. */

import type { CarrierAdapter, TrackContext, TrackRequest } from '../../src/carriers/carrier.ts';
import type { NumberFormat } from '../../src/detection/format.ts';
import type { AnyTrackingError } from '../../src/errors.ts';
import type { Observation, TrackResult } from '../../src/model/observation.ts';
import { anObservation } from './observations.ts';

export type FakeCarrier = CarrierAdapter & { readonly calls: string[][] };

type Answer = (requests: readonly TrackRequest[], context: TrackContext) => Promise<readonly TrackResult[]>;

export const notFound = (carrier: string, trackingNumber: string): TrackResult => ({
  outcome: 'not_found',
  carrier,
  trackingNumber,
  carrierCode: null,
  message: null,
  observedAt: '2026-03-01T00:00:00.000Z',
});

export const found = (
  carrier: string,
  trackingNumber: string,
  facts: Partial<Observation> = {},
): TrackResult => ({
  outcome: 'found',
  carrier,
  trackingNumber,
  observation: anObservation({ carrier, trackingNumber, ...facts }),
});

export const failed = (carrier: string, trackingNumber: string, error: AnyTrackingError): TrackResult => ({
  outcome: 'failed',
  carrier,
  trackingNumber,
  error,
});

type FakeOptions = {
  batchSize?: number;
  concurrency?: number;
  answer?: Answer;
  /** What it says of a number; it knows nothing of any, unless told so. */
  says?: (trackingNumber: string) => TrackResult;
  /** Its numbers, where they are others than those that begin with its id. */
  pattern?: RegExp;
  confidence?: number;
  details?: NumberFormat['details'];
};

/** Owns the numbers that begin with its id in capitals, e.g. `ACME123`. */
export function fakeCarrier(
  id: string,
  {
    batchSize = 1,
    concurrency = 4,
    answer,
    says = (trackingNumber) => notFound(id, trackingNumber),
    pattern = new RegExp(`^${id.toUpperCase()}\\d{1,20}$`),
    confidence = 0.9,
    details = () => ({}),
  }: FakeOptions = {},
): FakeCarrier {
  const calls: string[][] = [];
  const format: NumberFormat = {
    id: `${id}_any`,
    carrier: id,
    name: id,
    lengths: Array.from({ length: 40 }, (_, place) => place + 1),
    confidence,
    evidence: ['prefix'],
    pattern,
    check: null,
    details,
    examples: { valid: [], invalid: [] },
  };
  return {
    id,
    name: id,
    formats: [format],
    capabilities: { batchSize, concurrency, push: false, needsAccount: false, scope: 'any_parcel' },
    credentialKey: `${id}-key`,
    track: (requests, context) => {
      calls.push(requests.map(({ trackingNumber }) => trackingNumber));
      if (answer) return answer(requests, context);
      return Promise.resolve(requests.map(({ trackingNumber }) => says(trackingNumber)));
    },
    parse: () => [],
    trackingUrl: () => null,
    calls,
  };
}
