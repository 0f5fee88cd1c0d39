/** The pieces of a shipment over all answers: one that lists some of them takes nothing away from the others. */

import type { Observation, Piece } from '../model/observation.ts';
import type { Asked } from '../model/tracker.ts';
import { joinLists, laterOf } from './registers.ts';

type AskedPieces = Asked<readonly Piece[]>;

export const toPieces = ({ pieces, observedAt }: Observation): readonly AskedPieces[] =>
  joinPieces([], pieces.length === 0 ? [] : [{ value: pieces, askedAt: observedAt }]);

/** Each number by the later word on it. Pieces without one can't be told apart: of those the later list counts. */
export function joinPieces(a: readonly AskedPieces[], b: readonly AskedPieces[]): readonly AskedPieces[] {
  if (b.length === 0) return a;
  const words = joinLists(a.flatMap(byNumber), b.flatMap(byNumber), numberOf, laterOf);
  return joinLists([], words, ({ askedAt }) => askedAt, together);
}

const byNumber = ({ value, askedAt }: AskedPieces): readonly AskedPieces[] =>
  joinLists(
    [],
    value.map((piece) => ({ value: [piece], askedAt })),
    numberOf,
    together,
  );

const numberOf = ({ value }: AskedPieces): string => value[0]?.trackingNumber ?? '';

const together = (a: AskedPieces, b: AskedPieces): AskedPieces => ({
  value: [...a.value, ...b.value],
  askedAt: a.askedAt,
});

/** In the order of their numbers. */
export const viewPieces = (lists: readonly AskedPieces[]): readonly Piece[] =>
  lists.flatMap(({ value }) => value).sort((a, b) => compare(a.trackingNumber, b.trackingNumber));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
