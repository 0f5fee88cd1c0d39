/** Login with Amazon: the seller's refresh token, in a form, becomes an access token of an hour. */

import type { GrantedToken, HttpReply, OAuthGrant } from '../../http/exchange.ts';
import { toCredentialKey } from '../credential-key.ts';
import { filled, readWire } from '../wire.ts';
import { tokenFailure } from './failure.ts';
import { apiOriginOf, type CheckedAmazonAccount, tokenOriginOf } from './options.ts';
import { amazonToken } from './wire.ts';

/** Tells credentials apart without holding them; Amazon counts calls per app and seller, so no business is in it. */
export function credentialKeyOf(account: CheckedAmazonAccount | null): string {
  if (account === null) return toCredentialKey('amazon');
  const { clientId, clientSecret, refreshToken } = account;
  return toCredentialKey('amazon', apiOriginOf(account), clientId, clientSecret, refreshToken);
}

export function createGrant(account: CheckedAmazonAccount): OAuthGrant {
  const { clientId, clientSecret, refreshToken } = account;
  return {
    key: credentialKeyOf(account),
    request: () => ({
      method: 'POST',
      url: `${tokenOriginOf(account)}/auth/o2/token`,
      headers: {
        accept: 'application/json',
        // JSON is refused here.
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
    }),
    read: readToken,
    authorize: (token) => ({ 'x-amz-access-token': token }),
    // Amazon lists the expired token under 403.
    refusalStatuses: [401, 403],
  };
}

function readToken({ status, body, retryAfterMs }: HttpReply): GrantedToken {
  const { wire } = readWire(amazonToken, body);
  const token = filled(wire?.access_token);
  if (status >= 200 && status < 300 && token !== null) {
    const seconds = Number(filled(wire?.expires_in) ?? Number.NaN);
    return { token, expiresInMs: seconds > 0 && Number.isFinite(seconds) ? seconds * 1_000 : undefined };
  }
  throw tokenFailure(body, { httpStatus: status, retryAfterMs });
}
