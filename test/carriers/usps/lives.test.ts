/** Several parcels of one number in an answer, and whether an answer is about the parcel that is meant. */

import { expect, it } from 'vitest';
import type { TrackRequest } from '../../../src/carriers/carrier.ts';
import { isAnotherLife, toUsPostalCode } from '../../../src/carriers/usps/lives.ts';
import { anEvent, anObservation } from '../../support/observations.ts';
import { NUMBER, observe, observeFixture, readFixture, scan } from './fixtures.ts';

it('takes the newest of several parcels, and says so', () => {
  const { carrierUniqueId, warnings } = observeFixture('reused-number');
  expect([carrierUniqueId, warnings]).toEqual([
    '12345678',
    [{ path: '', message: '2 parcels carried this number; one was read' }],
  ]);
});

it.each([
  ['the day of shipping', { shipDate: '2024-06-02' }],
  ["USPS's own id", { carrierUniqueId: '999' }],
])('takes the one that %s tells', (_what, hint) => {
  const context = { trackingNumber: '9400111206206406260626', ...hint };
  expect(observe(readFixture('reused-number'), context).carrierUniqueId).toBe('999');
});

it('goes by the first scans where no day of mailing is told', () => {
  const parcel = (day: string) => ({
    trackingNumber: NUMBER,
    uniqueTrackingID: day,
    trackingEvents: [scan(9, 'Acceptance', { eventTimestamp: `${day}T09:00:00` })],
  });
  const both = [parcel('2024-06-01'), parcel('2026-03-01')];
  expect([observe(both).carrierUniqueId, observe(both, { shipDate: '2024-06-10' }).carrierUniqueId]).toEqual([
    '2026-03-01',
    '2024-06-01',
  ]);
});

const observation = anObservation({
  carrierUniqueId: '12345678',
  destination: {
    city: 'BERKELEY',
    region: 'CA',
    postalCode: '94704',
    country: 'US',
    name: null,
    streetLines: [],
  },
  events: [anEvent({ localTime: '2026-03-01T09:00:00' }), anEvent({ localTime: '2026-05-01' })],
});

it.each<[string, Omit<TrackRequest, 'trackingNumber'>, boolean]>([
  ['nothing', {}, false],
  ['its own id', { carrierUniqueId: '12345678', shipDate: '2020-01-01' }, false],
  ['another id', { carrierUniqueId: '999' }, true],
  ['a day shortly before its first scan', { shipDate: '2026-02-10' }, false],
  ['a day between its scans', { shipDate: '2026-04-20' }, false],
  ['a day long before its first scan', { shipDate: '2025-06-01' }, true],
  ['a day long after its last scan', { shipDate: '2026-08-01' }, true],
  ['a day that is none', { shipDate: 'soon' }, false],
  ['its postal code', { destinationPostalCode: '94704-1234' }, false],
  ['another postal code', { destinationPostalCode: '10001' }, true],
  ['a postal code of another country', { destinationPostalCode: 'SW1A 1AA' }, false],
])('with %s known, takes an answer for another parcel: %j %s', (_what, request, isAnother) => {
  expect(isAnotherLife(observation, request)).toBe(isAnother);
});

it.each([
  ['94704', '94704'],
  [' 94704-1234 ', '94704'],
  ['947041234', '94704'],
  ['9470', null],
  [undefined, null],
])('reads the five digits of %j', (postalCode, digits) => {
  expect(toUsPostalCode(postalCode)).toBe(digits);
});
