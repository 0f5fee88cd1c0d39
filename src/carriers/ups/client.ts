/** Asks UPS: one call per number, and with `pieces` one more per page of the shipment's other parcels. */

import type { OAuthGrant } from '../../http/exchange.ts';
import type { TrackResult } from '../../model/observation.ts';
import { toInstant } from '../../time/clock.ts';
import type { CarrierAdapter, TrackContext, TrackRequest } from '../carrier.ts';
import { createFetch, type FetchUps } from './fetch-ups.ts';
import type { CheckedUpsOptions } from './options.ts';
import { parseUps } from './parse.ts';
import { withPieces } from './pieces.ts';

export function createUpsTrack(options: CheckedUpsOptions, grant: OAuthGrant): CarrierAdapter['track'] {
  return async (requests, context) => {
    const fetchUps = createFetch(options, grant, context);
    // Reading for one number gives one result, so the results are in the order of the requests.
    const results = await Promise.all(
      requests.map((request) => trackOne(request, fetchUps, options, context)),
    );
    return results.flat();
  };
}

async function trackOne(
  request: TrackRequest,
  fetchUps: FetchUps,
  options: CheckedUpsOptions,
  { clock, policy, pii, keepRaw }: TrackContext,
): Promise<readonly TrackResult[]> {
  const { trackingNumber, shipDate, carrierUniqueId } = request;
  const reply = await fetchUps(`details/${encodeURIComponent(trackingNumber)}`, detailsQuery(options));
  const results = parseUps(reply.body, {
    trackingNumber,
    shipDate,
    carrierUniqueId,
    httpStatus: reply.status,
    retryAfterMs: reply.retryAfterMs,
    observedAt: toInstant(clock.now()),
    source: 'poll',
    policy,
    pii,
    keepRaw,
  });
  if (!options.pieces) return results;
  return Promise.all(
    results.map(async (result) =>
      result.outcome === 'found'
        ? { ...result, observation: await withPieces(result.observation, fetchUps, policy) }
        : result,
    ),
  );
}

const detailsQuery = ({ signature, proofOfDelivery, milestones }: CheckedUpsOptions) => ({
  ...(signature ? { returnSignature: 'true' } : {}),
  ...(proofOfDelivery ? { returnPOD: 'true' } : {}),
  ...(milestones ? { returnMilestones: 'true' } : {}),
});
