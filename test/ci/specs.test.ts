/**
 * What simulators answer and adapters ask, against the carriers' own OpenAPI files; needs the fact files beside the
 * checkout. Where the wire is known to differ from the files, the difference is listed by name.
 */

import { type CarrierAdapter, createTrackingClient, type TrackItem } from 'parceltrail';
import { amazon, parseAmazon } from 'parceltrail/carriers/amazon';
import { dhl } from 'parceltrail/carriers/dhl';
import { fedex } from 'parceltrail/carriers/fedex';
import { ups } from 'parceltrail/carriers/ups';
import { usps } from 'parceltrail/carriers/usps';
import {
  type AmazonSimulator,
  type CarrierSimulator,
  createAmazonSimulator,
  createDhlSimulator,
  createFedexSimulator,
  createManualClock,
  createUpsSimulator,
  createUspsSimulator,
  type ManualClock,
  SCENARIOS,
  type Scenario,
  type SimulatedParcel,
  type SimulatorOptions,
} from 'parceltrail/testing';
import { describe, expect, it } from 'vitest';
import { type OpenApi, readOpenApi, readSpec, shapeOf, type WireRequest } from './openapi.ts';
import {
  AMAZON_ANSWERS,
  AMAZON_NOTIFICATIONS,
  type Deviations,
  DHL_ANSWERS,
  FEDEX_ANSWERS,
  FEDEX_RESULTS,
  UPS_ANSWERS,
  UPS_PUSHES,
  UPS_TOKENS,
  USPS_DETAILS,
  USPS_REFUSALS,
} from './spec-deviations.ts';

const START = '2026-03-05T15:20:00.000Z';
const UPS_NUMBER = '1Z5R89390357567127';
const UPS_NUMBERS = [UPS_NUMBER, '1Z999AA10123456784'];
const AMAZON_NUMBER = 'TBA010000000000';
const FEDEX_NUMBER = '986578788855';
const DHL_NUMBERS = ['3318810025', 'JD014600000000000002'];
const FEDEX_SIBLING = '111111111111';
const FEDEX_NUMBERS = [FEDEX_NUMBER, FEDEX_SIBLING];
const USPS_NUMBER = '9400111206206406260787';
const USPS_OTHER = '9400111206206406260794';
const USPS_NUMBERS = [USPS_NUMBER, USPS_OTHER];
// Object.keys forgets the names it was given.
const SCENARIO_NAMES = Object.keys(SCENARIOS) as Scenario[];
const REFUSALS = [400, 401, 403, 404, 405, 429, 500, 503];

/** Findings that are not listed as deviations, and deviations that were not found. */
function compare(findings: Iterable<string>, deviations: Deviations) {
  const found = new Set(findings);
  const listed = Object.keys(deviations);
  return {
    unlisted: [...found].filter((finding) => !listed.includes(finding)),
    outdated: listed.filter((finding) => !found.has(finding)),
  };
}

const tokenIn = async (response: Response): Promise<string> => {
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'access_token' in body ? String(body.access_token) : '';
};

const AGREED = { unlisted: [], outdated: [] };

async function findingsIn(
  file: OpenApi,
  request: Request,
  simulator: CarrierSimulator<unknown>,
): Promise<string[]> {
  const { method, url } = request;
  const response = await simulator.handle(request);
  const body: unknown = await response.json();
  return file.inResponse({ method, url }, response.status, body);
}

const asShipment = (numbers: readonly string[], scenario: Scenario): SimulatedParcel[] =>
  numbers.map((trackingNumber) => ({ trackingNumber, scenario, shipment: 'both' }));

