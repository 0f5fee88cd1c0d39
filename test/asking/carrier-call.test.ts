import { describe, expect, it } from 'vitest';
import { createCarrierCall } from '../../src/asking/carrier-call.ts';
import type { TrackRequest } from '../../src/carriers/carrier.ts';
import type { TrackResult } from '../../src/model/observation.ts';
import { toTrackingNumber } from '../../src/model/tracking-number.ts';
import { systemClock } from '../../src/time/clock.ts';
import { fakeCarrier, found, notFound } from '../support/fake-carrier.ts';

const requests = ['ACME1', 'ACME2', 'ACME3'].map(
  (number): TrackRequest => ({ trackingNumber: toTrackingNumber(number) }),
);
const good = (number: string): TrackResult => notFound('acme', number);

/** What comes of a call to an adapter that gives this; and what the host's watch heard. */
async function asked(given: unknown) {
  const acme = fakeCarrier('acme', { batchSize: 3, answer: async () => given as TrackResult[] });
  const heard: TrackResult[] = [];
  const call = createCarrierCall({
    contextFor: (_, signal) => ({
      http: { request: () => Promise.reject(new Error('no network here')) },
      clock: systemClock,
      signal,
    }),
    onResults: (results) => heard.push(...results),
  });
  const results = await call(acme, requests, undefined);
  return { results, heard };
}

describe('an adapter in whose answer one result', () => {
  it.each<[string, unknown]>([
    ['is missing', undefined],
    ['is null', null],
    ['is a text', 'not_found'],
    ['has no outcome', { trackingNumber: 'ACME2', carrier: 'acme' }],
    ['has an outcome nobody knows', { ...good('ACME2'), outcome: 'lost' }],
    ['is found without an observation', { ...good('ACME2'), outcome: 'found' }],
    ['is failed without an error', { ...good('ACME2'), outcome: 'failed' }],
    [
      'is failed by an error of nobody knows whom',
      { ...good('ACME2'), outcome: 'failed', error: new Error() },
    ],
    ["is another number's", found('acme', 'ACME3')],
  ])('%s fails for that number alone', async (_, bad) => {
    const { results, heard } = await asked([good('ACME1'), bad, good('ACME3')]);
    expect(results).toEqual([
      good('ACME1'),
      {
        outcome: 'failed',
        carrier: 'acme',
        trackingNumber: 'ACME2',
        error: expect.objectContaining({ code: 'CARRIER_RESPONSE', carrier: 'acme' }),
      },
      good('ACME3'),
    ]);
    expect(heard).toEqual(results);
  });

  it('calls a number otherwise than it was asked for is taken at its place', async () => {
    const alias = found('acme', '420ACME2');
    const { results } = await asked([good('ACME1'), alias, good('ACME3')]);
    expect(results[1]).toBe(alias);
  });
});

describe('an adapter that gives no result for each number', () => {
  it.each<[string, unknown]>([
    ['but fewer', [good('ACME1'), good('ACME3')]],
    ['but more', ['ACME1', 'ACME2', 'ACME3', 'ACME4'].map(good)],
    ['but nothing at all', undefined],
  ])('%s fails for all, as nobody knows which is whose', async (_, given) => {
    const { results } = await asked(given);
    expect(results).toMatchObject(
      ['ACME1', 'ACME2', 'ACME3'].map((trackingNumber) => ({
        outcome: 'failed',
        trackingNumber,
        error: { code: 'CARRIER_RESPONSE' },
      })),
    );
  });
});
