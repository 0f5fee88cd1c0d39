/** The calls FedEx gets, and how their answers come back. */

import { expect, it } from 'vitest';
import type { TrackRequest } from '../../../src/carriers/carrier.ts';
import { type FedexOptions, fedex } from '../../../src/carriers/fedex/index.ts';
import { CarrierUnavailableError } from '../../../src/errors.ts';
import type { CarrierHttp, HttpReply, HttpRequest } from '../../../src/http/exchange.ts';
import type { TrackResult } from '../../../src/model/observation.ts';
import { toTrackingNumber } from '../../../src/model/tracking-number.ts';
import { createManualClock } from '../../../src/testing/manual-clock.ts';
import { NUMBER, OBSERVED_AT, readFixture, scan } from './fixtures.ts';

const OTHER = '794708390594';
const THIRD = '779017972697';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

type Answer = (request: HttpRequest) => Partial<HttpReply> | Error;
type Asked = string | (Omit<TrackRequest, 'trackingNumber'> & { readonly trackingNumber: string });
type Info = {
  readonly trackingNumberInfo: { readonly trackingNumber: string; readonly trackingNumberUniqueId?: string };
};

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

async function track(asked: readonly Asked[], answer: Answer, options: Partial<FedexOptions> = {}) {
  const http = fakeHttp(answer);
  const adapter = fedex({ clientId: 'id', clientSecret: 'secret', ...options });
  const requests = asked.map((each) => {
    const { trackingNumber, ...hints } = typeof each === 'string' ? { trackingNumber: each } : each;
    return { ...hints, trackingNumber: toTrackingNumber(trackingNumber) };
  });
  const results = await adapter.track(requests, { http, clock: createManualClock(OBSERVED_AT) });
  return { results, requests: http.requests };
}

const infosOf = ({ body }: HttpRequest): Info[] => JSON.parse(body ?? '{}').trackingInfo ?? [];
const numbersOf = (request: HttpRequest): string[] =>
  infosOf(request).map(({ trackingNumberInfo }) => trackingNumberInfo.trackingNumber);

const entry = (trackingNumber: string) => ({
  trackingNumber,
  trackResults: [{ trackingNumberInfo: { trackingNumber }, scanEvents: [scan(9, 'OD')] }],
});
/** Answers every number, in another order than asked. */
const echo: Answer = (request) => ({
  body: { output: { completeTrackResults: numbersOf(request).map(entry).reverse() } },
});

const kindOf = (result: TrackResult | undefined): string | undefined =>
  result?.outcome === 'failed' ? result.error.code : result?.outcome;

it('asks for numbers with all headers FedEx wants', async () => {
  const { requests } = await track([NUMBER, OTHER], echo);
  expect(requests).toEqual([
    {
      method: 'POST',
      url: 'https://apis.fedex.com/track/v1/trackingnumbers',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-customer-transaction-id': expect.stringMatching(UUID),
        'x-locale': 'en_US',
      },
      body: JSON.stringify({
        includeDetailedScans: true,
        trackingInfo: [
          { trackingNumberInfo: { trackingNumber: NUMBER } },
          { trackingNumberInfo: { trackingNumber: OTHER } },
        ],
      }),
    },
  ]);
});

it.each<[Partial<FedexOptions>, string]>([
  [{ environment: 'test' }, 'https://apis-sandbox.fedex.com/track/v1/trackingnumbers'],
  [{ baseUrl: 'http://127.0.0.1:1234' }, 'http://127.0.0.1:1234/track/v1/trackingnumbers'],
])('asks at the host of %j', async (options, url) => {
  expect((await track([NUMBER], echo, options)).requests[0]?.url).toBe(url);
});

it('asks in the language of the options', async () => {
  const { requests } = await track([NUMBER], echo, { locale: 'fr_CA' });
  expect(requests[0]?.headers?.['x-locale']).toBe('fr_CA');
});

it('names each call anew', async () => {
  const calls = [await track([NUMBER], echo), await track([NUMBER], echo)];
  const ids = calls.map(({ requests }) => requests[0]?.headers?.['x-customer-transaction-id']);
  expect(new Set(ids)).toHaveLength(2);
});

it('gives one result per number, in the order asked', async () => {
  const { results } = await track([THIRD, NUMBER, OTHER], echo);
  expect(results.map(({ trackingNumber }) => trackingNumber)).toEqual([THIRD, NUMBER, OTHER]);
});

it('asks for thirty numbers in one call', async () => {
  const numbers = Array.from({ length: 30 }, (_, index) => String(794_700_000_000 + index));
  const { results, requests } = await track(numbers, echo);
  expect([requests.length, results.filter(({ outcome }) => outcome === 'found').length]).toEqual([1, 30]);
});

it('makes no call for no number', async () => {
  expect(await track([], echo)).toEqual({ results: [], requests: [] });
});

it('observes at the time of the clock', async () => {
  const { results } = await track([NUMBER], echo);
  expect(results[0]?.outcome === 'found' && results[0].observation.observedAt).toBe(OBSERVED_AT);
});

