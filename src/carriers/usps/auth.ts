/** USPS's OAuth: credentials in the form body, one token for all calls of these credentials, and what it may be used for. */

import { CarrierAuthError } from '../../errors.ts';
import type { GrantedToken, HttpReply, OAuthGrant } from '../../http/exchange.ts';
import { toCredentialKey } from '../credential-key.ts';
import { failureOfStatus } from '../failure.ts';
import { filled, readWire } from '../wire.ts';
import { ADD_TRACKING, readRefusal, uspsFailure } from './failure.ts';
import { type CheckedUspsOptions, originOf } from './options.ts';
import { uspsToken } from './wire.ts';

/** What an app must be allowed to ask; the longer word for subscriptions is another scope. */
const SCOPE = 'tracking';

const PLAIN_CODE = /^[a-z][a-z0-9_]{0,60}$/i;

export function createGrant(options: CheckedUspsOptions): OAuthGrant {
  const { clientId, clientSecret } = options;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: SCOPE,
  });
  return {
    key: toCredentialKey('usps', originOf(options), clientId, clientSecret),
    request: () => ({
      method: 'POST',
      url: `${originOf(options)}/oauth2/v3/token`,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    }),
    read: readToken,
  };
}

function readToken(reply: HttpReply): GrantedToken {
  const { status, body } = reply;
  const { wire } = readWire(uspsToken, body);
  const token = filled(wire?.access_token);
  if (status < 200 || status >= 300 || token === null) throw tokenFailure(reply);
  // USPS gives a token to apps that lack the product too, and refuses every call made with it.
  if (typeof wire?.scope === 'string' && !wire.scope.split(/\s+/).includes(SCOPE)) {
    throw new CarrierAuthError(`usps: this app's token is not for tracking; ${ADD_TRACKING}`, {
      carrier: 'usps',
      httpStatus: status,
    });
  }
  const seconds = Number(filled(wire?.expires_in) ?? Number.NaN);
  return { token, expiresInMs: seconds > 0 && Number.isFinite(seconds) ? seconds * 1_000 : undefined };
}

/** Only the code of the refusal is kept: the body it answers held the credentials. */
function tokenFailure({ status: httpStatus, body, retryAfterMs }: HttpReply): Error {
  const refusal = typeof body === 'object' && body !== null ? readRefusal(body) : null;
  const code = refusal?.code ?? null;
  if (code === null || !PLAIN_CODE.test(code)) {
    return failureOfStatus(httpStatus, 'usps: no token was given', {
      carrier: 'usps',
      httpStatus,
      retryAfterMs,
    });
  }
  return uspsFailure(
    { trackingNumber: null, status: undefined, code, message: null, detail: null },
    { httpStatus, retryAfterMs },
  );
}
