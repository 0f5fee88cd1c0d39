/** Weight, count, service, references and other numbers of a shipment. */

import { expect, it } from 'vitest';
import { answerOf, event, NUMBER, observe, observeMydhl, observeShipment, PIECE } from './fixtures.ts';

const SCAN = { events: [event(12, 'AA')] };

it.each([
  [
    { value: 253.5, unitText: 'kg' },
    { value: 253.5, unit: 'kg' },
  ],
  [
    { value: '2.5', unitText: 'KGS' },
    { value: 2.5, unit: 'kg' },
  ],
  [
    { value: 13, unitText: 'Lb' },
    { value: 13, unit: 'lb' },
  ],
  [{ value: 0, unitText: 'kg' }, null],
  [{ value: null, unitText: 'kg' }, null],
])('reads the weight %j', (weight, expected) => {
  const { weight: read, warnings } = observeShipment({ ...SCAN, details: { weight } });
  expect([read, warnings]).toEqual([expected, []]);
});

it.each([
  { value: -1, unitText: 'kg' },
  { value: 'heavy', unitText: 'kg' },
  { value: 2, unitText: 'stone' },
  { value: 2 },
])('warns of the weight %j', (weight) => {
  const { weight: read, warnings } = observeShipment({ ...SCAN, details: { weight } });
  expect([read, warnings.map(({ path }) => path)]).toEqual([null, ['shipments.0.details.weight']]);
});

it.each([
  ['metric', 'kg'],
  ['imperial', 'lb'],
])('reads the weight of MyDHL in its %s units', (unitOfMeasurements, unit) => {
  expect(observeMydhl({ totalWeight: 2.2, unitOfMeasurements }).weight).toEqual({ value: 2.2, unit });
});

it('believes the count of pieces before the list of them', () => {
  const { pieceCount, pieces } = observeShipment({
    ...SCAN,
    details: { totalNumberOfPieces: 8, pieceIds: [PIECE] },
  });
  expect([pieceCount, pieces.length]).toEqual([8, 1]);
});

it('counts the list where there is no count', () => {
  expect(
    observeShipment({ ...SCAN, details: { pieceIds: [PIECE, 'JD014600000000000002'] } }).pieceCount,
  ).toBe(2);
});

it.each([
  ['express', 'EXPRESS WORLDWIDE', { code: 'express', name: 'EXPRESS WORLDWIDE' }],
  ['parcel-de', 'DHL PAKET&reg;', { code: 'parcel-de', name: 'DHL PAKET' }],
  ['express', 'UNKNOWN - Product unknown', { code: 'express', name: null }],
  [null, 'UNKNOWN', null],
])('names the service %s of product %s', (service, productName, expected) => {
  expect(observeShipment({ ...SCAN, service, details: { product: { productName } } }).service).toEqual(
    expected,
  );
});

it('names the product of MyDHL by its letter', () => {
  expect(observeMydhl({ productCode: 'P' }).service).toEqual({ code: 'P', name: null });
});

it('reads references that are one object, or a list with doubles', () => {
  const one = { number: 'YZ3892406173', type: 'customer-reference' };
  const list = [one, one, { number: '', type: 'reference' }, { number: 'NA' }, { number: 42 }];
  const read = (references: object) =>
    observe({ shipments: [{ id: NUMBER, ...SCAN, details: { references } }] }).references;
  expect([read(one), read(list)]).toEqual([
    [{ type: 'customer-reference', value: 'YZ3892406173' }],
    [
      { type: 'customer-reference', value: 'YZ3892406173' },
      { type: null, value: '42' },
    ],
  ]);
});

it('reads the references of a shipment and of its pieces once each', () => {
  const shipperReferences = [{ value: 'ORDER-1', typeCode: 'CU' }];
  const { references } = observeMydhl({
    shipperReferences,
    pieces: [
      {
        trackingNumber: PIECE,
        shipperReferences: [...shipperReferences, { value: 'BOX-2', typeCode: 'AAO' }],
      },
    ],
  });
  expect(references).toEqual([
    { type: 'CU', value: 'ORDER-1' },
    { type: 'AAO', value: 'BOX-2' },
  ]);
});

const lastMile = (number: string, service: string, more: object = {}) =>
  observeShipment({
    service,
    events: [event(12, null, { statusCode: 'transit' })],
    ...more,
    details: { references: [{ number, type: 'local-tracking-number' }], ...more },
  }).relatedNumbers;

it('knows the number under which the postal service delivers', () => {
  expect(lastMile('420 10451 9261290100130739183247', 'ecommerce')).toEqual([
    { number: '9261290100130739183247', carrier: 'usps', relation: 'last_mile' },
  ]);
});

it('claims no number for the postal service outside of its country', () => {
  const destination = { address: { countryCode: 'CA' } };
  expect(lastMile('9261290100130739183247', 'ecommerce', { destination })).toEqual([
    { number: '9261290100130739183247', carrier: null, relation: 'last_mile' },
  ]);
});

it.each([
  ['parcel-es', 'dhl'],
  ['freight-fr', 'dhl'],
  ['colis-prive', null],
  [null, null],
])('hands over to %s', (destinationProvider, carrier) => {
  expect(lastMile('XY123456', 'ecommerce-europe', { provider: { destinationProvider } })).toEqual([
    { number: 'XY123456', carrier, relation: 'last_mile' },
  ]);
});

it('names the shipment where a piece was asked for', () => {
  const shipment = { ...SCAN, service: 'express', details: { pieceIds: [PIECE] } };
  expect(observe(answerOf(shipment), { trackingNumber: PIECE }).relatedNumbers).toEqual([
    { number: NUMBER, carrier: 'dhl', relation: 'master' },
  ]);
});

it('names the postal number of a parcel that was asked for by another', () => {
  const shipment = {
    ...SCAN,
    id: '420104519261290100130739183247',
    service: 'ecommerce',
    details: { references: [{ number: 'GM605112270084510370', type: 'ecommerce-number' }] },
  };
  expect(observe(answerOf(shipment), { trackingNumber: 'GM605112270084510370' }).relatedNumbers).toEqual([
    { number: '9261290100130739183247', carrier: 'usps', relation: 'last_mile' },
  ]);
});

it('keeps the parts of a shipment that was broken up', () => {
  expect(
    observeMydhl({ childrenShipmentIdentificationNumbers: ['9356579890', NUMBER] }).relatedNumbers,
  ).toEqual([{ number: '9356579890', carrier: 'dhl', relation: 'alternate' }]);
});

it('passes on which fields DHL asks not to show', () => {
  expect(observeMydhl({ controlledAccessDataCodes: ['SIGN_NM', 'CNSGN_CTY'] }).warnings).toEqual([
    {
      path: 'shipments.0.controlledAccessDataCodes',
      message: 'not to be shown to others: SIGN_NM, CNSGN_CTY',
    },
  ]);
});
