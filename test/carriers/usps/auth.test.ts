/** The token request, what its answers mean, and what a token may be used for. */

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createGrant } from '../../../src/carriers/usps/auth.ts';
import type { CheckedUspsOptions } from '../../../src/carriers/usps/options.ts';
import { isTrackingError } from '../../../src/errors.ts';

const OPTIONS: CheckedUspsOptions = {
  clientId: 'the-client-id',
  clientSecret: 'the&client secret',
  environment: 'production',
  bulk: true,
};

const reply = (status: number, body: unknown, retryAfterMs?: number) => ({
  status,
  body,
  headers: {},
  retryAfterMs,
});

const grantOf = (token: object) => createGrant(OPTIONS).read(reply(200, { access_token: 'abc', ...token }));

function failureOf(status: number, body: unknown, retryAfterMs?: number): unknown {
  try {
    createGrant(OPTIONS).read(reply(status, body, retryAfterMs));
  } catch (error) {
    return isTrackingError(error) ? error.toJSON() : String(error);
  }
  return 'granted';
}

it('asks for a token for tracking, with the credentials in the form', () => {
  expect(createGrant(OPTIONS).request()).toEqual({
    method: 'POST',
    url: 'https://apis.usps.com/oauth2/v3/token',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials&client_id=the-client-id&client_secret=the%26client+secret&scope=tracking',
  });
});

it.each([
  [{ environment: 'test' as const }, 'https://apis-tem.usps.com/oauth2/v3/token'],
  [{ baseUrl: 'http://127.0.0.1:1234/' }, 'http://127.0.0.1:1234/oauth2/v3/token'],
])('asks at the host of %j', (change, url) => {
  expect(createGrant({ ...OPTIONS, ...change }).request().url).toBe(url);
});

it.each([28_799, '28799'])('reads a lifetime of %j seconds', (expiresIn) => {
  expect(grantOf({ expires_in: expiresIn, scope: 'tracking' })).toEqual({
    token: 'abc',
    expiresInMs: 28_799_000,
  });
});

it.each(['soon', '', -1, undefined])('does not invent a lifetime from %j', (expiresIn) => {
  expect(grantOf({ expires_in: expiresIn }).expiresInMs).toBeUndefined();
});

it.each(['tracking', 'addresses tracking prices', ' tracking  '])('takes a token for %j', (scope) => {
  expect(grantOf({ scope }).token).toBe('abc');
});

it('takes a token that does not say what it is for', () => {
  expect([grantOf({}).token, grantOf({ scope: null }).token]).toEqual(['abc', 'abc']);
});

it.each(['', 'addresses prices', 'subscriptions-tracking', 'Tracking'])(
  'refuses a token for %j at once, naming the product to add',
  (scope) => {
    const failure = failureOf(200, { access_token: 'abc', scope });
    expect(failure).toMatchObject({ code: 'CARRIER_AUTH', carrier: 'usps', retryable: false });
    expect(JSON.stringify(failure)).toContain(
      'add the product Package Tracking and Notification (scope `tracking`) to the app',
    );
  },
);

it.each([
  [400, { error: 'invalid_request' }, 'CARRIER_RESPONSE'],
  [400, { error: 'unsupported_grant_type' }, 'CARRIER_RESPONSE'],
  [400, { error: 'invalid_scope' }, 'CARRIER_AUTH'],
  [400, { error: 'invalid_grant' }, 'CARRIER_AUTH'],
  [401, { error: 'invalid_client' }, 'CARRIER_AUTH'],
  [401, { error: 'unauthorized_client' }, 'CARRIER_AUTH'],
  [401, '<html></html>', 'CARRIER_AUTH'],
  [429, { error: 'invalid_client' }, 'CARRIER_RATE_LIMITED'],
  [429, {}, 'CARRIER_RATE_LIMITED'],
  [503, null, 'CARRIER_UNAVAILABLE'],
  [200, {}, 'CARRIER_RESPONSE'],
  [200, { access_token: '' }, 'CARRIER_RESPONSE'],
])('reads HTTP %s with %j as %s', (status, body, code) => {
  expect(failureOf(status, body)).toMatchObject({ code, carrier: 'usps' });
});

it('hands on how long to wait', () => {
  expect(failureOf(429, {}, 120_000)).toMatchObject({ retryAfterMs: 120_000 });
});

it('tells what to do about a scope that is not granted', () => {
  expect(JSON.stringify(failureOf(400, { error: 'invalid_scope' }))).toContain('add the product');
});

it('repeats nothing of the answer but its code', () => {
  const echo = { error: 'invalid_client', error_description: 'unknown the&client secret' };
  const odd = { error: 'the&client secret' };
  expect([failureOf(401, echo), failureOf(401, odd)].map((failure) => JSON.stringify(failure))).toEqual([
    expect.not.stringContaining('the&client'),
    expect.not.stringContaining('the&client'),
  ]);
});

it('never shows the credentials of a grant', () => {
  expect(inspect(createGrant(OPTIONS), { depth: 20, showHidden: true })).not.toContain('the-client');
});
