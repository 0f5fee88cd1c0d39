/** DHL's credentials: a key for the Unified API, a user for MyDHL. No tokens; each goes on every call. */

import { toCredentialKey } from '../credential-key.ts';
import { type CheckedDhlOptions, mydhlUrl, unifiedUrl } from './options.ts';

/** Tells credentials apart without holding them. */
export function credentialKeyOf(options: CheckedDhlOptions): string {
  const { apiKey = '', express } = options;
  return toCredentialKey(
    'dhl',
    unifiedUrl(options),
    mydhlUrl(options),
    apiKey,
    express?.username ?? '',
    express?.password ?? '',
  );
}

/** The same for MyDHL alone, whose limits are none of Unified's. */
export function mydhlKeyOf(options: CheckedDhlOptions): string {
  const { username = '', password = '' } = options.express ?? {};
  return toCredentialKey('dhl', 'mydhl', mydhlUrl(options), username, password);
}

export const unifiedHeaders = ({ apiKey = '' }: CheckedDhlOptions): Readonly<Record<string, string>> => ({
  'DHL-API-Key': apiKey.trim(),
});

export function mydhlHeaders({ express }: CheckedDhlOptions): Readonly<Record<string, string>> {
  const { username = '', password = '' } = express ?? {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}
