import { describe, expect, it } from 'vitest';
import {
  type CarrierSimulator,
  createManualClock,
  createUpsSimulator,
  type ManualClock,
  type Scenario,
} from '../../src/testing/index.ts';
import { at, listAt } from './record.ts';

const NUMBER = '1Z5R89390357567127';
const START = '2026-03-05T15:20:00.000Z';
const PACKAGE = 'trackResponse.shipment.0.package.0';

type Question = {
  readonly token?: string;
  readonly number?: string;
  readonly query?: string;
  readonly headers?: Record<string, string>;
};
type Setting = { readonly clock: ManualClock; readonly simulator: CarrierSimulator };

function setUp(scenario: Scenario = 'delivered', seed = 1): Setting {
  const clock = createManualClock(START);
  const parcels = [{ trackingNumber: NUMBER, scenario }];
  return { clock, simulator: createUpsSimulator({ clock, seed, parcels }) };
}

const askToken = (simulator: CarrierSimulator, headers: Record<string, string> = {}, body?: string) => {
  const { clientId, clientSecret } = simulator.credentials;
  return simulator.fetch(`${simulator.origin}/security/v1/oauth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: body ?? 'grant_type=client_credentials',
  });
};

async function tokenOf(simulator: CarrierSimulator): Promise<string> {
  return String(at(await (await askToken(simulator)).json(), 'access_token'));
}

async function ask(
  simulator: CarrierSimulator,
  { token, number = NUMBER, query = '', headers = {} }: Question = {},
): Promise<{ status: number; body: unknown }> {
  const response = await simulator.fetch(`${simulator.origin}/api/track/v1/details/${number}${query}`, {
    headers: {
      authorization: `Bearer ${token ?? (await tokenOf(simulator))}`,
      transId: '7c1d9d0e',
      transactionSrc: 'parceltrail',
      ...headers,
    },
  });
  return { status: response.status, body: await response.json() };
}

const codeOf = (body: unknown) => at(body, 'response.errors.0.code');

describe('the token endpoint', () => {
  it('gives a token whose every value is a text', async () => {
    const body: unknown = await (await askToken(setUp().simulator)).json();
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: '14399', status: 'approved', scope: '' });
    expect(at(body, 'issued_at')).toBe(String(Date.parse(START)));
    expect(Object.values(body as object).every((value) => typeof value === 'string')).toBe(true);
  });

  it('refuses other credentials, other forms and other methods', async () => {
    const { simulator } = setUp();
    const wrong = await askToken(simulator, { authorization: `Basic ${btoa('somebody:else')}` });
    expect([wrong.status, codeOf(await wrong.json())]).toEqual([401, '10401']);
    const json = await askToken(simulator, { 'content-type': 'application/json' });
    expect([json.status, codeOf(await json.json())]).toEqual([400, '10007']);
    expect((await askToken(simulator, {}, 'grant_type=password')).status).toBe(400);
    expect((await simulator.fetch(`${simulator.origin}/security/v1/oauth/token`)).status).toBe(405);
  });

  it('takes the credentials it was made with', async () => {
    const simulator = createUpsSimulator({
      clock: createManualClock(START),
      clientId: 'mine',
      clientSecret: 'own',
    });
    expect(simulator.credentials).toEqual({ clientId: 'mine', clientSecret: 'own' });
    expect((await askToken(simulator)).status).toBe(200);
  });

  it('gives tokens that expire along the clock', async () => {
    const { simulator, clock } = setUp();
    const token = await tokenOf(simulator);
    await clock.advance(14_398_999);
    expect((await ask(simulator, { token })).status).toBe(200);
    await clock.advance(1);
    const { status, body } = await ask(simulator, { token });
    expect([status, codeOf(body)]).toEqual([401, '251004']);
    expect((await ask(simulator)).status).toBe(200);
  });
});

describe('Track by number', () => {
  it('refuses a token nobody handed out', async () => {
    const { status, body } = await ask(setUp().simulator, { token: 'forged' });
    expect([status, codeOf(body)]).toEqual([401, '250002']);
  });

  it.each(['transId', 'transactionSrc'])('wants the header %s', async (name) => {
    const { status } = await ask(setUp().simulator, { headers: { [name]: '' } });
    expect(status).toBe(400);
  });

  it('calls what is no inquiry number TV1002, and an unknown one TW0001 in a success', async () => {
    const { simulator } = setUp();
    const short = await ask(simulator, { number: '123456' });
    expect([short.status, codeOf(short.body)]).toEqual([400, 'TV1002']);
    expect((await ask(simulator, { number: '1Z%20%20%20%20%20%20' })).status).toBe(400);
    const unknown = await ask(simulator, { number: '1Z999AA10123456784' });
    expect(unknown.status).toBe(200);
    expect(at(unknown.body, 'trackResponse.shipment.0')).toEqual({
      inquiryNumber: '1Z999AA10123456784',
      warnings: [{ code: 'TW0001', message: expect.any(String) }],
    });
  });

  it('knows no other path and no other method', async () => {
    const { simulator } = setUp();
    expect((await simulator.fetch(`${simulator.origin}/api/track/v2/details/${NUMBER}`)).status).toBe(404);
    const posted = await simulator.fetch(`${simulator.origin}/api/track/v1/details/${NUMBER}`, {
      method: 'POST',
    });
    expect(posted.status).toBe(405);
  });

  it('moves along the clock, newest scan first', async () => {
    const { simulator, clock } = setUp();
    expect(listAt((await ask(simulator)).body, `${PACKAGE}.activity`)).toHaveLength(1);
    await clock.advance(30 * 86_400_000);
    const { body } = await ask(simulator);
    const codes = listAt(body, `${PACKAGE}.activity`).map((scan) => at(scan, 'status.code'));
    expect(codes).toEqual(['FS', 'OT', 'AR', 'DP', 'AR', 'DP', 'AR', 'OR', 'MP']);
  });

  it('knows nothing of a parcel before its label is made', async () => {
    const { simulator } = setUp();
    simulator.addParcel({
      trackingNumber: '1Z999AA10123456784',
      scenario: 'delivered',
      startsAt: '2026-03-06T00:00:00.000Z',
    });
    const { body } = await ask(simulator, { number: '1Z999AA10123456784' });
    expect(at(body, 'trackResponse.shipment.0.warnings.0.code')).toBe('TW0001');
  });

  it('answers a re-used number by its newest life', async () => {
    const { simulator, clock } = setUp('lost');
    await clock.advance(200 * 86_400_000);
    simulator.addParcel({ trackingNumber: NUMBER, scenario: 'label_only' });
    expect(listAt((await ask(simulator)).body, `${PACKAGE}.activity`)).toHaveLength(1);
  });

  it('writes the times of scans in four forms, and no postal code', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(30 * 86_400_000);
    for (const scan of listAt((await ask(simulator)).body, `${PACKAGE}.activity`)) {
      expect(scan).toMatchObject({
        date: expect.stringMatching(/^\d{8}$/),
        time: expect.stringMatching(/^\d{6}$/),
        gmtDate: expect.stringMatching(/^\d{8}$/),
        gmtTime: expect.stringMatching(/^\d{2}:\d{2}:\d{2}$/),
        gmtOffset: expect.stringMatching(/^[+-]\d{2}:\d{2}$/),
        status: { statusCode: expect.stringMatching(/^\d{3}$/) },
      });
      expect(at(scan, 'location.address.postalCode')).toBeUndefined();
      const local = Date.parse(`${iso(at(scan, 'date'), at(scan, 'time'))}${at(scan, 'gmtOffset')}`);
      const gmt = Date.parse(`${iso(at(scan, 'gmtDate'), String(at(scan, 'gmtTime')).replaceAll(':', ''))}Z`);
      expect(local).toBe(gmt);
    }
  });

  it('writes what else the wire has: blanks, repeated and void references, the short current status', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(30 * 86_400_000);
    const parcel = at((await ask(simulator)).body, PACKAGE);
    expect(at(parcel, 'activity.0.status.description')).toBe('DELIVERED ');
    const [first, second, third] = listAt(parcel, 'referenceNumber');
    expect([second, third]).toEqual([first, { type: 'PACKAGE', number: 'NA' }]);
    expect(at(parcel, 'currentStatus')).toEqual({ description: 'Delivered', code: '011' });
    expect(at(parcel, 'packageAddress.0.address.city')).toMatch(/^[A-Z ]+$/);
    expect(at(parcel, 'activity.1.location.address.city')).toMatch(/[a-z]/);
  });

  it('tells who took a delivered parcel, and shows signature and proof to those who ask', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(30 * 86_400_000);
    const plain = at((await ask(simulator)).body, PACKAGE);
    expect(at(plain, 'deliveryDate')).toEqual([{ type: 'DEL', date: expect.any(String) }]);
    expect(at(plain, 'deliveryTime')).toEqual({ type: 'DEL', endTime: at(plain, 'activity.0.time') });
    expect(at(plain, 'deliveryInformation')).toEqual({
      location: 'Front Door',
      receivedBy: expect.any(String),
    });
    const full = at((await ask(simulator, { query: '?returnSignature=true&returnPOD=true' })).body, PACKAGE);
    expect(at(full, 'deliveryInformation')).toMatchObject({
      signature: { image: expect.any(String) },
      pod: { content: expect.any(String) },
    });
  });

  it('schedules nothing for a label, then a day, then a window, and a later day after trouble', async () => {
    const { simulator, clock } = setUp('attempt_then_delivered');
    const seen: unknown[] = [];
    for (let hour = 0; hour < 24 * 7; hour += 1) {
      const parcel = at((await ask(simulator)).body, PACKAGE);
      const dates = listAt(parcel, 'deliveryDate').map((date) => at(date, 'type'));
      const state = `${dates.join('+')}/${at(parcel, 'deliveryTime.type')}`;
      if (seen.at(-1) !== state) seen.push(state);
      await clock.advance(3_600_000);
    }
    expect(seen).toEqual(['/undefined', 'SDD/EOD', 'SDD/EDW', 'SDD+RDD/EOD', 'SDD+RDD/EDW', 'DEL/DEL']);
  });

  it('names the last day to collect what waits at an Access Point', async () => {
    const { simulator, clock } = setUp('pickup_point');
    for (let hour = 0; hour < 24 * 7; hour += 1) {
      const parcel = at((await ask(simulator)).body, PACKAGE);
      const waits = at(parcel, 'currentStatus.code') === '040';
      expect(at(parcel, 'accessPointInformation') !== undefined).toBe(waits);
      if (waits) return;
      await clock.advance(3_600_000);
    }
    throw new Error('it never came to the Access Point');
  });

  it('answers the same for the same seed, and otherwise for another', async () => {
    const answer = async (seed: number) => {
      const { simulator, clock } = setUp('delivered', seed);
      await clock.advance(30 * 86_400_000);
      return (await ask(simulator)).body;
    };
    expect(await answer(4)).toEqual(await answer(4));
    expect(await answer(4)).not.toEqual(await answer(5));
  });
});

describe('a shipment', () => {
  it('is counted on each package, and listed page by page', async () => {
    const numbers = [NUMBER, '1Z999AA10123456784', '1Z999AA10123456793'];
    const parcels = numbers.map((trackingNumber) => ({
      trackingNumber,
      scenario: 'delivered' as const,
      shipment: 'order 7',
    }));
    const simulator = createUpsSimulator({ clock: createManualClock(START), parcels });
    expect(at((await ask(simulator)).body, `${PACKAGE}.packageCount`)).toBe(3);
    const page = async (query: string) => {
      const response = await simulator.fetch(
        `${simulator.origin}/api/track/v1/shipment/details/${NUMBER}${query}`,
        {
          headers: {
            authorization: `Bearer ${await tokenOf(simulator)}`,
            transId: '1',
            transactionSrc: 'test',
          },
        },
      );
      return listAt(await response.json(), 'trackResponse.shipment.0.package').map((parcel) =>
        at(parcel, 'trackingNumber'),
      );
    };
    expect(await page('')).toEqual(numbers);
    expect(await page('?offset=1&count=1')).toEqual([numbers[1]]);
    expect(await page('?offset=3')).toEqual([]);
  });
});

describe('Track Alert', () => {
  it('pushes the newest step as one flat event, with empty texts for what is not known', async () => {
    const { simulator, clock } = setUp();
    expect(simulator.pushBody(NUMBER)).toMatchObject({
      trackingNumber: NUMBER,
      activityStatus: { type: 'M', code: 'MP', descriptionCode: '003' },
      gmtActivityDate: '20260305',
      gmtActivityTime: '152000',
      gmtOffset: expect.stringMatching(/^[+-]\d{2}\.\d{2}$/),
      actualDeliveryDate: '',
      activityLocation: { postalCode: '' },
    });
    await clock.advance(30 * 86_400_000);
    expect(simulator.pushBody(NUMBER)).toMatchObject({
      activityStatus: { type: 'D', code: 'FS', descriptionCode: '011' },
      actualDeliveryDate: expect.stringMatching(/^\d{8}$/),
      actualDeliveryTime: expect.stringMatching(/^\d{6}$/),
      activityLocation: { postalCode: expect.stringMatching(/./) },
    });
  });

  it('has nothing to push of a number nothing happened to', () => {
    expect(() => setUp('not_found').simulator.pushBody(NUMBER)).toThrow(RangeError);
  });
});

/** `20260305` and `152000` as `2026-03-05T15:20:00`. */
const iso = (date: unknown, time: unknown): string =>
  `${date}T${time}`.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3T$4:$5:$6');
