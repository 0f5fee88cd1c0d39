/** The handing over, what proves it, where a parcel waits, when it is expected, and its other number. */

import { expect, it } from 'vitest';
import { event, NUMBER, observeEvents, observeShipment, summary } from './fixtures.ts';

const PLACE = { city: 'BEND', stateOrRegion: 'OR', postalCode: '97701', countryCode: 'US' };
const BEND = { city: 'BEND', region: 'OR', postalCode: '97701', country: 'US', name: null, streetLines: [] };

const delivered = (more: object = {}, ...forward: string[]) =>
  observeShipment({
    eventHistory: [event(9, 'Delivered')],
    summary: { ...summary('Delivered', forward), ...more },
  });

it('is at the instant of its event, to the millisecond', () => {
  const eventHistory = [event(9, 'Delivered', 'FORWARD', { eventTime: '2026-04-14T09:02:40.513Z' })];
  expect(observeShipment({ eventHistory }).delivery).toEqual({
    at: '2026-04-14T09:02:40.513Z',
    localTime: null,
    signedBy: null,
    placement: null,
    proof: null,
  });
});

it('is without an instant where only the summary tells of it', () => {
  expect(observeShipment({ summary: summary('Delivered') }).delivery?.at).toBeNull();
});

it('is that of the last event that says so', () => {
  const { delivery } = observeEvents(
    event(8, 'Delivered'),
    event(9, 'OutForDelivery'),
    event(10, 'Delivered'),
  );
  expect(delivery?.at).toBe('2026-04-14T10:00:00.000Z');
});

it.each(['OutForDelivery', 'DeliveryAttempted', 'AvailableForPickup', 'Rejected', 'Lost'])(
  'is not there at %s',
  (code) => {
    expect(observeEvents(event(9, code)).delivery).toBeNull();
  },
);

it.each([
  ['DeliveredToBehindWheelieBin', 'Behind Wheelie Bin'],
  ['DeliveredToPorch', 'Porch'],
  ['DeliveredToGarage', 'Garage'],
  ['DeliveredToGarden', 'Garden'],
  ['DeliveredToGreenhouse', 'Greenhouse'],
  ['DeliveredToMailSlot', 'Mail Slot'],
  ['DeliveredToMailRoom', 'Mail Room'],
  ['DeliveredToNeighbor', 'Neighbor'],
  ['DeliveredToRearDoor', 'Rear Door'],
  ['DeliveredToReceptionist', 'Receptionist'],
  ['DeliveredToShed', 'Shed'],
])('reads %s as the place %s', (code, placement) => {
  expect(delivered({}, 'Signed', code).delivery?.placement).toBe(placement);
});

it.each(['Signed', 'DeliveredWithOTP', 'ArrivedAtLocalFacility', 'DeliveredTo'])(
  'finds no place in %s',
  (code) => {
    expect(delivered({}, code).delivery?.placement).toBeNull();
  },
);

it('names who took it, on the event too', () => {
  const { delivery, events } = delivered({ proofOfDelivery: { receivedBy: ' J. &amp; K. NOVAK ' } });
  expect([delivery?.signedBy, events[0]?.signedBy]).toEqual(['J. & K. NOVAK', 'J. & K. NOVAK']);
});

it.each(['Signature not required', 'RELEASED', 'Left at door', 'n/a', 'null', ''])(
  'takes %j for nobody',
  (receivedBy) => {
    expect(delivered({ proofOfDelivery: { receivedBy } }).delivery?.signedBy).toBeNull();
  },
);

it('says that there is a photo, and does not take its address for one', () => {
  const { delivery } = delivered({ proofOfDelivery: { deliveryPhotoUrl: 'https://photos.test/1.jpg' } });
  expect(delivery?.proof).toEqual({
    signatureImage: null,
    photo: null,
    document: null,
    available: ['deliveryPhotoUrl'],
  });
});

it('waits at the place of the event that announced it', () => {
  const { servicePoint } = observeEvents(
    event(8, 'OutForDelivery'),
    event(9, 'AvailableForPickup', 'FORWARD', { location: PLACE }),
  );
  expect(servicePoint).toEqual({ type: 'unknown', name: null, code: null, address: BEND, openUntil: null });
});

