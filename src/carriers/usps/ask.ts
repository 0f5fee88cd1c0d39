/** The ways to ask USPS: one number in full detail, and up to 35 in one call. */

import type { HttpReply, OAuthGrant } from '../../http/exchange.ts';
import type { TrackContext, TrackRequest } from '../carrier.ts';
import { toUsPostalCode } from './lives.ts';
import { type CheckedUspsOptions, originOf } from './options.ts';

/** What tells the parcels of a re-used number apart. */
export type AskHints = Pick<TrackRequest, 'shipDate' | 'destinationPostalCode'>;

export type AskUsps = {
  one(trackingNumber: string, hints?: AskHints): Promise<HttpReply>;
  many(trackingNumbers: readonly string[]): Promise<HttpReply>;
};

export function createAsk(
  options: CheckedUspsOptions,
  grant: OAuthGrant,
  { http, signal }: TrackContext,
): AskUsps {
  const origin = originOf(options);
  const call = { grant, signal };
  return {
    one: (trackingNumber, hints = {}) =>
      http.request(
        {
          method: 'GET',
          url: `${origin}/tracking/v3/tracking/${encodeURIComponent(trackingNumber)}`,
          headers: { accept: 'application/json' },
          query: { expand: 'DETAIL', ...toQuery(hints) },
        },
        call,
      ),
    many: (trackingNumbers) =>
      http.request(
        {
          method: 'POST',
          url: `${origin}/tracking/v3r2/tracking`,
          headers: { accept: 'application/json', 'content-type': 'application/json' },
          body: JSON.stringify(trackingNumbers.map((trackingNumber) => ({ trackingNumber }))),
        },
        call,
      ),
  };
}

function toQuery({ shipDate, destinationPostalCode }: AskHints): Record<string, string> {
  const postalCode = toUsPostalCode(destinationPostalCode);
  return {
    ...(shipDate === undefined ? {} : { mailingDate: shipDate }),
    ...(postalCode === null ? {} : { destinationZIPCode: postalCode }),
  };
}
