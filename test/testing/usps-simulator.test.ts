import { describe, expect, it } from 'vitest';
import {
  type CarrierSimulator,
  createManualClock,
  createUspsSimulator,
  type ManualClock,
  type Scenario,
} from '../../src/testing/index.ts';
import { at, listAt } from './record.ts';

const NUMBER = '9400111206206406260787';
const UNKNOWN = '9400111206206406260794';
const START = '2026-03-05T15:20:00.000Z';
const DAY_MS = 86_400_000;

type Setting = { readonly clock: ManualClock; readonly simulator: CarrierSimulator };

function setUp(scenario: Scenario = 'delivered', seed = 1): Setting {
  const clock = createManualClock(START);
  const parcels = [{ trackingNumber: NUMBER, scenario }];
  return { clock, simulator: createUspsSimulator({ clock, seed, parcels }) };
}

const credentialsOf = ({ credentials }: CarrierSimulator) => ({
  grant_type: 'client_credentials',
  client_id: credentials.clientId,
  client_secret: credentials.clientSecret,
});

const askToken = (simulator: CarrierSimulator, form: Record<string, string> = {}) =>
  simulator.fetch(`${simulator.origin}/oauth2/v3/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...credentialsOf(simulator), ...form }),
  });

async function tokenOf(simulator: CarrierSimulator): Promise<string> {
  return String(at(await (await askToken(simulator)).json(), 'access_token'));
}

type Reply = { readonly status: number; readonly body: unknown };

async function call(
  simulator: CarrierSimulator,
  path: string,
  { token, ...init }: RequestInit & { readonly token?: string } = {},
): Promise<Reply> {
  const response = await simulator.fetch(`${simulator.origin}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${token ?? (await tokenOf(simulator))}`,
      'content-type': 'application/json',
    },
  });
  return { status: response.status, body: await response.json() };
}

const ask = (simulator: CarrierSimulator, number = NUMBER, query = 'expand=DETAIL', token?: string) =>
  call(simulator, `/tracking/v3/tracking/${number}?${query}`, token === undefined ? {} : { token });
const askMany = (simulator: CarrierSimulator, entries: unknown) =>
  call(simulator, '/tracking/v3r2/tracking', { method: 'POST', body: JSON.stringify(entries) });
const entries = (...numbers: string[]) => numbers.map((trackingNumber) => ({ trackingNumber }));

const subCode = ({ body }: Reply) => at(body, 'error.errors.0.code');

describe('the token endpoint', () => {
  it('takes the credentials in a form, and in JSON, and says what the token is for', async () => {
    const { simulator } = setUp();
    const body = JSON.stringify(credentialsOf(simulator));
    const headers = { 'content-type': 'application/json' };
    const answers = [
      await askToken(simulator),
      await simulator.fetch(`${simulator.origin}/oauth2/v3/token`, { method: 'POST', headers, body }),
    ];
    for (const answer of answers) {
      expect(await answer.json()).toMatchObject({
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 28_799,
        scope: 'tracking',
      });
    }
  });

  it('refuses in a shape of its own', async () => {
    const { simulator } = setUp();
    const wrong = await askToken(simulator, { client_secret: 'else' });
    expect([wrong.status, at(await wrong.json(), 'error')]).toEqual([401, 'invalid_client']);
    const other = await askToken(simulator, { grant_type: 'password' });
    expect([other.status, at(await other.json(), 'error')]).toEqual([400, 'unsupported_grant_type']);
    expect((await simulator.fetch(`${simulator.origin}/oauth2/v3/token`)).status).toBe(405);
  });

  it('gives tokens that expire along the clock', async () => {
    const { simulator, clock } = setUp();
    const token = await tokenOf(simulator);
    await clock.advance(28_798_999);
    expect((await ask(simulator, NUMBER, 'expand=DETAIL', token)).status).toBe(200);
    await clock.advance(1);
    expect((await ask(simulator, NUMBER, 'expand=DETAIL', token)).status).toBe(401);
  });
});

describe('v3', () => {
  it('says that it knows nothing of a number with a bad request', async () => {
    const reply = await ask(setUp().simulator, UNKNOWN);
    expect([reply.status, subCode(reply)]).toEqual([400, '150002']);
  });

  it('wants a token, GET and its own path', async () => {
    const { simulator } = setUp();
    expect((await ask(simulator, NUMBER, '', 'forged')).status).toBe(401);
    expect((await call(simulator, `/tracking/v3/tracking/${NUMBER}`, { method: 'POST' })).status).toBe(405);
    expect((await call(simulator, `/tracking/v4/tracking/${NUMBER}`)).status).toBe(404);
  });

  it('answers in sentences unless it is asked for details', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(30 * DAY_MS);
    const { body } = await ask(simulator, NUMBER, '');
    expect(listAt(body, 'eventSummaries')[0]).toMatch(
      /^Delivered, Front Door\/Porch, 03\/\d\d\/2026, \d{1,2}:\d\d [ap]m, [A-Z ]+, [A-Z]{2} \d{5}$/,
    );
    expect(at(body, 'trackingEvents')).toBeUndefined();
  });

  it('lists the newest scan first, in local time to the minute, with GMT under the local date', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(30 * DAY_MS);
    const scans = listAt((await ask(simulator)).body, 'trackingEvents');
    expect(at(scans, '0.eventType')).toBe('Delivered, Front Door/Porch');
    for (const scan of scans) {
      expect(at(scan, 'eventTimestamp')).toMatch(/T\d\d:\d\d:00$/);
      expect(String(at(scan, 'GMTTimestamp')).slice(0, 10)).toBe(
        String(at(scan, 'eventTimestamp')).slice(0, 10),
      );
      expect(at(scan, 'GMTOffset')).toMatch(/^[+-]\d\d:\d\d$/);
    }
  });

  it('writes what else the wire has: flags as text, HTML, buildings for cities, an intake date with a blank', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(2 * DAY_MS);
    const { body } = await ask(simulator);
    expect(at(body, 'emailEnabled')).toBe('true');
    expect(at(body, 'mailClass')).toBe('USPS Ground Advantage<SUP>&#153;</SUP>');
    expect(at(body, 'mailPieceIntakeDate')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.000000$/);
    expect(listAt(body, 'trackingEvents')).toContainEqual(
      expect.objectContaining({
        eventCity: expect.stringMatching(/ DISTRIBUTION CENTER$/),
        eventState: null,
        eventZIP: null,
      }),
    );
  });

  it('tells the window while the parcel is out, and who took it afterwards', async () => {
    const { simulator, clock } = setUp();
    const states = new Set<unknown>();
    for (let hour = 0; hour < 24 * 6; hour += 1) {
      const { body } = await ask(simulator);
      const category = at(body, 'statusCategory');
      const hasWindow = at(body, 'predictedDeliveryWindowStartTime') !== undefined;
      const isTaken = at(body, 'trackingEvents.0.name') !== null;
      expect([hasWindow, isTaken, at(body, 'proofOfDeliveryEnabled')]).toEqual([
        category === 'Out for Delivery',
        category === 'Delivered',
        String(category === 'Delivered'),
      ]);
      states.add(category);
      await clock.advance(3_600_000);
    }
    expect(states).toEqual(
      new Set(['Pre-Shipment', 'Accepted', 'Moving Through Network', 'Out for Delivery', 'Delivered']),
    );
  });

  it('says the day of return while a parcel waits', async () => {
    const { simulator, clock } = setUp('pickup_point');
    const notices = new Set<unknown>();
    for (let hour = 0; hour < 24 * 8; hour += 1) {
      const { body } = await ask(simulator);
      if (at(body, 'returnDateNotice') !== undefined) notices.add(at(body, 'statusCategory'));
      await clock.advance(3_600_000);
    }
    expect(notices).toEqual(new Set(['Available for Pickup']));
  });

  it('answers about the newest life of a number, unless the day of mailing tells another', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(200 * DAY_MS);
    simulator.addParcel({ trackingNumber: NUMBER, scenario: 'label_only' });
    const idFor = async (query: string) =>
      at((await ask(simulator, NUMBER, query)).body, 'uniqueMailPieceID');
    expect([
      await idFor('expand=DETAIL'),
      await idFor('expand=DETAIL&mailingDate=2026-03-05'),
      await idFor('expand=DETAIL&mailingDate=2020-01-01'),
    ]).toEqual(['110158947', '110158946', undefined]);
  });

  it('sends a letter of proof for a parcel it knows', async () => {
    const { simulator } = setUp();
    const path = `/tracking/v3/tracking/${NUMBER}/proof-of-delivery`;
    const letter = { method: 'POST', body: JSON.stringify({ requestType: 'email', email: ['a@b.example'] }) };
    expect((await call(simulator, path, letter)).status).toBe(202);
    expect((await call(simulator, path, { ...letter, body: '{}' })).status).toBe(400);
    expect((await call(simulator, path)).status).toBe(405);
    expect((await call(simulator, path.replace(NUMBER, UNKNOWN), letter)).status).toBe(404);
  });

  it('answers the same for the same seed, and otherwise for another', async () => {
    const answer = async (seed: number) => {
      const { simulator, clock } = setUp('delivered', seed);
      await clock.advance(30 * DAY_MS);
      return (await ask(simulator)).body;
    };
    expect(await answer(4)).toEqual(await answer(4));
    expect(await answer(4)).not.toEqual(await answer(5));
  });
});

describe('the batch', () => {
  it('tells good and bad numbers apart by their own status, as text', async () => {
    const { status, body } = await askMany(setUp().simulator, entries(UNKNOWN, NUMBER));
    expect(status).toBe(207);
    expect(body).toMatchObject([
      { statusCode: '404', trackingNumber: UNKNOWN, error: { code: '404' } },
      { statusCode: '200', trackingNumber: NUMBER, statusCategory: 'Pre-Shipment' },
    ]);
  });

  it('answers plainly where all are found, and refuses where none is', async () => {
    const { simulator } = setUp();
    const found = await askMany(simulator, entries(NUMBER, NUMBER));
    expect([found.status, at(found.body, '0.statusCode')]).toEqual([200, undefined]);
    const none = await askMany(simulator, entries(UNKNOWN));
    expect([none.status, at(none.body, 'error.code')]).toEqual([404, '404']);
  });

  it.each([
    ['no number', []],
    ['more than 35', entries(...Array.from({ length: 36 }, () => NUMBER))],
    ['a number that is none', entries(NUMBER, '?')],
    ['no list', { trackingNumber: NUMBER }],
  ])('refuses %s by its schema', async (_what, asked) => {
    const reply = await askMany(setUp().simulator, asked);
    expect([reply.status, subCode(reply)]).toEqual([400, 'OASValidation']);
  });

  it('takes 35 numbers, by POST', async () => {
    const { simulator } = setUp();
    const many = entries(...Array.from({ length: 35 }, () => NUMBER));
    expect((await askMany(simulator, many)).status).toBe(200);
    expect((await call(simulator, '/tracking/v3r2/tracking')).status).toBe(405);
  });

  it('writes offsets behind its times, and its flags as flags', async () => {
    const { body } = await askMany(setUp().simulator, entries(NUMBER));
    expect(at(body, '0.trackingEvents.0.eventTimestamp')).toMatch(/T\d\d:\d\d:\d\d-\d\d:\d\d$/);
    expect(at(body, '0.trackingEvents.0.GMTOffset')).toMatch(/^-\d:\d\d$/);
    expect(at(body, '0.servicesEligibility.proofOfDeliveryEnabled')).toBe(false);
  });
});

describe('the push', () => {
  it('holds the record of the newest scan as JSON in a text', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(30 * DAY_MS);
    const body = simulator.pushBody(NUMBER);
    expect(body).toMatchObject({ subscriptionType: 'TRACKING', timestamp: expect.any(String), links: [] });
    const record: unknown = JSON.parse(String(at(body, 'payload')));
    expect(listAt(record, 'trackingEvents').map((scan) => at(scan, 'eventCode'))).toEqual(['01']);
  });

  it('is not there for a number nothing happened to', () => {
    expect(() => setUp('not_found').simulator.pushBody(NUMBER)).toThrow(RangeError);
  });
});
