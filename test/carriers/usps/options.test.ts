/** What `usps()` accepts, refuses, and never shows. */

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { type UspsOptions, usps } from '../../../src/carriers/usps/index.ts';
import { isTrackingError } from '../../../src/errors.ts';

const CREDENTIALS = { clientId: 'the-client-id', clientSecret: 'the-client-secret' };

function refusalOf(options: object): string {
  try {
    // Options from plain JavaScript are not checked by the compiler.
    usps(options as UspsOptions);
  } catch (error) {
    return isTrackingError(error) ? `${error.code} ${error.message}` : String(error);
  }
  return 'accepted';
}

it.each([CREDENTIALS, { ...CREDENTIALS, environment: 'test', bulk: false }])('accepts %j', (options) => {
  expect(refusalOf(options)).toBe('accepted');
});

it.each([
  ['a missing client id', { clientSecret: 's' }, 'clientId: missing'],
  ['a blank client id', { clientId: ' ', clientSecret: 's' }, 'clientId: missing'],
  ['a missing secret', { clientId: 'i' }, 'clientSecret: missing'],
  ['a misspelt option', { ...CREDENTIALS, enviroment: 'test' }, 'enviroment'],
  ['an unknown environment', { ...CREDENTIALS, environment: 'tem' }, 'environment'],
  ['a base URL with a path', { ...CREDENTIALS, baseUrl: 'https://apis.usps.com/tracking' }, 'baseUrl'],
  ['a base URL with credentials', { ...CREDENTIALS, baseUrl: 'http://a:b@localhost' }, 'baseUrl'],
  ['a base URL of another protocol', { ...CREDENTIALS, baseUrl: 'file:///etc' }, 'baseUrl'],
  ['a bulk that is no flag', { ...CREDENTIALS, bulk: 35 }, 'bulk'],
])('refuses %s by name', (_what, options, named) => {
  const refusal = refusalOf(options);
  expect([refusal.startsWith('INVALID_OPTIONS usps: '), refusal.includes(named)]).toEqual([true, true]);
});

it('says where a missing credential comes from', () => {
  expect(refusalOf({})).toContain('Consumer Key of your app in the USPS developer portal');
});

it('never repeats a credential it refuses', () => {
  expect(refusalOf({ clientId: 'the-client-id', clientSecret: ['the-client-secret'] })).not.toContain(
    'the-client',
  );
});

it('never shows its credentials', () => {
  const adapter = usps(CREDENTIALS);
  expect(`${inspect(adapter, { depth: 20, showHidden: true })}${JSON.stringify(adapter)}`).not.toContain(
    'the-client',
  );
});

it.each<[string, Partial<UspsOptions>]>([
  ['another secret', { clientSecret: 'x' }],
  ['another client id', { clientId: 'x' }],
  ['another environment', { environment: 'test' }],
  ['another host', { baseUrl: 'http://127.0.0.1:1234' }],
])('has another credential key for %s', (_what, change) => {
  expect(usps({ ...CREDENTIALS, ...change }).credentialKey).not.toBe(usps(CREDENTIALS).credentialKey);
});

it('has the same credential key for the same credentials', () => {
  expect(usps({ ...CREDENTIALS, bulk: false }).credentialKey).toBe(usps(CREDENTIALS).credentialKey);
});

it('asks for at most 35 numbers at once, sees its own labels, and plans with 60 calls an hour', () => {
  expect(usps(CREDENTIALS).capabilities).toEqual({
    batchSize: 35,
    concurrency: 2,
    push: true,
    needsAccount: true,
    scope: 'own_labels',
    quota: { perHour: 60 },
  });
});

it('links to a page for people', () => {
  expect(usps(CREDENTIALS).trackingUrl('9400111206206406260787')).toMatch(
    /^https:\/\/tools\.usps\.com\/.*9400111206206406260787$/,
  );
});

it('takes several numbers a call in bulk alone, so that a budget counts a call for each number else', () => {
  const { capabilities } = usps(CREDENTIALS);
  expect(capabilities.batchSize).toBe(35);
  expect(usps({ ...CREDENTIALS, bulk: false }).capabilities).toEqual({ ...capabilities, batchSize: 1 });
});
