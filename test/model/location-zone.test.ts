/** The zone of a place: what decides, what doesn't, and every zone's name and country against the platform's own tables. */

import { expect, it } from 'vitest';
import { type Location, toLocation } from '../../src/model/location.ts';
import { zoneOfLocation } from '../../src/model/location-zone.ts';
import { ZONE_BY_COUNTRY } from '../../src/model/zones-of-countries.ts';
import { ZONES_OF_REGIONS } from '../../src/model/zones-of-regions.ts';
import { DOMESTIC_ROUTES, INTERNATIONAL_ROUTES, type SimulatedPlace } from '../../src/testing/routes.ts';
import { isTimeZone, timeZoneNamed } from '../../src/time/time-zone.ts';
import { namedZones } from '../support/named-zones.ts';

const zoneOf = (parts: Partial<Location>) => zoneOfLocation(toLocation(parts));
const zoneIn = (country: string, region?: string, postalCode?: string, city?: string) =>
  zoneOf({ country, region: region ?? null, postalCode: postalCode ?? null, city: city ?? null });

it.each(namedZones())('%s is a zone of this platform', (zone) => {
  expect(isTimeZone(zone)).toBe(true);
});

it.each([
  ['DE', 'Europe/Berlin'],
  ['IN', 'Asia/Kolkata'],
  ['AR', 'America/Argentina/Buenos_Aires'],
  ['JP', 'Asia/Tokyo'],
  ['PR', 'America/Puerto_Rico'],
  ['CN', 'Asia/Shanghai'],
  ['FR', 'Europe/Paris'],
])('the country decides in %s', (country, zone) => {
  expect(zoneIn(country)).toBe(zone);
});

it.each([
  'US',
  'CA',
  'AU',
  'MX',
  'BR',
  'ID',
  'RU',
  'ES',
  'PT',
  'CL',
  'EC',
  'NZ',
  'GL',
  'CD',
  'AQ',
  'UM',
  'TF',
  'ZZ',
])('the country alone does not decide in %s', (country) => {
  expect(zoneIn(country)).toBeNull();
});

it('knows nothing of no place, and of a place without a country', () => {
  expect([zoneOfLocation(null), zoneOf({ city: 'Berlin' }), zoneOf({ region: 'NY' })]).toEqual([
    null,
    null,
    null,
  ]);
});

it.each([
  ['US', 'NY', 'America/New_York'],
  ['US', 'ny ', 'America/New_York'],
  ['US', 'US-NY', 'America/New_York'],
  ['US', 'New York', 'America/New_York'],
  ['US', 'HI', 'Pacific/Honolulu'],
  ['US', 'NV', 'America/Los_Angeles'],
  ['US', 'PR', 'America/Puerto_Rico'],
  ['US', 'GU', 'Pacific/Guam'],
  ['US', 'AS', 'Pacific/Pago_Pago'],
  ['CA', 'AB', 'America/Edmonton'],
  ['CA', 'Nova Scotia', 'America/Halifax'],
  ['CA', 'SK', 'America/Regina'],
  ['AU', 'NSW', 'Australia/Sydney'],
  ['AU', 'New South Wales', 'Australia/Sydney'],
  ['AU', 'QLD', 'Australia/Brisbane'],
  ['MX', 'Quintana Roo', 'America/Cancun'],
  ['MX', 'Querétaro', 'America/Mexico_City'],
  ['BR', 'SP', 'America/Sao_Paulo'],
  ['BR', 'São Paulo', 'America/Sao_Paulo'],
  ['BR', 'AC', 'America/Rio_Branco'],
  ['ES', 'Canarias', 'Atlantic/Canary'],
  ['PT', 'Açores', 'Atlantic/Azores'],
  ['EC', 'Galápagos', 'Pacific/Galapagos'],
])('a region decides: %s, %s', (country, region, zone) => {
  expect(zoneIn(country, region)).toBe(zone);
});

it.each([
  ['US', 'TX'],
  ['US', 'FL'],
  ['US', 'KY'],
  ['US', 'Indiana'],
  ['US', 'AZ'],
  ['US', 'AE'],
  ['US', 'AP'],
  ['CA', 'ON'],
  ['CA', 'QC'],
  ['CA', 'BC'],
  ['CA', 'NU'],
  ['MX', 'Chihuahua'],
  ['MX', 'Tamaulipas'],
  ['BR', 'AM'],
  ['CN', 'Xinjiang'],
  ['UA', 'Crimea'],
])('a region that is split, or in doubt, leaves it open: %s, %s', (country, region) => {
  expect(zoneIn(country, region)).toBeNull();
});

