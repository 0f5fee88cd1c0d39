/** The calls DHL gets, at which of its APIs, and how their answers come back. */

import { expect, it } from 'vitest';
import type { TrackContext } from '../../../src/carriers/carrier.ts';
import { type DhlOptions, dhl } from '../../../src/carriers/dhl/index.ts';
import { CarrierUnavailableError } from '../../../src/errors.ts';
import type { CarrierHttp, HttpReply, HttpRequest } from '../../../src/http/exchange.ts';
import { toTrackingNumber } from '../../../src/model/tracking-number.ts';
import { createManualClock } from '../../../src/testing/manual-clock.ts';
import { event, NUMBER, OBSERVED_AT, PIECE } from './fixtures.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const GERMAN = '00340434161094022115';
const ECOMMERCE = 'GM605112270084510370';
const KEY: DhlOptions = { apiKey: 'the-key' };
const USER: DhlOptions = { express: { username: 'me', password: 'secret' } };

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

const echo: Answer = ({ url, query }) => {
  const id = query?.['trackingNumber'] ?? url.split('/').at(-2);
  return { body: { shipments: [{ id, events: [event(9, null, { statusCode: 'transit' })] }] } };
};

async function track(
  numbers: readonly string[],
  options: DhlOptions,
  answer: Answer = echo,
  context: Partial<TrackContext> = {},
) {
  const http = fakeHttp(answer);
  const results = await dhl(options).track(
    numbers.map((number) => ({ trackingNumber: toTrackingNumber(number) })),
    { http, clock: createManualClock(OBSERVED_AT), ...context },
  );
  return { results, requests: http.requests };
}

it('asks Unified with the key, the division and the language', async () => {
  const { requests } = await track([NUMBER], KEY);
  expect(requests).toEqual([
    {
      method: 'GET',
      url: 'https://api-eu.dhl.com/track/shipments',
      headers: { accept: 'application/json', 'DHL-API-Key': 'the-key' },
      query: { trackingNumber: NUMBER, service: 'express', language: 'en' },
    },
  ]);
});

it('asks MyDHL for a waybill with its user, and for the offset of each event', async () => {
  const { requests } = await track([NUMBER], USER);
  expect(requests).toEqual([
    {
      method: 'GET',
      url: `https://express.api.dhl.com/mydhlapi/shipments/${NUMBER}/tracking`,
      headers: {
        accept: 'application/json',
        'accept-language': 'eng',
        'message-reference': expect.stringMatching(UUID),
        'x-version': '3.1.0',
        authorization: `Basic ${Buffer.from('me:secret').toString('base64')}`,
      },
      query: { trackingView: 'all-checkpoints', levelOfDetail: 'all', requestGMTOffsetPerEvent: 'true' },
    },
  ]);
});

it('asks MyDHL for a piece by the path that knows pieces', async () => {
  const { requests } = await track([PIECE], USER);
  expect([requests[0]?.url, requests[0]?.query]).toEqual([
    'https://express.api.dhl.com/mydhlapi/tracking',
    { pieceTrackingNumber: PIECE, trackingView: 'all-checkpoints', levelOfDetail: 'all' },
  ]);
});

it.each<[string, DhlOptions, string, 'unified' | 'mydhl']>([
  ['a waybill, with both credentials', { ...KEY, ...USER }, NUMBER, 'mydhl'],
  ['a parcel of Germany, with both', { ...KEY, ...USER }, GERMAN, 'unified'],
  ['a piece, which several divisions have, with both', { ...KEY, ...USER }, PIECE, 'unified'],
  ['ten digits that are no waybill, with both', { ...KEY, ...USER }, '3318810026', 'unified'],
  ['ten digits that are no waybill, with a user alone', USER, '3318810026', 'mydhl'],
  ['a waybill of a host who says freight', { ...KEY, ...USER, service: 'freight' }, NUMBER, 'unified'],
  ['any number of a host who says express', { ...KEY, ...USER, service: 'express' }, '3318810026', 'mydhl'],
  ['a waybill, where Unified is named', { ...KEY, ...USER, api: 'unified' }, NUMBER, 'unified'],
  ['a parcel of Germany, where MyDHL is named', { ...KEY, ...USER, api: 'mydhl' }, GERMAN, 'mydhl'],
])('chooses the API for %s', async (_what, options, number, api) => {
  const { requests } = await track([number], options);
  expect(requests.map(({ url }) => (url.includes('/mydhlapi/') ? 'mydhl' : 'unified'))).toEqual([api]);
});