/** Asks again and again while two parcels, one shipment, live through each scenario. */
async function throughLives<Simulator extends CarrierSimulator<unknown>>(
  numbers: readonly string[],
  create: (options: SimulatorOptions) => Simulator,
  ask: (simulator: Simulator) => Promise<string[]>,
): Promise<string[]> {
  const findings: string[] = [];
  for (const scenario of SCENARIO_NAMES) {
    const clock = createManualClock(START);
    const simulator = create({ clock, parcels: asShipment(numbers, scenario) });
    for (let hours = 0; hours < 24 * 14; hours += 3) {
      findings.push(...(await ask(simulator)));
      await clock.advance(3 * 3_600_000);
    }
  }
  return findings;
}

describe('the UPS simulator', () => {
  const create = () => createUpsSimulator({ clock: createManualClock(START) });
  const tokenRequest = ({ origin, credentials }: CarrierSimulator, secret = credentials.clientSecret) =>
    new Request(`${origin}/security/v1/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${credentials.clientId}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
  const tokenOf = async (simulator: CarrierSimulator): Promise<string> =>
    tokenIn(await simulator.handle(tokenRequest(simulator)));
  const details = async (simulator: CarrierSimulator, number = UPS_NUMBER, path = 'details') =>
    new Request(`${simulator.origin}/api/track/v1/${path}/${number}?returnSignature=true&returnPOD=true`, {
      headers: { authorization: `Bearer ${await tokenOf(simulator)}`, transId: '1', transactionSrc: 'test' },
    });

  it('answers Track as the file says, apart from what is listed', async () => {
    const file = readOpenApi('ups-tracking.yaml');
    const findings = await throughLives(UPS_NUMBERS, createUpsSimulator, async (simulator) => [
      ...(await findingsIn(file, await details(simulator), simulator)),
      ...(await findingsIn(file, await details(simulator, UPS_NUMBER, 'shipment/details'), simulator)),
    ]);
    const simulator = create();
    findings.push(...(await findingsIn(file, await details(simulator, '1Z'), simulator)));
    for (const status of REFUSALS) {
      simulator.fault({ kind: 'status', status });
      findings.push(...(await findingsIn(file, await details(simulator), simulator)));
    }
    expect(compare(findings, UPS_ANSWERS)).toEqual(AGREED);
  });

  it('answers for tokens as the file says, apart from what is listed', async () => {
    const file = readOpenApi('ups-oauth.yaml');
    const simulator = create();
    const findings = await findingsIn(file, tokenRequest(simulator), simulator);
    findings.push(...(await findingsIn(file, tokenRequest(simulator, 'else'), simulator)));
    for (const status of REFUSALS.filter((refusal) => refusal !== 404)) {
      simulator.fault({ kind: 'status', status, when: () => true });
      findings.push(...(await findingsIn(file, tokenRequest(simulator), simulator)));
    }
    expect(compare(findings, UPS_TOKENS)).toEqual(AGREED);
  });

  it('pushes as the file of Track Alert says, apart from what is listed', async () => {
    const file = readOpenApi('ups-track-alert.yaml');
    const findings = await throughLives(UPS_NUMBERS, createUpsSimulator, async (simulator) =>
      pushed(simulator, UPS_NUMBER).flatMap((body) => file.inSchema('TrackingEventRequest', body)),
    );
    expect(compare(findings, UPS_PUSHES)).toEqual(AGREED);
  });
});

/** Nothing, where nothing has happened yet. */
function pushed(simulator: CarrierSimulator, trackingNumber: string): unknown[] {
  try {
    return [simulator.pushBody(trackingNumber)];
  } catch {
    return [];
  }
}

describe('the FedEx simulator', () => {
  const file = readOpenApi('fedex-track.json');
  const tokenOf = async ({ origin, credentials, handle }: CarrierSimulator): Promise<string> => {
    const form = { client_id: credentials.clientId, client_secret: credentials.clientSecret };
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
    return tokenIn(await handle(new Request(`${origin}/oauth/token`, { method: 'POST', body })));
  };
  const post = async (simulator: CarrierSimulator, path: string, body: unknown, type = 'application/json') =>
    new Request(`${simulator.origin}/track/v1/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf(simulator)}`,
        'content-type': type,
        'x-customer-transaction-id': 'order-1001',
      },
      body: JSON.stringify(body),
    });
  const entry = { trackingNumberInfo: { trackingNumber: FEDEX_NUMBER } };
  const track = (simulator: CarrierSimulator, trackingInfo: unknown[] = [entry], type?: string) =>
    post(simulator, 'trackingnumbers', { includeDetailedScans: true, trackingInfo }, type);

  it('answers Track as the file says, apart from what is listed', async () => {
    const findings = await throughLives(FEDEX_NUMBERS, createFedexSimulator, async (simulator) => {
      const pieces = { associatedType: 'STANDARD_MPS', masterTrackingNumberInfo: entry };
      return [
        ...(await findingsIn(file, await track(simulator), simulator)),
        ...(await findingsIn(file, await post(simulator, 'associatedshipments', pieces), simulator)),
      ];
    });
    const simulator = createFedexSimulator({ clock: createManualClock(START) });
    const many = Array.from({ length: 31 }, () => entry);
    findings.push(...(await findingsIn(file, await track(simulator, many), simulator)));
    findings.push(...(await findingsIn(file, await track(simulator, [entry], 'text/plain'), simulator)));
    for (const status of REFUSALS) {
      simulator.fault({ kind: 'status', status });
      findings.push(...(await findingsIn(file, await track(simulator), simulator)));
    }
    expect(compare(findings, FEDEX_ANSWERS)).toEqual(AGREED);
  });

  it('pushes what it answers, in the shape of the file', async () => {
    const findings = await throughLives(FEDEX_NUMBERS, createFedexSimulator, async (simulator) =>
      pushed(simulator, FEDEX_NUMBER).flatMap((body) => {
        // The metadata of pushes are in no file.
        const { outputMetaData: _metaData, ...answer } = { outputMetaData: undefined, ...Object(body) };
        return file.inSchema('TrkcResponseVO_TrackingNumber', answer);
      }),
    );
    expect(compare(findings, FEDEX_RESULTS)).toEqual(AGREED);
  });
});

describe('the DHL simulator', () => {
  const file = readOpenApi('dhl-mydhl-tracking.json');
  const [waybill = '', piece = ''] = DHL_NUMBERS;
  const authorization = `Basic ${btoa('simulated-client:simulated-secret')}`;
  const get = ({ origin }: CarrierSimulator<unknown>, path: string, more: Record<string, string> = {}) =>
    new Request(`${origin}/mydhlapi/${path}`, { headers: { authorization, 'x-version': '3.1.0', ...more } });
  const single = (
    simulator: CarrierSimulator<unknown>,
    query = 'levelOfDetail=all&requestGMTOffsetPerEvent=true',
  ) => get(simulator, `shipments/${waybill}/tracking?${query}`);

  it('answers at MyDHL as the file says, apart from what is listed', async () => {
    const findings = await throughLives(DHL_NUMBERS, createDhlSimulator, async (simulator) => [
      ...(await findingsIn(file, single(simulator), simulator)),
      ...(await findingsIn(file, single(simulator, 'levelOfDetail=shipment'), simulator)),
      ...(await findingsIn(file, get(simulator, `tracking?pieceTrackingNumber=${piece}`), simulator)),
    ]);
    const simulator = createDhlSimulator({ clock: createManualClock(START) });
    findings.push(...(await findingsIn(file, get(simulator, 'tracking'), simulator)));
    findings.push(...(await findingsIn(file, single(simulator), simulator)));
    for (const status of REFUSALS) {
      simulator.fault({ kind: 'status', status });
      findings.push(...(await findingsIn(file, single(simulator), simulator)));
    }
    expect(compare(findings, DHL_ANSWERS)).toEqual(AGREED);
  });
});

describe('the Amazon simulator', () => {
  const file = readOpenApi('amazon-shipping-v2-tracking.json');
  const tokenOf = async ({ origin, credentials, handle }: AmazonSimulator): Promise<string> => {
    const { clientId: client_id, clientSecret: client_secret, refreshToken: refresh_token } = credentials;
    const form = { grant_type: 'refresh_token', refresh_token, client_id, client_secret };
    const body = new URLSearchParams(form);
    return tokenIn(await handle(new Request(`${origin}/auth/o2/token`, { method: 'POST', body })));
  };
  const tracking = async (simulator: AmazonSimulator, trackingId = AMAZON_NUMBER, carrierId = 'AMZN_US') =>
    new Request(
      `${simulator.origin}/shipping/v2/tracking?${new URLSearchParams({ trackingId, carrierId })}`,
      {
        headers: {
          'x-amz-access-token': await tokenOf(simulator),
          'x-amzn-shipping-business-id': 'AmazonShipping_US',
        },
      },
    );

  it('answers tracking as the file says, apart from what is listed', async () => {
    const findings = await throughLives([AMAZON_NUMBER], createAmazonSimulator, async (simulator) =>
      findingsIn(file, await tracking(simulator), simulator),
    );
    const simulator = createAmazonSimulator({ clock: createManualClock(START) });
    findings.push(...(await findingsIn(file, await tracking(simulator, 'TBA010000000009'), simulator)));
    findings.push(...(await findingsIn(file, await tracking(simulator, AMAZON_NUMBER, ''), simulator)));
    for (const status of REFUSALS.filter((refusal) => refusal !== 405)) {
      simulator.fault({ kind: 'status', status });
      findings.push(...(await findingsIn(file, await tracking(simulator), simulator)));
    }
    expect(compare(findings, AMAZON_ANSWERS)).toEqual(AGREED);
  });

  it('sends to the webhook what it answers', async () => {
    const findings = await throughLives([AMAZON_NUMBER], createAmazonSimulator, async (simulator) =>
      pushed(simulator, AMAZON_NUMBER).flatMap((body) =>
        file.inSchema('GetTrackingResult', { detail: undefined, ...Object(body) }.detail),
      ),
    );
    expect(findings).toEqual([]);
  });

  const [notification] = readSpec('amazon-milestone-notification.json').examples;

  it('notifies with fields that the example of the file has, and no others', async () => {
    const known = shapeOf(notification);
    const findings = await throughLives([AMAZON_NUMBER], createAmazonSimulator, async (simulator) =>
      notified(simulator).flatMap((body) => [...shapeOf(body)].filter((field) => !known.has(field))),
    );
    expect(compare(findings, AMAZON_NOTIFICATIONS)).toEqual(AGREED);
  });

  /** Nothing, where no milestone has been reached. */
  function notified(simulator: AmazonSimulator): unknown[] {
    try {
      return [simulator.notificationBody(AMAZON_NUMBER)];
    } catch {
      return [];
    }
  }

  it("is read as are the files' own examples", () => {
    const { get } = readSpec('amazon-shipping-v2-tracking.json').paths['/shipping/v2/tracking'];
    const answer = get.responses['200'].examples['application/json'];
    const read = [notification, answer].map((payload) => {
      const [result] = parseAmazon(payload);
      return result?.outcome === 'found'
        ? [result.observation.status, result.observation.reason, result.observation.warnings]
        : result?.outcome;
    });
    expect(read).toEqual([
      ['delivered', 'delivered_safe_place', []],
      ['returned', 'return_completed', []],
    ]);
  });
});

describe('the USPS simulator', () => {
  const file = readOpenApi('usps-tracking.yaml');
  const tokenOf = async ({ origin, credentials, handle }: CarrierSimulator): Promise<string> => {
    const form = { client_id: credentials.clientId, client_secret: credentials.clientSecret };
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
    return tokenIn(await handle(new Request(`${origin}/oauth2/v3/token`, { method: 'POST', body })));
  };
  const track = async (simulator: CarrierSimulator, rest = `${USPS_NUMBER}?expand=DETAIL`, body?: unknown) =>
    new Request(`${simulator.origin}/tracking/v3/tracking/${rest}`, {
      headers: { authorization: `Bearer ${await tokenOf(simulator)}`, 'content-type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });

  it('answers in detail as the file says, apart from what is listed', async () => {
    const findings = await throughLives(USPS_NUMBERS, createUspsSimulator, async (simulator) => {
      const response = await simulator.handle(await track(simulator));
      const body: unknown = await response.json();
      // The file gives one schema or the other, the long one open: what fits the short one fits both.
      return response.status === 200
        ? file.inSchema('TrackingDetails', body)
        : file.inSchema('ErrorMessage', body);
    });
    expect(compare(findings, USPS_DETAILS)).toEqual(AGREED);
  });

  it('answers in short as the file says', async () => {
    const findings = await throughLives(USPS_NUMBERS, createUspsSimulator, async (simulator) => {
      const response = await simulator.handle(await track(simulator, USPS_NUMBER));
      return response.status === 200 ? file.inSchema('TrackingSummary', await response.json()) : [];
    });
    expect(compare(findings, {})).toEqual(AGREED);
  });

  it('refuses as the file says, apart from what is listed', async () => {
    const simulator = createUspsSimulator({ clock: createManualClock(START) });
    const findings = await findingsIn(file, await track(simulator), simulator);
    for (const status of [...REFUSALS, 501]) {
      simulator.fault({ kind: 'status', status });
      findings.push(...(await findingsIn(file, await track(simulator), simulator)));
    }
    expect(compare(findings, USPS_REFUSALS)).toEqual(AGREED);
  });

  it('refuses numbers of a batch in the shape the file has for refusals', async () => {
    const parcels = asShipment([USPS_NUMBER], 'label_only');
    const simulator = createUspsSimulator({ clock: createManualClock(START), parcels });
    const response = await simulator.handle(
      new Request(`${simulator.origin}/tracking/v3r2/tracking`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await tokenOf(simulator)}` },
        body: JSON.stringify(USPS_NUMBERS.map((trackingNumber) => ({ trackingNumber }))),
      }),
    );
    const body: unknown = await response.json();
    const items = Array.isArray(body) ? body : [];
    expect([response.status, items.map(({ statusCode }) => statusCode)]).toEqual([207, ['200', '404']]);
    expect(file.inSchema('ErrorMessage', items[1])).toEqual([]);
  });

  it('takes the request for a proof of delivery, and answers it, as the file says', async () => {
    const clock = createManualClock(START);
    const simulator = createUspsSimulator({ clock, parcels: asShipment([USPS_NUMBER], 'delivered') });
    await clock.advance(14 * 24 * 3_600_000);
    const record: unknown = await (await simulator.handle(await track(simulator))).json();
    const adapter = usps({ ...simulator.credentials, baseUrl: simulator.origin });
    const recipient = { firstName: 'Ana', lastName: 'Lima', email: ['ana@example.com'] };
    const request = adapter.proofOfDeliveryRequest(record, recipient);
    if (request === null) throw new Error('no proof is offered');
    expect(file.inRequest({ ...request, headers: request.headers })).toEqual([]);
    const call = await track(simulator, `${USPS_NUMBER}/proof-of-delivery`, JSON.parse(request.body));
    expect(call.url).toBe(request.url);
    const response = await simulator.handle(call);
    expect(file.inResponse(request, response.status, await response.json())).toEqual([]);
  });
});

