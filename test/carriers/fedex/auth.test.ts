/** The token request, and what its answers mean. */

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createGrant } from '../../../src/carriers/fedex/auth.ts';
import type { CheckedFedexOptions } from '../../../src/carriers/fedex/options.ts';
import { isTrackingError } from '../../../src/errors.ts';

const OPTIONS: CheckedFedexOptions = {
  clientId: 'the-client-id',
  clientSecret: 'the&client secret',
  environment: 'production',
  locale: 'en_US',
  grantType: 'client_credentials',
  pieces: false,
};

const reply = (status: number, body: unknown, retryAfterMs?: number) => ({
  status,
  body,
  headers: {},
  retryAfterMs,
});

function failureOf(status: number, body: unknown, retryAfterMs?: number): unknown {
  try {
    createGrant(OPTIONS).read(reply(status, body, retryAfterMs));
  } catch (error) {
    return isTrackingError(error) ? error.toJSON() : String(error);
  }
  return 'granted';
}

it('asks for a token with the credentials in the form', () => {
  expect(createGrant(OPTIONS).request()).toEqual({
    method: 'POST',
    url: 'https://apis.fedex.com/oauth/token',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials&client_id=the-client-id&client_secret=the%26client+secret',
  });
});

it.each([
  [{ environment: 'test' as const }, 'https://apis-sandbox.fedex.com/oauth/token'],
  [{ baseUrl: 'http://127.0.0.1:1234/' }, 'http://127.0.0.1:1234/oauth/token'],
])('asks at the host of %j', (change, url) => {
  expect(createGrant({ ...OPTIONS, ...change }).request().url).toBe(url);
});

it('asks on behalf of a child', () => {
  const grantType = 'client_pc_credentials';
  const { body } = createGrant({ ...OPTIONS, grantType, childKey: 'c', childSecret: 's' }).request();
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    grant_type: grantType,
    client_id: 'the-client-id',
    client_secret: 'the&client secret',
    child_key: 'c',
    child_secret: 's',
  });
});

it.each([3599, '3599'])('reads a lifetime of %j seconds', (expiresIn) => {
  const granted = createGrant(OPTIONS).read(reply(200, { access_token: 'abc', expires_in: expiresIn }));
  expect(granted).toEqual({ token: 'abc', expiresInMs: 3_599_000 });
});

it.each(['soon', '', -1, undefined])('does not invent a lifetime from %j', (expiresIn) => {
  const granted = createGrant(OPTIONS).read(reply(200, { access_token: 'abc', expires_in: expiresIn }));
  expect(granted.expiresInMs).toBeUndefined();
});

it.each([
  [400, { errors: [{ code: 'BAD.REQUEST.ERROR' }] }, 'CARRIER_RESPONSE'],
  [401, { errors: [{ code: 'NOT.AUTHORIZED.ERROR' }] }, 'CARRIER_AUTH'],
  [401, '<html></html>', 'CARRIER_AUTH'],
  [403, { errors: [{ code: 'FORBIDDEN.ERROR' }] }, 'CARRIER_RATE_LIMITED'],
  [429, {}, 'CARRIER_RATE_LIMITED'],
  [503, null, 'CARRIER_UNAVAILABLE'],
  [200, {}, 'CARRIER_RESPONSE'],
  [200, { access_token: '' }, 'CARRIER_RESPONSE'],
])('reads HTTP %s with %j as %s', (status, body, code) => {
  expect(failureOf(status, body)).toMatchObject({ code, carrier: 'fedex' });
});

it.each([
  [undefined, 600_000],
  [1_000, 600_000],
  [900_000, 900_000],
])('waits at least ten minutes after the penalty (stated: %j)', (stated, expected) => {
  expect(failureOf(403, {}, stated)).toMatchObject({ retryAfterMs: expected });
});

it('repeats nothing of the answer but its code', () => {
  const echo = { errors: [{ code: 'NOT.AUTHORIZED.ERROR', message: 'unknown the&client secret' }] };
  const odd = { errors: [{ code: 'the&client secret' }] };
  expect(
    [failureOf(401, echo), failureOf(401, odd)].map((failure) =>
      JSON.stringify(failure).includes('the&client'),
    ),
  ).toEqual([false, false]);
});

it('never shows the credentials of a grant', () => {
  expect(inspect(createGrant(OPTIONS), { depth: 20, showHidden: true })).not.toContain('the-client');
});
