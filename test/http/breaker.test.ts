import { describe, expect, it } from 'vitest';
import { createCarrierNetwork } from '../../src/http/carrier-network.ts';
import type { HttpRequest } from '../../src/http/exchange.ts';
import { createHttpUnderTest, grantFor, jsonResponse, networkFailure } from '../support/http-under-test.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

const origin = 'https://acme.test';
const request: HttpRequest = { method: 'GET', url: `${origin}/track/1` };

describe('a carrier that fails call after call', () => {
  it('is not asked a sixth time, and the error says for how long', async () => {
    const { http, calls } = createHttpUnderTest(() => jsonResponse({}, 500), {
      clock: createLeapingClock(),
      maxAttempts: 1,
    });
    for (let made = 0; made < 5; made += 1) await http.request(request);
    await expect(http.request(request)).rejects.toMatchObject({
      code: 'CARRIER_UNAVAILABLE',
      retryable: true,
      retryAfterMs: 30_000,
    });
    expect(calls).toHaveLength(5);
  });

  it('is asked by one of a hundred calls when the time is over, once, and by all after its answer', async () => {
    const clock = createLeapingClock();
    let isDown = true;
    const { http, calls } = createHttpUnderTest(() => jsonResponse({}, isDown ? 500 : 200), {
      clock,
      maxAttempts: 1,
    });
    for (let made = 0; made < 5; made += 1) await http.request(request);
    clock.move(30_000);
    const probing = await Promise.allSettled(Array.from({ length: 100 }, () => http.request(request)));
    expect(probing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(calls).toHaveLength(6);
    isDown = false;
    clock.move(30_000);
    await http.request(request);
    await Promise.all(Array.from({ length: 100 }, () => http.request(request)));
    expect(calls).toHaveLength(107);
  });

  it('is probed by a single attempt', async () => {
    const clock = createLeapingClock();
    const { http, calls } = createHttpUnderTest(() => Promise.reject(networkFailure('ECONNREFUSED')), {
      clock,
    });
    for (let made = 0; made < 5; made += 1) await http.request(request).catch(() => {});
    clock.move(30_000);
    const before = calls.length;
    await http.request(request).catch(() => {});
    expect(calls.length - before).toBe(1);
  });

  it('is probed again when the first probe was aborted', async () => {
    const clock = createLeapingClock();
    let isHanging = false;
    const { http } = createHttpUnderTest(() => (isHanging ? new Promise(() => {}) : jsonResponse({}, 500)), {
      clock,
      maxAttempts: 1,
    });
    for (let made = 0; made < 5; made += 1) await http.request(request);
    clock.move(30_000);
    isHanging = true;
    const gone = new AbortController();
    const probe = http.request(request, { signal: gone.signal });
    gone.abort(new Error('no time'));
    await expect(probe).rejects.toThrow('no time');
    isHanging = false;
    expect((await http.request(request)).status).toBe(500);
  });

  it.each([404, 400, 403, 422, 408])('is not one that answers %d', async (status) => {
    const { http } = createHttpUnderTest(() => jsonResponse({}, status), {
      clock: createLeapingClock(),
      maxAttempts: 1,
    });
    for (let made = 0; made < 20; made += 1) expect((await http.request(request)).status).toBe(status);
  });

  it('is not one whose callers give up', async () => {
    const { http, calls } = createHttpUnderTest(() => new Promise(() => {}), { clock: createLeapingClock() });
    for (let made = 0; made < 10; made += 1) {
      await http.request(request, { signal: AbortSignal.timeout(1) }).catch(() => {});
    }
    http.request(request, { signal: AbortSignal.timeout(50) }).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).toHaveLength(11);
  });

  it('fails for one credential without the others', async () => {
    const network = createCarrierNetwork({
      clock: createLeapingClock(),
      maxAttempts: 1,
      fetch: async (url) => jsonResponse({}, url.includes('broken') ? 500 : 200),
    });
    const broken = network('acme', 'one', { concurrency: 4 });
    for (let made = 0; made < 5; made += 1) await broken.request({ method: 'GET', url: `${origin}/broken` });
    await expect(broken.request(request)).rejects.toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
    expect((await network('acme', 'other', { concurrency: 4 }).request(request)).status).toBe(200);
  });

  it('is told to the logger', async () => {
    const { http, logged } = createHttpUnderTest(() => jsonResponse({}, 500), {
      clock: createLeapingClock(),
      maxAttempts: 1,
    });
    for (let made = 0; made < 5; made += 1) await http.request(request);
    expect(logged).toContainEqual([
      'breaker.opened',
      { carrier: 'acme', because: 'down', retryAfterMs: 30_000 },
    ]);
  });
});

describe('a carrier that refuses the credentials', () => {
  it('is not asked a sixth time for a token, and the error still says what to fix', async () => {
    const { http, calls } = createHttpUnderTest(() => jsonResponse({}, 401), { clock: createLeapingClock() });
    const grant = grantFor(origin);
    for (let made = 0; made < 5; made += 1) {
      await expect(http.request(request, { grant })).rejects.toMatchObject({ code: 'CARRIER_AUTH' });
    }
    await expect(http.request(request, { grant })).rejects.toMatchObject({
      code: 'CARRIER_AUTH',
      retryable: false,
      retryAfterMs: 30_000,
    });
    expect(calls).toHaveLength(5);
  });

  it('is asked again after the while', async () => {
    const clock = createLeapingClock();
    const { http } = createHttpUnderTest(() => jsonResponse({}, 401), { clock });
    for (let made = 0; made < 5; made += 1) await http.request(request);
    clock.move(30_000);
    expect((await http.request(request)).status).toBe(401);
  });
});
