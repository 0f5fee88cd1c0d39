/** The one way to FedEx's tracking API: its hosts, paths and headers. */

import { randomUUID } from 'node:crypto';
import type { HttpReply, OAuthGrant } from '../../http/exchange.ts';
import type { TrackContext } from '../carrier.ts';
import { type CheckedFedexOptions, originOf } from './options.ts';

/** How one path of the API is asked, with the headers FedEx wants on every call. */
export type AskFedex = (path: string, body: object) => Promise<HttpReply>;

export const createAsk =
  (options: CheckedFedexOptions, grant: OAuthGrant, { http, signal }: TrackContext): AskFedex =>
  (path, body) =>
    http.request(
      {
        method: 'POST',
        url: `${originOf(options)}/track/v1/${path}`,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-customer-transaction-id': randomUUID(),
          'x-locale': options.locale,
        },
        body: JSON.stringify(body),
      },
      { grant, signal },
    );
