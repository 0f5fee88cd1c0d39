/** What `amazon()` accepts, refuses, and never shows. */

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { type AmazonAccountOptions, type AmazonOptions, amazon } from '../../../src/carriers/amazon/index.ts';
import { isTrackingError } from '../../../src/errors.ts';

const CREDENTIALS = {
  clientId: 'the-client-id',
  clientSecret: 'the-client-secret',
  refreshToken: 'the-client-refresh-token',
};
const ACCOUNT = { ...CREDENTIALS, businessId: 'AmazonShipping_US' };

function refusalOf(options: unknown): string {
  try {
    // Options from plain JavaScript are not checked by the compiler.
    amazon(options as AmazonOptions);
  } catch (error) {
    return isTrackingError(error) ? `${error.code} ${error.message}` : String(error);
  }
  return 'accepted';
}

it.each([
  ACCOUNT,
  { ...ACCOUNT, ingestOnly: false },
  { ...ACCOUNT, businessId: 'AmazonShipping_IT', carrierId: 'AMZN_IT' },
  { ...ACCOUNT, businessId: 'AmazonShipping_PL', carrierId: 'AMZN_PL', region: 'eu' },
  { ingestOnly: true },
])('accepts %j', (options) => {
  expect(refusalOf(options)).toBe('accepted');
});

it.each([
  ['nothing', undefined, 'expected object'],
  ['no options', {}, 'clientId: missing'],
  ['a blank client id', { ...ACCOUNT, clientId: ' ' }, 'clientId: missing'],
  ['a missing secret', { ...ACCOUNT, clientSecret: undefined }, 'clientSecret: missing'],
  ['a missing refresh token', { ...ACCOUNT, refreshToken: undefined }, 'refreshToken: missing'],
  ['a missing business', CREDENTIALS, 'businessId: missing'],
  ['a business of another form', { ...ACCOUNT, businessId: 'US' }, 'businessId'],
  ['a business of unknown region', { ...ACCOUNT, businessId: 'AmazonShipping_PL', carrierId: 'x' }, 'region'],
  ['a business of unknown carrier', { ...ACCOUNT, businessId: 'AmazonShipping_IT' }, 'getRates'],
  ['an unknown region', { ...ACCOUNT, region: 'us-east-1' }, 'region'],
  ['a misspelt option', { ...ACCOUNT, refershToken: 'x' }, 'refershToken'],
  ['an unknown environment', { ...ACCOUNT, environment: 'sandbox' }, 'environment'],
  ['a base URL with a path', { ...ACCOUNT, baseUrl: 'https://a.test/shipping' }, 'baseUrl'],
  ['a base URL with credentials', { ...ACCOUNT, baseUrl: 'http://a:b@localhost' }, 'baseUrl'],
  ['a user agent that is no header', { ...ACCOUNT, userAgent: 'a\nb' }, 'userAgent'],
  ['credentials nobody would use', { ...ACCOUNT, ingestOnly: true }, 'clientId'],
])('refuses %s by name', (_what, options, named) => {
  const refusal = refusalOf(options);
  expect([refusal.startsWith('INVALID_OPTIONS amazon: '), refusal.includes(named)]).toEqual([true, true]);
});

it('says how to do without an account', () => {
  expect(refusalOf({})).toContain('ingestOnly: true');
});

it('never repeats a credential it refuses', () => {
  const refusals = [
    refusalOf({ ...ACCOUNT, clientSecret: ['the-client-secret'] }),
    refusalOf({ ...ACCOUNT, ingestOnly: true }),
  ];
  expect(refusals.join()).not.toContain('the-client');
});

it('never shows its credentials', () => {
  const adapter = amazon(ACCOUNT);
  expect(`${inspect(adapter, { depth: 20, showHidden: true })}${JSON.stringify(adapter)}`).not.toContain(
    'the-client',
  );
});

it.each<[string, Partial<AmazonAccountOptions>]>([
  ['another secret', { clientSecret: 'x' }],
  ['another client id', { clientId: 'x' }],
  ['another seller', { refreshToken: 'x' }],
  ['another region', { region: 'fe' }],
  ['the sandbox', { environment: 'test' }],
])('has another credential key for %s', (_what, change) => {
  expect(amazon({ ...ACCOUNT, ...change }).credentialKey).not.toBe(amazon(ACCOUNT).credentialKey);
});

it('has the same credential key for another business, as Amazon counts calls of app and seller', () => {
  expect(amazon({ ...ACCOUNT, userAgent: 'shop', carrierId: 'AMZN_XX' }).credentialKey).toBe(
    amazon(ACCOUNT).credentialKey,
  );
});

it('says which parcels nobody else can ask for, and what it may ask', () => {
  expect(amazon(ACCOUNT).capabilities).toEqual({
    batchSize: 1,
    concurrency: 8,
    push: true,
    needsAccount: true,
    scope: 'own_labels',
    pushOnly: ['amazon_logistics', 'amazon_international'],
    quota: { perSecond: 80 },
  });
});

it('names among these only formats it has', () => {
  const { capabilities, formats } = amazon({ ingestOnly: true });
  const ids = formats.map(({ id }) => id);
  expect(capabilities.pushOnly?.filter((id) => !ids.includes(id))).toEqual([]);
});

it('links to a page for people', () => {
  expect(amazon(ACCOUNT).trackingUrl('TBA010000000000')).toMatch(
    /^https:\/\/track\.amazon\.com\/.*TBA010000000000$/,
  );
});
