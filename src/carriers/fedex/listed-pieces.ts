/** The parcels that an answer about a shipment lists. */

import type { Piece } from '../../model/observation.ts';
import { canonicalNumber, readWire } from '../wire.ts';
import { bounded } from './bounds.ts';
import { numberOf } from './lives.ts';
import { toPiece } from './map.ts';
import type { StatusContext } from './status-question.ts';
import { type FedexTrack, fedexEnvelope, fedexTrack } from './wire.ts';

/** Far more pieces than an answer is known to hold. */
const MAX_ENTRIES = 1_000;

/** The pieces in an answer of the endpoint for associated shipments. */
export function readPieces(body: unknown, context: StatusContext): Piece[] {
  const entries = readWire(fedexEnvelope, body).wire?.output?.completeTrackResults ?? [];
  const tracks = entries
    .slice(0, MAX_ENTRIES)
    .flatMap((entry) => readWire(fedexTrack, bounded(entry).value).wire ?? []);
  return piecesOf(tracks, context);
}

/** Each parcel once, under its own number; whether under one entry or each under its own, FedEx leaves open. */
export function piecesOf(tracks: readonly FedexTrack[], context: StatusContext): Piece[] {
  const pieces = new Map<string, Piece>();
  for (const { trackingNumber, trackResults } of tracks) {
    for (const result of trackResults ?? []) {
      const number = numberOf(result) ?? canonicalNumber(trackingNumber);
      if (number !== null && !result.error && !pieces.has(number)) {
        pieces.set(number, toPiece(number, result, context));
      }
    }
  }
  return [...pieces.values()];
}
