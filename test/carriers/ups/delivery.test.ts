/** Estimates, deliveries, and places where a parcel waits. */

import { expect, it } from 'vitest';
import type { UpsParcel } from '../../../src/carriers/ups/wire.ts';
import { observeParcel, scan } from './fixtures.ts';

const OUT_FOR_DELIVERY: UpsParcel = { activity: [scan(12, 'I', 'OT', '021')] };
const DELIVERED: UpsParcel = { activity: [scan(12, 'D', 'FS', '011')] };
const SDD = { type: 'SDD', date: '20260304' };
const RDD = { type: 'RDD', date: '20260306' };
const DEL = { type: 'DEL', date: '20260304' };

const etaOf = (parcel: UpsParcel) => observeParcel({ ...OUT_FOR_DELIVERY, ...parcel }).eta;

it.each(['EDW', 'CDW', 'IDW'])('reads the window %s at the destination, without instants', (type) => {
  const deliveryTime = { type, startTime: '131500', endTime: '171500' };
  expect(etaOf({ deliveryDate: [SDD], deliveryTime })).toEqual({
    from: '2026-03-04T13:15:00',
    to: '2026-03-04T17:15:00',
    fromUtc: null,
    toUtc: null,
    precision: 'minute',
    source: 'SDD',
  });
});

it('reads a commitment as the one time it names', () => {
  const eta = etaOf({ deliveryDate: [SDD], deliveryTime: { type: 'CMT', endTime: '103000' } });
  expect(eta).toMatchObject({ from: '2026-03-04T10:30:00', to: '2026-03-04T10:30:00', precision: 'minute' });
});

it.each([{ type: 'EOD' }, {}, null])('reads the day alone where the time is %j', (deliveryTime) => {
  expect(etaOf({ deliveryDate: [SDD], deliveryTime })).toMatchObject({
    from: '2026-03-04',
    to: '2026-03-04',
    precision: 'day',
  });
});

it('takes the newest rescheduled date before the scheduled one', () => {
  const eta = etaOf({ deliveryDate: [RDD, { type: 'RDD', date: '20260305' }, SDD] });
  expect(eta).toMatchObject({ from: '2026-03-06', source: 'RDD' });
});

it('does not fall back to the scheduled date where the rescheduled one cannot be read', () => {
  const { eta, warnings } = observeParcel({
    ...OUT_FOR_DELIVERY,
    deliveryDate: [SDD, { type: 'RDD', date: 'soon' }],
  });
  expect([eta, warnings.map(({ path }) => path)]).toEqual([
    null,
    ['trackResponse.shipment.0.package.0.deliveryDate.1.date'],
  ]);
});

it.each([
  ['ends before it begins', { type: 'EDW', startTime: '170000', endTime: '160000' }],
  ['has no end', { type: 'EDW', startTime: '170000' }],
  ['has no readable end', { type: 'CMT', endTime: 'evening' }],
])('warns of a window that %s, and keeps the day', (_flaw, deliveryTime) => {
  const { eta, warnings } = observeParcel({ ...OUT_FOR_DELIVERY, deliveryDate: [SDD], deliveryTime });
  expect([eta?.precision, warnings.map(({ path }) => path)]).toEqual([
    'day',
    ['trackResponse.shipment.0.package.0.deliveryTime'],
  ]);
});

it('makes no estimate of the actual delivery', () => {
  const { eta, originalEta } = observeParcel({
    ...DELIVERED,
    deliveryDate: [SDD, DEL],
    deliveryTime: { type: 'DEL', endTime: '141203' },
  });
  expect([eta, originalEta?.from]).toEqual([null, '2026-03-04']);
});

it('makes no estimate of the delivery to a shop', () => {
  const activity = [scan(12, 'X', 'ZP', '040')];
  expect(observeParcel({ activity, deliveryDate: [SDD, DEL] }).eta).toBeNull();
});

it('keeps the first scheduled date as the original estimate', () => {
  const { originalEta } = observeParcel({ ...OUT_FOR_DELIVERY, deliveryDate: [SDD, RDD] });
  expect(originalEta).toMatchObject({
    from: '2026-03-04',
    to: '2026-03-04',
    precision: 'day',
    source: 'SDD',
  });
});

it.each([
  'Signature Not Required',
  'SIGNATURE RELEASE',
  'DRIVER RELEASE',
  'Released',
  'Left at front door',
  'N/A',
  ' ',
])('does not take %j for a person', (receivedBy) => {
  const { delivery, events } = observeParcel({ ...DELIVERED, deliveryInformation: { receivedBy } });
  expect([delivery?.signedBy, events.at(-1)?.signedBy]).toEqual([null, null]);
});