it('waits at a place nobody names where only the summary tells of it', () => {
  expect(observeShipment({ summary: summary('AwaitingCustomerPickup') }).servicePoint).toMatchObject({
    type: 'unknown',
    address: null,
  });
});

it('waits no longer once it is collected', () => {
  expect(observeEvents(event(8, 'AvailableForPickup'), event(9, 'Delivered')).servicePoint).toBeNull();
});

it('reads places with what Amazon gives of them', () => {
  const locations = [PLACE, { postalCode: 'PL33 9AA', countryCode: 'gb' }, { city: 'null' }, {}, null];
  const { events } = observeEvents(
    ...locations.map((location, hour) => event(hour, 'Departed', 'FORWARD', { location })),
  );
  expect(events.map(({ location }) => location)).toEqual([
    BEND,
    { city: null, region: null, postalCode: 'PL33 9AA', country: 'GB', name: null, streetLines: [] },
    null,
    null,
    null,
  ]);
});

it('takes the promise for the estimate, as an instant, and keeps it when all is over', () => {
  const promisedDeliveryDate = '2026-04-17T05:00:00.000Z';
  const [under, over] = ['Departed', 'Delivered'].map((code) =>
    observeShipment({ eventHistory: [event(9, code)], promisedDeliveryDate }),
  );
  const promise = {
    from: '2026-04-17T05:00:00',
    to: '2026-04-17T05:00:00',
    fromUtc: '2026-04-17T05:00:00.000Z',
    toUtc: '2026-04-17T05:00:00.000Z',
    precision: 'minute',
    source: 'promisedDeliveryDate',
  };
  expect([under?.eta, under?.originalEta, over?.eta, over?.originalEta]).toEqual([
    promise,
    promise,
    null,
    promise,
  ]);
});

it('takes a promised day for a day', () => {
  const { eta } = observeShipment({
    eventHistory: [event(9, 'Departed')],
    promisedDeliveryDate: '2026-04-17',
  });
  expect(eta).toEqual({
    from: '2026-04-17',
    to: '2026-04-17',
    fromUtc: null,
    toUtc: null,
    precision: 'day',
    source: 'promisedDeliveryDate',
  });
});

it('warns of a promise that is no time', () => {
  const { eta, warnings } = observeShipment({
    eventHistory: [event(9, 'Departed')],
    promisedDeliveryDate: 'soon',
  });
  expect([eta, warnings]).toEqual([null, [{ path: 'payload.promisedDeliveryDate', message: 'no time' }]]);
});

it.each([
  ['TBA310000009999', [{ number: 'TBA310000009999', carrier: 'amazon', relation: 'return' }]],
  [' tba-310000009999 ', [{ number: 'TBA310000009999', carrier: 'amazon', relation: 'return' }]],
  ['null', []],
  ['', []],
  [null, []],
  [NUMBER, []],
])('reads the other leg %j', (alternateLegTrackingId, expected) => {
  const shipment = { alternateLegTrackingId, eventHistory: [event(9, 'Departed')] };
  expect(observeShipment(shipment).relatedNumbers).toEqual(expected);
});

it("gives the parcel's own number when asked by that of its way back", () => {
  const alternateLegTrackingId = 'TBA310000009999';
  const { trackingNumber, relatedNumbers } = observeShipment(
    { alternateLegTrackingId, eventHistory: [event(9, 'Departed', 'RETURNS')] },
    { trackingNumber: alternateLegTrackingId },
  );
  expect([trackingNumber, relatedNumbers]).toEqual([
    alternateLegTrackingId,
    [{ number: NUMBER, carrier: 'amazon', relation: 'outbound' }],
  ]);
});

it('leaves empty what Amazon does not tell', () => {
  expect(observeEvents(event(9, 'Departed'))).toMatchObject({
    service: null,
    origin: null,
    destination: null,
    weight: null,
    pieces: [],
    pieceCount: null,
    references: [],
    carrierUniqueId: null,
  });
});
