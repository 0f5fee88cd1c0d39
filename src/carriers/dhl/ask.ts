/** One call of either API, with what DHL wants on it. */

import { randomUUID } from 'node:crypto';
import type { HttpRequest } from '../../http/exchange.ts';
import type { TrackRequest } from '../carrier.ts';
import { mydhlHeaders, unifiedHeaders } from './auth.ts';
import { divisionOfNumber, isPieceNumber } from './division.ts';
import { type CheckedDhlOptions, mydhlUrl, unifiedUrl } from './options.ts';

const MYDHL_VERSION = '3.1.0';

/** Without `service` DHL may answer with another division's parcel of the same number. */
export function unifiedRequest(
  { trackingNumber, destinationPostalCode }: TrackRequest,
  options: CheckedDhlOptions,
): HttpRequest {
  const {
    service = divisionOfNumber(trackingNumber),
    language,
    requesterCountryCode,
    originCountryCode,
  } = options;
  const query = {
    trackingNumber,
    service,
    language,
    requesterCountryCode,
    originCountryCode,
    recipientPostalCode: destinationPostalCode,
  };
  return {
    method: 'GET',
    url: unifiedUrl(options),
    headers: { accept: 'application/json', ...unifiedHeaders(options) },
    query: Object.fromEntries(
      Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  };
}

/** Offsets are given for one waybill only; a piece is found by another path, which has none. */
export function mydhlRequest({ trackingNumber }: TrackRequest, options: CheckedDhlOptions): HttpRequest {
  const isPiece = isPieceNumber(trackingNumber);
  const detail = { trackingView: 'all-checkpoints', levelOfDetail: 'all' };
  return {
    method: 'GET',
    url: isPiece
      ? `${mydhlUrl(options)}/tracking`
      : `${mydhlUrl(options)}/shipments/${encodeURIComponent(trackingNumber)}/tracking`,
    headers: {
      accept: 'application/json',
      'accept-language': 'eng',
      'message-reference': randomUUID(),
      'x-version': MYDHL_VERSION,
      ...mydhlHeaders(options),
    },
    query: isPiece
      ? { pieceTrackingNumber: trackingNumber, ...detail }
      : { ...detail, requestGMTOffsetPerEvent: 'true' },
  };
}
