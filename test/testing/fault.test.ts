import { describe, expect, it } from 'vitest';
import {
  type CarrierSimulator,
  createFedexSimulator,
  createManualClock,
  createUpsSimulator,
  type ManualClock,
} from '../../src/testing/index.ts';
import { at } from './record.ts';

const START = '2026-03-05T15:20:00.000Z';
const UPS_NUMBER = '1Z5R89390357567127';

type Setting = {
  readonly clock: ManualClock;
  readonly simulator: CarrierSimulator;
  ask(signal?: AbortSignal): Promise<Response>;
};

async function setUp(): Promise<Setting> {
  const clock = createManualClock(START);
  const parcels = [{ trackingNumber: UPS_NUMBER, scenario: 'delivered' as const }];
  const simulator = createUpsSimulator({ clock, parcels });
  const authorization = `Bearer ${await tokenOf(simulator)}`;
  const ask = (signal?: AbortSignal) =>
    simulator.fetch(`${simulator.origin}/api/track/v1/details/${UPS_NUMBER}`, {
      headers: { authorization, transId: '1', transactionSrc: 'test' },
      ...(signal && { signal }),
    });
  return { clock, simulator, ask };
}

async function tokenOf(simulator: CarrierSimulator): Promise<string> {
  const { clientId, clientSecret } = simulator.credentials;
  const response = await simulator.fetch(`${simulator.origin}/security/v1/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return String(at(await response.json(), 'access_token'));
}

describe('a fault', () => {
  it("of kind status refuses in the carrier's own words, with the header as ordered", async () => {
    const { simulator, ask } = await setUp();
    simulator.fault({ kind: 'status', status: 429, retryAfter: 'tomorrow' });
    const response = await ask();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, 'tomorrow']);
    expect(at(await response.json(), 'response.errors.0.code')).toBe('10429');

    const fedex = createFedexSimulator({ clock: createManualClock(START) });
    fedex.fault({ kind: 'status', status: 503 });
    const refused = await fedex.fetch(`${fedex.origin}/track/v1/trackingnumbers`, { method: 'POST' });
    expect(at(await refused.json(), 'errors.0.code')).toBe('SERVICE.UNAVAILABLE.ERROR');
  });

  it("of kind network rejects as the platform's fetch does", async () => {
    const { simulator, ask } = await setUp();
    simulator.fault({ kind: 'network' });
    await expect(ask()).rejects.toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { code: 'ECONNRESET' },
    });
  });

  it('of kind timeout never answers, until the caller gives up', async () => {
    const { simulator, ask, clock } = await setUp();
    simulator.fault({ kind: 'timeout', times: 2 });
    const abort = new AbortController();
    const answer = ask(abort.signal);
    await clock.advance(3_600_000);
    expect(simulator.calls.at(-1)?.status).toBeNull();
    abort.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
    await expect(ask(AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });

  it('of kind delay answers properly when its time has passed on the clock', async () => {
    const { simulator, ask, clock } = await setUp();
    simulator.fault({ kind: 'delay', ms: 5_000 });
    let status = 0;
    const answer = ask().then((response) => {
      status = response.status;
    });
    await clock.advance(4_999);
    expect(status).toBe(0);
    await clock.advance(1);
    await answer;
    expect(status).toBe(200);
  });

  it('of kind html, empty, truncated and malformed gives no JSON', async () => {
    const { simulator, ask } = await setUp();
    const proper = await (await ask()).text();
    simulator.fault({ kind: 'html', status: 502 });
    simulator.fault({ kind: 'empty' });
    simulator.fault({ kind: 'truncated' });
    simulator.fault({ kind: 'malformed' });
    const page = await ask();
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    expect(await page.text()).toMatch(/^<!doctype html>/);
    expect(await (await ask()).text()).toBe('');
    const half = await (await ask()).text();
    expect(half).toBe(proper.slice(0, half.length));
    expect(half.length).toBe(Math.floor(proper.length / 2));
    const malformed = await (await ask()).text();
    expect(malformed.length).toBeGreaterThan(proper.length);
    expect(() => JSON.parse(malformed)).toThrow(SyntaxError);
  });

  it('of kind expired_token calls every token expired, once and for all', async () => {
    const { simulator, ask } = await setUp();
    simulator.fault({ kind: 'expired_token' });
    expect([(await ask()).status, (await ask()).status]).toEqual([401, 401]);
    expect(await tokenOf(simulator)).not.toBe('');
  });

  it('of kind mutate changes the proper answer', async () => {
    const { simulator, ask } = await setUp();
    simulator.fault({ kind: 'mutate', change: (body) => ({ wrapped: body }) });
    expect(at(await (await ask()).json(), 'wrapped.trackResponse.shipment.0.inquiryNumber')).toBe(UPS_NUMBER);
  });

  it('meets as many requests as ordered, in the order of the orders', async () => {
    const { simulator, ask } = await setUp();
    simulator.fault({ kind: 'status', status: 500, times: 2 });
    simulator.fault({ kind: 'status', status: 503 });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await ask()).status);
    expect(statuses).toEqual([500, 500, 503, 200]);
  });

  it('spares the token endpoint unless it is ordered for it', async () => {
    const { simulator, ask } = await setUp();
    simulator.fault({ kind: 'status', status: 500, times: Number.POSITIVE_INFINITY });
    expect(await tokenOf(simulator)).toMatch(/token/);
    expect((await ask()).status).toBe(500);
    simulator.clearFaults();
    simulator.fault({ kind: 'status', status: 403, when: (request) => request.method === 'POST' });
    expect(await tokenOf(simulator)).toBe('undefined');
    expect((await ask()).status).toBe(200);
  });

  it('is gone when faults are cleared', async () => {
    const { simulator, ask } = await setUp();
    simulator.fault({ kind: 'network', times: 5 });
    simulator.clearFaults();
    expect((await ask()).status).toBe(200);
  });
});

describe('the list of calls', () => {
  it('holds what came in, when, and how it was answered, and no credential', async () => {
    const { simulator, ask, clock } = await setUp();
    await clock.advance(1_000);
    simulator.fault({ kind: 'status', status: 500 });
    await ask();
    simulator.fault({ kind: 'network' });
    await ask().catch(() => undefined);
    expect(simulator.calls).toEqual([
      { at: START, method: 'POST', path: '/security/v1/oauth/token', status: 200 },
      {
        at: '2026-03-05T15:20:01.000Z',
        method: 'GET',
        path: `/api/track/v1/details/${UPS_NUMBER}`,
        status: 500,
      },
      {
        at: '2026-03-05T15:20:01.000Z',
        method: 'GET',
        path: `/api/track/v1/details/${UPS_NUMBER}`,
        status: 0,
      },
    ]);
  });
});
