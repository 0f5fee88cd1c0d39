/** Asks Amazon Shipping, one call per number; an adapter without account says that nobody can be asked. */

import { NotAuthorizedError } from '../../errors.ts';
import type { OAuthGrant } from '../../http/exchange.ts';
import type { TrackResult } from '../../model/observation.ts';
import { toInstant } from '../../time/clock.ts';
import type { CarrierAdapter, TrackContext, TrackRequest } from '../carrier.ts';
import { apiOriginOf, type CheckedAmazonAccount } from './options.ts';
import { parseAmazon } from './parse.ts';

export function createAmazonTrack(account: CheckedAmazonAccount, grant: OAuthGrant): CarrierAdapter['track'] {
  return async (requests, context) => {
    const results = await Promise.all(requests.map((request) => trackOne(request, account, grant, context)));
    return results.flat();
  };
}

async function trackOne(
  { trackingNumber }: TrackRequest,
  account: CheckedAmazonAccount,
  grant: OAuthGrant,
  { http, clock, signal, policy, pii, keepRaw }: TrackContext,
): Promise<readonly TrackResult[]> {
  const reply = await http.request(
    {
      method: 'GET',
      url: `${apiOriginOf(account)}/shipping/v2/tracking`,
      headers: {
        accept: 'application/json',
        'user-agent': account.userAgent,
        'x-amzn-shipping-business-id': account.businessId,
      },
      query: { trackingId: trackingNumber, carrierId: account.carrierId },
    },
    { grant, signal },
  );
  return parseAmazon(reply.body, {
    trackingNumber,
    httpStatus: reply.status,
    retryAfterMs: reply.retryAfterMs,
    requestId: reply.headers['x-amzn-requestid'],
    observedAt: toInstant(clock.now()),
    source: 'poll',
    policy,
    pii,
    keepRaw,
  });
}

const NOT_ASKED =
  "amazon: shows third parties no parcels of its own shop, and this adapter has no Amazon Shipping account; hand Amazon's notifications to `parse`";

export const trackNothing: CarrierAdapter['track'] = async (requests) =>
  requests.map(({ trackingNumber }) => ({
    outcome: 'failed',
    carrier: 'amazon',
    trackingNumber,
    error: new NotAuthorizedError(NOT_ASKED, { carrier: 'amazon' }),
  }));
