/** The pieces of a shipment: what is known of each, and what they say of the whole. */

import type { Piece } from '../../model/observation.ts';
import { type NormalizedStatus, statusFieldsOf } from '../../model/status.ts';
import { decidingScan } from './current-state.ts';
import type { PieceRecord, ShipmentRecord } from './record.ts';
import { type ReadScan, readScans } from './scan-events.ts';
import type { StatusContext } from './status-question.ts';

export type ReadPiece = { readonly piece: PieceRecord; readonly decided: ReadScan | null };

export const readPieces = (record: ShipmentRecord, context: StatusContext): ReadPiece[] =>
  record.pieces.map((piece) => ({
    piece,
    decided: decidingScan(readScans(piece.scans ?? [], record, context).scans) ?? null,
  }));

/** None where the parcel is its own only piece. */
export const toPieces = (pieces: readonly ReadPiece[], trackingNumber: string): Piece[] =>
  pieces.every(({ piece }) => piece.number === trackingNumber)
    ? []
    : pieces.map(({ piece: { number, weight }, decided }) => ({
        trackingNumber: number,
        status: decided?.event.status ?? null,
        substatus: decided?.event.substatus ?? null,
        weight,
      }));

/**
 * A shipment is delivered when all of its pieces are. Where scans of its own show that one isn't, the shipment is
 * where the newest of those is.
 */
export function stateOfAll(state: NormalizedStatus, pieces: readonly ReadPiece[]): NormalizedStatus {
  if (state.status !== 'delivered') return state;
  const outstanding = pieces.flatMap(({ piece, decided }) =>
    decided !== null && decided.event.status !== 'delivered' && isNamed(piece) ? [decided] : [],
  );
  const [newest] = outstanding.sort((a, b) => timeOf(b).localeCompare(timeOf(a)));
  return newest === undefined ? state : statusFieldsOf(newest.event);
}

const isNamed = ({ number, scans }: PieceRecord): boolean =>
  (scans ?? []).some(({ pieces }) => pieces.includes(number));

const timeOf = ({ event }: ReadScan): string => event.occurredAt ?? event.localTime ?? '';