/** Runs an adapter against a simulator and keeps what it sent. */
async function requestsOf(
  adapter: CarrierAdapter,
  simulator: CarrierSimulator<unknown>,
  clock: ManualClock,
  items: readonly TrackItem[],
): Promise<WireRequest[]> {
  const sent: WireRequest[] = [];
  const client = createTrackingClient({
    carriers: [adapter],
    clock,
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const headers = Object.fromEntries(request.headers);
      sent.push({ method: request.method, url: request.url, headers, body: await request.clone().text() });
      return simulator.fetch(request);
    },
  });
  const results = await client.trackMany(items);
  expect(results.map(({ outcome }) => outcome)).toEqual(items.map(() => 'found'));
  return sent;
}

describe('the adapters', () => {
  it('would be found out if they asked otherwise', () => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer 1' };
    const url = `https://onlinetools.ups.com/api/track/v1/details/${UPS_NUMBER}?lang=en`;
    expect(readOpenApi('ups-tracking.yaml').inRequest({ method: 'GET', url, headers, body: '' })).toEqual([
      'header transId is missing',
      'header transactionSrc is missing',
      'query lang is not listed',
    ]);
    const file = readOpenApi('fedex-track.json');
    const call = { method: 'POST', url: 'https://apis.fedex.com/track/v1/trackingnumbers', headers };
    expect(file.inRequest({ ...call, body: '{"trackingInfo":[{"number":"1"}]}' })).toEqual([
      ": must have required property 'includeDetailedScans'",
      "trackingInfo.*: must have required property 'trackingNumberInfo'",
      'trackingInfo.*: must NOT have additional properties number',
      ': must match exactly one schema in oneOf',
    ]);
    expect(
      file.inRequest({ ...call, url: 'https://apis.fedex.com/track/v2/trackingnumbers', body: '{}' }),
    ).toEqual(['POST /track/v2/trackingnumbers: no such operation']);
  });

  it('ask UPS as its files say', async () => {
    const clock = createManualClock(START);
    const simulator = createUpsSimulator({ clock, parcels: asShipment(UPS_NUMBERS, 'delivered') });
    const common = { ...simulator.credentials, baseUrl: simulator.origin };
    const every = {
      merchantId: 'A1B2C3',
      locale: 'de_DE',
      signature: true,
      proofOfDelivery: true,
      milestones: true,
      pieces: true,
    };
    const numbers = [{ trackingNumber: UPS_NUMBER }];
    const sent = [
      ...(await requestsOf(ups(common), simulator, clock, numbers)),
      ...(await requestsOf(ups({ ...common, ...every }), simulator, clock, numbers)),
    ];
    const tracking = readOpenApi('ups-tracking.yaml');
    const oauth = readOpenApi('ups-oauth.yaml');
    const findings = sent.flatMap((request) =>
      (new URL(request.url).pathname.includes('/oauth/') ? oauth : tracking).inRequest(request),
    );
    expect(findings).toEqual([]);
    expect(sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'POST /security/v1/oauth/token',
      `GET /api/track/v1/details/${UPS_NUMBER}`,
      'POST /security/v1/oauth/token',
      `GET /api/track/v1/details/${UPS_NUMBER}`,
      `GET /api/track/v1/shipment/details/${UPS_NUMBER}`,
    ]);
  });

  it('ask Amazon as its file says', async () => {
    const clock = createManualClock(START);
    const parcels = [{ trackingNumber: AMAZON_NUMBER, scenario: 'delivered' as const }];
    const simulator = createAmazonSimulator({ clock, parcels });
    const adapter = amazon({ ...simulator.credentials, baseUrl: simulator.origin });
    const sent = await requestsOf(adapter, simulator, clock, [{ trackingNumber: AMAZON_NUMBER }]);
    const file = readOpenApi('amazon-shipping-v2-tracking.json');
    const [token, call] = sent;
    expect([token?.method, token && new URL(token.url).pathname]).toEqual(['POST', '/auth/o2/token']);
    expect(call && file.inRequest(call)).toEqual([]);
    expect(sent).toHaveLength(2);
    const abroad = { 'x-amzn-shipping-business-id': 'AmazonShipping_MARS' };
    expect(call && file.inRequest({ ...call, headers: abroad })).toEqual([
      'header x-amzn-shipping-business-id is AmazonShipping_MARS',
    ]);
  });

  it('ask FedEx as its file says', async () => {
    const clock = createManualClock(START);
    const simulator = createFedexSimulator({ clock, parcels: asShipment(FEDEX_NUMBERS, 'delivered') });
    const adapter = fedex({ ...simulator.credentials, baseUrl: simulator.origin, pieces: true });
    const number = { trackingNumber: FEDEX_NUMBER };
    const sent = [
      ...(await requestsOf(adapter, simulator, clock, [number])),
      ...(await requestsOf(adapter, simulator, clock, [
        { ...number, shipDate: '2026-03-05' },
        { trackingNumber: FEDEX_SIBLING, carrier: 'fedex', carrierUniqueId: `12028~${FEDEX_SIBLING}~FDEG` },
      ])),
    ];
    const file = readOpenApi('fedex-track.json');
    const asked = sent.filter(({ url }) => !url.endsWith('/oauth/token'));
    expect(asked.flatMap((request) => file.inRequest(request))).toEqual([]);
    expect(new Set(asked.map(({ url }) => new URL(url).pathname))).toEqual(
      new Set(['/track/v1/trackingnumbers', '/track/v1/associatedshipments']),
    );
  });

  it('ask MyDHL as its file says', async () => {
    const clock = createManualClock(START);
    const simulator = createDhlSimulator({ clock, parcels: asShipment(DHL_NUMBERS, 'delivered') });
    const { express } = simulator.credentials;
    const [waybill = '', piece = ''] = DHL_NUMBERS;
    // One client a number: DHL grants a call a second, and this clock stands still.
    const sentBy = (adapter: CarrierAdapter, trackingNumber: string) =>
      requestsOf(adapter, simulator, clock, [{ trackingNumber, carrier: 'dhl' }]);
    const live = dhl({ express, baseUrl: simulator.origin });
    const sent = [
      ...(await sentBy(live, waybill)),
      ...(await sentBy(live, piece)),
      ...(await sentBy(dhl({ express, baseUrl: simulator.origin, environment: 'test' }), waybill)),
    ];
    const file = readOpenApi('dhl-mydhl-tracking.json');
    expect(sent.flatMap((request) => file.inRequest(request))).toEqual([]);
    expect(sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /mydhlapi/shipments/3318810025/tracking',
      'GET /mydhlapi/tracking',
      'GET /mydhlapi/test/shipments/3318810025/tracking',
    ]);
  });

  it('ask USPS as its file says', async () => {
    const clock = createManualClock(START);
    const simulator = createUspsSimulator({ clock, parcels: asShipment(USPS_NUMBERS, 'delivered') });
    const adapter = usps({ ...simulator.credentials, baseUrl: simulator.origin });
    const number = { trackingNumber: USPS_NUMBER };
    const sent = [
      ...(await requestsOf(adapter, simulator, clock, [number])),
      ...(await requestsOf(adapter, simulator, clock, [
        { ...number, shipDate: '2020-03-05', destinationPostalCode: '97201-1234' },
      ])),
      ...(await requestsOf(adapter, simulator, clock, [number, { trackingNumber: USPS_OTHER }])),
    ];
    const file = readOpenApi('usps-tracking.yaml');
    const single = sent.filter(({ url }) => url.includes('/tracking/v3/'));
    expect(single.flatMap((request) => file.inRequest(request))).toEqual([]);
    expect(single.map(({ url }) => new URL(url).search)).toEqual([
      '?expand=DETAIL',
      '?expand=DETAIL',
      '?expand=DETAIL&mailingDate=2020-03-05&destinationZIPCode=97201',
    ]);
    // The batch is in no file: one to 35 entries, with the number alone.
    const batch = sent.filter(({ url }) => url.endsWith('/tracking/v3r2/tracking'));
    expect(batch.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
      ['POST', USPS_NUMBERS.map((trackingNumber) => ({ trackingNumber }))],
    ]);
  });
});
