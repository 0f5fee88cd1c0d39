import ky from 'ky';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CarrierHttpConfig, createCarrierHttp } from '../../src/http/carrier-http.ts';
import type { HttpAttempt, HttpRequest, OAuthGrant } from '../../src/http/exchange.ts';
import { createTokenCache } from '../../src/http/oauth-token.ts';
import { createRetryBudget } from '../../src/http/retry-budget.ts';
import { systemClock } from '../../src/time/clock.ts';
import { canary, findCanaries } from '../support/canaries.ts';
import { createFaultServer, type FaultServer } from '../support/fault-server.ts';
import { FAULTS, type FaultName, makeGzipBomb } from '../support/faults.ts';
import { grantFor } from '../support/http-under-test.ts';

const PLACES = [
  'authorization',
  'basic',
  'api-key',
  'cookie',
  'query',
  'body',
  'token',
  'token-body',
  'answer',
  'location',
  'foreign-error',
  'foreign-cause',
  'key',
] as const;

let server: FaultServer;
beforeAll(async () => {
  await makeGzipBomb();
  server = await createFaultServer({
    answer: () => ({ secret: canary('answer') }),
    token: () => ({ access_token: 'token', secret: canary('answer'), expires_in: 3_600 }),
  });
});
afterEach(() => server.reset());
afterAll(() => server.close());

const basic = Buffer.from(`id:${canary('basic')}`).toString('base64');

const requestTo = (origin: string): HttpRequest => ({
  method: 'POST',
  url: `${origin}/track?secret=${encodeURIComponent(canary('query'))}`,
  query: { key: canary('query') },
  headers: {
    authorization: `Bearer ${canary('authorization')}`,
    'x-basic': `Basic ${basic}`,
    'x-api-key': canary('api-key'),
    cookie: canary('cookie'),
  },
  body: JSON.stringify({ client_secret: canary('body') }),
});

const leakyGrant = (origin: string): OAuthGrant => ({
  ...grantFor(origin),
  request: () => ({ ...grantFor(origin).request(), body: `client_secret=${canary('token-body')}` }),
  read: (reply) => ({ ...grantFor(origin).read(reply), token: canary('token') }),
});

/** Makes the call, and gives everything that is thrown, hooked or logged, and what a host can hold on to. */
async function everythingShown(grant: OAuthGrant | undefined, config: Partial<CarrierHttpConfig> = {}) {
  const shown: unknown[] = [];
  const listen = (...said: unknown[]) => void shown.push(said);
  const tokens = createTokenCache({ clock: systemClock });
  const http = createCarrierHttp({
    carrier: 'acme',
    clock: systemClock,
    concurrency: 4,
    deadlineMs: 300,
    random: () => 0.05,
    tokens,
    retryBudget: createRetryBudget(),
    logger: { debug: listen, info: listen, warn: listen, error: listen },
    onAttempt: (attempt: HttpAttempt) => void shown.push(attempt),
    ...config,
  });
  await http.request(requestTo(server.origin), { grant }).catch((error: unknown) => shown.push(error));
  expect(shown).not.toHaveLength(0);
  return [...shown, http, tokens];
}

describe('no secret is shown', () => {
  const names = Object.keys(FAULTS) as FaultName[];
  const redirect = { location: `https://elsewhere.test/?secret=${encodeURIComponent(canary('location'))}` };

  it.each(names)('when the API has the fault %s', async (name) => {
    server.fault(name, redirect);
    expect(findCanaries(PLACES, ...(await everythingShown(undefined)))).toEqual([]);
  });

  it.each(names)('when the token endpoint has the fault %s', async (name) => {
    server.fault(name, { ...redirect, at: 'token' });
    expect(findCanaries(PLACES, ...(await everythingShown(leakyGrant(server.origin))))).toEqual([]);
  });

  it('when the token is refused again and again', async () => {
    server.fault('status', { status: 401, text: JSON.stringify({ secret: canary('answer') }) });
    expect(findCanaries(PLACES, ...(await everythingShown(leakyGrant(server.origin))))).toEqual([]);
  });

  it('when all goes well', async () => {
    expect(findCanaries(PLACES, ...(await everythingShown(leakyGrant(server.origin))))).toEqual([]);
  });

  it("when the host's fetch fails with an error that holds the request", async () => {
    const fetch = (url: string, init: RequestInit) =>
      Promise.reject(
        Object.assign(
          new Error(canary('foreign-error'), { cause: { url, init, secret: canary('foreign-cause') } }),
          {
            init,
          },
        ),
      );
    expect(findCanaries(PLACES, ...(await everythingShown(undefined, { fetch })))).toEqual([]);
  });

  it('when a header cannot be sent', async () => {
    const grant = {
      ...leakyGrant(server.origin),
      read: () => ({ token: `${canary('token')}\n`, expiresInMs: 1 }),
    };
    expect(findCanaries(PLACES, ...(await everythingShown(grant)))).toEqual([]);
  });

  it('and the search would find one: an error of ky itself shows them', async () => {
    server.fault('status', { status: 400 });
    const { url, headers = {}, body = '' } = requestTo(server.origin);
    const error = await ky.post(url, { headers, body, retry: 0 }).catch((thrown: unknown) => thrown);
    expect(findCanaries(PLACES, error)).toEqual(
      expect.arrayContaining(['authorization', 'api-key', 'query']),
    );
  });
});
