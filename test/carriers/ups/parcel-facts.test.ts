/** Weight, references, places, other numbers and pieces of a parcel. */

import { expect, it } from 'vitest';
import type { UpsParcel } from '../../../src/carriers/ups/wire.ts';
import { NUMBER, observe, observeParcel, scan } from './fixtures.ts';

it.each([
  ['LBS', '13.00', { value: 13, unit: 'lb' }],
  ['KGS', 2.5, { value: 2.5, unit: 'kg' }],
])('reads a weight in %s', (unitOfMeasurement, weight, read) => {
  expect(observeParcel({ weight: { unitOfMeasurement, weight } }).weight).toEqual(read);
});

it.each([
  { unitOfMeasurement: 'LBS', weight: '-1' },
  { unitOfMeasurement: 'LBS', weight: 'heavy' },
  { unitOfMeasurement: 'STONE', weight: '2' },
  { weight: '2' },
])('warns of the weight %j', (weight) => {
  const observation = observeParcel({ weight });
  expect([observation.weight, observation.warnings.length]).toEqual([null, 1]);
});

it('drops references that say nothing, and doubles', () => {
  const { references } = observeParcel({
    referenceNumber: [
      { type: 'SHIPMENT', number: 'NA' },
      { type: 'SHIPMENT', number: 'PO 7' },
      { type: 'SHIPMENT', number: 'PO 7' },
      { type: 'PACKAGE', number: 'PO 7' },
      { number: '' },
    ],
  });
  expect(references).toEqual([
    { type: 'SHIPMENT', value: 'PO 7' },
    { type: 'PACKAGE', value: 'PO 7' },
  ]);
});

it('names the service without signs', () => {
  const service = { code: '518', description: 'UPS Worldwide Express&#174; <b>Plus</b>' };
  expect(observeParcel({ service }).service).toEqual({ code: '518', name: 'UPS Worldwide Express Plus' });
});

it('takes the level of a service without a code', () => {
  expect(observeParcel({ service: { code: '', levelCode: '003' } }).service).toEqual({
    code: '003',
    name: null,
  });
});

it('reads origin and destination by their types', () => {
  const { origin, destination } = observeParcel({
    packageAddress: [
      { type: 'DESTINATION', attentionName: 'J. Doe', address: { city: 'Atlanta', country: 'us' } },
      { type: 'ORIGIN', name: 'Acme', address: { addressLine1: ' 1 Main St ', addressLine2: '' } },
    ],
  });
  expect([origin?.streetLines, origin?.name, destination?.country, destination?.name]).toEqual([
    ['1 Main St'],
    'Acme',
    'US',
    'J. Doe',
  ]);
});

it('knows the number under which USPS delivers', () => {
  const { relatedNumbers } = observeParcel({
    alternateTrackingNumber: [{ type: 'USPS_PIC', number: '9241 9900 0000 3349 9522 9662 20' }],
  });
  expect(relatedNumbers).toEqual([
    { number: '92419900000033499522966220', carrier: 'usps', relation: 'last_mile' },
  ]);
});

it.each([
  ['CG', 'replacement'],
  ['IB', 'replacement'],
  ['AG', 'alternate'],
])('takes another number after code %s for its %s', (code, relation) => {
  const { relatedNumbers } = observeParcel({
    activity: [scan(12, 'X', code)],
    alternateTrackingNumber: [{ number: '1Z5R89390357567127' }, { number: NUMBER }],
  });
  expect(relatedNumbers).toEqual([{ number: '1Z5R89390357567127', carrier: 'ups', relation }]);
});

it('does not claim a number whose form is not that of UPS', () => {
  const { relatedNumbers } = observeParcel({ alternateTrackingNumber: [{ number: '123' }] });
  expect(relatedNumbers).toEqual([{ number: '123', carrier: null, relation: 'alternate' }]);
});

it.each([
  ['3', 3],
  [3, 3],
  [0, null],
  ['many', null],
])('reads the count of pieces %j', (packageCount, pieceCount) => {
  expect(observeParcel({ packageCount }).pieceCount).toBe(pieceCount);
});

it('lists the pieces the answer lists, each with what it says', () => {
  const pieces: UpsParcel[] = [
    { trackingNumber: NUMBER, packageCount: 3, activity: [scan(12, 'I', 'OT')] },
    { trackingNumber: '1Z5R89390357567127', activity: [scan(12, 'D', 'FS')] },
    { trackingNumber: '1Z999AA10123456711' },
  ];
  const body = { trackResponse: { shipment: [{ inquiryNumber: NUMBER, package: pieces }] } };
  expect(observe(body).pieces).toEqual([
    { trackingNumber: NUMBER, status: 'in_transit', substatus: 'out_for_delivery', weight: null },
    { trackingNumber: '1Z5R89390357567127', status: 'delivered', substatus: 'delivered', weight: null },
    { trackingNumber: '1Z999AA10123456711', status: null, substatus: null, weight: null },
  ]);
});

it('lists no pieces of a parcel that travels alone', () => {
  expect(observeParcel({ packageCount: 1 }).pieces).toEqual([]);
});
