import { describe, expect, it } from 'vitest';
import {
  type CarrierSimulator,
  createFedexSimulator,
  createManualClock,
  type ManualClock,
  type Scenario,
} from '../../src/testing/index.ts';
import { at, listAt } from './record.ts';

const NUMBER = '986578788855';
const START = '2026-03-05T15:20:00.000Z';
const RESULT = 'output.completeTrackResults.0.trackResults.0';
const DAY_MS = 86_400_000;

type Setting = { readonly clock: ManualClock; readonly simulator: CarrierSimulator };

function setUp(scenario: Scenario = 'delivered', seed = 1): Setting {
  const clock = createManualClock(START);
  const parcels = [{ trackingNumber: NUMBER, scenario }];
  return { clock, simulator: createFedexSimulator({ clock, seed, parcels }) };
}

const askToken = (simulator: CarrierSimulator, form: Record<string, string> = {}) =>
  simulator.fetch(`${simulator.origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: simulator.credentials.clientId,
      client_secret: simulator.credentials.clientSecret,
      ...form,
    }),
  });

async function tokenOf(simulator: CarrierSimulator): Promise<string> {
  return String(at(await (await askToken(simulator)).json(), 'access_token'));
}

const entry = (trackingNumber: string) => ({ trackingNumberInfo: { trackingNumber } });

async function ask(
  simulator: CarrierSimulator,
  trackingInfo: unknown = [entry(NUMBER)],
  {
    token,
    headers = {},
    ...rest
  }: { token?: string; headers?: Record<string, string>; includeDetailedScans?: boolean } = {},
): Promise<{ status: number; body: unknown }> {
  const response = await simulator.fetch(`${simulator.origin}/track/v1/trackingnumbers`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token ?? (await tokenOf(simulator))}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ includeDetailedScans: true, trackingInfo, ...rest }),
  });
  return { status: response.status, body: await response.json() };
}

const codeOf = (body: unknown) => at(body, 'errors.0.code');

describe('the token endpoint', () => {
  it('takes the credentials in the form and gives a token with a number for its life', async () => {
    const response = await askToken(setUp().simulator);
    expect(await response.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 3599,
      scope: 'CXS-TP',
    });
  });

  it('refuses other credentials and other methods', async () => {
    const { simulator } = setUp();
    const wrong = await askToken(simulator, { client_secret: 'else' });
    expect([wrong.status, codeOf(await wrong.json())]).toEqual([401, 'NOT.AUTHORIZED.ERROR']);
    expect((await simulator.fetch(`${simulator.origin}/oauth/token`)).status).toBe(405);
  });

  it('gives tokens that expire along the clock', async () => {
    const { simulator, clock } = setUp();
    const token = await tokenOf(simulator);
    await clock.advance(3_598_999);
    expect((await ask(simulator, [entry(NUMBER)], { token })).status).toBe(200);
    await clock.advance(1);
    const { status, body } = await ask(simulator, [entry(NUMBER)], { token });
    expect([status, codeOf(body)]).toEqual([401, 'NOT.AUTHORIZED.ERROR']);
  });
});

describe('Track by numbers', () => {
  it('answers each number in its place, good and bad in one success', async () => {
    const { simulator } = setUp();
    const { status, body } = await ask(simulator, [entry('111111111111'), entry(NUMBER), entry('?')]);
    expect(status).toBe(200);
    const results = listAt(body, 'output.completeTrackResults');
    expect(results.map((result) => at(result, 'trackingNumber'))).toEqual(['111111111111', NUMBER, '?']);
    expect(results.map((result) => at(result, 'trackResults.0.error.code'))).toEqual([
      'TRACKING.TRACKINGNUMBER.NOTFOUND',
      undefined,
      'TRACKING.TRACKINGNUMBER.INVALID',
    ]);
  });

  it('takes thirty numbers and no more, and at least one', async () => {
    const { simulator } = setUp();
    const entries = Array.from({ length: 31 }, () => entry(NUMBER));
    expect((await ask(simulator, entries.slice(1))).status).toBe(200);
    const many = await ask(simulator, entries);
    expect([many.status, codeOf(many.body)]).toEqual([400, 'TRACKING.TRACKINGNUMBERS.LIMITEXCEEDED']);
    const none = await ask(simulator, []);
    expect([none.status, codeOf(none.body)]).toEqual([400, 'TRACKING.TRACKINGNUMBER.EMPTY']);
  });

  it('echoes the customer transaction id', async () => {
    const { body } = await ask(setUp().simulator, [entry(NUMBER)], {
      headers: { 'x-customer-transaction-id': 'order-1001' },
    });
    expect(at(body, 'customerTransactionId')).toBe('order-1001');
  });

  it('wants a token, JSON, POST and its own path', async () => {
    const { simulator } = setUp();
    expect((await ask(simulator, [entry(NUMBER)], { token: 'forged' })).status).toBe(401);
    expect(
      (await ask(simulator, [entry(NUMBER)], { headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(415);
    expect((await simulator.fetch(`${simulator.origin}/track/v1/trackingnumbers`)).status).toBe(405);
    expect((await simulator.fetch(`${simulator.origin}/track/v2/trackingnumbers`)).status).toBe(404);
  });

  it('moves along the clock; a van is still in transit in the roll-up', async () => {
    const { simulator, clock } = setUp();
    expect(listAt((await ask(simulator)).body, `${RESULT}.scanEvents`)).toHaveLength(1);
    await clock.advance(30 * DAY_MS);
    const result = at((await ask(simulator)).body, RESULT);
    const codes = listAt(result, 'scanEvents').map(
      (scan) => `${at(scan, 'eventType')}/${at(scan, 'derivedStatusCode')}`,
    );
    expect(codes.slice(0, 3)).toEqual(['DL/DL', 'OD/IT', 'AR/IT']);
    expect([...codes].sort()).toEqual(
      ['AR/IT', 'AR/IT', 'AR/IT', 'DL/DL', 'DP/IT', 'DP/IT', 'OC/IN', 'OD/IT', 'PU/PU'].sort(),
    );
  });

  it('shows only the newest scan to those who do not ask for all', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(30 * DAY_MS);
    const { body } = await ask(simulator, [entry(NUMBER)], { includeDetailedScans: false });
    expect(listAt(body, `${RESULT}.scanEvents`).map((scan) => at(scan, 'eventType'))).toEqual(['DL']);
  });

  it('writes dates as the midnight of -06:00, pickups without offset, and scans with the true one', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(30 * DAY_MS);
    const result = at((await ask(simulator)).body, RESULT);
    for (const type of ['ACTUAL_PICKUP', 'SHIP', 'ACTUAL_TENDER']) {
      const found = listAt(result, 'dateAndTimes').find((candidate) => at(candidate, 'type') === type);
      expect(at(found, 'dateTime')).toMatch(/^\d{4}-\d{2}-\d{2}T00:00:00-06:00$/);
    }
    const scans = listAt(result, 'scanEvents');
    const pickup = scans.find((scan) => at(scan, 'eventType') === 'PU');
    expect(at(pickup, 'date')).toMatch(/^\d{4}-\d{2}-\d{2}T00:00:00$/);
    for (const scan of scans.filter((candidate) => candidate !== pickup)) {
      expect(at(scan, 'date')).toMatch(/T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/);
    }
  });

  it('writes what else the wire has: `values`, `possessionStatus`, empty windows, weights as text twice', async () => {
    const result = at((await ask(setUp().simulator)).body, RESULT);
    expect(at(result, 'additionalTrackingInfo.packageIdentifiers.0.values.0')).toMatch(/^PO-\d{4}$/);
    expect(at(result, 'shipmentDetails')).toEqual({ possessionStatus: false });
    expect(at(result, 'estimatedDeliveryTimeWindow')).toEqual({ window: {} });
    const weights = listAt(result, 'packageDetails.weightAndDimensions.weight');
    expect(weights).toEqual([
      { unit: 'LB', value: expect.stringMatching(/^\d+\.\d$/) },
      { unit: 'KG', value: expect.stringMatching(/^\d+\.\d\d$/) },
    ]);
    expect(Number(at(weights, '1.value'))).toBeCloseTo(Number(at(weights, '0.value')) * 0.4536, 2);
  });

  it('tells the window while the parcel is on the van, and who took it afterwards', async () => {
    const { simulator, clock } = setUp();
    const states = new Set<string>();
    for (let hour = 0; hour < 24 * 6; hour += 1) {
      const result = at((await ask(simulator)).body, RESULT);
      const code = at(result, 'latestStatusDetail.derivedCode');
      const hasWindow = at(result, 'estimatedDeliveryTimeWindow.window.begins') !== undefined;
      const isTaken = at(result, 'deliveryDetails.receivedByName') !== undefined;
      expect([hasWindow, isTaken]).toEqual([code === 'OD', code === 'DL']);
      states.add(String(code));
      await clock.advance(3_600_000);
    }
    expect(states).toEqual(new Set(['IN', 'PU', 'IT', 'OD', 'DL']));
  });

  it('gives every life of a re-used number, unless an id or the ship dates choose one', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(200 * DAY_MS);
    simulator.addParcel({ trackingNumber: NUMBER, scenario: 'label_only' });
    const idsFor = async (asked: object) =>
      listAt((await ask(simulator, [asked])).body, 'output.completeTrackResults.0.trackResults').map(
        (result) => at(result, 'trackingNumberInfo.trackingNumberUniqueId'),
      );
    expect(await idsFor(entry(NUMBER))).toEqual([`12029~${NUMBER}~FDEG`, `12028~${NUMBER}~FDEG`]);
    const chosen = {
      trackingNumberInfo: { trackingNumber: NUMBER, trackingNumberUniqueId: `12028~${NUMBER}~FDEG` },
    };
    expect(await idsFor(chosen)).toEqual([`12028~${NUMBER}~FDEG`]);
    expect(
      await idsFor({ ...entry(NUMBER), shipDateBegin: '2026-03-01', shipDateEnd: '2026-03-31' }),
    ).toEqual([`12028~${NUMBER}~FDEG`]);
  });

  it('gives a parcel that goes back the number of its way back', async () => {
    const { simulator, clock } = setUp('returned');
    await clock.advance(30 * DAY_MS);
    const result = at((await ask(simulator)).body, RESULT);
    expect(at(result, 'latestStatusDetail.code')).toBe('RS');
    expect(at(result, 'additionalTrackingInfo.packageIdentifiers.2')).toMatchObject({
      type: 'RETURNED_TO_SHIPPER_TRACKING_NUMBER',
      values: ['558887875689'],
    });
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

describe('a shipment', () => {
  const numbers = ['986578788855', '111111111111', '222222222222'];
  const withPieces = () => {
    const parcels = numbers.map((trackingNumber) => ({
      trackingNumber,
      scenario: 'delivered' as const,
      shipment: 'order 7',
    }));
    return createFedexSimulator({ clock: createManualClock(START), parcels });
  };

  it('shows on each piece how many there are, and the master', async () => {
    const { body } = await ask(withPieces(), [entry('111111111111')]);
    const result = at(body, RESULT);
    expect(at(result, 'additionalTrackingInfo')).toMatchObject({
      hasAssociatedShipments: true,
      packageIdentifiers: [{}, {}, { type: 'STANDARD_MPS', values: ['986578788855'] }],
    });
    expect(at(result, 'packageDetails')).toMatchObject({ sequenceNumber: '2', count: '3' });
  });

  it('is listed by the number of any of its pieces', async () => {
    const simulator = withPieces();
    const response = await simulator.fetch(`${simulator.origin}/track/v1/associatedshipments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(simulator)}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        associatedType: 'STANDARD_MPS',
        masterTrackingNumberInfo: entry('222222222222'),
      }),
    });
    const results = listAt(await response.json(), 'output.completeTrackResults');
    expect(results.map((result) => at(result, 'trackingNumber'))).toEqual(numbers);
  });
});

describe('the push', () => {
  it('is a Track answer with the newest scan alone', async () => {
    const { simulator, clock } = setUp();
    await clock.advance(30 * DAY_MS);
    const body = simulator.pushBody(NUMBER);
    expect(at(body, 'output.completeTrackResults.0.trackingNumber')).toBe(NUMBER);
    expect(listAt(body, `${RESULT}.scanEvents`).map((scan) => at(scan, 'eventType'))).toEqual(['DL']);
    expect(at(body, `${RESULT}.latestStatusDetail.code`)).toBe('DL');
  });

  it('is not there for a number nothing happened to', () => {
    expect(() => setUp('not_found').simulator.pushBody(NUMBER)).toThrow(RangeError);
  });
});
