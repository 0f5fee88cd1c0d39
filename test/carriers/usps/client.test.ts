/** The calls USPS gets, and how their answers come back. */

import { expect, it } from 'vitest';
import type { TrackRequest } from '../../../src/carriers/carrier.ts';
import { type UspsOptions, usps } from '../../../src/carriers/usps/index.ts';
import { CarrierUnavailableError } from '../../../src/errors.ts';
import type { CarrierHttp, HttpReply, HttpRequest } from '../../../src/http/exchange.ts';
import type { TrackResult } from '../../../src/model/observation.ts';
import type { TrackingNumber } from '../../../src/model/tracking-number.ts';
import { createManualClock } from '../../../src/testing/manual-clock.ts';
import { kindOf, NUMBER, OBSERVED_AT, refusalOf, scan } from './fixtures.ts';

const OTHER = '9400111206206406260794';
const THIRD = '9400111206206406260800';

type Answer = (request: HttpRequest) => Partial<HttpReply> | Error;
type Asked = string | (Omit<TrackRequest, 'trackingNumber'> & { readonly trackingNumber: string });

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

async function track(asked: readonly Asked[], answer: Answer, options: Partial<UspsOptions> = {}) {
  const http = fakeHttp(answer);
  const adapter = usps({ clientId: 'id', clientSecret: 'secret', ...options });
  const requests = asked.map((each) => {
    const { trackingNumber, ...hints } = typeof each === 'string' ? { trackingNumber: each } : each;
    // The client hands on numbers in canonical form; some here are none on purpose.
    return { ...hints, trackingNumber: trackingNumber as TrackingNumber };
  });
  const results = await adapter.track(requests, { http, clock: createManualClock(OBSERVED_AT) });
  return { results, requests: http.requests };
}

const numbersOf = ({ url, body }: HttpRequest): string[] =>
  body === undefined
    ? [url.slice(url.lastIndexOf('/') + 1)]
    : JSON.parse(body).map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber);

const record = (trackingNumber: string) => ({
  trackingNumber,
  trackingEvents: [scan(9, 'Out for Delivery')],
});
/** Answers every number; a batch in another order than asked. */
const echo: Answer = (request) => {
  const records = numbersOf(request).map(record).reverse();
  return { body: request.method === 'GET' ? records[0] : records };
};

it('asks for one number in full detail', async () => {
  const { requests } = await track([NUMBER], echo);
  expect(requests).toEqual([
    {
      method: 'GET',
      url: `https://apis.usps.com/tracking/v3/tracking/${NUMBER}`,
      headers: { accept: 'application/json' },
      query: { expand: 'DETAIL' },
    },
  ]);
});

it('asks for several numbers in one call, with nothing the batch does not know', async () => {
  const { requests } = await track([NUMBER, OTHER], echo);
  expect(requests).toEqual([
    {
      method: 'POST',
      url: 'https://apis.usps.com/tracking/v3r2/tracking',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify([{ trackingNumber: NUMBER }, { trackingNumber: OTHER }]),
    },
  ]);
});

it('asks for 35 numbers in one call', async () => {
  const numbers = Array.from({ length: 35 }, (_, index) => String(9_400_000 + index));
  const { results, requests } = await track(numbers, echo);
  expect([requests.length, results.filter(({ outcome }) => outcome === 'found').length]).toEqual([1, 35]);
});

it('asks for each number by itself where told to', async () => {
  const { results, requests } = await track([NUMBER, OTHER], echo, { bulk: false });
  expect([requests.map(({ method }) => method), results.map(kindOf)]).toEqual([
    ['GET', 'GET'],
    ['found', 'found'],
  ]);
});

it.each<[Partial<UspsOptions>, string]>([
  [{ environment: 'test' }, `https://apis-tem.usps.com/tracking/v3/tracking/${NUMBER}`],
  [{ baseUrl: 'http://127.0.0.1:1234' }, `http://127.0.0.1:1234/tracking/v3/tracking/${NUMBER}`],
])('asks at the host of %j', async (options, url) => {
  expect((await track([NUMBER], echo, options)).requests[0]?.url).toBe(url);
});

