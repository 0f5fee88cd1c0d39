import { describe, expect, it } from 'vitest';
import { parseAmazon } from '../../src/carriers/amazon/index.ts';
import {
  type AmazonSimulator,
  createAmazonSimulator,
  createManualClock,
  type ManualClock,
  type Scenario,
} from '../../src/testing/index.ts';
import { at, listAt } from './record.ts';

const NUMBER = 'TBA010000000000';
const START = '2026-03-05T15:20:00.000Z';
const DAY_MS = 86_400_000;

type Setting = { readonly clock: ManualClock; readonly simulator: AmazonSimulator };

function setUp(scenario: Scenario = 'delivered', seed = 1): Setting {
  const clock = createManualClock(START);
  const parcels = [{ trackingNumber: NUMBER, scenario }];
  return { clock, simulator: createAmazonSimulator({ clock, seed, parcels }) };
}

const askToken = (
  { fetch, origin, credentials }: AmazonSimulator,
  form: Record<string, string> = {},
  headers: Record<string, string> = {},
) =>
  fetch(`${origin}/auth/o2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: credentials.refreshToken,
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      ...form,
    }),
  });

const tokenOf = async (simulator: AmazonSimulator): Promise<string> =>
  String(at(await (await askToken(simulator)).json(), 'access_token'));

type Asked = {
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly token?: string;
};

async function ask(simulator: AmazonSimulator, { query = {}, headers = {}, token }: Asked = {}) {
  const search = new URLSearchParams({ trackingId: NUMBER, carrierId: 'AMZN_US', ...query });
  const response = await simulator.fetch(`${simulator.origin}/shipping/v2/tracking?${search}`, {
    headers: {
      'x-amz-access-token': token ?? (await tokenOf(simulator)),
      'x-amzn-shipping-business-id': 'AmazonShipping_US',
      ...headers,
    },
  });
  const body: unknown = await response.json();
  return { status: response.status, headers: response.headers, body };
}

const codeOf = (body: unknown) => at(body, 'errors.0.code');
const eventCodes = (body: unknown) =>
  listAt(body, 'payload.eventHistory').map((event) => at(event, 'eventCode'));

describe('the token endpoint', () => {
  it('takes the refresh token and gives an access token of an hour', async () => {
    const response = await askToken(setUp().simulator);
    expect(await response.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 3600,
      refresh_token: 'simulated-refresh-token',
    });
  });

  it.each([
    [{ client_secret: 'else' }, 401, 'invalid_client'],
    [{ client_id: 'else' }, 401, 'invalid_client'],
    [{ refresh_token: 'else' }, 400, 'invalid_grant'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('refuses %j', async (form, status, error) => {
    const response = await askToken(setUp().simulator, form);
    expect([response.status, at(await response.json(), 'error')]).toEqual([status, error]);
  });

  it('does not read JSON', async () => {
    const response = await askToken(setUp().simulator, {}, { 'content-type': 'application/json' });
    expect(at(await response.json(), 'error')).toBe('unsupported_grant_type');
  });

  it('gives tokens that expire along the clock, under 403', async () => {
    const { simulator, clock } = setUp();
    const token = await tokenOf(simulator);
    await clock.advance(3_599_999);
    expect((await ask(simulator, { token })).status).toBe(200);
    await clock.advance(1);
    const { status, body } = await ask(simulator, { token });
    expect([status, codeOf(body)]).toEqual([403, 'Unauthorized']);
  });
});

describe('tracking', () => {
  it('wants a token, both ids, and its own path', async () => {
    const { simulator } = setUp();
    expect((await ask(simulator, { token: 'forged' })).status).toBe(401);
    expect((await ask(simulator, { token: '' })).status).toBe(401);
    const { status, body } = await ask(simulator, { query: { carrierId: '' } });
    expect([status, at(body, 'errors.0.details')]).toEqual([400, 'CarrierId is missing in the request']);
    expect((await ask(simulator, { query: { trackingId: '' } })).status).toBe(400);
    expect((await simulator.fetch(`${simulator.origin}/shipping/v1/tracking`)).status).toBe(404);
  });

  it('names each request, and tells the rate of those that went well', async () => {
    const { simulator } = setUp();
    const answers = [await ask(simulator), await ask(simulator), await ask(simulator, { token: 'forged' })];
    expect(new Set(answers.map(({ headers }) => headers.get('x-amzn-requestid')))).toHaveLength(3);
    expect(answers.map(({ headers }) => headers.get('x-amzn-ratelimit-limit'))).toEqual([
      '80.0',
      '80.0',
      null,
    ]);
  });

  it.each([
    ['an id it does not know', { query: { trackingId: 'TBA010000000009' } }],
    ['a parcel of another business', { headers: { 'x-amzn-shipping-business-id': 'AmazonShipping_IT' } }],
  ])('answers %s with a success that says nothing', async (_what, asked) => {
    const { status, body } = await ask(setUp().simulator, asked);
    expect([status, at(body, 'payload.summary.status'), at(body, 'payload.eventHistory')]).toEqual([
      200,
      null,
      [],
    ]);
  });

  it('answers a label that nothing has happened to likewise', async () => {
    expect(at((await ask(setUp('not_found').simulator)).body, 'payload.promisedDeliveryDate')).toBeNull();
  });

  it('moves along the clock, oldest event first', async () => {
    const { simulator, clock } = setUp();
    expect(eventCodes((await ask(simulator)).body)).toEqual(['ReadyForReceive']);
    await clock.advance(20 * DAY_MS);
    const { body } = await ask(simulator);
    expect(eventCodes(body)).toEqual([
      'ReadyForReceive',
      'PickupDone',
      'ArrivedAtCarrierFacility',
      'Departed',
      'ArrivedAtCarrierFacility',
      'Departed',
      'ArrivedAtCarrierFacility',
      'OutForDelivery',
      'Delivered',
    ]);
    expect(at(body, 'payload.summary')).toEqual({
      status: 'Delivered',
      trackingDetailCodes: { forward: ['DeliveredToPorch'], returns: [] },
    });
  });

  it('names only postal code and country at its stations', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(20 * DAY_MS);
    const events = listAt((await ask(simulator)).body, 'payload.eventHistory');
    const station = events.find((event) => at(event, 'eventCode') === 'Departed');
    expect(Object.keys(Object(at(station, 'location')))).toEqual(['postalCode', 'countryCode']);
  });

  it('keeps the details of a leg, whatever happens later', async () => {
    const { simulator, clock } = setUp('attempt_then_delivered');
    await clock.advance(20 * DAY_MS);
    expect(listAt((await ask(simulator)).body, 'payload.summary.trackingDetailCodes.forward')).toEqual([
      'CustomerUnavailable',
      'DeliveredToPorch',
    ]);
  });

  it('calls a parcel delivered that is back with the seller, on its other leg', async () => {
    const { simulator, clock } = setUp('returned');
    expect(at((await ask(simulator)).body, 'payload.alternateLegTrackingId')).toBe('null');
    await clock.advance(20 * DAY_MS);
    const { body } = await ask(simulator);
    expect([
      at(body, 'payload.summary.status'),
      at(body, 'payload.alternateLegTrackingId'),
      listAt(body, 'payload.eventHistory')
        .slice(-2)
        .map((event) => `${at(event, 'shipmentType')} ${at(event, 'eventCode')}`),
    ]).toEqual(['Delivered', 'TBA000000000010', ['RETURNS ReturnInitiated', 'RETURNS Delivered']]);
  });

  it('forgets the history after 45 days, and keeps the status', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(44 * DAY_MS);
    expect(eventCodes((await ask(simulator)).body)).toHaveLength(9);
    await clock.advance(2 * DAY_MS);
    const { body } = await ask(simulator);
    expect([eventCodes(body), at(body, 'payload.summary.status')]).toEqual([[], 'Delivered']);
  });

  it('answers the same for the same seed, and otherwise for another', async () => {
    const answer = async (seed: number) => {
      const { simulator, clock } = setUp('delivered', seed);
      await clock.advance(20 * DAY_MS);
      return (await ask(simulator)).body;
    };
    expect(await answer(4)).toEqual(await answer(4));
    expect(await answer(4)).not.toEqual(await answer(5));
  });
});

describe('the pushes', () => {
  it('carry to the webhook what an answer carries', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(20 * DAY_MS);
    expect(at(simulator.pushBody(NUMBER), 'detail')).toEqual(at((await ask(simulator)).body, 'payload'));
  });

  it('are not there for a number nothing happened to', () => {
    const { simulator } = setUp('not_found');
    expect(() => simulator.pushBody(NUMBER)).toThrow(RangeError);
    expect(() => simulator.notificationBody(NUMBER)).toThrow(RangeError);
  });

  it('notify of milestones, which are fewer, newest first', async () => {
    const { simulator, clock } = setUp();
    const seen = new Set<string>();
    for (let hours = 0; hours < 24 * 8; hours += 2) {
      const [result] = parseAmazon(simulator.notificationBody(NUMBER));
      if (result?.outcome === 'found') {
        seen.add(`${result.observation.substatus} ${result.observation.eta !== null}`);
        expect([result.trackingNumber, result.observation.warnings]).toEqual([NUMBER, []]);
      }
      await clock.advance(2 * 3_600_000);
    }
    expect([...seen]).toEqual([
      'information_received true',
      'package_departed true',
      'out_for_delivery true',
      'delivered false',
    ]);
  });
});
