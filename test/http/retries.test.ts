import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/http/exchange.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import { createHttpUnderTest, jsonResponse, networkFailure } from '../support/http-under-test.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

const request: HttpRequest = { method: 'GET', url: 'https://acme.test/track/1?key=k' };
const failing = (status: number, headers?: Record<string, string>) => () => jsonResponse({}, status, headers);
const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the attempts of one call', () => {
  it.each([500, 502, 503, 504, 408, 425])('end with the third %d, which is handed up', async (status) => {
    const clock = createLeapingClock();
    const { http, calls } = createHttpUnderTest(failing(status), { clock });
    expect((await http.request(request)).status).toBe(status);
    expect(calls).toHaveLength(3);
    expect(clock.waits).toEqual([125, 250]);
  });

  it.each([400, 403, 404, 410, 422])('end with the first %d', async (status) => {
    const { http, calls } = createHttpUnderTest(failing(status), { clock: createLeapingClock() });
    expect((await http.request(request)).status).toBe(status);
    expect(calls).toHaveLength(1);
  });

  it('end with the first good answer', async () => {
    const { http, calls } = createHttpUnderTest((_call, count) => jsonResponse({}, count < 3 ? 503 : 200), {
      clock: createLeapingClock(),
    });
    expect((await http.request(request)).status).toBe(200);
    expect(calls).toHaveLength(3);
  });

  it('throw what the last one came to when no answer came', async () => {
    const { http, calls } = createHttpUnderTest(
      (_call, count) => Promise.reject(networkFailure(count < 3 ? 'ECONNRESET' : 'ECONNREFUSED')),
      { clock: createLeapingClock() },
    );
    await expect(http.request(request)).rejects.toMatchObject({
      code: 'CARRIER_UNAVAILABLE',
      retryable: true,
      message: expect.stringContaining('the connection was refused'),
    });
    expect(calls).toHaveLength(3);
  });

  it.each([
    ['ENOTFOUND', 3],
    ['EAI_AGAIN', 3],
    ['ECONNRESET', 3],
    ['CERT_HAS_EXPIRED', 1],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 1],
  ])('are, for %s, %d', async (code, attempts) => {
    const { http, calls } = createHttpUnderTest(() => Promise.reject(networkFailure(code)), {
      clock: createLeapingClock(),
    });
    await expect(http.request(request)).rejects.toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
    expect(calls).toHaveLength(attempts);
  });

  it('hand up a wait that is too long to sit out', async () => {
    const { http, calls } = createHttpUnderTest(failing(503, { 'retry-after': '3600' }), {
      clock: createLeapingClock(),
    });
    expect(await http.request(request)).toMatchObject({ status: 503, retryAfterMs: 3_600_000 });
    expect(calls).toHaveLength(1);
  });

  it('end when the deadline leaves no time for the wait', async () => {
    const clock = createLeapingClock();
    const { http, calls } = createHttpUnderTest(failing(503, { 'retry-after': '4' }), {
      clock,
      deadlineMs: 6_000,
    });
    expect((await http.request(request)).status).toBe(503);
    expect(calls).toHaveLength(2);
  });

  it('are each told to the hook, without the query', async () => {
    const clock = createLeapingClock();
    const { http, attempts } = createHttpUnderTest(
      (_call, count) => {
        clock.move(40);
        return count === 1 ? Promise.reject(networkFailure('ECONNRESET')) : jsonResponse({}, 200);
      },
      { clock },
    );
    await http.request(request);
    const told = { carrier: 'acme', method: 'GET', url: 'https://acme.test/track/1', durationMs: 40 };
    expect(attempts).toEqual([
      { ...told, attempt: 1, error: expect.objectContaining({ code: 'CARRIER_UNAVAILABLE' }) },
      { ...told, attempt: 2, status: 200 },
    ]);
  });

  it('all stand under one deadline', async () => {
    const clock = createManualClock(0);
    const { http, calls } = createHttpUnderTest(
      (_call, count) => (count === 1 ? jsonResponse({}, 503) : new Promise(() => {})),
      { clock, deadlineMs: 1_000 },
    );
    const call = http.request(request).catch((error: unknown) => error);
    await turns();
    await clock.advance(125);
    await turns();
    expect(calls).toHaveLength(2);
    await clock.advance(874);
    expect(clock.pending).toBe(1);
    await clock.advance(1);
    expect(await call).toMatchObject({
      code: 'CARRIER_UNAVAILABLE',
      retryable: true,
      message: 'acme: no complete answer within 1000 ms (GET https://acme.test/track/1)',
    });
    expect(clock.pending).toBe(0);
  });

  it('leave no timer behind', async () => {
    const clock = createManualClock(0);
    const { http } = createHttpUnderTest(() => jsonResponse({}), { clock });
    await http.request(request);
    expect(clock.pending).toBe(0);
  });
});

describe('the retry budget of a carrier', () => {
  const outage = async (calls: number, budget?: { spend: () => boolean; earn: () => void }) => {
    const underTest = createHttpUnderTest(failing(500), {
      clock: createLeapingClock(),
      failuresToOpen: 1_000_000,
      logger: {},
      onAttempt: undefined,
      ...(budget ? { retryBudget: budget } : {}),
    });
    for (let made = 0; made < calls; made += 1) await underTest.http.request(request);
    return underTest.calls.length;
  };

  it('allows a hundred retries in an outage that three thousand calls meet', async () => {
    expect(await outage(3_000)).toBe(3_100);
  });

  it('is what does that: without it each call makes three attempts', async () => {
    expect(await outage(500, { spend: () => true, earn: () => {} })).toBe(1_500);
  });
});