it('gives one result per number, in the order asked', async () => {
  const { results } = await track([THIRD, NUMBER, OTHER], echo);
  expect(results.map(({ trackingNumber }) => trackingNumber)).toEqual([THIRD, NUMBER, OTHER]);
});

it('makes no call for no number', async () => {
  expect(await track([], echo)).toEqual({ results: [], requests: [] });
});

it('asks the same number once', async () => {
  const { results, requests } = await track([NUMBER, NUMBER], echo);
  expect([results.map(kindOf), requests.map(numbersOf)]).toEqual([['found', 'found'], [[NUMBER]]]);
});

it('observes at the time of the clock', async () => {
  const { results } = await track([NUMBER], echo);
  expect(results[0]?.outcome === 'found' && results[0].observation.observedAt).toBe(OBSERVED_AT);
});

it.each(['123', 'x'.repeat(35), 'ABC_123', 'abc1'])(
  'does not ask for %j, which USPS would refuse',
  async (bad) => {
    const { results, requests } = await track([NUMBER, bad], echo);
    expect([results.map(kindOf), requests.map(numbersOf)]).toEqual([
      ['found', 'INVALID_TRACKING_NUMBER'],
      [[NUMBER]],
    ]);
  },
);

it('tells the numbers of a mixed batch apart', async () => {
  const { results } = await track([NUMBER, OTHER, THIRD], () => ({
    status: 207,
    body: [
      { statusCode: '404', trackingNumber: OTHER, error: { code: '404', message: 'x', errors: [] } },
      { statusCode: '200', ...record(NUMBER) },
    ],
  }));
  expect(results.map(kindOf)).toEqual(['found', 'not_found', 'CARRIER_RESPONSE']);
});

it('takes a batch of which nothing is known for unknown numbers', async () => {
  const { results, requests } = await track([NUMBER, OTHER], () => ({
    status: 404,
    body: refusalOf(404, '404'),
  }));
  expect([results.map(kindOf), requests.length]).toEqual([['not_found', 'not_found'], 1]);
});

it('takes a batch with one number left to the one that is asked for singly', async () => {
  const { requests } = await track([NUMBER, '123'], echo);
  expect(requests[0]?.method).toBe('GET');
});

it('never gives an answer about another number', async () => {
  const { results } = await track([NUMBER], () => ({ body: record(OTHER) }));
  expect([results[0]?.trackingNumber, results.map(kindOf)]).toEqual([NUMBER, ['CARRIER_RESPONSE']]);
});

it('takes an answer without a number for the number asked, but not within a batch', async () => {
  const { trackingNumber: _number, ...nameless } = record(NUMBER);
  const alone = await track([NUMBER], () => ({ body: nameless }));
  const among = await track([NUMBER, OTHER], () => ({ body: [record(OTHER), nameless] }));
  expect([alone.results.map(kindOf), among.results.map(kindOf)]).toEqual([
    ['found'],
    ['CARRIER_RESPONSE', 'found'],
  ]);
});

it.each([
  [400, refusalOf(400, '150002'), 'not_found'],
  [401, refusalOf(401, '401'), 'CARRIER_AUTH'],
  [403, refusalOf(403, '403'), 'NOT_AUTHORIZED'],
  [429, refusalOf(429, '429'), 'CARRIER_RATE_LIMITED'],
  [503, {}, 'CARRIER_UNAVAILABLE'],
])('turns HTTP %s into a result', async (status, body, kind) => {
  const { results } = await track([NUMBER], () => ({ status, body }));
  expect(results.map(kindOf)).toEqual([kind]);
});

it('turns a refused batch into a result for each number, and tells how long to wait', async () => {
  const { results, requests } = await track([NUMBER, OTHER], () => ({
    status: 429,
    body: {},
    retryAfterMs: 5_000,
  }));
  const waits = results.map((result) => result.outcome === 'failed' && result.error.retryAfterMs);
  expect([results.map(kindOf), waits, requests.length]).toEqual([
    ['CARRIER_RATE_LIMITED', 'CARRIER_RATE_LIMITED'],
    [5_000, 5_000],
    1,
  ]);
});

