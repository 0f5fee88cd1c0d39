import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCarrierNetwork } from '../../src/http/carrier-network.ts';
import { systemClock } from '../../src/time/clock.ts';
import { createFaultServer, type FaultServer } from '../support/fault-server.ts';
import { createHttpUnderTest, grantFor, jsonResponse } from '../support/http-under-test.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

const LIMIT_MS = 50;
const reason = new Error('the caller has gone');

const unhandled: unknown[] = [];
const listen = (error: unknown) => void unhandled.push(error);
beforeAll(() => void process.on('unhandledRejection', listen));
afterAll(() => void process.off('unhandledRejection', listen));
afterEach(() => expect(unhandled).toEqual([]));

/** Token: 503, then granted. API: 503, then 401, then, with a new token, 200. Passes every place that waits. */
function longWay() {
  const api = [503, 401, 200];
  const token = [503, 200, 200];
  return createHttpUnderTest(
    ({ url }) => {
      const status = (url.endsWith('/token') ? token : api).shift() ?? 500;
      return jsonResponse({ access_token: 'token', expires_in: 3_600 }, status);
    },
    { clock: createLeapingClock() },
  );
}

/** Turns of the promise queue: between any two of them lies a place where somebody waits. */
async function turns(count: number): Promise<void> {
  for (let turn = 1; turn <= count; turn += 1) await undefined;
}

/** Aborts after so many turns. */
async function abortAfter(count: number) {
  const { http, calls } = longWay();
  const controller = new AbortController();
  const call = http
    .request(
      { method: 'GET', url: 'https://acme.test/track/1' },
      { grant: grantFor('https://acme.test'), signal: controller.signal },
    )
    .then(
      () => 'answered' as const,
      (error: unknown) => error,
    );
  await turns(count);
  const before = calls.length;
  const abortedAt = performance.now();
  controller.abort(reason);
  const outcome = await call;
  const tookMs = performance.now() - abortedAt;
  await sleep(0);
  await turns(100);
  return { outcome, tookMs, strayCalls: calls.length - before };
}

describe('an abort', () => {
  it('at any turn of the promise queue ends the call with its reason, and nothing more is sent', async () => {
    const everything = await longWay().http.request(
      { method: 'GET', url: 'https://acme.test/track/1' },
      { grant: grantFor('https://acme.test') },
    );
    expect(everything.status).toBe(200);
    let points = 0;
    for (let isAnswered = false; !isAnswered; points += 1) {
      const ending = await abortAfter(points);
      isAnswered = ending.outcome === 'answered';
      expect(ending).toMatchObject({ outcome: isAnswered ? 'answered' : reason, strayCalls: 0 });
      expect(ending.tookMs).toBeLessThan(LIMIT_MS);
    }
    // Six calls and two waits lie on the way.
    expect(points).toBeGreaterThan(100);
  });

  it('before the call lets nothing begin', async () => {
    const { http, calls } = longWay();
    const call = http.request(
      { method: 'GET', url: 'https://acme.test/' },
      { signal: AbortSignal.abort(reason) },
    );
    await expect(call).rejects.toBe(reason);
    expect(calls).toHaveLength(0);
  });

  it('in the queue leaves those before and behind alone', async () => {
    const { http } = createHttpUnderTest(() => sleep(20, jsonResponse({})), {
      clock: systemClock,
      concurrency: 1,
    });
    const controller = new AbortController();
    const ask = (signal?: AbortSignal) =>
      http.request({ method: 'GET', url: 'https://acme.test/' }, { signal });
    const calls = [ask(), ask(controller.signal), ask()];
    controller.abort(reason);
    const endings = await Promise.allSettled(calls);
    expect(endings.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('of one caller leaves the token to the others', async () => {
    const { http, calls } = createHttpUnderTest(
      () => sleep(20, jsonResponse({ access_token: 'token', expires_in: 60 })),
      { clock: systemClock },
    );
    const controller = new AbortController();
    const ask = (signal?: AbortSignal) =>
      http.request(
        { method: 'GET', url: 'https://acme.test/' },
        { grant: grantFor('https://acme.test'), signal },
      );
    const [first, second] = [ask(controller.signal), ask()];
    await sleep(5);
    controller.abort(reason);
    await expect(first).rejects.toBe(reason);
    expect((await second).status).toBe(200);
    expect(calls).toHaveLength(2);
  });
});

describe('an abort on the wire', () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await createFaultServer();
  });
  beforeEach(() => {
    server.reset();
    server.fault('latency', { at: 'token', ms: 15 });
    server.fault('status', { status: 503, times: 1 });
    server.fault('drip', { ms: 1 });
  });
  afterAll(() => server.close());

  it.each(Array.from({ length: 16 }, (_, step) => step * 5))(
    'after %d ms ends the call, closes its sockets, and nothing more is sent',
    async (afterMs) => {
      const http = createCarrierNetwork({ clock: systemClock, random: () => 0.05 })('acme', 'key', {
        concurrency: 4,
      });
      const controller = new AbortController();
      const call = http
        .request(
          { method: 'GET', url: `${server.origin}/track/1` },
          { grant: grantFor(server.origin), signal: controller.signal },
        )
        .then(
          ({ status }) => status,
          (error: unknown) => error,
        );
      await sleep(afterMs);
      const before = server.calls.length;
      const abortedAt = performance.now();
      controller.abort(reason);
      const ending = await call;
      expect(performance.now() - abortedAt).toBeLessThan(LIMIT_MS);
      expect([reason, 200]).toContain(ending);
      await server.allSocketsClosed();
      await sleep(20);
      // What was on its way to the server at the moment of the abort may still arrive.
      expect(server.calls.length - before).toBeLessThanOrEqual(1);
    },
  );
});