it.each([
  ['US', 'TX', '75201', 'America/Chicago'],
  ['US', 'TX', '79936-1234', 'America/Denver'],
  ['US', 'FL', '32502', 'America/Chicago'],
  ['US', 'FL', '33101', 'America/New_York'],
  ['US', 'KY', '40202', 'America/New_York'],
  ['US', 'KY', '42101', 'America/Chicago'],
  ['US', 'TN', '38118', 'America/Chicago'],
  ['US', 'TN', '37919', 'America/New_York'],
  ['US', 'IN', '46241', 'America/Indiana/Indianapolis'],
  ['US', 'IN', '47708', 'America/Chicago'],
  ['US', 'AZ', '85001', 'America/Phoenix'],
  ['US', 'ID', '83702', 'America/Boise'],
  ['US', 'ID', '83814', 'America/Los_Angeles'],
  ['US', 'OR', '97201', 'America/Los_Angeles'],
  ['US', 'NE', '68102', 'America/Chicago'],
  ['US', 'SD', '57701', 'America/Denver'],
  ['US', 'AK', '99501', 'America/Anchorage'],
  ['US', 'AK', '99546', 'America/Adak'],
  ['US', undefined, '10001', 'America/New_York'],
  ['US', undefined, '96799', 'Pacific/Pago_Pago'],
  ['CA', 'ON', 'M5V 3L9', 'America/Toronto'],
  ['CA', 'ON', 'P9N 1A1', 'America/Winnipeg'],
  ['CA', 'QC', 'h4t1a1', 'America/Toronto'],
  ['CA', 'QC', 'G4T 1A1', 'America/Halifax'],
  ['CA', 'BC', 'V6B 1A1', 'America/Vancouver'],
  ['CA', 'BC', 'V1C 1A1', 'America/Edmonton'],
  ['CA', 'BC', 'V1J 1A1', 'America/Dawson_Creek'],
  ['CA', 'NL', 'A1C 1A1', 'America/St_Johns'],
  ['CA', 'NL', 'A2V 1A1', 'America/Goose_Bay'],
  ['CA', 'SK', 'S7K 1A1', 'America/Regina'],
  ['AU', undefined, '3000', 'Australia/Melbourne'],
  ['AU', 'NSW', '2898', 'Australia/Lord_Howe'],
  ['CA', 'SK', 'S9V 1A1', 'America/Edmonton'],
  ['MX', undefined, '06600', 'America/Mexico_City'],
  ['MX', 'CHH', '32000', 'America/Ciudad_Juarez'],
  ['BR', 'PE', '53990-000', 'America/Noronha'],
  ['BR', 'AM', '69005-010', 'America/Manaus'],
  ['ID', undefined, '80361', 'Asia/Makassar'],
  ['ID', undefined, '10110', 'Asia/Jakarta'],
  ['RU', undefined, '101000', 'Europe/Moscow'],
  ['ES', undefined, '28001', 'Europe/Madrid'],
  ['ES', undefined, '35001', 'Atlantic/Canary'],
  ['PT', undefined, '1000-001', 'Europe/Lisbon'],
  ['PT', undefined, '9500-001', 'Atlantic/Azores'],
  ['FR', undefined, '97400', 'Indian/Reunion'],
  ['NZ', undefined, '1010', 'Pacific/Auckland'],
  ['NZ', undefined, '8942', 'Pacific/Chatham'],
])('a postal code decides: %s, %s, %s', (country, region, postalCode, zone) => {
  expect(zoneIn(country, region, postalCode)).toBe(zone);
});

it.each([
  ['a ZIP3 on both sides', 'US', 'TX', '79821'],
  ['both sides of the Navajo line', 'US', 'AZ', '86045'],
  ['a ZIP3 on both sides in Tennessee', 'US', 'TN', '37301'],
  ['a region and a code that contradict each other', 'US', 'CA', '10001'],
  ['a ZIP that lost its leading zero', 'US', undefined, '7102'],
  ['a military post office', 'US', 'AE', '09012'],
  ['Xinjiang', 'CN', undefined, '830000'],
  ['a collectivity of France without a zone here', 'FR', undefined, '98714'],
])('%s leaves it open', (_what, country, region, postalCode) => {
  expect(zoneIn(country, region, postalCode)).toBeNull();
});