it('hands on what the network throws', async () => {
  const down = new CarrierUnavailableError('no answer');
  await expect(track([NUMBER, OTHER], () => down)).rejects.toBe(down);
});

const refusing =
  (bad: string, code: string): Answer =>
  (request) =>
    numbersOf(request).includes(bad) ? { status: 400, body: refusalOf(400, code) } : echo(request);

it('does not blame a whole batch for one number', async () => {
  const numbers = Array.from({ length: 35 }, (_, index) => String(9_400_000 + index));
  const bad = numbers[17] as string;
  const { results, requests } = await track(numbers, refusing(bad, '150010'));
  const others = results.filter(({ outcome }) => outcome !== 'found');
  expect([others.map(({ trackingNumber }) => trackingNumber), others.map(kindOf), requests.length]).toEqual([
    [bad],
    ['not_found'],
    11,
  ]);
});

it.each(['OASValidation', '400'])('does not search for a number to blame for %s', async (code) => {
  const { requests } = await track([NUMBER, OTHER], refusing(NUMBER, code));
  expect(requests).toHaveLength(1);
});

/** USPS as it answers about the newest parcel of a number, unless it is told the day of mailing. */
const twoLives: Answer = (request) => {
  const isOld = request.query?.['mailingDate'] === '2025-01-10';
  const day = isOld ? '2025-01-10' : '2026-03-01';
  const body = {
    trackingNumber: NUMBER,
    uniqueMailPieceID: isOld ? 'old' : 'new',
    destinationZIP: isOld ? '10001' : '94704',
    trackingEvents: [{ eventType: 'Acceptance', eventTimestamp: `${day}T09:00:00`, GMTOffset: '-06:00' }],
  };
  return { body: request.method === 'GET' ? body : [body, record(OTHER)] };
};
const idsOf = (results: readonly TrackResult[]) =>
  results.map((result) => (result.outcome === 'found' ? result.observation.carrierUniqueId : null));
const warningsOf = ([result]: readonly TrackResult[]) =>
  result?.outcome === 'found' ? result.observation.warnings : null;

it('asks once where the answer fits what is known of the parcel', async () => {
  const hints = { shipDate: '2026-03-03', destinationPostalCode: '94704-1234' };
  const { results, requests } = await track([{ trackingNumber: NUMBER, ...hints }], twoLives);
  expect([requests.length, requests[0]?.query, idsOf(results), warningsOf(results)]).toEqual([
    1,
    { expand: 'DETAIL' },
    ['new'],
    [],
  ]);
});

it('asks again by day and place where the answer is about another parcel', async () => {
  const hints = { shipDate: '2025-01-10', destinationPostalCode: '10001-2345' };
  const { results, requests } = await track([{ trackingNumber: NUMBER, ...hints }, OTHER], twoLives);
  expect([requests.map(({ method }) => method), requests[1]?.query, idsOf(results)]).toEqual([
    ['POST', 'GET'],
    { expand: 'DETAIL', mailingDate: '2025-01-10', destinationZIPCode: '10001' },
    ['old', null],
  ]);
});

it.each([
  ['nothing else is found', { shipDate: '2024-05-05' }, 2],
  ['there is nothing to ask by', { carrierUniqueId: 'older' }, 1],
])('keeps the answer and warns where %s', async (_when, hints, calls) => {
  const { results, requests } = await track([{ trackingNumber: NUMBER, ...hints }], twoLives);
  expect([requests.length, idsOf(results), warningsOf(results)]).toEqual([
    calls,
    ['new'],
    [{ path: '', message: 'this may be another parcel that carried the same number' }],
  ]);
});

it('keeps two parcels of one number apart', async () => {
  const { results } = await track(
    [{ trackingNumber: NUMBER, shipDate: '2025-01-10' }, OTHER, NUMBER],
    twoLives,
  );
  expect(idsOf(results)).toEqual(['old', null, 'new']);
});
