/** A carrier's HTTP with a network made of a function, and everything it says collected. */

import { failureOfStatus } from '../../src/carriers/failure.ts';
import { type CarrierHttpConfig, createCarrierHttp } from '../../src/http/carrier-http.ts';
import type { CarrierHttp, HttpAttempt, HttpReply, OAuthGrant } from '../../src/http/exchange.ts';
import { createTokenCache } from '../../src/http/oauth-token.ts';
import { createRetryBudget } from '../../src/http/retry-budget.ts';
import type { Clock } from '../../src/time/clock.ts';

export type ScriptedCall = {
  readonly url: string;
  readonly init: RequestInit;
  readonly authorization: string | null;
};
/** Answers the `count`th call, counted from 1. */
export type Script = (call: ScriptedCall, count: number) => Response | Promise<Response>;

export type HttpUnderTest = {
  readonly http: CarrierHttp;
  readonly calls: readonly ScriptedCall[];
  readonly attempts: readonly HttpAttempt[];
  readonly logged: readonly unknown[][];
};

export function createHttpUnderTest(
  script: Script,
  { clock, ...config }: Partial<CarrierHttpConfig> & { readonly clock: Clock },
): HttpUnderTest {
  const calls: ScriptedCall[] = [];
  const attempts: HttpAttempt[] = [];
  const logged: unknown[][] = [];
  const listen = (...said: unknown[]) => void logged.push(said);
  const http = createCarrierHttp({
    carrier: 'acme',
    clock,
    concurrency: 1_000,
    tokens: createTokenCache({ clock }),
    retryBudget: createRetryBudget(),
    random: () => 0.5,
    logger: { debug: listen, info: listen, warn: listen, error: listen },
    onAttempt: (attempt) => void attempts.push(attempt),
    fetch: async (url, init) => {
      const call = { url, init, authorization: new Headers(init.headers).get('authorization') };
      calls.push(call);
      return script(call, calls.length);
    },
    ...config,
  });
  return { http, calls, attempts, logged };
}

export const jsonResponse = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers });

/** What `fetch` rejects with when the connection fails: the code is on the cause. */
export const networkFailure = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`secret detail ${code}`), { code }) });

/** A grant as an adapter would make it, for a token endpoint beside the API. */
export const grantFor = (origin: string, key = 'key'): OAuthGrant => ({
  key,
  request: () => ({
    method: 'POST',
    url: `${origin}/oauth/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  }),
  read: (reply: HttpReply) => {
    const { status, retryAfterMs } = reply;
    if (status !== 200) throw failureOfStatus(status, 'acme: no token', { carrier: 'acme', retryAfterMs });
    const { access_token: token, expires_in: seconds } = reply.body as {
      access_token: string;
      expires_in: number;
    };
    return { token, expiresInMs: seconds * 1000 };
  },
});