it.each([
  ['US', 'KY', 'LOUISVILLE', 'America/New_York'],
  ['US', 'Texas', 'El Paso', 'America/Denver'],
  ['US', 'TX', 'Dallas', 'America/Chicago'],
  ['US', 'AK', 'Adak', 'America/Adak'],
  ['CA', 'QC', 'Montréal', 'America/Toronto'],
  ['AU', 'NSW', 'Broken Hill', 'Australia/Broken_Hill'],
  ['AU', undefined, 'SYDNEY', 'Australia/Sydney'],
  ['NZ', undefined, 'Auckland', 'Pacific/Auckland'],
  ['AU', 'New South Wales', 'Broken Hill', 'Australia/Broken_Hill'],
  ['US', 'Nevada', 'West Wendover', null],
  ['US', 'KY', 'Somewhere', null],
  ['US', undefined, 'Dallas', null],
])('a city decides where its region does not: %s, %s, %s', (country, region, city, zone) => {
  expect(zoneIn(country, region, undefined, city)).toBe(zone);
});

it.each([
  [{ region: 'NY', postalCode: '10001-1234' }, 'America/New_York'],
  [{ region: 'ON', postalCode: 'M5V 3L9' }, 'America/Toronto'],
  [{ region: 'TN', postalCode: '38121' }, null],
  [{ region: 'Riyadh', postalCode: '12345-6789' }, null],
  [{ region: null, postalCode: '10001-1234' }, null],
])('without a country, only a form that no other country has decides: %j', (parts, zone) => {
  expect(zoneOf(parts)).toBe(zone);
});

it('lets a coordinate decide before the names', () => {
  const asked: number[][] = [];
  const zoneAt = (latitude: number, longitude: number) => {
    asked.push([latitude, longitude]);
    return 'America/Denver';
  };
  const place = toLocation({ country: 'US', region: 'TX', postalCode: '75201' });
  expect(zoneOfLocation(place, { latitude: 31.76, longitude: -106.49, zoneAt })).toBe('America/Denver');
  expect(zoneOfLocation(null, { latitude: 31.76, longitude: -106.49, zoneAt })).toBe('America/Denver');
  expect(asked).toEqual([
    [31.76, -106.49],
    [31.76, -106.49],
  ]);
});

it('goes by the names where the map knows no zone of a coordinate', () => {
  const place = toLocation({ country: 'DE' });
  expect(zoneOfLocation(place, { latitude: 0, longitude: 0, zoneAt: () => null })).toBe('Europe/Berlin');
});

it('has no key that an empty city or region would match', () => {
  for (const country of Object.keys(ZONES_OF_REGIONS)) {
    const { elsewhere } = ZONES_OF_REGIONS[country] ?? {};
    expect([country, zoneIn(country, '-', '-', '-')]).toEqual([country, elsewhere ?? null]);
  }
});

it('gives no key to two zones', () => {
  const twice = Object.entries(ZONES_OF_REGIONS).flatMap(([country, tables]) =>
    [tables.postal, tables.enclaves, tables.cities, tables.regions].flatMap((table) => {
      const keys = Object.values(table ?? {}).flatMap((text) =>
        text.split(/\s+/).filter((key) => key !== ''),
      );
      return keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${country} ${key}`);
    }),
  );
  expect(twice).toEqual([]);
});

type WithZones = { readonly getTimeZones?: () => string[] | undefined; readonly timeZones?: string[] };
const zonesOfPlatform = (country: string): readonly string[] => {
  const locale = new Intl.Locale(`und-${country}`) as WithZones;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
};
const SAMPLES = Array.from({ length: 5 * 52 }, (_, week) => Date.UTC(2026, 0, 4) + week * 7 * 86_400_000);
const offsetsOf = (zone: string): string =>
  SAMPLES.map((at) => timeZoneNamed(zone)?.utcOffsetAt(at)).join(' ');

const places = [...DOMESTIC_ROUTES, ...INTERNATIONAL_ROUTES].flatMap((route): SimulatedPlace[] =>
  Object.values(route),
);

it.each(places.map((place) => [place.city, place.region, place]))(
  'finds the clocks of %s, %s',
  (_city, _region, { timeZone, ...parts }) => {
    expect(offsetsOf(zoneOf(parts) ?? 'UTC')).toBe(offsetsOf(timeZone));
  },
);

it('the platform lists zones of countries', () => {
  expect(zonesOfPlatform('DE')).toContain('Europe/Berlin');
});

// Not countries of CLDR, or told by their postal codes.
const WITHOUT_LIST = new Set(['EA', 'IC', 'UK', 'XK']);
it.each([...ZONE_BY_COUNTRY].filter(([country]) => !WITHOUT_LIST.has(country)))(
  'every clock in %s agrees with %s',
  (country, zone) => {
    const others = zonesOfPlatform(country);
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter((other) => offsetsOf(other) !== offsetsOf(zone))).toEqual([]);
  },
);
