/** One call of the Track API, with what UPS wants on every call. */

import { randomUUID } from 'node:crypto';
import type { HttpReply, OAuthGrant } from '../../http/exchange.ts';
import type { TrackContext } from '../carrier.ts';
import { type CheckedUpsOptions, originOf } from './options.ts';

/** Fetches a path below `/api/track/v1/`. */
export type FetchUps = (path: string, query: Readonly<Record<string, string>>) => Promise<HttpReply>;

export const createFetch =
  (options: CheckedUpsOptions, grant: OAuthGrant, { http, signal }: TrackContext): FetchUps =>
  (path, query) =>
    http.request(
      {
        method: 'GET',
        url: `${originOf(options)}/api/track/v1/${path}`,
        headers: {
          accept: 'application/json',
          // UPS wants it unique for each request, and asks for it when something went wrong.
          transId: randomUUID(),
          transactionSrc: options.transactionSrc,
        },
        query: { ...(options.locale === undefined ? {} : { locale: options.locale }), ...query },
      },
      { grant, signal },
    );
