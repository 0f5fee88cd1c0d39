/** The calls UPS gets, and how their answers come back. */

import { expect, it } from 'vitest';
import { type UpsOptions, ups } from '../../../src/carriers/ups/index.ts';
import { CarrierUnavailableError } from '../../../src/errors.ts';
import type { CarrierHttp, HttpReply, HttpRequest } from '../../../src/http/exchange.ts';
import { toTrackingNumber } from '../../../src/model/tracking-number.ts';
import { createManualClock } from '../../../src/testing/manual-clock.ts';
import { answerOf, NUMBER, OBSERVED_AT, scan } from './fixtures.ts';

const OTHER = '1Z5R89390357567127';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

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

async function track(numbers: readonly string[], answer: Answer, options: Partial<UpsOptions> = {}) {
  const http = fakeHttp(answer);
  const adapter = ups({ clientId: 'id', clientSecret: 'secret', ...options });
  const results = await adapter.track(
    numbers.map((number) => ({ trackingNumber: toTrackingNumber(number) })),
    { http, clock: createManualClock(OBSERVED_AT) },
  );
  return { results, requests: http.requests };
}

const echo: Answer = ({ url }) => {
  const trackingNumber = url.split('/').at(-1) ?? '';
  return {
    body: { trackResponse: { shipment: [{ inquiryNumber: trackingNumber, package: [{ trackingNumber }] }] } },
  };
};

it('asks for one number with all headers UPS wants', async () => {
  const { requests } = await track([NUMBER], echo);
  expect(requests).toEqual([
    {
      method: 'GET',
      url: `https://onlinetools.ups.com/api/track/v1/details/${NUMBER}`,
      headers: {
        accept: 'application/json',
        transId: expect.stringMatching(UUID),
        transactionSrc: 'parceltrail',
      },
      query: {},
    },
  ]);
});

it('names each request anew', async () => {
  const { requests } = await track([NUMBER, OTHER], echo);
  expect(new Set(requests.map(({ headers }) => headers?.['transId']))).toHaveLength(2);
});

it.each<[Partial<UpsOptions>, object]>([
  [{ locale: 'de_DE' }, { locale: 'de_DE' }],
  [{ signature: true }, { returnSignature: 'true' }],
  [{ proofOfDelivery: true }, { returnPOD: 'true' }],
  [{ milestones: true }, { returnMilestones: 'true' }],
])('asks with %j', async (options, query) => {
  const { requests } = await track([NUMBER], echo, options);
  expect(requests[0]?.query).toEqual(query);
});

it.each<[Partial<UpsOptions>, string]>([
  [{ environment: 'test' }, 'https://wwwcie.ups.com/api/track/v1/details/'],
  [{ baseUrl: 'http://127.0.0.1:1234' }, 'http://127.0.0.1:1234/api/track/v1/details/'],
])('asks at the host of %j', async (options, start) => {
  const { requests } = await track([NUMBER], echo, options);
  expect(requests[0]?.url).toBe(`${start}${NUMBER}`);
});

it('names the calling application', async () => {
  const { requests } = await track([NUMBER], echo, { transactionSrc: 'shop' });
  expect(requests[0]?.headers?.['transactionSrc']).toBe('shop');
});

it('gives one result per number, in the order asked', async () => {
  const { results } = await track([OTHER, NUMBER], echo);
  expect(results.map(({ trackingNumber }) => trackingNumber)).toEqual([OTHER, NUMBER]);
});

it('observes at the time of the clock', async () => {
  const { results } = await track([NUMBER], echo);
  expect(results[0]?.outcome === 'found' && results[0].observation.observedAt).toBe(OBSERVED_AT);
});

it('turns a refusal into a result', async () => {
  const { results } = await track([NUMBER], () => ({ status: 429, retryAfterMs: 5_000 }));
  expect(results[0]?.outcome === 'failed' && [results[0].error.code, results[0].error.retryAfterMs]).toEqual([
    'CARRIER_RATE_LIMITED',
    5_000,
  ]);
});

it('hands on what the network throws', async () => {
  const down = new CarrierUnavailableError('no answer');
  await expect(track([NUMBER], () => down)).rejects.toBe(down);
});

const pieces = (count: number, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({
    trackingNumber: index + from === 0 ? NUMBER : `1Z999AA1${String(index + from).padStart(10, '0')}`,
    packageCount: count,
    activity: [scan(12, 'I', 'AR', '005')],
  }));

const shipmentOf =
  (count: number, listed = count): Answer =>
  ({ url, query }) => {
    if (!url.includes('/shipment/')) return { body: answerOf({ packageCount: count }) };
    const offset = Number(query?.['offset']);
    const page = pieces(count, offset, Math.min(listed, offset + Number(query?.['count'])));
    return { body: { trackResponse: { shipment: [{ inquiryNumber: NUMBER, package: page }] } } };
  };

it('fetches the other pieces page by page when asked', async () => {
  const { results, requests } = await track([NUMBER], shipmentOf(120), { pieces: true });
  const [result] = results;
  expect([
    result?.outcome === 'found' && result.observation.pieces.length,
    result?.outcome === 'found' && result.observation.warnings,
    requests.map(({ query }) => query?.['offset']),
  ]).toEqual([120, [], [undefined, '0', '50', '100']]);
});

it('makes no more calls where pieces are not asked for', async () => {
  expect((await track([NUMBER], shipmentOf(3))).requests).toHaveLength(1);
});

it('makes no more calls for a parcel that travels alone', async () => {
  expect((await track([NUMBER], shipmentOf(1), { pieces: true })).requests).toHaveLength(1);
});

it('makes no more calls for a number UPS does not know', async () => {
  expect((await track([NUMBER], () => ({ status: 404, body: {} }), { pieces: true })).requests).toHaveLength(
    1,
  );
});

it('warns where UPS lists fewer pieces than it counts, and stops asking', async () => {
  const { results, requests } = await track([NUMBER], shipmentOf(9, 2), { pieces: true });
  const [result] = results;
  expect([
    result?.outcome === 'found' && result.observation.pieces.length,
    result?.outcome === 'found' && result.observation.warnings.map(({ path }) => path),
    requests.length,
  ]).toEqual([2, ['pieces'], 3]);
});

it('stops asking for a count that never ends', async () => {
  const { requests } = await track([NUMBER], shipmentOf(1_000_000), { pieces: true });
  expect(requests).toHaveLength(21);
});

it('keeps the parcel where its pieces cannot be fetched', async () => {
  const answer: Answer = (request) =>
    request.url.includes('/shipment/') ? new CarrierUnavailableError('down') : shipmentOf(3)(request);
  const { results } = await track([NUMBER], answer, { pieces: true });
  expect(results[0]?.outcome === 'found' && results[0].observation.warnings).toEqual([
    { path: 'pieces', message: 'UPS listed 1 of 3 pieces' },
  ]);
});

it('stops at once where the caller gave up', async () => {
  const abort = new DOMException('given up', 'AbortError');
  const answer: Answer = (request) => (request.url.includes('/shipment/') ? abort : shipmentOf(3)(request));
  await expect(track([NUMBER], answer, { pieces: true })).rejects.toBe(abort);
});
