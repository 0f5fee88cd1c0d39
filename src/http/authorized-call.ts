/** Puts an OAuth token on a call; where the carrier refuses it, renews it once and repeats the call once. */

import { CarrierResponseError, isTrackingError } from '../errors.ts';
import type { Deadline } from '../time/deadline.ts';
import type { Attempts } from './attempts.ts';
import type { GrantedToken, HttpReply, HttpRequest, OAuthGrant } from './exchange.ts';
import type { TokenCache } from './oauth-token.ts';
import type { RatePause } from './rate-pause.ts';

export type AuthorizedCallOptions = {
  readonly carrier: string;
  readonly attempts: Attempts;
  readonly tokens: TokenCache;
  readonly pause: RatePause;
  readonly maxAttempts: number;
  /** A token request is shared by many calls, so it has a deadline of its own. */
  readonly startDeadline: (request: HttpRequest, parent: AbortSignal) => Deadline;
};

/** A refusal is handed up when the new token is refused as well. */
export type AuthorizedCall = (
  request: HttpRequest,
  grant: OAuthGrant,
  limit: { readonly deadline: Deadline; readonly maxAttempts: number },
) => Promise<HttpReply>;

export function createAuthorizedCall(options: AuthorizedCallOptions): AuthorizedCall {
  const { attempts, tokens } = options;
  return async (request, grant, { deadline, maxAttempts }) => {
    const getToken = () =>
      tokens.get(grant.key, (abandoned) => fetchToken(grant, abandoned, options), deadline.signal);

    const token = await getToken();
    const first = await attempts.run(withToken(request, grant, token), { deadline, maxAttempts });
    if (!refusesToken(grant, first.reply.status)) return first.reply;

    tokens.invalidate(grant.key, token);
    const renewed = await getToken();
    const second = await attempts.run(withToken(request, grant, renewed), {
      deadline,
      maxAttempts,
      attemptsBefore: first.attempts,
    });
    return second.reply;
  };
}

async function fetchToken(
  grant: OAuthGrant,
  abandoned: AbortSignal,
  { carrier, attempts, pause, maxAttempts, startDeadline }: AuthorizedCallOptions,
): Promise<GrantedToken> {
  const request = grant.request();
  const deadline = startDeadline(request, abandoned);
  try {
    const { reply } = await attempts.run(request, { deadline, maxAttempts });
    return readToken(grant, reply, carrier);
  } catch (error) {
    // Only the adapter knows how its carrier's token endpoint says "too often".
    if (isTrackingError(error) && error.code === 'CARRIER_RATE_LIMITED') pause.begin(error.retryAfterMs);
    throw error;
  } finally {
    deadline.dispose();
  }
}

function readToken(grant: OAuthGrant, reply: HttpReply, carrier: string): GrantedToken {
  try {
    return grant.read(reply);
  } catch (error) {
    if (isTrackingError(error)) throw error;
    // A foreign error may quote the reply, and with it the token.
    throw new CarrierResponseError(`${carrier}: the token endpoint's answer could not be read`, {
      carrier,
      httpStatus: reply.status,
    });
  }
}

/** Whether a reply of this status says that the token is no good. */
export const refusesToken = ({ refusalStatuses = [401] }: OAuthGrant, status: number): boolean =>
  refusalStatuses.includes(status);

const bearer = (token: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${token}` });

const withToken = (request: HttpRequest, grant: OAuthGrant, token: string): HttpRequest => ({
  ...request,
  headers: { ...request.headers, ...(grant.authorize ?? bearer)(token) },
});
