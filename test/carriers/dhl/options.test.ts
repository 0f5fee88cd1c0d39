/** What `dhl()` accepts, refuses, and never shows. */

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { type DhlOptions, dhl } from '../../../src/carriers/dhl/index.ts';
import { isTrackingError } from '../../../src/errors.ts';

const EXPRESS = { username: 'the-user', password: 'the-password' };
const BOTH: DhlOptions = { apiKey: 'the-api-key', express: EXPRESS };

function refusalOf(options: object): string {
  try {
    // Options from plain JavaScript are not checked by the compiler.
    dhl(options as DhlOptions);
  } catch (error) {
    return isTrackingError(error) ? `${error.code} ${error.message}` : String(error);
  }
  return 'accepted';
}

it.each<[string, object]>([
  ['an API key alone', { apiKey: 'the-api-key' }],
  ['a user of Express alone', { express: EXPRESS }],
  ['both', BOTH],
  [
    'everything',
    {
      ...BOTH,
      api: 'unified',
      service: 'parcel-de',
      environment: 'test',
      baseUrl: 'http://127.0.0.1:1234',
      language: 'de',
      requesterCountryCode: 'DE',
      originCountryCode: 'NL',
    },
  ],
])('accepts %s', (_what, options) => {
  expect(refusalOf(options)).toBe('accepted');
});

it.each([
  ['no credentials', {}, 'apiKey: missing'],
  ['a blank API key', { apiKey: ' ' }, 'apiKey: missing'],
  ['an API key that breaks the line', { apiKey: 'a\r\nb: c' }, 'apiKey: missing'],
  ['a user without a password', { express: { username: 'a' } }, 'express.password: missing'],
  ['a misspelt part of express', { express: { ...EXPRESS, user: 'a' } }, 'user'],
  ['Unified without its key', { express: EXPRESS, api: 'unified' }, 'apiKey: missing'],
  ['MyDHL without its user', { apiKey: 'k', api: 'mydhl' }, 'express: missing'],
  ['another API', { ...BOTH, api: 'xml' }, 'api'],
  ['a misspelt option', { ...BOTH, enviroment: 'test' }, 'enviroment'],
  ['an unknown division', { ...BOTH, service: 'parcel' }, 'service'],
  ['an unknown environment', { ...BOTH, environment: 'mock' }, 'environment'],
  ['a base URL with a path', { ...BOTH, baseUrl: 'https://api-eu.dhl.com/track' }, 'baseUrl'],
  ['a language of another form', { ...BOTH, language: 'eng' }, 'language'],
  ['a country of another form', { ...BOTH, requesterCountryCode: 'Germany' }, 'requesterCountryCode'],
])('refuses %s by name', (_what, options, named) => {
  const refusal = refusalOf(options);
  expect([refusal.startsWith('INVALID_OPTIONS dhl: '), refusal.includes(named)]).toEqual([true, true]);
});

it('says where a missing credential comes from', () => {
  expect(refusalOf({})).toContain('DHL developer portal');
});

it('never repeats a credential it refuses', () => {
  const options = { apiKey: ['the-api-key'], express: { username: 7, password: 'the-password\n' } };
  expect(refusalOf(options)).not.toMatch(/the-api-key|the-password/);
});

it('never shows its credentials', () => {
  const adapter = dhl(BOTH);
  expect(`${inspect(adapter, { depth: 20, showHidden: true })}${JSON.stringify(adapter)}`).not.toMatch(
    /the-/,
  );
});

it.each<[string, Partial<DhlOptions>]>([
  ['another API key', { apiKey: 'x' }],
  ['another user', { express: { ...EXPRESS, username: 'x' } }],
  ['another password', { express: { ...EXPRESS, password: 'x' } }],
  ['another environment', { environment: 'test' }],
  ['another host', { baseUrl: 'http://127.0.0.1:1234' }],
])('has another credential key for %s', (_what, change) => {
  expect(dhl({ ...BOTH, ...change }).credentialKey).not.toBe(dhl(BOTH).credentialKey);
});

it('has the same credential key for the same credentials', () => {
  expect(dhl({ ...BOTH, language: 'de' }).credentialKey).toBe(dhl(BOTH).credentialKey);
});

it('states the quota of a new key as the budget to start from', () => {
  expect(dhl(BOTH).capabilities).toMatchObject({ batchSize: 1, quota: { perSecond: 1, perDay: 250 } });
});

it('links to a page for people', () => {
  expect(dhl(BOTH).trackingUrl('3318810025')).toMatch(/^https:\/\/www\.dhl\.com\/.*3318810025$/);
});
