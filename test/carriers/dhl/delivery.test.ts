/** The handing over: when, to whom and what proves it; and where a parcel waits. */

import { expect, it } from 'vitest';
import type { DhlShipment } from '../../../src/carriers/dhl/wire.ts';
import { checkpoint, event, observeEvents, observeMydhl, observeShipment, place, said } from './fixtures.ts';

type Proof = NonNullable<NonNullable<DhlShipment['details']>['proofOfDelivery']>;

const proved = (proofOfDelivery: Proof, description = 'Delivered') =>
  observeShipment({ service: 'express', events: [said(12, description)], details: { proofOfDelivery } })
    .delivery;

it('takes the time of the scan, whatever the proof is dated', () => {
  expect(proved({ timestamp: '2026-09-05T16:33:00Z' })?.at).toBe('2026-03-04T12:00:00.000Z');
});

it('keeps the instant open where the scan’s is, although the proof dresses the same clock as UTC', () => {
  const { delivery } = observeShipment({
    service: 'express',
    events: [{ timestamp: '2026-03-04T12:00:00', description: 'Delivered' }],
    details: { proofOfDelivery: { timestamp: '2026-03-04T12:00:00Z' } },
  });
  expect([delivery?.at, delivery?.localTime]).toEqual([null, '2026-03-04T12:00:00']);
});

it('takes the time of the proof where no scan has one', () => {
  const { delivery } = observeShipment({
    service: 'express',
    status: { statusCode: 'delivered' },
    details: { proofOfDelivery: { timestamp: '2026-03-04T12:00:00Z' } },
  });
  expect(delivery?.at).toBe('2026-03-04T12:00:00.000Z');
});

it('takes the first of several delivery scans', () => {
  const { delivery } = observeEvents(
    'svb',
    event(15, 'CONFIRMED'),
    event(12, 'DELIVERED'),
    event(9, 'POSTED'),
  );
  expect(delivery?.at).toBe('2026-03-04T12:00:00.000Z');
});

it('names the documents that can be fetched', () => {
  const links = { documentUrl: 'https://webpod.dhl.com/webPOD/DHLePODRequest', signatureUrl: '' };
  expect(proved(links)?.proof).toEqual({
    signatureImage: null,
    photo: null,
    document: null,
    available: ['documentUrl'],
  });
});

it.each([
  [{ name: 'J Doe', givenName: 'J', familyName: 'Doe' }, 'J Doe'],
  [{ name: '', givenName: 'J', familyName: 'Doe' }, 'J Doe'],
  [{ familyName: 'Doe' }, 'Doe'],
  [{ name: '****' }, null],
  [{}, null],
])('reads who signed from %j', (signed, name) => {
  expect(proved({ signed })?.signedBy).toBe(name);
});

it.each([
  ['Delivered : ALBY H', 'ALBY H'],
  ['Delivered: Alby H.', 'Alby H.'],
  ['Delivered - Signed for by: O’NEILL', 'O’NEILL'],
  ['Delivered', null],
  ['Delivered : ', null],
  ['Delivered : Signature not required', null],
  ['Delivered - AUCKLAND - NEW ZEALAND', null],
])('finds the signer in %j', (description, name) => {
  const mydhl = observeMydhl({ events: [checkpoint(12, 'OK', { description, signedBy: '' })] });
  const { events, delivery } = observeEvents('express', said(12, description));
  expect([mydhl.delivery?.signedBy, delivery?.signedBy, events[0]?.signedBy]).toEqual([name, name, name]);
});

it('takes the field for the signer before the words', () => {
  const events = [checkpoint(12, 'OK', { description: 'Delivered : A', signedBy: 'ALBY H' })];
  expect(observeMydhl({ events }).delivery?.signedBy).toBe('ALBY H');
});

