/** One text may hold city, region and country, and two letters may be a state or a country. */

import { expect, it } from 'vitest';
import { countryNamed } from '../../../src/carriers/dhl/countries.ts';
import {
  NO_HINTS,
  type PlaceHints,
  readAddress,
  readParty,
  readServiceArea,
} from '../../../src/carriers/dhl/places.ts';
import type { Location } from '../../../src/model/location.ts';
import { observeShipment } from './fixtures.ts';

const parts = (location: Location | null) =>
  location && [location.city, location.region, location.postalCode, location.country];

const locality = (
  addressLocality: string,
  hints: Partial<PlaceHints> = {},
  countryCode: string | null = null,
) => parts(readAddress({ addressLocality, countryCode }, { ...NO_HINTS, ...hints }));

it.each([
  ['SYDNEY - AUSTRALIA', ['SYDNEY', null, null, 'AU']],
  ['AUCKLAND - NEW ZEALAND', ['AUCKLAND', null, null, 'NZ']],
  ['HONG KONG - HONG KONG SAR, CHINA', ['HONG KONG', null, null, 'HK']],
  ['AMSTERDAM - NETHERLANDS, THE', ['AMSTERDAM', null, null, 'NL']],
  ['SEOUL - KOREA, REPUBLIC OF (SOUTH K.)', ['SEOUL', null, null, 'KR']],
  ['ABIDJAN - CÔTE D’IVOIRE', ['ABIDJAN', null, null, 'CI']],
  ['SAINT DENIS - RÉUNION', ['SAINT DENIS', null, null, 'RE']],
  ['CHICAGO, IL - USA', ['CHICAGO', 'IL', null, 'US']],
  ['TORONTO, ON - CANADA', ['TORONTO', 'ON', null, 'CA']],
  ['CINCINNATI HUB - USA', ['CINCINNATI HUB', null, null, 'US']],
  ['BADEN-BADEN', ['BADEN-BADEN', null, null, null]],
  ['BADEN-BADEN - GERMANY', ['BADEN-BADEN', null, null, 'DE']],
  ['Bronx, NY, US', ['Bronx', 'NY', null, 'US']],
  ['Paris, France', ['Paris', null, null, 'FR']],
  ['Avenel, NJ 07001, US', ['Avenel', 'NJ', '07001', 'US']],
  ['GERMANY', ['GERMANY', null, null, null]],
])('takes %j apart', (text, expected) => {
  expect(locality(text)).toEqual(expected);
});

it.each<[string, Partial<PlaceHints>, string, unknown[]]>([
  ['a European division', { service: 'parcel-de' }, 'BERLIN, DE', ['BERLIN', null, null, 'DE']],
  [
    'a destination in that country',
    { service: 'express', countries: ['DE'] },
    'BERLIN, DE',
    ['BERLIN', null, null, 'DE'],
  ],
  ['an American division', { service: 'ecommerce' }, 'ATLANTA, GA', ['ATLANTA', 'GA', null, 'US']],
  ['a shipment within the States', { countries: ['US', 'US'] }, 'DOVER, DE', ['DOVER', 'DE', null, 'US']],
  ['nothing that decides', { service: 'express' }, 'ATLANTA, GA', ['ATLANTA, GA', null, null, null]],
  [
    'one end in the States',
    { service: 'express', countries: ['US'] },
    'BERLIN, DE',
    ['BERLIN, DE', null, null, null],
  ],
  ['letters of a state alone', { countries: ['CH', 'US'] }, 'NEW YORK, NY', ['NEW YORK', 'NY', null, 'US']],
])('reads two letters that may be a state or a country by %s', (_why, hints, text, expected) => {
  expect(locality(text, hints)).toEqual(expected);
});

it('reads the country from its own field first', () => {
  expect(locality('BERLIN, DE', {}, 'DE')).toEqual(['BERLIN', null, null, 'DE']);
  expect(locality('ATLANTA, GA', {}, 'US')).toEqual(['ATLANTA', 'GA', null, 'US']);
  expect(locality('SYDNEY - AUSTRALIA', {}, 'AU')).toEqual(['SYDNEY', null, null, 'AU']);
  expect(locality('AIX - GERMANY', {}, 'FR')).toEqual(['AIX - GERMANY', null, null, 'FR']);
});

it('keeps what it cannot take apart', () => {
  expect(locality('Oderweg 2, AMSTERDAM', {}, 'NL')).toEqual(['Oderweg 2, AMSTERDAM', null, null, 'NL']);
});

it.each([
  ['SYDNEY-AU', ['SYDNEY', null, null, 'AU']],
  ['Brisbane-AU', ['Brisbane', null, null, 'AU']],
  ['CINCINNATI HUB,OH-US', ['CINCINNATI HUB', 'OH', null, 'US']],
  ['Alpha Beta Area', ['Alpha Beta Area', null, null, null]],
  ['', null],
])('reads the service area %j', (description, expected) => {
  expect(parts(readServiceArea(description))).toEqual(expected);
});

it('puts the service area in place of a city that is withheld', () => {
  const postalAddress = { cityName: '', postalCode: '', countryCode: 'DE' };
  const serviceArea = [{ code: 'MUC', description: 'MUNICH-DE' }];
  expect(parts(readParty({ name: '', postalAddress, serviceArea }))).toEqual(['MUNICH', null, null, 'DE']);
});

it('prefers the city of the address', () => {
  const postalAddress = { cityName: 'Freising', postalCode: '85354', provinceCode: 'BY', countryCode: 'DE' };
  expect(parts(readParty({ postalAddress, serviceArea: [{ description: 'MUNICH-DE' }] }))).toEqual([
    'Freising',
    'BY',
    '85354',
    'DE',
  ]);
});

it('does not mix an address with the service area of another country', () => {
  const postalAddress = { countryCode: 'AT' };
  expect(parts(readParty({ postalAddress, serviceArea: [{ description: 'MUNICH-DE' }] }))).toEqual([
    null,
    null,
    null,
    'AT',
  ]);
});

it('names the parties where DHL does', () => {
  const address = { addressLocality: 'Bonn', countryCode: 'DE', streetAddress: ' Street 1 ' };
  const { origin, destination } = observeShipment({
    origin: { address },
    destination: { address },
    details: {
      sender: { organizationName: 'Acme &amp; Co', name: 'J. Doe' },
      receiver: { name: '', givenName: 'John', familyName: 'Doe' },
    },
  });
  expect([origin?.name, origin?.streetLines, destination?.name]).toEqual([
    'Acme & Co',
    ['Street 1'],
    'John Doe',
  ]);
});

it.each([
  ['us', 'US'],
  ['The Netherlands', 'NL'],
  ['Türkiye', 'TR'],
  ['Atlantis', null],
  ['x'.repeat(10_000), null],
])('knows the country %s', (name, code) => {
  expect(countryNamed(name)).toBe(code);
});
