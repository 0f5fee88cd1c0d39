/** DHL's own word on a shipment against its scans: which of them says where it is. */

import { expect, it } from 'vitest';
import type { DhlEvent } from '../../../src/carriers/dhl/wire.ts';
import { event, observeEvents, observeShipment, place, said, summary } from './fixtures.ts';

const stateOf = (service: string, status: DhlEvent | null, ...events: DhlEvent[]): string =>
  summary(observeShipment({ service, status, events }));

it('takes the finer scan for a coarse word of the same moment', () => {
  const coarse = event(12, 'transit', { statusCode: 'transit' });
  expect(stateOf('express', coarse, said(12, 'Shipment is out with courier for delivery'))).toBe(
    'out_for_delivery',
  );
});

it('takes the finer scan for a coarse word of the same wall clock, although one has an offset', () => {
  const coarse = { timestamp: '2026-03-04T12:00:00Z', statusCode: 'delivered' };
  const scan = { timestamp: '2026-03-04T12:00:00', status: '44', statusCode: 'delivered' };
  expect(stateOf('ecommerce-europe', coarse, scan)).toBe('pickup_available');
});

it.each(['102', '103'])('takes an older, finer scan for the code %s of the whole shipment', (status) => {
  expect(stateOf('express', event(13, status), said(12, 'Shipment is on hold'))).toBe('package_held');
});

it('believes a newer word that the parcel is delivered', () => {
  const coarse = event(13, null, { statusCode: 'delivered' });
  expect(stateOf('express', coarse, said(12, 'Shipment is out with courier for delivery'))).toBe('delivered');
});

it('believes a word without a time to be the newest', () => {
  expect(stateOf('dsc', { statusCode: 'delivered' }, event(12, null, { statusCode: 'transit' }))).toBe(
    'delivered',
  );
});

it('does not reopen a delivery for a coarse word', () => {
  const coarse = event(13, null, { statusCode: 'transit' });
  expect(stateOf('parcel-de', coarse, event(12, 'ZU'))).toBe('delivered');
});

it('believes a newer scan more than an older word', () => {
  expect(stateOf('parcel-de', event(11, 'AA'), event(12, 'ZU'), event(11, 'AA'))).toBe('delivered');
});

it('looks past a word that is news', () => {
  expect(stateOf('parcel-de', event(13, 'DD'), event(12, 'ZF'))).toBe('pickup_available');
});

it('looks past a label record that came after the parcel', () => {
  expect(stateOf('parcel-de', event(13, 'VA'), event(12, 'AA'), event(13, 'VA'))).toBe('package_departed');
});

it('keeps what a known code said before a coarse one of the same status', () => {
  const { substatus } = observeEvents(
    'ecommerce',
    event(13, '9999', { statusCode: 'failure' }),
    event(12, '598', { statusCode: 'transit' }),
  );
  expect(substatus).toBe('out_for_delivery');
});

it('gives DHL’s words on the shipment, not those of the scan', () => {
  const status = event(12, 'ZU', { description: 'Delivered to its recipient' });
  const { description } = observeShipment({
    service: 'parcel-de',
    status,
    events: [event(12, 'ZU', { description: 'Done' })],
  });
  expect(description).toBe('Delivered to its recipient');
});

it('makes a scan of DHL’s word where there is no history', () => {
  const { events } = observeShipment({ service: 'parcel-de', status: event(12, 'ZU'), events: [] });
  expect(events.map(({ substatus, occurredAt }) => [substatus, occurredAt])).toEqual([
    ['delivered', '2026-03-04T12:00:00.000Z'],
  ]);
});

it('sorts scans itself', () => {
  const { events } = observeEvents('parcel-de', event(9, 'AA'), event(12, 'ZU'), event(10, 'EE'));
  expect(events.map(({ provenance }) => provenance.code)).toEqual(['AA', 'EE', 'ZU']);
});

it('takes back the scan that a driver has deleted', () => {
  const { substatus, delivery, events } = observeEvents(
    'parcel-de',
    event(13, 'STORN+NRQRD/DD'),
    event(12, 'DLVRD+ACCPT/ZU'),
    event(9, 'LDTMV+MVMTV/PO'),
  );
  expect([substatus, delivery, events.map(({ movesStatus }) => movesStatus)]).toEqual([
    'out_for_delivery',
    null,
    [true, false, false],
  ]);
});

it('does not deliver for money that was transferred', () => {
  const { delivery } = observeEvents('parcel-de', event(13, 'DLVRD+CODRP/ZU'), event(12, 'DLVRD+ACCPT/ZU'));
  expect(delivery?.at).toBe('2026-03-04T12:00:00.000Z');
});

const PARTIES = { origin: place('Hamburg', 'DE'), destination: place('Bonn', 'DE') };

it.each([
  ['the sender’s place', 'Hamburg', 'return_to_sender:return_completed'],
  ['an unknown place', null, 'return_to_sender:return_completed'],
  ['the recipient’s place', 'BONN', 'delivered'],
])('reads a delivery in %s after a return was begun', (_where, city, expected) => {
  const { delivery, ...state } = observeShipment({
    service: 'parcel-de',
    ...PARTIES,
    events: [event(14, 'ZU', { location: place(city, 'DE') }), event(10, 'RETRN+NHOME/ZN'), event(9, 'PO')],
  });
  expect([summary(state), delivery === null]).toEqual([expected, expected !== 'delivered']);
});

it('reads DHL’s own word of a delivery in the same light', () => {
  const status = event(15, null, { statusCode: 'delivered' });
  expect(stateOf('parcel-de', status, event(10, 'RETRN+NHOME/ZN'))).toBe('return_to_sender:return_completed');
});

it('takes what the recipient collects after all for a delivery', () => {
  expect(
    stateOf('parcel-nl', null, event(12, 'COLLECTED_AT_PARCELSHOP'), event(9, 'RETURNED_NOT_COLLECTED')),
  ).toBe('delivered:collected_by_recipient');
});

it('knows a parcel on its way back from the later scans of the way', () => {
  const { status, events, ...state } = observeEvents(
    'parcel-de',
    event(12, 'EE'),
    event(10, 'RETRN+NHOME/ZN'),
  );
  expect([status, summary(state), events.at(-1)?.substatus]).toEqual([
    'returned',
    'return_to_sender:return_in_transit',
    'package_arrived',
  ]);
});

it('shows trouble on the way back as what it is', () => {
  expect(stateOf('parcel-de', null, event(12, 'NTDEL+BDADD/ZN'), event(10, 'RETRN+NHOME/ZN'))).toBe(
    'address_issue:address_incorrect',
  );
});