it.each([
  ['JESSICA', 'JESSICA'],
  ['J. van der Berg', 'J. van der Berg'],
  ['Shipment delivered', null],
  ['Delivery successful', null],
  ['Zugestellt', null],
  ['Left at door', null],
  ['SEE PROOF OF DELIVERY', null],
  ['The parcel lies where nobody would look for it', null],
])('reads the description %j of a delivery by Express', (description, name) => {
  const delivered = event(12, 'OK', { statusCode: 'delivered', description });
  expect(observeEvents('express', delivered).delivery?.signedBy).toBe(name);
});

it('takes the words of other divisions for no name', () => {
  expect(
    observeEvents('svb', event(12, 'FETCHED', { description: 'Fetched Packstation' })).delivery?.signedBy,
  ).toBeNull();
});

it('takes the words of other scans for no name', () => {
  expect(
    observeEvents('express', event(12, 'WC', { description: 'JESSICA' })).events[0]?.signedBy,
  ).toBeNull();
});

it('names no one on scans but that of the delivery', () => {
  const { events } = observeShipment({
    service: 'express',
    events: [said(12, 'Delivered'), said(9, 'Shipment is out with courier for delivery')],
    details: { proofOfDelivery: { signed: { name: 'J Doe' } } },
  });
  expect(events.map(({ signedBy }) => signedBy)).toEqual([null, 'J Doe']);
});

it.each(['hash', 'drop'] as const)('lets no name out with the words where names are to %s', (pii) => {
  const shipment: DhlShipment = {
    service: 'express',
    status: event(12, 'OK', { statusCode: 'delivered', description: 'JESSICA DOE' }),
    events: [
      said(12, 'Delivered : JESSICA DOE'),
      event(11, 'OK', { description: 'JESSICA DOE', statusCode: 'delivered' }),
    ],
    details: { proofOfDelivery: { signed: { name: 'Jessica Doe' } }, receiver: { name: 'JESSICA DOE' } },
  };
  const observation = observeShipment(shipment, { pii, keepRaw: true });
  expect(JSON.stringify(observation)).not.toMatch(/jessica/i);
  expect(observation.events.map(({ description }) => description)).toEqual([null, 'Delivered']);
});

it('lets no name of the sender out who got the parcel back', () => {
  const { events } = observeShipment(
    { service: 'express', events: [said(12, 'Delivered : JESSICA DOE'), said(9, 'Returned to shipper')] },
    { pii: 'drop' },
  );
  expect(JSON.stringify(events)).not.toContain('JESSICA');
});

it.each([
  ['parcel-de', 'CNRFC+PCKST/ZF', 'locker'],
  ['parcel-de', 'HLDCC+HDFCT/LA', 'carrier_facility'],
  ['parcel-de', 'HLDCC+SERPT/ZF', 'access_point'],
  ['parcel-de', 'ZF', 'unknown'],
  ['parcel-nl', 'NOTIFICATION_FOR_PARCELSHOP_COLLECTION_HAS_BEEN_SENT', 'shop'],
  ['parcel-nl', 'DELIVERED_AT_ACCESSPOINT', 'access_point'],
  ['parcel-nl', 'AWAITING_RECEIVER_COLLECTION', 'carrier_facility'],
  ['parcel-pl', 'OWL_SP_ONO', 'shop'],
  ['parcel-pl', 'OWL', 'carrier_facility'],
  ['ecommerce', '522', 'post_office'],
  ['ecommerce', '570', 'unknown'],
  ['ecommerce-europe', '43', 'access_point'],
  ['ecommerce-europe', '44', 'shop'],
  ['freight', '20-13', 'carrier_facility'],
])('reads where a parcel of %s waits from %s', (service, status, type) => {
  const { servicePoint } = observeEvents(service, event(12, status, { location: place('Bonn', 'DE') }));
  expect([servicePoint?.type, servicePoint?.address?.city]).toEqual([type, 'Bonn']);
});

it('names no place once the parcel was collected', () => {
  const { servicePoint, delivery } = observeEvents(
    'parcel-nl',
    event(15, 'COLLECTED_AT_PARCELSHOP'),
    event(12, 'DELIVERED_AT_ACCESSPOINT'),
  );
  expect([servicePoint, delivery?.at]).toEqual([null, '2026-03-04T15:00:00.000Z']);
});
