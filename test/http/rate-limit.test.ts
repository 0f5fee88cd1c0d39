import { describe, expect, it } from 'vitest';
import { CarrierRateLimitError } from '../../src/errors.ts';
import { createCarrierNetwork } from '../../src/http/carrier-network.ts';
import type { HttpRequest, OAuthGrant } from '../../src/http/exchange.ts';
import { createHttpUnderTest, grantFor, jsonResponse } from '../support/http-under-test.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

const origin = 'https://acme.test';
const request: HttpRequest = { method: 'GET', url: `${origin}/track/1` };

const failing = (status: number, headers?: Record<string, string>) => () => jsonResponse({}, status, headers);

describe('a rate limit', () => {
  it('with a wait of two minutes costs one call, and no more in that time', async () => {
    const clock = createLeapingClock();
    const { http, calls } = createHttpUnderTest(failing(429, { 'retry-after': '120' }), { clock });
    expect(await http.request(request)).toMatchObject({ status: 429, retryAfterMs: 120_000 });
    clock.move(119_999);
    await expect(http.request(request)).rejects.toMatchObject({
      code: 'CARRIER_RATE_LIMITED',
      retryAfterMs: 1,
    });
    expect(calls).toHaveLength(1);
  });

  it('is over when its wait is', async () => {
    const clock = createLeapingClock();
    const { http } = createHttpUnderTest(
      (_call, count) => (count === 1 ? jsonResponse({}, 429, { 'retry-after': '120' }) : jsonResponse({})),
      { clock },
    );
    await http.request(request);
    clock.move(120_000);
    expect((await http.request(request)).status).toBe(200);
  });

  it('leaves other credentials and carriers alone', async () => {
    const clock = createLeapingClock();
    const network = createCarrierNetwork({
      clock,
      fetch: async (url) => jsonResponse({}, url.includes('busy') ? 429 : 200),
    });
    await network('acme', 'busy', { concurrency: 4 }).request({ method: 'GET', url: `${origin}/busy` });
    await expect(network('acme', 'busy', { concurrency: 4 }).request(request)).rejects.toMatchObject({
      code: 'CARRIER_RATE_LIMITED',
    });
    expect((await network('acme', 'idle', { concurrency: 4 }).request(request)).status).toBe(200);
    expect((await network('other', 'busy', { concurrency: 4 }).request(request)).status).toBe(200);
  });

  it.each(['-5', 'abc', undefined])('with a wait of %j pauses for the default', async (retryAfter) => {
    const clock = createLeapingClock();
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    const { http, calls } = createHttpUnderTest(failing(429, headers), { clock });
    expect(await http.request(request)).toMatchObject({ status: 429, retryAfterMs: 30_000 });
    await expect(http.request(request)).rejects.toMatchObject({ retryAfterMs: 30_000 });
    expect(calls).toHaveLength(1);
  });

  it('with a short wait, met amid a longer pause, tells of the longer', async () => {
    const { http } = createHttpUnderTest(
      (_call, count) => jsonResponse({}, 429, { 'retry-after': count === 1 ? '120' : '7' }),
      { clock: createLeapingClock() },
    );
    const replies = await Promise.all([http.request(request), http.request(request)]);
    expect(replies.map(({ retryAfterMs }) => retryAfterMs)).toEqual([120_000, 120_000]);
  });

  it('with a short wait is sat out', async () => {
    const clock = createLeapingClock();
    const { http, calls } = createHttpUnderTest(
      (_call, count) => (count === 1 ? jsonResponse({}, 429, { 'retry-after': '5' }) : jsonResponse({})),
      { clock },
    );
    expect((await http.request(request)).status).toBe(200);
    expect(calls).toHaveLength(2);
    expect(clock.waits).toEqual([5_000]);
  });

  it('with a wait of no time is not hammered', async () => {
    const clock = createLeapingClock();
    const { http, calls } = createHttpUnderTest(failing(429, { 'retry-after': '0' }), { clock });
    expect((await http.request(request)).status).toBe(429);
    expect(calls).toHaveLength(3);
    expect(clock.waits).toEqual([125, 250]);
  });

  it('with a wait of thirty years pauses for a day', async () => {
    const { http } = createHttpUnderTest(failing(429, { 'retry-after': '1000000000' }), {
      clock: createLeapingClock(),
    });
    expect((await http.request(request)).retryAfterMs).toBe(24 * 60 * 60 * 1_000);
  });

  it('stops the calls that wait for their turn', async () => {
    const { http, calls } = createHttpUnderTest(failing(429, { 'retry-after': '120' }), {
      clock: createLeapingClock(),
      concurrency: 1,
    });
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => http.request(request)));
    expect(calls).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(9);
  });

  it('at the token endpoint pauses the credential, in whichever words it is said', async () => {
    const { http, calls } = createHttpUnderTest(failing(403), { clock: createLeapingClock() });
    const limited: OAuthGrant = {
      ...grantFor(origin),
      read: () => {
        throw new CarrierRateLimitError('acme: blocked', { retryAfterMs: 600_000 });
      },
    };
    await expect(http.request(request, { grant: limited })).rejects.toMatchObject({ retryAfterMs: 600_000 });
    await expect(http.request(request)).rejects.toMatchObject({
      code: 'CARRIER_RATE_LIMITED',
      retryAfterMs: 600_000,
    });
    expect(calls).toHaveLength(1);
  });
});
