/** Places: buildings in place of cities, countries left out or written out, insular areas and military post. */

import { expect, it } from 'vitest';
import type { UspsParcel } from '../../../src/carriers/usps/wire.ts';
import type { Location } from '../../../src/model/location.ts';
import { observe } from './fixtures.ts';

const brief = (location: Location | null | undefined): (string | null)[] | null =>
  location ? [location.city, location.region, location.postalCode, location.country, location.name] : null;

const placeOf = (scan: object, parcel: UspsParcel = {}) =>
  brief(observe({ ...parcel, trackingEvents: [{ eventCode: '03', ...scan }] }).events[0]?.location);

const ends = (parcel: UspsParcel) => {
  const { origin, destination } = observe({ status: 'Delivered', ...parcel });
  return [brief(origin), brief(destination)];
};

it.each([
  [{ eventCity: 'AUSTIN', eventState: 'TX', eventZIP: '78701' }, ['AUSTIN', 'TX', '78701', 'US', null]],
  [
    { eventCity: 'AUSTIN', eventState: 'TX', eventZIPCode: '78701', eventCountry: 'US' },
    ['AUSTIN', 'TX', '78701', 'US', null],
  ],
  [{ eventCity: 'BOSTON', eventState: 'MA', eventZIP: 2108 }, ['BOSTON', 'MA', '02108', 'US', null]],
  [{ eventCity: 'SAN JUAN', eventState: 'PR' }, ['SAN JUAN', 'PR', null, 'US', null]],
  [{ eventCity: 'APO', eventState: 'AP', eventZIP: '96325' }, ['APO', 'AP', '96325', 'US', null]],
  [{ eventCity: 'AUSTIN' }, ['AUSTIN', null, null, 'US', null]],
  [{ eventCity: 'PARIS', eventCountry: 'FRANCE' }, ['PARIS', null, null, 'FR', null]],
  [{ eventCity: 'SEOUL', eventCountry: 'KOREA, REPUBLIC OF' }, ['SEOUL', null, null, 'KR', null]],
  [{ eventCity: 'BERLIN', eventCountry: 'Germany' }, ['BERLIN', null, null, 'DE', null]],
  [{ eventCity: 'LONDON', eventCountry: 'united kingdom' }, ['LONDON', null, null, 'GB', null]],
  [{ eventCity: 'NOWHERE', eventCountry: 'ATLANTIS' }, ['NOWHERE', null, null, null, null]],
  [
    { eventCity: 'PORTLAND OR DISTRIBUTION CENTER' },
    [null, null, null, 'US', 'PORTLAND OR DISTRIBUTION CENTER'],
  ],
  [{ eventCity: 'CENTER', eventState: 'TX', eventZIP: '75935' }, ['CENTER', 'TX', '75935', 'US', null]],
  [{ eventCity: ' ', eventState: '', eventZIP: null }, null],
])('reads %j', (scan, place) => {
  expect(placeOf(scan)).toEqual(place);
});

it('names the company a parcel was delivered to, or the partner that had it', () => {
  const austin = { eventCity: 'AUSTIN', eventState: 'TX' };
  expect([placeOf({ ...austin, firm: 'ACME &amp; CO' }), placeOf({ eventPartner: 'SAMPLE' })]).toEqual([
    ['AUSTIN', 'TX', null, 'US', 'ACME & CO'],
    [null, null, null, null, 'SAMPLE'],
  ]);
});

it.each<UspsParcel>([
  { mailType: 'IO' },
  { mailType: 'INTERNATIONAL_INBOUND' },
  { destinationCountryCode: 'DE' },
  { originCountry: 'CN' },
])('takes no place without a country for home on a way that crosses borders: %j', (parcel) => {
  expect([
    placeOf({ eventCity: 'SYDNEY' }, parcel),
    placeOf({ eventCity: 'EXCHANGE FACILITY' }, parcel),
    placeOf({ eventCity: 'ISC CHICAGO IL(USPS)' }, parcel),
    placeOf({ eventCity: 'AUSTIN', eventState: 'TX' }, parcel),
  ]).toEqual([
    ['SYDNEY', null, null, null, null],
    [null, null, null, null, 'EXCHANGE FACILITY'],
    [null, null, null, 'US', 'ISC CHICAGO IL(USPS)'],
    ['AUSTIN', 'TX', null, 'US', null],
  ]);
});

it('takes the way to an insular area for one at home', () => {
  expect(placeOf({ eventCity: 'EXCHANGE FACILITY' }, { destinationCountryCode: 'PR' })?.[3]).toBe('US');
});

it('reads both ends in the names of v3 and of the batch', () => {
  const expected = [
    ['AUSTIN', 'TX', '78701', 'US', null],
    ['PORTLAND', 'OR', '97201', 'US', null],
  ];
  const cities = {
    originCity: 'AUSTIN',
    originState: 'TX',
    destinationCity: 'PORTLAND',
    destinationState: 'OR',
  };
  expect([
    ends({ ...cities, originZIP: '78701', destinationZIP: '97201', destinationCountryCode: 'US' }),
    ends({ ...cities, originZIPCode: '78701', destinationZIPCode: '97201', originCountry: 'US' }),
  ]).toEqual([expected, expected]);
});

it('reads an end abroad', () => {
  expect(ends({ originCity: 'SHENZHEN', originCountry: 'CN', destinationZIP: '78701' })).toEqual([
    ['SHENZHEN', null, null, 'CN', null],
    [null, null, '78701', null, null],
  ]);
});

it('has no end where USPS names none', () => {
  expect(ends({})).toEqual([null, null]);
});

it('names the mailer where a push does', () => {
  expect(ends({ originCity: 'AUSTIN', originState: 'TX', mailerName: 'SAMPLE SHOP' })[0]).toEqual([
    'AUSTIN',
    'TX',
    null,
    'US',
    'SAMPLE SHOP',
  ]);
});
