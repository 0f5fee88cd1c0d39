/** The handing over: when, to whom, where, and what proves it; and where a parcel waits. */

import { expect, it } from 'vitest';
import type { FedexResult, FedexScan } from '../../../src/carriers/fedex/wire.ts';
import { observeFixture, observeResult, scan } from './fixtures.ts';

const delivered = (more: FedexResult = {}, ...scans: FedexScan[]): FedexResult => ({
  latestStatusDetail: { code: 'DL', derivedCode: 'DL' },
  scanEvents: scans,
  ...more,
});
const deliveryOf = (result: FedexResult) => observeResult(result).delivery;
const actual = (dateTime: string): FedexResult => ({ dateAndTimes: [{ type: 'ACTUAL_DELIVERY', dateTime }] });

it('takes the time FedEx states for the delivery', () => {
  const delivery = deliveryOf(delivered(actual('2026-04-14T14:22:31-07:00'), scan(20, 'DL')));
  expect([delivery?.at, delivery?.localTime]).toEqual(['2026-04-14T21:22:31.000Z', '2026-04-14T14:22:31']);
});

it('takes the time of the scan where FedEx states a date alone', () => {
  const delivery = deliveryOf(delivered(actual('2026-04-14T00:00:00-06:00'), scan(20, 'DL')));
  expect([delivery?.at, delivery?.localTime]).toEqual(['2026-04-14T20:00:00.000Z', '2026-04-14T20:00:00']);
});

it('keeps a date alone where there is no scan', () => {
  const delivery = deliveryOf(delivered(actual('2026-04-14T00:00:00-06:00')));
  expect([delivery?.at, delivery?.localTime]).toEqual([null, '2026-04-14']);
});

it.each([
  [{ signedByName: 'M. Vale', receivedByName: 'MVALE' }, 'M. Vale'],
  [{ receivedByName: 'MVALE' }, 'MVALE'],
  [{ signedByName: '', receivedByName: ' R.&nbsp;OKAFOR ' }, 'R. OKAFOR'],
  [{ receivedByName: 'Signature not required' }, null],
  [{ signedByName: 'Signature release', receivedByName: 'MVALE' }, 'MVALE'],
  [{ receivedByName: 'DRIVER RELEASED' }, null],
  [{ receivedByName: 'Left at front door' }, null],
  [{ receivedByName: 'N/A' }, null],
  [{ receivedByName: 'NATALIE LEFTWICH' }, 'NATALIE LEFTWICH'],
  [{}, null],
])('reads who took it from %j', (deliveryDetails, signedBy) => {
  const { delivery, events } = observeResult(delivered({ deliveryDetails }, scan(20, 'DL'), scan(9, 'OD')));
  expect([delivery?.signedBy, events.map((event) => event.signedBy)]).toEqual([signedBy, [null, signedBy]]);
});

it.each([
  [{ locationType: 'FRONT_DESK', locationDescription: 'Front Desk' }, 'Front Desk'],
  [{ locationType: 'MAILROOM', locationDescription: '' }, 'MAILROOM'],
  [{ locationType: '' }, null],
])('reads where it was left from %j', (deliveryDetails, placement) => {
  expect(deliveryOf(delivered({ deliveryDetails }))?.placement).toBe(placement);
});

it('names the proofs that can be fetched, once each', () => {
  const availableImages = [
    'SIGNATURE_PROOF_OF_DELIVERY',
    'BILL_OF_LADING',
    'SIGNATURE_PROOF_OF_DELIVERY',
    '',
  ].map((type) => ({ type }));
  expect(deliveryOf(delivered({ availableImages }))?.proof).toEqual({
    signatureImage: null,
    photo: null,
    document: null,
    available: ['SIGNATURE_PROOF_OF_DELIVERY'],
  });
});

it('knows of no proof where none can be fetched', () => {
  expect(deliveryOf(delivered({ availableImages: [{ type: 'BILL_OF_LADING' }] }))?.proof).toBeNull();
});

it.each(['in-transit', 'ready-for-pickup', 'delivered-to-fedex-location', 'returning'])(
  'shows no delivery for %s',
  (name) => {
    expect(observeFixture(name).delivery).toBeNull();
  },
);

it('names the place where a parcel waits', () => {
  expect(observeFixture('ready-for-pickup').servicePoint).toMatchObject({
    type: 'shop',
    name: 'FedEx Office Print & Ship Center',
    code: 'BNDKK',
    address: { city: 'Bend', postalCode: '97702', streetLines: ['1900 Example Parkway'] },
  });
});

it.each([
  ['FEDEX_ONSITE', 'shop'],
  ['RETAIL_ALLICANCE_LOCATION', 'shop'],
  ['FEDEX_GROUND_TERMINAL', 'carrier_facility'],
  ['FEDEX_SELF_SERVICE_LOCATION', 'unknown'],
  ['constructor', 'unknown'],
  [null, 'unknown'],
])('reads the place type %s as %s', (locationType, type) => {
  const holdAtLocation = { locationId: 'BNDKK', locationType };
  const latestStatusDetail = { code: 'HP', derivedCode: 'HP' };
  expect(observeResult({ latestStatusDetail, holdAtLocation }).servicePoint?.type).toBe(type);
});

it('names no place once the parcel was collected', () => {
  expect(observeFixture('collected-at-office').servicePoint).toBeNull();
});
