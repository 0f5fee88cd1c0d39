import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { HttpRequest, OAuthGrant } from '../../src/http/exchange.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import { createHttpUnderTest, grantFor, jsonResponse, type Script } from '../support/http-under-test.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

const origin = 'https://acme.test';
const request: HttpRequest = { method: 'GET', url: `${origin}/track/1`, headers: { 'x-locale': 'en_US' } };
const grant = grantFor(origin);

/** Grants numbered tokens, and answers API calls by the script. */
function carrier(api: Script, config: Parameters<typeof createHttpUnderTest>[1]) {
  let granted = 0;
  let apiCalls = 0;
  const underTest = createHttpUnderTest((call) => {
    if (!call.url.endsWith('/oauth/token')) {
      apiCalls += 1;
      return api(call, apiCalls);
    }
    granted += 1;
    return jsonResponse({ access_token: `token-${granted}`, expires_in: 3_600 });
  }, config);
  return { ...underTest, granted: () => granted, apiCalls: () => apiCalls };
}

/** Refuses these tokens. */
const refusing =
  (...tokens: string[]): Script =>
  ({ authorization }) =>
    jsonResponse(
      { saw: authorization },
      tokens.some((token) => authorization === `Bearer ${token}`) ? 401 : 200,
    );

describe('a call with a token', () => {
  it('carries it beside its own headers', async () => {
    const { http, calls } = carrier(refusing(), { clock: createLeapingClock() });
    await http.request(request, { grant });
    expect(calls[1]?.init.headers).toEqual({ 'x-locale': 'en_US', authorization: 'Bearer token-1' });
  });

  it('shares the token with fifty others', async () => {
    const { http, granted } = carrier(refusing(), { clock: createLeapingClock() });
    await Promise.all(Array.from({ length: 50 }, () => http.request(request, { grant })));
    expect(granted()).toBe(1);
  });

  it('is repeated once with a new token when the first is refused', async () => {
    const { http, granted, apiCalls, attempts } = carrier(refusing('token-1'), {
      clock: createLeapingClock(),
    });
    expect(await http.request(request, { grant })).toMatchObject({
      status: 200,
      body: { saw: 'Bearer token-2' },
    });
    expect(granted()).toBe(2);
    expect(apiCalls()).toBe(2);
    expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 200],
      [1, 401],
      [1, 200],
      [2, 200],
    ]);
  });

  it('hands up the 401 when the new token is refused as well', async () => {
    const { http, granted, apiCalls } = carrier(() => jsonResponse({}, 401), { clock: createLeapingClock() });
    expect((await http.request(request, { grant })).status).toBe(401);
    expect(granted()).toBe(2);
    expect(apiCalls()).toBe(2);
  });

  it('renews once for all whose token is refused at the same time', async () => {
    const { http, granted, apiCalls } = carrier(refusing('token-1'), { clock: createLeapingClock() });
    const replies = await Promise.all(Array.from({ length: 100 }, () => http.request(request, { grant })));
    expect(replies.every(({ status }) => status === 200)).toBe(true);
    expect(granted()).toBe(2);
    expect(apiCalls()).toBe(200);
  });

  it.each([403, 404, 500])('keeps its token after %d', async (status) => {
    const { http, granted } = carrier(() => jsonResponse({}, status), { clock: createLeapingClock() });
    await http.request(request, { grant });
    await http.request(request, { grant });
    expect(granted()).toBe(1);
  });

  it('carries it in the header that its grant names', async () => {
    const own: OAuthGrant = { ...grant, authorize: (token) => ({ 'x-acme-token': token }) };
    const { http, calls } = carrier(refusing(), { clock: createLeapingClock() });
    await http.request(request, { grant: own });
    expect(calls[1]?.init.headers).toEqual({ 'x-locale': 'en_US', 'x-acme-token': 'token-1' });
  });

  it('is repeated once after another status by which its grant says a token is refused', async () => {
    const own: OAuthGrant = { ...grant, refusalStatuses: [401, 403] };
    const { http, granted, apiCalls } = carrier((_call, count) => jsonResponse({}, count === 1 ? 403 : 200), {
      clock: createLeapingClock(),
    });
    expect([(await http.request(request, { grant: own })).status, granted(), apiCalls()]).toEqual([
      200, 2, 2,
    ]);
  });

  it('that is refused so again and again opens the breaker, as for 401', async () => {
    const own: OAuthGrant = { ...grant, refusalStatuses: [403] };
    const { http, apiCalls } = carrier(() => jsonResponse({}, 403), {
      clock: createLeapingClock(),
      failuresToOpen: 2,
    });
    const ask = () => http.request(request, { grant: own });
    expect([(await ask()).status, (await ask()).status]).toEqual([403, 403]);
    await expect(ask()).rejects.toMatchObject({ code: 'CARRIER_AUTH' });
    expect(apiCalls()).toBe(4);
  });

  it('makes no further attempts after those before the renewal, but the one replay', async () => {
    const statuses = [503, 503, 401, 503, 503];
    const { http, apiCalls } = carrier((_call, count) => jsonResponse({}, statuses[count - 1]), {
      clock: createLeapingClock(),
    });
    expect((await http.request(request, { grant })).status).toBe(503);
    expect(apiCalls()).toBe(4);
  });

  it('repeats the token request as any other', async () => {
    const { http, calls } = createHttpUnderTest(
      ({ url }, count) =>
        url.endsWith('/token') && count < 3
          ? jsonResponse({}, 503)
          : jsonResponse({ access_token: 'token', expires_in: 60 }),
      { clock: createLeapingClock() },
    );
    expect((await http.request(request, { grant })).status).toBe(200);
    expect(calls).toHaveLength(4);
  });

  it.each([
    [401, 'CARRIER_AUTH'],
    [500, 'CARRIER_UNAVAILABLE'],
    [429, 'CARRIER_RATE_LIMITED'],
  ])('fails as its grant reads a %d of the token endpoint', async (status, code) => {
    const { http } = createHttpUnderTest(() => jsonResponse({}, status), { clock: createLeapingClock() });
    await expect(http.request(request, { grant })).rejects.toMatchObject({ code });
  });

  it('fails in our own words when its grant cannot read the answer', async () => {
    const broken: OAuthGrant = { ...grant, read: (reply) => JSON.parse(`canary ${reply.body}`) };
    const { http } = createHttpUnderTest(() => jsonResponse({}), { clock: createLeapingClock() });
    const error = await http.request(request, { grant: broken }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CARRIER_RESPONSE', retryable: false });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('canary');
  });

  it('waits for its token within its own deadline', async () => {
    const clock = createManualClock(0);
    const { http } = createHttpUnderTest(() => new Promise(() => {}), { clock, deadlineMs: 500 });
    const call = http.request(request, { grant }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await clock.advance(500);
    expect(await call).toMatchObject({ code: 'CARRIER_UNAVAILABLE', retryable: true });
    expect(clock.pending).toBe(0);
  });
});
