/** What `fedex()` accepts, refuses, and never shows. */

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { type FedexOptions, fedex } from '../../../src/carriers/fedex/index.ts';
import { isTrackingError } from '../../../src/errors.ts';

const CREDENTIALS = { clientId: 'the-client-id', clientSecret: 'the-client-secret' };
const CHILD = {
  grantType: 'csp_credentials',
  childKey: 'the-client-child',
  childSecret: 'the-client-child-secret',
} as const;

function refusalOf(options: object): string {
  try {
    // Options from plain JavaScript are not checked by the compiler.
    fedex(options as FedexOptions);
  } catch (error) {
    return isTrackingError(error) ? `${error.code} ${error.message}` : String(error);
  }
  return 'accepted';
}

it.each([CREDENTIALS, { ...CREDENTIALS, ...CHILD }])('accepts %j', (options) => {
  expect(refusalOf(options)).toBe('accepted');
});

it.each([
  ['a missing client id', { clientSecret: 's' }, 'clientId: missing'],
  ['a blank client id', { clientId: ' ', clientSecret: 's' }, 'clientId: missing'],
  ['a missing secret', { clientId: 'i' }, 'clientSecret: missing'],
  ['a misspelt option', { ...CREDENTIALS, enviroment: 'test' }, 'enviroment'],
  ['an unknown environment', { ...CREDENTIALS, environment: 'sandbox' }, 'environment'],
  ['a base URL with a path', { ...CREDENTIALS, baseUrl: 'https://apis.fedex.com/track' }, 'baseUrl'],
  ['a base URL with credentials', { ...CREDENTIALS, baseUrl: 'http://a:b@localhost' }, 'baseUrl'],
  ['a base URL that is none', { ...CREDENTIALS, baseUrl: 'localhost' }, 'baseUrl'],
  ['a base URL of another protocol', { ...CREDENTIALS, baseUrl: 'file:///etc' }, 'baseUrl'],
  ['a locale of another form', { ...CREDENTIALS, locale: 'en-US' }, 'locale'],
  ['an unknown grant type', { ...CREDENTIALS, grantType: 'password' }, 'grantType'],
  ['half a child', { ...CREDENTIALS, ...CHILD, childSecret: undefined }, 'childKey'],
  ['a child without its grant type', { ...CREDENTIALS, ...CHILD, grantType: undefined }, 'childKey'],
])('refuses %s by name', (_what, options, named) => {
  const refusal = refusalOf(options);
  expect([refusal.startsWith('INVALID_OPTIONS fedex: '), refusal.includes(named)]).toEqual([true, true]);
});

it('says where a missing credential comes from', () => {
  expect(refusalOf({})).toContain('FedEx developer portal');
});

it('never repeats a credential it refuses', () => {
  expect(refusalOf({ clientId: 'the-client-id', clientSecret: ['the-client-secret'] })).not.toContain(
    'the-client',
  );
});

it('never shows its credentials', () => {
  const adapter = fedex({ ...CREDENTIALS, ...CHILD });
  expect(`${inspect(adapter, { depth: 20, showHidden: true })}${JSON.stringify(adapter)}`).not.toContain(
    'the-client',
  );
});

it.each<[string, Partial<FedexOptions>]>([
  ['another secret', { clientSecret: 'x' }],
  ['another client id', { clientId: 'x' }],
  ['another environment', { environment: 'test' }],
  ['a child', CHILD],
  ['another child secret', { ...CHILD, childSecret: 'x' }],
])('has another credential key for %s', (_what, change) => {
  expect(fedex({ ...CREDENTIALS, ...change }).credentialKey).not.toBe(fedex(CREDENTIALS).credentialKey);
});

it('has the same credential key for the same credentials', () => {
  expect(fedex({ ...CREDENTIALS, locale: 'de_DE' }).credentialKey).toBe(fedex(CREDENTIALS).credentialKey);
});

it('asks for at most thirty numbers at once', () => {
  expect(fedex(CREDENTIALS).capabilities).toEqual({
    batchSize: 30,
    concurrency: 4,
    push: true,
    needsAccount: true,
    scope: 'any_parcel',
    quota: { perSecond: 140, perDay: 100_000 },
  });
});

it('links to a page for people', () => {
  expect(fedex(CREDENTIALS).trackingUrl('986578788855')).toMatch(
    /^https:\/\/www\.fedex\.com\/.*986578788855$/,
  );
});
