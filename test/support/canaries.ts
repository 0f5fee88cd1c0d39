/** Secrets made to be found: planted wherever a request or an answer can hold one, sought in all that is shown. */

import { findSecrets } from '../../src/testing/secret-search.ts';

/** A secret for a place, with signs that encodings change. */
export const canary = (place: string): string => `canary-${place}+/&?="${Buffer.from(place).toString('hex')}`;

/** The places whose canary shows up, plainly or encoded, when `shown` is printed in any usual way. */
export function findCanaries(places: readonly string[], ...shown: readonly unknown[]): string[] {
  return places.filter((place) => findSecrets([canary(place)], shown).length > 0);
}
