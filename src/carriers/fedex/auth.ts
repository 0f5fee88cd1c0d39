/** FedEx's OAuth: credentials in the form body, one token for all calls of these credentials. */

import { CarrierRateLimitError } from '../../errors.ts';
import type { GrantedToken, HttpReply, OAuthGrant } from '../../http/exchange.ts';
import { toCredentialKey } from '../credential-key.ts';
import { filled, readWire } from '../wire.ts';
import { statementsOf } from './alerts.ts';
import { tokenFailure } from './failure.ts';
import { type CheckedFedexOptions, originOf } from './options.ts';
import { fedexEnvelope, fedexToken } from './wire.ts';

/** How long FedEx shuts out an address that asked for tokens too often; each further try extends it. */
const ADDRESS_PENALTY_MS = 600_000;

/** Tells credentials apart without holding them. */
export function credentialKeyOf(options: CheckedFedexOptions): string {
  const { clientId, clientSecret, grantType, childKey = '', childSecret = '' } = options;
  return toCredentialKey(
    'fedex',
    originOf(options),
    clientId,
    clientSecret,
    grantType,
    childKey,
    childSecret,
  );
}

export function createGrant(options: CheckedFedexOptions): OAuthGrant {
  const { clientId, clientSecret, grantType, childKey, childSecret } = options;
  const form = new URLSearchParams({
    grant_type: grantType,
    client_id: clientId,
    client_secret: clientSecret,
  });
  if (childKey !== undefined) form.set('child_key', childKey);
  if (childSecret !== undefined) form.set('child_secret', childSecret);
  return {
    key: credentialKeyOf(options),
    request: () => ({
      method: 'POST',
      url: `${originOf(options)}/oauth/token`,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    }),
    read: readToken,
  };
}

function readToken({ status, body, retryAfterMs }: HttpReply): GrantedToken {
  const { wire } = readWire(fedexToken, body);
  const token = filled(wire?.access_token);
  if (status >= 200 && status < 300 && token !== null) {
    const seconds = Number(filled(wire?.expires_in) ?? Number.NaN);
    return { token, expiresInMs: seconds > 0 && Number.isFinite(seconds) ? seconds * 1_000 : undefined };
  }
  if (status === 403) {
    throw new CarrierRateLimitError(
      'fedex: tokens were asked for too often from this address; FedEx shuts it out for ten minutes',
      { carrier: 'fedex', httpStatus: status, retryAfterMs: Math.max(retryAfterMs ?? 0, ADDRESS_PENALTY_MS) },
    );
  }
  throw tokenFailure(statementsOf(readWire(fedexEnvelope, body).wire?.errors)[0] ?? {}, status, retryAfterMs);
}
