/** The calls Amazon gets, and how their answers come back. */

import { expect, it } from 'vitest';
import { type AmazonAccountOptions, amazon } from '../../../src/carriers/amazon/index.ts';
import { CarrierUnavailableError } from '../../../src/errors.ts';
import type { CarrierHttp, HttpReply, HttpRequest } from '../../../src/http/exchange.ts';
import { toTrackingNumber } from '../../../src/model/tracking-number.ts';
import { createManualClock } from '../../../src/testing/manual-clock.ts';
import { answerOf, event, kindOf, NUMBER, OBSERVED_AT } from './fixtures.ts';

const OTHER = 'TBA310000009999';

type Answer = (request: HttpRequest) => Partial<HttpReply> | Error;

function fakeHttp(answer: Answer): CarrierHttp & { readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  return {
    requests,
    request: async (request) => {
      requests.push(request);
      const reply = answer(request);
      if (reply instanceof Error) throw reply;
      return { status: 200, headers: {}, body: null, retryAfterMs: undefined, ...reply };
    },
  };
}

const ACCOUNT: AmazonAccountOptions = {
  clientId: 'id',
  clientSecret: 'secret',
  refreshToken: 'token',
  businessId: 'AmazonShipping_US',
};

async function track(
  numbers: readonly string[],
  answer: Answer,
  options: Partial<AmazonAccountOptions> | { readonly ingestOnly: true } = {},
) {
  const http = fakeHttp(answer);
  const adapter = amazon(
    'ingestOnly' in options && options.ingestOnly ? options : { ...ACCOUNT, ...options },
  );
  const results = await adapter.track(
    numbers.map((number) => ({ trackingNumber: toTrackingNumber(number) })),
    { http, clock: createManualClock(OBSERVED_AT) },
  );
  return { results, requests: http.requests };
}

const echo: Answer = ({ query }) => ({
  body: answerOf({ trackingId: query?.['trackingId'], eventHistory: [event(9, 'Departed')] }),
});

it('asks for one number with all Amazon wants', async () => {
  const { requests } = await track([NUMBER], echo);
  expect(requests).toEqual([
    {
      method: 'GET',
      url: 'https://sellingpartnerapi-na.amazon.com/shipping/v2/tracking',
      headers: {
        accept: 'application/json',
        'user-agent': 'parceltrail',
        'x-amzn-shipping-business-id': 'AmazonShipping_US',
      },
      query: { trackingId: NUMBER, carrierId: 'AMZN_US' },
    },
  ]);
});

it.each<[string, string, string | undefined]>([
  ['AmazonShipping_US', 'na', 'AMZN_US'],
  ['AmazonShipping_UK', 'eu', 'AMZN_UK'],
  ['AmazonShipping_IN', 'eu', undefined],
  ['AmazonShipping_UAE', 'eu', undefined],
  ['AmazonShipping_SA', 'eu', undefined],
  ['AmazonShipping_EG', 'eu', undefined],
  ['AmazonShipping_IT', 'eu', undefined],
  ['AmazonShipping_ES', 'eu', undefined],
  ['AmazonShipping_FR', 'eu', undefined],
  ['AmazonShipping_JP', 'fe', undefined],
])('asks for parcels of %s in the region %s', async (businessId, region, carrierId) => {
  const own = carrierId === undefined ? { carrierId: 'own' } : {};
  const { requests } = await track([NUMBER], echo, { businessId, ...own });
  expect([
    requests[0]?.url,
    requests[0]?.headers?.['x-amzn-shipping-business-id'],
    requests[0]?.query?.['carrierId'],
  ]).toEqual([
    `https://sellingpartnerapi-${region}.amazon.com/shipping/v2/tracking`,
    businessId,
    carrierId ?? 'own',
  ]);
});

it.each<[Partial<AmazonAccountOptions>, string]>([
  [{ environment: 'test' }, 'https://sandbox.sellingpartnerapi-na.amazon.com/'],
  [{ environment: 'test', region: 'fe' }, 'https://sandbox.sellingpartnerapi-fe.amazon.com/'],
  [{ baseUrl: 'http://127.0.0.1:1234' }, 'http://127.0.0.1:1234/'],
])('asks at the host of %j', async (options, start) => {
  const { requests } = await track([NUMBER], echo, options);
  expect(requests[0]?.url).toBe(`${start}shipping/v2/tracking`);
});

it('names the calling application', async () => {
  const { requests } = await track([NUMBER], echo, { userAgent: 'shop/2.1' });
  expect(requests[0]?.headers?.['user-agent']).toBe('shop/2.1');
});

it('gives one result per number, in the order asked', async () => {
  const { results, requests } = await track([OTHER, NUMBER], echo);
  expect([requests.length, results.map(({ trackingNumber }) => trackingNumber)]).toEqual([
    2,
    [OTHER, NUMBER],
  ]);
});

it('observes at the time of the clock', async () => {
  const { results } = await track([NUMBER], echo);
  expect(results[0]).toMatchObject({ observation: { observedAt: OBSERVED_AT, source: 'poll' } });
});

it("hands on a refusal with Amazon's id of the request", async () => {
  const { results } = await track([NUMBER], () => ({
    status: 429,
    retryAfterMs: 5_000,
    headers: { 'x-amzn-requestid': 'r-1' },
    body: { errors: [{ code: 'TooManyRequests', message: 'No.' }] },
  }));
  expect(results).toMatchObject([
    { error: { code: 'CARRIER_RATE_LIMITED', retryAfterMs: 5_000, requestId: 'r-1' } },
  ]);
});

it('never gives an answer about another number', async () => {
  const { results } = await track([NUMBER], () => ({ body: answerOf({ trackingId: OTHER }) }));
  expect([results[0]?.trackingNumber, results.map(kindOf)]).toEqual([NUMBER, ['CARRIER_RESPONSE']]);
});

it('hands on what the network throws', async () => {
  const down = new CarrierUnavailableError('no answer');
  await expect(track([NUMBER], () => down)).rejects.toBe(down);
});

it('asks nobody without an account, and says what to do instead', async () => {
  const { results, requests } = await track([NUMBER, OTHER], echo, { ingestOnly: true });
  expect([requests, results.map(({ trackingNumber }) => trackingNumber)]).toEqual([[], [NUMBER, OTHER]]);
  expect(results[0]).toMatchObject({
    outcome: 'failed',
    error: { code: 'NOT_AUTHORIZED', retryable: false, message: expect.stringContaining('`parse`') },
  });
});
