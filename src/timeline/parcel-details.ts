/** What is known of a parcel beside its events: each part by the carrier's last word on it, lists as they grow. */

import type { Observation, Reference, RelatedNumber } from '../model/observation.ts';
import type { AskedEach, ParcelDetails } from '../model/tracker.ts';
import { withValues } from './registers.ts';
import { keepSame } from './same-value.ts';

export const withDetails = (
  known: AskedEach<ParcelDetails>,
  { observedAt, ...told }: Observation,
): AskedEach<ParcelDetails> =>
  withValues<ParcelDetails>(
    known,
    {
      service: told.service,
      origin: told.origin,
      destination: told.destination,
      weight: told.weight,
      servicePoint: told.servicePoint,
      pieces: told.pieces,
      pieceCount: told.pieceCount,
      carrierUniqueId: told.carrierUniqueId,
    },
    observedAt,
  );

/** References that were told once stay: an answer may list fewer than the one before. */
export const withReferences = (
  known: readonly Reference[],
  told: readonly Reference[],
): readonly Reference[] =>
  united(
    known,
    told,
    ({ type, value }) => `${value}\n${type ?? ''}`,
    (a) => a,
  );

/** As {@link withReferences}; a number's carrier may become known later. */
export const withRelatedNumbers = (
  known: readonly RelatedNumber[],
  told: readonly RelatedNumber[],
): readonly RelatedNumber[] =>
  united(
    known,
    told,
    ({ number, relation }) => `${number}\n${relation}`,
    (a, b) => ((a.carrier ?? '') >= (b.carrier ?? '') ? a : b),
  );

/** Both lists in one, by key and in its order, so that it doesn't matter which came first. */
function united<Item>(
  known: readonly Item[],
  told: readonly Item[],
  keyOf: (item: Item) => string,
  choose: (a: Item, b: Item) => Item,
): readonly Item[] {
  if (told.length === 0) return known;
  const byKey = new Map<string, Item>();
  for (const item of [...known, ...told]) {
    const key = keyOf(item);
    const other = byKey.get(key);
    byKey.set(key, other === undefined ? item : choose(other, item));
  }
  return keepSame(
    known,
    [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item),
  );
}
