/** The handing over, and the places where a parcel waits. */

import { expect, it } from 'vitest';
import type { UspsParcel } from '../../../src/carriers/usps/wire.ts';
import { observe, observeFixture, observeScans, scan } from './fixtures.ts';

const deliveryOf = (eventType: string, more: object = {}, parcel: UspsParcel = {}) =>
  observe({ trackingEvents: [scan(9, eventType, { eventCode: '01', ...more })], ...parcel }).delivery;

it.each([
  ['Delivered, Front Door/Porch', 'Front Door/Porch'],
  ['Delivered, In/At Mailbox', 'In/At Mailbox'],
  ['DELIVERED, PO BOX.', 'PO BOX'],
  ['Delivered, Individual Picked Up at Post Office', 'Individual Picked Up at Post Office'],
  ['Delivered', null],
  ['Delivered to Agent for Final Delivery', null],
])('reads from %j where it was left', (text, placement) => {
  expect(deliveryOf(text)?.placement).toBe(placement);
});

it('reads where it was left from the status where the scan is plain', () => {
  expect(deliveryOf('Delivered', {}, { status: 'Delivered, PO Box' })?.placement).toBe('PO Box');
});

it.each([
  [{ name: 'J DOE', firm: 'ACME LLC' }, 'J DOE'],
  [{ recipientName: 'J DOE' }, 'J DOE'],
  [{ name: null, recipientName: '', firm: 'ACME LLC' }, 'ACME LLC'],
  [{ name: 'Signature not required' }, null],
  [{ name: 'Signature Waived', firm: 'ACME LLC' }, 'ACME LLC'],
  [{ name: 'N/A' }, null],
])('reads from %j who took it', (signer, signedBy) => {
  const { events, delivery } = observe({
    trackingEvents: [scan(9, 'Delivered, Left with Individual', signer)],
  });
  expect([delivery?.signedBy, events[0]?.signedBy]).toEqual([signedBy, signedBy]);
});

it.each<[UspsParcel, string[] | undefined]>([
  [{ proofOfDeliveryEnabled: 'true' }, ['proofOfDelivery']],
  [
    { proofOfDeliveryEnabled: true, RREEnabled: 'TRUE', RRAMEnabled: 'true' },
    ['proofOfDelivery', 'RRE', 'RRAM'],
  ],
  [{ servicesEligibility: { trackingProofOfDeliveryEnabled: true } }, ['trackingProofOfDelivery']],
  [{ proofOfDeliveryEnabled: 'false', RREEnabled: false }, undefined],
])('reads from %j what proof can be asked for', (parcel, available) => {
  expect(deliveryOf('Delivered', {}, parcel)?.proof?.available).toEqual(available);
});

it('takes the first of the scans that repeat a delivery', () => {
  const repeated = [
    scan(12, 'Delivered, PO Box'),
    scan(11, 'Delivered, PO Box'),
    scan(9, 'Out for Delivery'),
  ];
  expect(observeScans(...repeated).delivery?.localTime).toBe('2026-03-04T11:00:00');
});

it('takes the newest delivery where it says something else', () => {
  const { delivery } = observeScans(
    scan(12, 'Delivered to Recipient by Agent'),
    scan(11, 'Delivered to Agent for Final Delivery'),
  );
  expect(delivery?.localTime).toBe('2026-03-04T12:00:00');
});

it('does not take an earlier delivery for the one after an attempt', () => {
  const { delivery } = observeScans(
    scan(12, 'Delivered, PO Box'),
    scan(11, 'Notice Left'),
    scan(10, 'Delivered, PO Box'),
  );
  expect(delivery?.localTime).toBe('2026-03-04T12:00:00');
});

it.each([
  ['Available for Pickup', 'in_transit'],
  ['Delivered, To Original Sender', 'returned'],
  ['Notice Left (No Secure Location Available)', 'in_transit'],
])('has no delivery while it is %j', (text, status) => {
  const observation = observeScans(scan(9, text));
  expect([observation.status, observation.delivery]).toEqual([status, null]);
});

it.each([
  ['with its zone', { destinationState: 'CA' }, '2026-03-04T20:55:00.000Z'],
  ['without a zone', {}, null],
])('reads the time of a delivery without scans from the sentence, %s', (_how, parcel, at) => {
  const statusSummary = 'Your item was delivered at 12:55 pm on March 04, 2026 in BERKELEY, CA 94704';
  const { delivery } = observe({ status: 'Delivered, PO Box', statusSummary, ...parcel });
  expect(delivery).toMatchObject({ at, localTime: '2026-03-04T12:55:00', placement: 'PO Box' });
});

it.each(['Your item was delivered on March 04, 2026.', 'Your item was delivered on 03/04/2026'])(
  'reads a day from %j',
  (statusSummary) => {
    expect(observe({ statusCategory: 'Delivered', statusSummary }).delivery).toMatchObject({
      at: null,
      localTime: '2026-03-04',
    });
  },
);

it('takes the time of an unknown scan for that of the delivery the category tells', () => {
  expect(observeFixture('unknown-code-category-tells').delivery).toMatchObject({
    at: '2026-03-04T21:02:40.000Z',
    placement: null,
  });
});

it('names the post office where a parcel waits, and until when', () => {
  expect(observeFixture('available-for-pickup').servicePoint).toEqual({
    type: 'post_office',
    name: null,
    code: null,
    address: {
      city: 'BERKELEY',
      region: 'CA',
      postalCode: '94704',
      country: 'US',
      name: null,
      streetLines: [],
    },
    openUntil: '2026-03-19',
  });
});

it.each([
  ['Available for Pickup, Parcel Locker', 'locker'],
  ['Held at Post Office, At Customer Request', 'post_office'],
])('calls the place of %j a %s', (text, type) => {
  expect(observeScans(scan(9, text)).servicePoint?.type).toBe(type);
});

it('tells until when a parcel can be fetched after a notice', () => {
  expect(observeFixture('notice-left').servicePoint).toMatchObject({
    type: 'post_office',
    address: null,
    openUntil: '2026-03-19',
  });
});

it('has no such place for a parcel on its way, or one that was fetched', () => {
  expect([
    observeFixture('in-transit').servicePoint,
    observeFixture('collected-at-post-office').servicePoint,
    observeScans(scan(9, 'Held in Customs')).servicePoint,
  ]).toEqual([null, null, null]);
});

it('warns of a day of return that is none', () => {
  const { servicePoint, warnings } = observe({
    status: 'Notice Left',
    trackingEvents: [],
    returnDateNotice: 'soon',
  });
  expect([servicePoint, warnings]).toEqual([null, [{ path: 'returnDateNotice', message: 'no date' }]]);
});
