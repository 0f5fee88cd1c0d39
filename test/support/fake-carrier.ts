/** A carrier made of a function, for tests of what stands around carriers. */

import type { CarrierAdapter, TrackContext, TrackRequest } from '../../src/carriers/carrier.ts';
import type { NumberFormat } from '../../src/detection/format.ts';
import type { TrackResult } from '../../src/model/observation.ts';

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

/** Owns the numbers that begin with its id in capitals, e.g. `ACME123`. */
export function fakeCarrier(
  id: string,
  {
    batchSize = 1,
    concurrency = 4,
    answer,
  }: { batchSize?: number; concurrency?: number; answer?: Answer } = {},
): FakeCarrier {
  const calls: string[][] = [];
  const format: NumberFormat = {
    id: `${id}_any`,
    carrier: id,
    name: id,
    lengths: Array.from({ length: 40 }, (_, place) => place + 1),
    confidence: 0.9,
    evidence: ['prefix'],
    pattern: new RegExp(`^${id.toUpperCase()}\\d{1,20}$`),
    check: null,
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
      return Promise.resolve(requests.map(({ trackingNumber }) => notFound(id, trackingNumber)));
    },
    parse: () => [],
    trackingUrl: () => null,
    calls,
  };
}
