/** Every time zone that a place can be found in. */

import { ZONE_BY_COUNTRY } from '../../src/model/zones-of-countries.ts';
import { ZONES_OF_REGIONS } from '../../src/model/zones-of-regions.ts';

export function namedZones(): string[] {
  const regional = Object.values(ZONES_OF_REGIONS).flatMap(
    ({ postal, enclaves, cities, regions, elsewhere = '' }) => [
      ...[postal, enclaves, cities, regions].flatMap((table) => Object.keys(table ?? {})),
      elsewhere,
    ],
  );
  return [...new Set([...ZONE_BY_COUNTRY.values(), ...regional])].filter((zone) => zone !== '');
}