it('names who signed on the delivery and on its scan', () => {
  const { delivery, events } = observeParcel({
    ...DELIVERED,
    deliveryInformation: { receivedBy: ' O&#39;NEIL ' },
  });
  expect([delivery?.signedBy, events.at(-1)?.signedBy]).toEqual(["O'NEIL", "O'NEIL"]);
});

it('takes the first of several delivery scans for the handing over', () => {
  const { delivery } = observeParcel({
    activity: [scan(14, 'X', 'K7'), scan(12, 'D', 'KM', '011'), scan(9, 'I', 'OT', '021')],
  });
  expect(delivery?.at).toBe('2026-03-04T12:00:00.000Z');
});

it('takes the second delivery of a parcel that came back', () => {
  const { delivery } = observeParcel({
    activity: [scan(14, 'D', 'FS', '011'), scan(13, 'X', 'UF', '035'), scan(12, 'D', 'FS', '011')],
  });
  expect(delivery?.at).toBe('2026-03-04T14:00:00.000Z');
});

it('takes the stated date of delivery where the scan is missing', () => {
  const { delivery } = observeParcel({
    currentStatus: { code: '011' },
    deliveryDate: [DEL],
    deliveryTime: { type: 'DEL', endTime: '141203' },
  });
  expect(delivery).toMatchObject({ at: null, localTime: '2026-03-04T14:12:03' });
});

it('takes the marker of a photo for a proof, not for a place', () => {
  const { delivery } = observeParcel({ ...DELIVERED, deliveryInformation: { location: 'Delivery Photo ' } });
  expect([delivery?.placement, delivery?.proof?.available]).toEqual([null, ['deliveryPhoto']]);
});

it.each([
  ['V', ['deliveryPhoto']],
  ['N', undefined],
  ['U', undefined],
])('counts a photo of disposition %s accordingly', (photoDispositionCode, available) => {
  const { delivery } = observeParcel({
    ...DELIVERED,
    deliveryInformation: { deliveryPhoto: { photoCaptureInd: 'Y', photoDispositionCode } },
  });
  expect(delivery?.proof?.available).toEqual(available);
});

it('hands on the images UPS sent', () => {
  const { delivery } = observeParcel({
    ...DELIVERED,
    deliveryInformation: {
      signature: { image: 'c2ln' },
      pod: { content: 'cG9k' },
      deliveryPhoto: { photo: 'cGg=' },
    },
  });
  expect(delivery?.proof).toEqual({ signatureImage: 'c2ln', photo: 'cGg=', document: 'cG9k', available: [] });
});

it.each([
  ['X', 'ZP', '040', 'access_point'],
  ['D', '2Q', '040', 'access_point'],
  ['D', '1N', '040', 'locker'],
  ['D', 'EP', '144', 'post_office'],
  ['D', 'ZI', '011', 'shop'],
  ['X', '54', null, 'carrier_facility'],
  ['D', 'ZQ', '017', 'unknown'],
])('names the kind of place of %s %s', (type, code, statusCode, kind) => {
  const { servicePoint, delivery } = observeParcel({
    activity: [scan(12, type, code, statusCode)],
    deliveryInformation: { receivedBy: 'SHOPKEEPER' },
  });
  expect([servicePoint?.type, delivery]).toEqual([kind, null]);
});

it.each(['20260311', '2026-03-11'])('reads the last day to collect from %s', (pickupByDate) => {
  const { servicePoint } = observeParcel({
    activity: [scan(12, 'X', 'ZP', '040')],
    accessPointInformation: { pickupByDate },
  });
  expect(servicePoint?.openUntil).toBe('2026-03-11');
});

it('places the service point where the parcel was scanned for pickup', () => {
  const atShop = {
    ...scan(12, 'X', 'ZP', '040'),
    location: { address: { city: 'Atlanta', countryCode: 'US' } },
  };
  const later = { ...scan(13, 'X', 'HE'), location: { address: { city: 'Newark', countryCode: 'US' } } };
  expect(observeParcel({ activity: [later, atShop] }).servicePoint?.address?.city).toBe('Atlanta');
});

it('has no service point once the parcel was collected', () => {
  const { servicePoint, delivery } = observeParcel({
    activity: [scan(13, 'D', '2W', '011'), scan(12, 'X', 'ZP', '040')],
    accessPointInformation: { pickupByDate: '20260311' },
  });
  expect([servicePoint, delivery?.at]).toEqual([null, '2026-03-04T13:00:00.000Z']);
});
