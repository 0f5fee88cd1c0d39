/** What `ups()` accepts, refuses, and never shows. */

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { type UpsOptions, ups } from '../../../src/carriers/ups/index.ts';
import { isTrackingError } from '../../../src/errors.ts';

const CREDENTIALS = { clientId: 'the-client-id', clientSecret: 'the-client-secret' };

function refusalOf(options: object): string {
  try {
    // Options from plain JavaScript are not checked by the compiler.
    ups(options as UpsOptions);
  } catch (error) {
    return isTrackingError(error) ? `${error.code} ${error.message}` : String(error);
  }
  return 'accepted';
}

it('accepts credentials alone', () => {
  expect(refusalOf(CREDENTIALS)).toBe('accepted');
});

it.each([
  ['a missing client id', { clientSecret: 's' }, 'clientId: missing'],
  ['a blank client id', { clientId: ' ', clientSecret: 's' }, 'clientId: missing'],
  ['a missing secret', { clientId: 'i' }, 'clientSecret: missing'],
  ['a misspelt option', { ...CREDENTIALS, enviroment: 'test' }, 'enviroment'],
  ['an unknown environment', { ...CREDENTIALS, environment: 'cie' }, 'environment'],
  ['a base URL with a path', { ...CREDENTIALS, baseUrl: 'https://onlinetools.ups.com/api' }, 'baseUrl'],
  ['a base URL with credentials', { ...CREDENTIALS, baseUrl: 'http://a:b@localhost' }, 'baseUrl'],
  ['a base URL that is none', { ...CREDENTIALS, baseUrl: 'localhost' }, 'baseUrl'],
  ['a base URL of another protocol', { ...CREDENTIALS, baseUrl: 'file:///etc' }, 'baseUrl'],
  ['a locale of another form', { ...CREDENTIALS, locale: 'en' }, 'locale'],
  ['a header that breaks the line', { ...CREDENTIALS, transactionSrc: 'a\r\nb: c' }, 'transactionSrc'],
])('refuses %s by name', (_what, options, named) => {
  const refusal = refusalOf(options);
  expect([refusal.startsWith('INVALID_OPTIONS ups: '), refusal.includes(named)]).toEqual([true, true]);
});

it('says where a missing credential comes from', () => {
  expect(refusalOf({})).toContain('UPS developer portal');
});

it('never repeats a credential it refuses', () => {
  expect(refusalOf({ clientId: 'the-client-id', clientSecret: ['the-client-secret'] })).not.toContain(
    'the-client',
  );
});

it('never shows its credentials', () => {
  const adapter = ups(CREDENTIALS);
  expect(`${inspect(adapter, { depth: 20, showHidden: true })}${JSON.stringify(adapter)}`).not.toContain(
    'the-client',
  );
});

it.each<[string, Partial<UpsOptions>]>([
  ['another secret', { clientSecret: 'x' }],
  ['another client id', { clientId: 'x' }],
  ['another environment', { environment: 'test' }],
  ['another account', { merchantId: 'A1B2C3' }],
])('has another credential key for %s', (_what, change) => {
  expect(ups({ ...CREDENTIALS, ...change }).credentialKey).not.toBe(ups(CREDENTIALS).credentialKey);
});

it('has the same credential key for the same credentials', () => {
  expect(ups({ ...CREDENTIALS, locale: 'de_DE' }).credentialKey).toBe(ups(CREDENTIALS).credentialKey);
});

it('links to a page for people', () => {
  expect(ups(CREDENTIALS).trackingUrl('1Z999AA10123456784')).toMatch(
    /^https:\/\/www\.ups\.com\/.*1Z999AA10123456784$/,
  );
});
