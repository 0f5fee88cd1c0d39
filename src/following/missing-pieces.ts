/** How many pieces carriers count in an order's shipments without naming them. Pure. */

import type { Tracker } from '../model/tracker.ts';

/** Trackers that name one another, or the same pieces. */
type Shipment = {
  readonly numbers: ReadonlySet<string>;
  /** As the carrier counts them; 0 where it doesn't. */
  readonly count: number;
  /** Whether any pieces are listed. A tracker without a list may be a piece of any shipment of its carrier. */
  readonly isListed: boolean;
};

export function countMissingPieces(trackers: readonly Tracker[]): number {
  const carriers = new Set(trackers.map(({ carrier }) => carrier));
  return sumOf([...carriers], (wanted) => missingOf(trackers.filter(({ carrier }) => carrier === wanted)));
}

function missingOf(trackers: readonly Tracker[]): number {
  const shipments = shipmentsOf(trackers);
  const counts = new Set(shipments.flatMap(({ count }) => (count > 1 ? [count] : [])));
  // What the carrier has told nothing of yet may be what is missed.
  const untold = shipments.filter(({ count, isListed }) => count === 0 && !isListed).length;
  const missing = sumOf([...counts], (wanted) =>
    missingAmong(
      shipments.filter(({ count }) => count === wanted),
      wanted,
    ),
  );
  return Math.max(0, missing - untold);
}

/** Each tracker of a shipment carries its count, so those of one count may be of one shipment. */
function missingAmong(shipments: readonly Shipment[], count: number): number {
  const listed = shipments.filter(({ isListed }) => isListed);
  const unlisted = shipments.length - listed.length;
  const missingInLists = sumOf(listed, ({ numbers }) => Math.max(0, count - numbers.size)) - unlisted;
  const missingBesides = unlisted === 0 ? 0 : count - unlisted - sumOf(listed, ({ numbers }) => numbers.size);
  return Math.max(0, missingInLists, missingBesides);
}

function shipmentsOf(trackers: readonly Tracker[]): readonly Shipment[] {
  const byNumber = new Map<string, Shipment>();
  for (const { trackingNumber, pieces, pieceCount } of trackers) {
    const numbers = [trackingNumber, ...pieces.map((piece) => piece.trackingNumber)];
    const same = [...new Set(numbers.flatMap((number) => byNumber.get(number) ?? []))];
    const shipment: Shipment = {
      numbers: new Set([...same.flatMap((other) => [...other.numbers]), ...numbers]),
      count: Math.max(pieceCount ?? 0, ...same.map(({ count }) => count)),
      isListed: pieces.length > 0 || same.some(({ isListed }) => isListed),
    };
    for (const number of shipment.numbers) byNumber.set(number, shipment);
  }
  return [...new Set(byNumber.values())];
}

const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
