/** Asks DHL: one call per number, at the API that the options or the number's form choose. */

import { CarrierAuthError } from '../../errors.ts';
import type { TrackResult } from '../../model/observation.ts';
import { toInstant } from '../../time/clock.ts';
import type { CarrierAdapter, TrackContext, TrackRequest } from '../carrier.ts';
import { mydhlRequest, unifiedRequest } from './ask.ts';
import { mydhlKeyOf } from './auth.ts';
import { divisionOfNumber } from './division.ts';
import type { CheckedDhlOptions } from './options.ts';
import { parseDhl } from './parse.ts';

export function createDhlTrack(options: CheckedDhlOptions): CarrierAdapter['track'] {
  return async (requests, context) =>
    // Reading for one number gives one result, so the results are in the order of the requests.
    (await Promise.all(requests.map((request) => trackOne(request, options, context)))).flat();
}

async function trackOne(
  request: TrackRequest,
  options: CheckedDhlOptions,
  context: TrackContext,
): Promise<readonly TrackResult[]> {
  const { trackingNumber, shipDate } = request;
  const api = apiFor(trackingNumber, options);
  if (api === null) return [notExpress(trackingNumber)];
  const { http, httpOf, signal, clock, policy, pii, keepRaw } = context;
  const reply =
    api === 'mydhl'
      ? await (httpOf?.(mydhlKeyOf(options)) ?? http).request(mydhlRequest(request, options), { signal })
      : await http.request(unifiedRequest(request, options), { signal });
  return parseDhl(reply.body, {
    trackingNumber,
    shipDate,
    service: options.service,
    httpStatus: reply.status,
    retryAfterMs: reply.retryAfterMs,
    observedAt: toInstant(clock.now()),
    source: 'poll',
    policy,
    pii,
    keepRaw,
  });
}

/** Null where no credentials are there for a number that can't be one of Express. */
function apiFor(trackingNumber: string, { api, apiKey, express, service }: CheckedDhlOptions) {
  if (api !== 'auto') return api;
  const division = service ?? divisionOfNumber(trackingNumber);
  if (express !== undefined && division === 'express') return 'mydhl';
  if (apiKey !== undefined) return 'unified';
  return division === undefined ? 'mydhl' : null;
}

const notExpress = (trackingNumber: string): TrackResult => ({
  outcome: 'failed',
  carrier: 'dhl',
  trackingNumber,
  error: new CarrierAuthError(
    'dhl: this is no number of DHL Express; give an apiKey for the Unified API, which knows the other divisions',
    { carrier: 'dhl' },
  ),
});