it.each([
  ['2026-04-13', '2026-04-06', '2026-04-30'],
  ['2026-03-01', '2026-02-22', '2026-03-22'],
  // The host's day may be ahead of ours.
  ['2026-05-01', '2026-04-24', '2026-04-30'],
])('asks for days around the ship date %s, none of them to come', async (shipDate, begin, end) => {
  const { requests } = await track([{ trackingNumber: NUMBER, shipDate }], echo);
  expect(infosOf(requests[0] as HttpRequest)[0]).toEqual({
    trackingNumberInfo: { trackingNumber: NUMBER },
    shipDateBegin: begin,
    shipDateEnd: end,
  });
});

it.each(['2026-06-01', '2023-01-01', 'April', ''])(
  'leaves out a ship date FedEx would refuse: %j',
  async (shipDate) => {
    const { requests } = await track([{ trackingNumber: NUMBER, shipDate }], echo);
    expect(infosOf(requests[0] as HttpRequest)).toEqual([{ trackingNumberInfo: { trackingNumber: NUMBER } }]);
  },
);

/** The two lives of one number, as FedEx lists them whatever was asked. */
const bothLives: Answer = (request) => ({
  body: {
    output: {
      completeTrackResults: numbersOf(request).map((trackingNumber) => ({
        trackingNumber,
        trackResults: ['old', 'new'].map((trackingNumberUniqueId) => ({
          trackingNumberInfo: { trackingNumber, trackingNumberUniqueId },
          scanEvents: [scan(trackingNumberUniqueId === 'new' ? 12 : 9, 'OD')],
        })),
      })),
    },
  },
});
const idsOf = (results: readonly TrackResult[]) =>
  results.map((result) => (result.outcome === 'found' ? result.observation.carrierUniqueId : null));

it('asks for the parcel of the unique id, and gives no other', async () => {
  const { results, requests } = await track([{ trackingNumber: NUMBER, carrierUniqueId: 'old' }], bothLives);
  expect([
    infosOf(requests[0] as HttpRequest)[0]?.trackingNumberInfo.trackingNumberUniqueId,
    idsOf(results),
  ]).toEqual(['old', ['old']]);
});

it('keeps two parcels of one number apart', async () => {
  const { results, requests } = await track(
    [
      { trackingNumber: NUMBER, carrierUniqueId: 'old' },
      OTHER,
      { trackingNumber: NUMBER, carrierUniqueId: 'new' },
    ],
    bothLives,
  );
  expect([idsOf(results), requests.map(numbersOf)]).toEqual([
    ['old', 'new', 'new'],
    [[NUMBER, OTHER], [NUMBER]],
  ]);
});

it('asks the same thing once', async () => {
  const { results, requests } = await track([NUMBER, NUMBER], echo);
  expect([results.length, requests.map(numbersOf)]).toEqual([2, [[NUMBER]]]);
});

it('fails the numbers that FedEx left out', async () => {
  const { results } = await track([NUMBER, OTHER], () => ({
    body: { output: { completeTrackResults: [entry(OTHER)] } },
  }));
  expect(results.map(kindOf)).toEqual(['CARRIER_RESPONSE', 'found']);
});

it('never gives an answer about another number', async () => {
  const { results } = await track([NUMBER], () => ({
    body: { output: { completeTrackResults: [entry(OTHER)] } },
  }));
  expect([results[0]?.trackingNumber, results.map(kindOf)]).toEqual([NUMBER, ['CARRIER_RESPONSE']]);
});

it('takes an answer that names no number for the sole number asked', async () => {
  const trackResults = [{ scanEvents: [scan(9, 'OD')] }];
  const answer: Answer = () => ({ body: { output: { completeTrackResults: [{ trackResults }] } } });
  const alone = await track([NUMBER], answer);
  const among = await track([NUMBER, OTHER], answer);
  expect([alone.results.map(kindOf), among.results.map(kindOf)]).toEqual([
    ['found'],
    ['CARRIER_RESPONSE', 'CARRIER_RESPONSE'],
  ]);
});

it.each([
  [401, 'CARRIER_AUTH'],
  [403, 'CARRIER_AUTH'],
  [429, 'CARRIER_RATE_LIMITED'],
  [503, 'CARRIER_UNAVAILABLE'],
])('turns HTTP %s into a result for each number', async (status, code) => {
  const { results } = await track([NUMBER, OTHER], () => ({ status, body: {}, retryAfterMs: 5_000 }));
  expect(
    results.map((result) => result.outcome === 'failed' && [result.error.code, result.error.retryAfterMs]),
  ).toEqual([
    [code, 5_000],
    [code, 5_000],
  ]);
});

it('hands on what the network throws', async () => {
  const down = new CarrierUnavailableError('no answer');
  await expect(track([NUMBER], () => down)).rejects.toBe(down);
});

const refusing =
  (bad: string, code: string): Answer =>
  (request) =>
    numbersOf(request).includes(bad) ? { status: 400, body: { errors: [{ code }] } } : echo(request);

