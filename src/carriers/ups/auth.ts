/** UPS's OAuth: client credentials in a Basic header, one token for all calls of these credentials. */

import type { GrantedToken, HttpReply, OAuthGrant } from '../../http/exchange.ts';
import { toCredentialKey } from '../credential-key.ts';
import { filled, readWire } from '../wire.ts';
import { readRefusal, upsFailure } from './failure.ts';
import { type CheckedUpsOptions, originOf } from './options.ts';
import { upsToken } from './wire.ts';

/** Tells credentials apart without holding them. */
export function credentialKeyOf(options: CheckedUpsOptions): string {
  const { clientId, clientSecret, merchantId = '' } = options;
  return toCredentialKey('ups', originOf(options), clientId, clientSecret, merchantId);
}

export function createGrant(options: CheckedUpsOptions): OAuthGrant {
  const { clientId, clientSecret, merchantId } = options;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return {
    key: credentialKeyOf(options),
    request: () => ({
      method: 'POST',
      // Unlike the API's own paths, this one has no `/api` before it.
      url: `${originOf(options)}/security/v1/oauth/token`,
      headers: {
        accept: 'application/json',
        authorization: `Basic ${basic}`,
        'content-type': 'application/x-www-form-urlencoded',
        ...(merchantId === undefined ? {} : { 'x-merchant-id': merchantId }),
      },
      body: 'grant_type=client_credentials',
    }),
    read: readToken,
  };
}

function readToken({ status, body, retryAfterMs }: HttpReply): GrantedToken {
  const { wire } = readWire(upsToken, body);
  const token = filled(wire?.access_token);
  if (status >= 200 && status < 300 && token !== null) {
    const seconds = Number(filled(wire?.expires_in) ?? Number.NaN);
    return { token, expiresInMs: seconds > 0 && Number.isFinite(seconds) ? seconds * 1_000 : undefined };
  }
  throw upsFailure(readRefusal(body), { httpStatus: status, retryAfterMs });
}
