/** What stays true of a parcel: weight, pieces, places, references, other numbers. */

import { expect, it } from 'vitest';
import type { FedexResult } from '../../../src/carriers/fedex/wire.ts';
import { NUMBER, observe, observeResult } from './fixtures.ts';

const BASE: FedexResult = { latestStatusDetail: { code: 'IT', derivedCode: 'IT' } };
const read = (result: FedexResult) => observeResult({ ...BASE, ...result });
const identified = (...packageIdentifiers: object[]): FedexResult => ({
  additionalTrackingInfo: { packageIdentifiers },
});
const weighed = (...weight: { value: string | null; unit: string | null }[]): FedexResult => ({
  packageDetails: { weightAndDimensions: { weight } },
});

it('takes the first weight that can be read', () => {
  const { weight, warnings } = read(
    weighed({ value: '', unit: 'LB' }, { value: '12', unit: 'STONE' }, { value: '2.81', unit: 'kg' }),
  );
  expect([weight, warnings]).toEqual([
    { value: 2.81, unit: 'kg' },
    [
      {
        path: 'output.completeTrackResults.0.trackResults.0.packageDetails.weightAndDimensions.weight',
        message: 'no weight with a known unit',
      },
    ],
  ]);
});

it.each(['-1', '0', 'heavy', '1e999'])('takes %s for no weight', (value) => {
  expect(read(weighed({ value, unit: 'LB' })).weight).toBeNull();
});

it.each([
  ['3', 3],
  ['0', null],
  ['many', null],
  ['', null],
  [null, null],
])('counts the pieces of %j as %j', (count, expected) => {
  expect(read({ packageDetails: { count } }).pieceCount).toBe(expected);
});

it('has no pieces where the parcel is listed alone', () => {
  expect(read({ packageDetails: { count: '3' } }).pieces).toEqual([]);
});

it('cleans the name of the service', () => {
  const serviceDetail = { type: 'SMART_POST', description: 'FedEx Ground Economy&#8482;<sup>&reg;</sup>' };
  expect(read({ serviceDetail }).service).toEqual({ code: 'SMART_POST', name: 'FedEx Ground Economy' });
});

it('reads references under both names of their field, once each, without NA', () => {
  const { references } = read(
    identified(
      { type: 'INVOICE', values: ['I-1', 'NA', '', 'I-1'] },
      { type: 'INVOICE', value: ['I-1', 'I-2'] },
      { type: 'PURCHASE_ORDER', value: ['I-1'] },
    ),
  );
  expect(references).toEqual([
    { type: 'INVOICE', value: 'I-1' },
    { type: 'INVOICE', value: 'I-2' },
    { type: 'PURCHASE_ORDER', value: 'I-1' },
  ]);
});

it('reads a reference that is no list', () => {
  const packageIdentifiers = [
    { type: 'INVOICE', value: 'I-1' },
    { type: 'DEPARTMENT', values: 12 },
  ];
  const result = { ...BASE, additionalTrackingInfo: { packageIdentifiers } };
  const { references } = observe({ output: { completeTrackResults: [{ trackResults: [result] }] } });
  expect(references.map(({ value }) => value)).toEqual(['I-1', '12']);
});

it.each([
  ['STANDARD_MPS', '794708390594', 'master'],
  ['RETURNED_TO_SHIPPER_TRACKING_NUMBER', '794708390594', 'return'],
  ['OUTBOUND_LINK_TO_RETURN', '794708390594', 'outbound'],
  ['REROUTE_TRACKING_NUMBER', '794708390594', 'replacement'],
  ['TRACKING_NUMBER_OR_DOORTAG', 'DT106234567890', 'door_tag'],
  ['TRACKING_NUMBER_OR_DOORTAG', '794708390594', 'alternate'],
])('reads %s %s as a number of relation %s', (type, number, relation) => {
  const { relatedNumbers, references } = read(identified({ type, values: [number] }));
  expect([relatedNumbers, references]).toEqual([[{ number, carrier: 'fedex', relation }], []]);
});

it.each([
  ['FXSP', 'usps'],
  ['FDXG', null],
])('knows the last mile of %s to be of %s', (carrierCode, carrier) => {
  const partner = identified({ type: 'PARTNER_CARRIER_NUMBER', values: ['9261290312833844954982'] });
  const { relatedNumbers } = read({ ...partner, trackingNumberInfo: { carrierCode } });
  expect(relatedNumbers).toEqual([{ number: '9261290312833844954982', carrier, relation: 'last_mile' }]);
});

it('does not relate a number to itself', () => {
  expect(read(identified({ type: 'STANDARD_MPS', values: [NUMBER] })).relatedNumbers).toEqual([]);
});

it('goes to the updated address where it names a city', () => {
  const recipientInformation = { address: { city: 'Bend', countryCode: 'US' } };
  const moved = { lastUpdatedDestinationAddress: { city: 'Redmond', countryCode: 'US' } };
  const hollow = { lastUpdatedDestinationAddress: { countryCode: 'US' } };
  expect([
    read({ recipientInformation, ...moved }).destination?.city,
    read({ recipientInformation, ...hollow }).destination?.city,
  ]).toEqual(['Redmond', 'Bend']);
});

it('names company before person', () => {
  const contact = { companyName: 'Vale &amp; Co', personName: 'M. Vale' };
  const { origin, destination } = read({
    shipperInformation: { contact },
    recipientInformation: { contact: { ...contact, companyName: '' } },
  });
  expect([origin?.name, destination?.name]).toEqual(['Vale & Co', 'M. Vale']);
});

it('keeps FedEx’s id of the shipment', () => {
  const trackingNumberInfo = { trackingNumberUniqueId: '12030~986578788855~FDEG' };
  expect(read({ trackingNumberInfo }).carrierUniqueId).toBe('12030~986578788855~FDEG');
});