it('asks nobody for a number that is not Express’s where there is a user of Express alone', async () => {
  const { results, requests } = await track([GERMAN], USER);
  expect([requests.length, results[0]?.outcome === 'failed' && results[0].error.message]).toEqual([
    0,
    'dhl: this is no number of DHL Express; give an apiKey for the Unified API, which knows the other divisions',
  ]);
});

it.each<[string, string | undefined]>([
  [NUMBER, 'express'],
  [GERMAN, 'parcel-de'],
  [ECOMMERCE, 'ecommerce'],
  ['3318810026', undefined],
  ['60120172242323', undefined],
  [PIECE, undefined],
])('names the division of %s where its form tells: %s', async (number, service) => {
  const { requests } = await track([number], KEY);
  expect(requests[0]?.query?.['service']).toBe(service);
});

it('asks with what the host says', async () => {
  const options: DhlOptions = {
    ...KEY,
    service: 'parcel-nl',
    language: 'nl',
    requesterCountryCode: 'NL',
    originCountryCode: 'DE',
  };
  const http = fakeHttp(echo);
  await dhl(options).track([{ trackingNumber: toTrackingNumber(NUMBER), destinationPostalCode: '3511 AX' }], {
    http,
    clock: createManualClock(OBSERVED_AT),
  });
  expect(http.requests[0]?.query).toEqual({
    trackingNumber: NUMBER,
    service: 'parcel-nl',
    language: 'nl',
    requesterCountryCode: 'NL',
    originCountryCode: 'DE',
    recipientPostalCode: '3511 AX',
  });
});

it.each<[DhlOptions, string]>([
  [{ ...USER, environment: 'test' }, 'https://express.api.dhl.com/mydhlapi/test/shipments/'],
  [{ ...USER, baseUrl: 'http://127.0.0.1:1234/' }, 'http://127.0.0.1:1234/mydhlapi/shipments/'],
  [{ ...KEY, environment: 'test' }, 'https://api-eu.dhl.com/track/shipments'],
  [{ ...KEY, baseUrl: 'http://127.0.0.1:1234' }, 'http://127.0.0.1:1234/track/shipments'],
])('asks at the host of %j', async (options, start) => {
  const { requests } = await track([NUMBER], options);
  expect(requests[0]?.url.startsWith(start)).toBe(true);
});

it('chooses among the shipments of a number as the host says', async () => {
  const both: Answer = () => ({
    body: {
      shipments: ['express', 'parcel-nl'].map((service) => ({
        id: NUMBER,
        service,
        events: [event(9, 'PU')],
      })),
    },
  });
  const { results } = await track([NUMBER], { ...KEY, service: 'parcel-nl' }, both);
  expect(results[0]?.outcome === 'found' && results[0].observation.service?.code).toBe('parcel-nl');
});

it('asks each API over its own way to the network', async () => {
  const keys: string[] = [];
  const apart = fakeHttp(echo);
  const httpOf = (credentialKey: string) => {
    keys.push(credentialKey);
    return apart;
  };
  const { requests } = await track([NUMBER, GERMAN], { ...KEY, ...USER }, echo, { httpOf });
  expect([requests.length, apart.requests.length, keys]).toEqual([
    1,
    1,
    [expect.stringMatching(/^[0-9a-f]{16}$/)],
  ]);
});

it('gives one result per number, in the order asked', async () => {
  const { results } = await track([GERMAN, NUMBER], KEY);
  expect(results.map(({ trackingNumber }) => trackingNumber)).toEqual([GERMAN, NUMBER]);
});

it('observes at the time of the clock', async () => {
  const { results } = await track([NUMBER], KEY);
  expect(results[0]?.outcome === 'found' && results[0].observation.observedAt).toBe(OBSERVED_AT);
});

it('turns a refusal into a result', async () => {
  const { results } = await track([NUMBER], KEY, () => ({ status: 429, retryAfterMs: 5_000 }));
  expect(results[0]?.outcome === 'failed' && [results[0].error.code, results[0].error.retryAfterMs]).toEqual([
    'CARRIER_RATE_LIMITED',
    5_000,
  ]);
});

it('hands on what the network throws', async () => {
  const down = new CarrierUnavailableError('no answer');
  await expect(track([NUMBER], KEY, () => down)).rejects.toBe(down);
});
