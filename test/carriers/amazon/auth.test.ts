/** The token request, what its answers mean, and how a token travels. */

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createGrant } from '../../../src/carriers/amazon/auth.ts';
import type { CheckedAmazonAccount } from '../../../src/carriers/amazon/options.ts';
import { isTrackingError } from '../../../src/errors.ts';

const ACCOUNT: CheckedAmazonAccount = {
  clientId: 'the-client-id',
  clientSecret: 'the&client secret',
  refreshToken: 'Atzr|the-client-token',
  businessId: 'AmazonShipping_US',
  carrierId: 'AMZN_US',
  region: 'na',
  environment: 'production',
  userAgent: 'parceltrail',
};

const reply = (status: number, body: unknown, retryAfterMs?: number) => ({
  status,
  body,
  headers: {},
  retryAfterMs,
});

function failureOf(status: number, body: unknown, retryAfterMs?: number): unknown {
  try {
    createGrant(ACCOUNT).read(reply(status, body, retryAfterMs));
  } catch (error) {
    return isTrackingError(error) ? error.toJSON() : String(error);
  }
  return 'granted';
}

it("asks for a token with the seller's refresh token, in a form", () => {
  expect(createGrant(ACCOUNT).request()).toEqual({
    method: 'POST',
    url: 'https://api.amazon.com/auth/o2/token',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    },
    body: 'grant_type=refresh_token&refresh_token=Atzr%7Cthe-client-token&client_id=the-client-id&client_secret=the%26client+secret',
  });
});

it.each([
  [{ environment: 'test' as const }, 'https://api.amazon.com/auth/o2/token'],
  [{ region: 'fe' as const }, 'https://api.amazon.com/auth/o2/token'],
  [{ baseUrl: 'http://127.0.0.1:1234/' }, 'http://127.0.0.1:1234/auth/o2/token'],
])('asks at the host of %j', (change, url) => {
  expect(createGrant({ ...ACCOUNT, ...change }).request().url).toBe(url);
});

it('puts the token into the header of its own that Amazon has', () => {
  expect(createGrant(ACCOUNT).authorize?.('Atza|abc')).toEqual({ 'x-amz-access-token': 'Atza|abc' });
});

it('takes 403 for a token that has expired, as well as 401', () => {
  expect(createGrant(ACCOUNT).refusalStatuses).toEqual([401, 403]);
});

it.each([3600, '3600'])('reads a lifetime of %j seconds', (expiresIn) => {
  const granted = createGrant(ACCOUNT).read(reply(200, { access_token: 'abc', expires_in: expiresIn }));
  expect(granted).toEqual({ token: 'abc', expiresInMs: 3_600_000 });
});

it.each(['soon', '', -1, undefined])('does not invent a lifetime from %j', (expiresIn) => {
  const granted = createGrant(ACCOUNT).read(reply(200, { access_token: 'abc', expires_in: expiresIn }));
  expect(granted.expiresInMs).toBeUndefined();
});

it.each([
  [401, { error: 'invalid_client' }, 'CARRIER_AUTH'],
  [400, { error: 'invalid_grant' }, 'CARRIER_AUTH'],
  [400, { error: 'unauthorized_client' }, 'CARRIER_AUTH'],
  [400, { error: 'unsupported_grant_type' }, 'CARRIER_RESPONSE'],
  [401, '<html></html>', 'CARRIER_AUTH'],
  [403, {}, 'CARRIER_AUTH'],
  [429, {}, 'CARRIER_RATE_LIMITED'],
  [503, null, 'CARRIER_UNAVAILABLE'],
  [200, {}, 'CARRIER_RESPONSE'],
  [200, { access_token: '' }, 'CARRIER_RESPONSE'],
])('reads HTTP %s with %j as %s', (status, body, code) => {
  expect(failureOf(status, body)).toMatchObject({ code, carrier: 'amazon', httpStatus: status });
});

it('hands on how long to wait', () => {
  expect(failureOf(429, {}, 7_000)).toMatchObject({ retryAfterMs: 7_000 });
});

it('repeats nothing of the answer but its code', () => {
  const told = { error: 'invalid_grant', error_description: 'unknown the&client secret' };
  const odd = { error: 'the&client secret' };
  const echo = { errors: [{ code: 'the&client secret', message: 'the&client secret' }] };
  expect(JSON.stringify([told, odd, echo].map((body) => failureOf(400, body)))).not.toContain('the&client');
});

it('never shows the credentials of a grant', () => {
  expect(inspect(createGrant(ACCOUNT), { depth: 20, showHidden: true })).not.toContain('the-client');
});
