/**
 * Which time zone a place's clocks show, as far as its country, region, city and postal code decide, or a
 * coordinate. What leaves more than one zone stays unknown: no instant is better than a wrong one.
 */

import type { Location } from './location.ts';
import { ZONE_BY_COUNTRY } from './zones-of-countries.ts';
import { type RegionalZones, ZONES_OF_REGIONS, type ZoneKeys } from './zones-of-regions.ts';

/** For carriers that say where on earth a scan was made. The map is the host's: a good one is larger than this package. */
export type ZoneByCoordinate = {
  readonly latitude: number;
  readonly longitude: number;
  readonly zoneAt: (latitude: number, longitude: number) => string | null;
};

/** The IANA zone of a place; null where what is known of it leaves more than one. A coordinate decides where there is one. */
export function zoneOfLocation(location: Location | null, coordinate?: ZoneByCoordinate): string | null {
  const measured = coordinate?.zoneAt(coordinate.latitude, coordinate.longitude) ?? null;
  if (measured !== null || location === null) return measured;
  const country = location.country ?? countryImplied(location);
  if (country === null) return null;
  const index = indexOf(country);
  return index === undefined ? (ZONE_BY_COUNTRY.get(country) ?? null) : zoneWithin(location, index);
}

/** The two letters of every country whose zones the tables have. */
export const countriesOfTables = (): string[] => [
  ...ZONE_BY_COUNTRY.keys(),
  ...Object.keys(ZONES_OF_REGIONS),
];

type RegionIndex = {
  readonly postalLengths: readonly number[];
  readonly postal: ReadonlyMap<string, string>;
  readonly enclaves: ReadonlyMap<string, string>;
  readonly cities: ReadonlyMap<string, string>;
  readonly regions: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  readonly elsewhere: string | null;
};

function zoneWithin(location: Location, index: RegionIndex): string | null {
  const code = toKey(location.postalCode ?? '');
  const postalCode = index.postalLengths.includes(code.length) ? code : '';
  const region = regionCode(location, index);
  const byRegion = index.regions.get(region);
  const enclave = longestMatch(postalCode, index.enclaves);
  if (enclave !== undefined) return enclave;
  const byPostalCode = longestMatch(postalCode, index.postal);
  if (byPostalCode !== undefined) {
    const agree = byRegion === undefined || byRegion === byPostalCode;
    return (agree && byPostalCode) || null;
  }
  const city = toKey(location.city ?? '');
  const byCity = index.cities.get(`${region}/${city}`);
  return (byCity ?? byRegion ?? index.cities.get(`/${city}`) ?? index.elsewhere) || null;
}

/** A region's code, from its code or name, with or without the country before it (`US-NY`). */
function regionCode({ region, country }: Location, { names }: RegionIndex): string {
  const written = (region ?? '').trim().toUpperCase();
  const key = toKey(written.startsWith(`${country}-`) ? written.slice(3) : written);
  return names.get(key) ?? key;
}

function longestMatch(code: string, zones: ReadonlyMap<string, string>): string | undefined {
  for (let length = code.length; length > 0; length -= 1) {
    const zone = zones.get(code.slice(0, length));
    if (zone !== undefined) return zone;
  }
  return undefined;
}

/** Upper case, without accents, blanks and signs. */
const toKey = (text: string): string =>
  text
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

/**
 * Where the country is missing, a state with a ZIP+4, or a province with a Canadian postal code, leaves no
 * other. A state with five digits does: `TN 38121` is Trento as well as Tennessee.
 */
function countryImplied(location: Location): string | null {
  const code = location.postalCode ?? '';
  const implied = /^\d{5}-\d{4}$/.test(code) ? 'US' : /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i.test(code) ? 'CA' : null;
  const index = indexOf(implied ?? '');
  if (index === undefined) return null;
  const region = regionCode(location, index);
  return index.regions.has(region) || [...index.names.values()].includes(region) ? implied : null;
}

// A country's tables take up to half a millisecond to take apart: once, and not where nobody asks.
const kept = new Map<string, RegionIndex>();

function indexOf(country: string): RegionIndex | undefined {
  const known = kept.get(country);
  if (known !== undefined || !Object.hasOwn(ZONES_OF_REGIONS, country)) return known;
  const index = toIndex(ZONES_OF_REGIONS[country] ?? {});
  kept.set(country, index);
  return index;
}

function toIndex(zones: RegionalZones): RegionIndex {
  return {
    postalLengths: zones.postalLengths ?? [],
    postal: toZoneByKey(zones.postal),
    enclaves: toZoneByKey(zones.enclaves),
    cities: toZoneByKey(zones.cities),
    regions: toZoneByKey(zones.regions),
    names: new Map(keysOf(zones.names ?? '').map((pair) => pair.split('=').reverse() as [string, string])),
    elsewhere: zones.elsewhere ?? null,
  };
}

const toZoneByKey = (zones: ZoneKeys = {}): ReadonlyMap<string, string> =>
  new Map(Object.entries(zones).flatMap(([zone, keys]) => keysOf(keys).map((key) => [key, zone] as const)));

const keysOf = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter((key) => key !== '')
    .flatMap(ofRange);

/** `08-12` is 08, 09, 10, 11, 12. */
function ofRange(key: string): string[] {
  const [, first, last] = /^(\d{1,5})-(\d{1,5})$/.exec(key) ?? [];
  if (first === undefined) return [key];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, step) =>
    String(Number(first) + step).padStart(first.length, '0'),
  );
}
