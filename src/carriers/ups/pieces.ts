/** The other pieces of a shipment, page by page. What could not be fetched costs the pieces, not the parcel. */

import { isTrackingError } from '../../errors.ts';
import type { Observation, Piece } from '../../model/observation.ts';
import type { StatusPolicy } from '../../normalization/normalize.ts';
import { readWire } from '../wire.ts';
import type { FetchUps } from './fetch-ups.ts';
import { toPieces } from './map.ts';
import { upsAnswer } from './wire.ts';

/** UPS's default, and the largest number it is known to accept. */
const PAGE_SIZE = 50;
/** Bounds a count that UPS never lists in full. */
const MAX_PAGES = 20;

/** The observation with every piece UPS lists, and a warning where it lists fewer than it counts. */
export async function withPieces(
  observation: Observation,
  fetchUps: FetchUps,
  policy: StatusPolicy | undefined,
): Promise<Observation> {
  const { trackingNumber, pieceCount, warnings } = observation;
  const count = pieceCount ?? 1;
  const byNumber = new Map(observation.pieces.map((piece) => [piece.trackingNumber, piece]));
  let offset = 0;
  for (let page = 0; page < MAX_PAGES && byNumber.size < count && count > 1; page += 1) {
    const listed = await fetchPage(trackingNumber, offset, fetchUps, policy);
    for (const piece of listed) byNumber.set(piece.trackingNumber, piece);
    if (listed.length === 0) break;
    offset += listed.length;
  }
  const missing = { path: 'pieces', message: `UPS listed ${byNumber.size} of ${count} pieces` };
  const isComplete = count < 2 || byNumber.size >= count;
  return {
    ...observation,
    pieces: [...byNumber.values()],
    warnings: isComplete ? warnings : [...warnings, missing],
  };
}

async function fetchPage(
  trackingNumber: string,
  offset: number,
  fetchUps: FetchUps,
  policy: StatusPolicy | undefined,
): Promise<Piece[]> {
  try {
    const query = { offset: String(offset), count: String(PAGE_SIZE) };
    const reply = await fetchUps(`shipment/details/${encodeURIComponent(trackingNumber)}`, query);
    const shipments = readWire(upsAnswer, reply.body).wire?.trackResponse?.shipment ?? [];
    return toPieces(
      shipments.flatMap((shipment) => shipment.package ?? []),
      policy,
    );
  } catch (error) {
    // An abort is no member of the family, and goes on to the caller.
    if (isTrackingError(error)) return [];
    throw error;
  }
}
