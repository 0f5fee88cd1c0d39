/** The parcels of one shipment, fetched beside the parcel that was asked for. */

import { isTrackingError } from '../../errors.ts';
import type { Observation, Piece, TrackResult } from '../../model/observation.ts';
import type { TrackContext } from '../carrier.ts';
import type { AskFedex } from './ask.ts';
import { readPieces } from './listed-pieces.ts';
import type { FedexReading } from './reading.ts';

/** Adds the pieces where FedEx says there are some. What goes wrong costs the pieces and a warning, no more. */
export async function withPieces(
  { result, shipmentNumber }: FedexReading,
  ask: AskFedex,
  context: TrackContext,
): Promise<TrackResult> {
  if (shipmentNumber === null || result.outcome !== 'found') return result;
  const { observation } = result;
  const { pieces, problem } = await fetchPieces(shipmentNumber, observation, ask, context);
  const warnings = problem === null ? [] : [{ path: 'associatedshipments', message: problem }];
  return {
    ...result,
    observation: { ...observation, pieces, warnings: [...observation.warnings, ...warnings] },
  };
}

type FetchedPieces = { readonly pieces: readonly Piece[]; readonly problem: string | null };

async function fetchPieces(
  shipmentNumber: string,
  { trackingNumber, carrierUniqueId, pieceCount }: Observation,
  ask: AskFedex,
  { policy }: TrackContext,
): Promise<FetchedPieces> {
  try {
    const { body, status } = await ask('associatedshipments', {
      includeDetailedScans: false,
      associatedType: 'STANDARD_MPS',
      masterTrackingNumberInfo: {
        trackingNumberInfo: {
          trackingNumber: shipmentNumber,
          // The id is this parcel's; the master, if it is another one, has its own.
          ...(carrierUniqueId !== null && shipmentNumber === trackingNumber
            ? { trackingNumberUniqueId: carrierUniqueId }
            : {}),
        },
      },
    });
    const pieces = readPieces(body, { source: 'poll', policy });
    return { pieces, problem: problemOf(pieces, pieceCount, status) };
  } catch (error) {
    if (!isTrackingError(error)) throw error;
    return { pieces: [], problem: `the pieces could not be fetched: ${error.code}` };
  }
}

// How FedEx says that there is another page is not known for certain; that pieces are missing can be counted.
function problemOf(pieces: readonly Piece[], pieceCount: number | null, status: number): string | null {
  if (pieces.length === 0) return `the pieces could not be read: HTTP ${status}`;
  if (pieceCount === null || pieces.length >= pieceCount) return null;
  return `FedEx listed ${pieces.length} of ${pieceCount} pieces`;
}
