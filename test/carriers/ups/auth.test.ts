/** The token request, and what its answers mean. */

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createGrant } from '../../../src/carriers/ups/auth.ts';
import type { CheckedUpsOptions } from '../../../src/carriers/ups/options.ts';
import { isTrackingError } from '../../../src/errors.ts';

const OPTIONS: CheckedUpsOptions = {
  clientId: 'the-client-id',
  clientSecret: 'the-client-secret',
  environment: 'production',
  transactionSrc: 'parceltrail',
  signature: false,
  proofOfDelivery: false,
  milestones: false,
  pieces: false,
};

const reply = (status: number, body: unknown) => ({ status, body, headers: {}, retryAfterMs: undefined });

function failureOf(status: number, body: unknown): string {
  try {
    createGrant(OPTIONS).read(reply(status, body));
  } catch (error) {
    return isTrackingError(error) ? error.code : String(error);
  }
  return 'granted';
}

it('asks for a token with the credentials in a Basic header', () => {
  expect(createGrant(OPTIONS).request()).toEqual({
    method: 'POST',
    url: 'https://onlinetools.ups.com/security/v1/oauth/token',
    headers: {
      accept: 'application/json',
      authorization: `Basic ${Buffer.from('the-client-id:the-client-secret').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
});

it.each([
  [{ environment: 'test' as const }, 'https://wwwcie.ups.com/security/v1/oauth/token'],
  [{ baseUrl: 'http://127.0.0.1:1234/' }, 'http://127.0.0.1:1234/security/v1/oauth/token'],
])('asks at the host of %j', (change, url) => {
  expect(createGrant({ ...OPTIONS, ...change }).request().url).toBe(url);
});

it('names the account where one is given', () => {
  const { headers } = createGrant({ ...OPTIONS, merchantId: 'A1B2C3' }).request();
  expect(headers?.['x-merchant-id']).toBe('A1B2C3');
});

it.each(['14399', 14399])('reads a lifetime of %j seconds', (expiresIn) => {
  const granted = createGrant(OPTIONS).read(reply(200, { access_token: 'abc', expires_in: expiresIn }));
  expect(granted).toEqual({ token: 'abc', expiresInMs: 14_399_000 });
});

it.each(['soon', '', -1, undefined])('does not invent a lifetime from %j', (expiresIn) => {
  const granted = createGrant(OPTIONS).read(reply(200, { access_token: 'abc', expires_in: expiresIn }));
  expect(granted.expiresInMs).toBeUndefined();
});

it.each([
  [400, { response: { errors: [{ code: '10400', message: 'Invalid request' }] } }, 'CARRIER_RESPONSE'],
  [401, { response: { errors: [{ code: '10401', message: 'ClientId is Invalid' }] } }, 'CARRIER_AUTH'],
  [401, '<html></html>', 'CARRIER_AUTH'],
  [403, {}, 'CARRIER_AUTH'],
  [429, { response: { errors: [{ code: '10429', message: 'Too Many Requests' }] } }, 'CARRIER_RATE_LIMITED'],
  [503, null, 'CARRIER_UNAVAILABLE'],
  [200, {}, 'CARRIER_RESPONSE'],
  [200, { access_token: '' }, 'CARRIER_RESPONSE'],
])('reads HTTP %s with %j as %s', (status, body, code) => {
  expect(failureOf(status, body)).toBe(code);
});

it('never shows the credentials of a grant', () => {
  expect(inspect(createGrant(OPTIONS), { depth: 20, showHidden: true })).not.toContain('the-client');
});