it('does not blame a whole batch for one bad number', async () => {
  const numbers = Array.from({ length: 30 }, (_, index) => String(794_700_000_000 + index));
  const bad = numbers[17] as string;
  const { results, requests } = await track(numbers, refusing(bad, 'TRACKING.TRACKINGNUMBER.INVALID'));
  const failed = results.filter(({ outcome }) => outcome !== 'found');
  expect([failed.map(({ trackingNumber }) => trackingNumber), failed.map(kindOf), requests.length]).toEqual([
    [bad],
    ['INVALID_TRACKING_NUMBER'],
    11,
  ]);
});

it.each(['TRACKING.LOCALE.INVALID', 'TRACKING.TRACKINGNUMBERS.LIMITEXCEEDED', 'NOT.AUTHORIZED.ERROR'])(
  'does not search for the number to blame for %s',
  async (code) => {
    const { requests } = await track([NUMBER, OTHER], refusing(NUMBER, code));
    expect(requests).toHaveLength(1);
  },
);

const [MASTER, , THIRD_PIECE] = ['794700010345', '794700010356', '794700010367'];
const multiPiece: Answer = ({ url }) => ({
  body: readFixture(url.endsWith('/associatedshipments') ? 'associated-shipments' : 'multi-piece'),
});
const piecesOf = ([result]: readonly TrackResult[]) =>
  result?.outcome === 'found'
    ? [result.observation.pieces.map(({ trackingNumber }) => trackingNumber), result.observation.warnings]
    : null;

it('fetches the pieces of a shipment when asked', async () => {
  const { results, requests } = await track([MASTER as string], multiPiece, { pieces: true });
  const [, second] = requests;
  expect([second?.url, JSON.parse(second?.body ?? ''), piecesOf(results)]).toEqual([
    'https://apis.fedex.com/track/v1/associatedshipments',
    {
      includeDetailedScans: false,
      associatedType: 'STANDARD_MPS',
      masterTrackingNumberInfo: {
        trackingNumberInfo: {
          trackingNumber: MASTER,
          trackingNumberUniqueId: `12030~${MASTER}~FDEG`,
        },
      },
    },
    [[MASTER, '794700010356', THIRD_PIECE], []],
  ]);
});

it('reads pieces that have an entry each', async () => {
  const { results } = await track(
    [MASTER as string],
    (request) =>
      request.url.endsWith('/associatedshipments')
        ? { body: { output: { completeTrackResults: ['1', '2', '3'].map(entry) } } }
        : multiPiece(request),
    { pieces: true },
  );
  expect(piecesOf(results)).toEqual([['1', '2', '3'], []]);
});

it('asks for the pieces by the number of the master', async () => {
  const packageIdentifiers = [{ type: 'STANDARD_MPS', values: [MASTER] }];
  const additionalTrackingInfo = { hasAssociatedShipments: true, packageIdentifiers };
  const trackingNumberInfo = { trackingNumber: NUMBER, trackingNumberUniqueId: 'mine' };
  const piece = { trackingNumberInfo, additionalTrackingInfo, scanEvents: [scan(9, 'OD')] };
  const { requests } = await track(
    [NUMBER],
    () => ({
      body: { output: { completeTrackResults: [{ trackingNumber: NUMBER, trackResults: [piece] }] } },
    }),
    { pieces: true },
  );
  expect(JSON.parse(requests[1]?.body ?? '').masterTrackingNumberInfo).toEqual({
    trackingNumberInfo: { trackingNumber: MASTER },
  });
});

it.each([
  ['where pieces are not asked for', multiPiece, {}],
  ['for a parcel that travels alone', echo, { pieces: true }],
])('makes no second call %s', async (_when, answer, options) => {
  expect((await track([MASTER as string], answer, options)).requests).toHaveLength(1);
});

it.each<[string, Partial<HttpReply> | Error, string]>([
  [
    'the call fails',
    new CarrierUnavailableError('down'),
    'the pieces could not be fetched: CARRIER_UNAVAILABLE',
  ],
  ['FedEx refuses', { status: 403, body: {} }, 'the pieces could not be read: HTTP 403'],
  [
    'pieces are missing',
    { body: { output: { completeTrackResults: ['1', '2'].map(entry) } } },
    'FedEx listed 2 of 3 pieces',
  ],
])('keeps the parcel and warns where %s', async (_when, reply, message) => {
  const answer: Answer = (request) =>
    request.url.endsWith('/associatedshipments') ? reply : multiPiece(request);
  const { results } = await track([MASTER as string], answer, { pieces: true });
  expect(piecesOf(results)?.[1]).toEqual([{ path: 'associatedshipments', message }]);
});

it('stops at once where the caller gave up', async () => {
  const abort = new DOMException('given up', 'AbortError');
  const answer: Answer = (request) =>
    request.url.endsWith('/associatedshipments') ? abort : multiPiece(request);
  await expect(track([MASTER as string], answer, { pieces: true })).rejects.toBe(abort);
});
