/** What DHL's codes, words and six coarse terms mean, and which of them decides. */

import { expect, it } from 'vitest';
import type { DhlEvent } from '../../../src/carriers/dhl/wire.ts';
import {
  checkpoint,
  event,
  observeEvents,
  observeMydhl,
  observeShipment,
  said,
  summary,
} from './fixtures.ts';

const readAs = (service: string | null, status: string | null, more: DhlEvent = {}): string =>
  summary(observeEvents(service, event(12, status, more)));

it.each([
  ['ecommerce', 'delivered'],
  ['ecommerce-europe', 'contact_carrier'],
  [null, 'contact_carrier'],
])('reads 600 of division %s as %s', (service, substatus) => {
  expect(readAs(service, '600', { statusCode: 'failure' })).toBe(substatus);
});

it('reads 101 of one division as canceled and of another as not collected', () => {
  expect([readAs('ecommerce', '101'), readAs('ecommerce-europe', '101'), readAs('express', '101')]).toEqual([
    'other:cancelled_by_shipper',
    'package_unclaimed:not_collected',
    'delivered',
  ]);
});

it.each([
  ['ecommerce-europe', '44', 'delivered', 'pickup_available'],
  ['ecommerce-europe', '266', 'failure', 'delayed:weather'],
  ['ecommerce-europe', '258', 'failure', 'package_processing:customs_processing'],
  ['svb', 'RETURNED_TO_SENDER', 'delivered', 'return_to_sender:return_completed'],
  ['parcel-nl', 'DELIVERED_AT_PARCELSTATION', 'delivered', 'pickup_available:at_locker'],
  ['parcel-de', 'DSPSD+NTCLM/ZU', 'delivered', 'package_disposed:destroyed'],
  ['parcel-de', 'RETRN+NHOME/ZN', 'failure', 'return_to_sender:return_in_transit'],
])('believes the code of %s %s, not that it is %s', (service, status, statusCode, substatus) => {
  expect(readAs(service, status, { statusCode })).toBe(substatus);
});

it.each([
  ['LDTMV+MVMTV/PO', 'out_for_delivery'],
  ['LDTMV-MVMTV-PO', 'out_for_delivery'],
  ['ldtmv+mvmtv/po', 'out_for_delivery'],
  ['CNRFC+PCKST', 'pickup_available:at_locker'],
  ['LDTMV+MVMTV', 'package_processing'],
  ['PARCV', 'information_received'],
  ['RETRN+NOSUCH/ZN', 'package_processing'],
  ['RETRN+NEWER/ZN', 'return_to_sender:return_in_transit'],
  ['DSPSD+NEWER/ZU', 'package_disposed:destroyed'],
  ['DLVRD+NEWER/ZU', 'delivered'],
  ['DLVRD+NEWER/GT', 'other'],
])('reads the code %s of Parcel Germany as %s', (status, substatus) => {
  expect(readAs('parcel-de', status, { statusCode: 'transit' })).toBe(substatus);
});

it('reads letters of Deutsche Post by the list of letters', () => {
  expect(readAs('post-de', 'IN_DELIVERY')).toBe('out_for_delivery');
});

it('reads a word of a division without a list where all lists agree on it', () => {
  expect([readAs('parcel-uk', 'DELIVERED'), readAs('parcel-uk', 'OUT_FOR_DELIVERY')]).toEqual([
    'delivered',
    'out_for_delivery',
  ]);
});

it.each(['7', '600', 'ZU', 'OK'])('does not guess what %s means to a division without a list', (status) => {
  const { provenance } = observeEvents('parcel-uk', event(12, status));
  expect([provenance.matchedBy, provenance.code]).toEqual(['none', status]);
});

it('reads Express by its words where there is neither a code nor a coarse term', () => {
  const { substatus, provenance } = observeEvents(
    'express',
    said(12, 'Shipment is out with courier for delivery'),
  );
  expect([substatus, provenance.matchedBy, provenance.code]).toEqual(['out_for_delivery', 'text', null]);
});

it.each(['Processed at- SYDNEY-AU', 'Processed at SYDNEY - AUSTRALIA', 'PROCESSED AT'])(
  'reads the words %s whatever follows them',
  (words) => {
    expect(summary(observeEvents('express', said(12, words)))).toBe('package_processed');
  },
);

it('puts the words of Express before the coarse term', () => {
  const description = 'Shipment is on hold';
  expect(readAs('express', 'failure', { statusCode: 'failure', description })).toBe('package_held');
});

it('puts the code of Express before its words', () => {
  expect(readAs('express', 'BA', { description: 'Delivered' })).toBe('address_issue:address_incorrect');
});

it('does not read the words of other divisions', () => {
  expect(readAs('ecommerce', '9999', { description: 'Delivered to agent', statusCode: 'transit' })).toBe(
    'package_processing',
  );
});

it.each([
  ['pre-transit', 'information_received'],
  ['pre_transit', 'information_received'],
  ['Pre-Transit', 'information_received'],
  ['transit', 'package_processing'],
  ['delivered', 'delivered'],
  ['failure', 'contact_carrier'],
  ['unknown', 'other'],
])('reads the coarse term %s where nothing else is known', (statusCode, substatus) => {
  const { substatus: read, provenance } = observeEvents('dsc', event(12, null, { statusCode }));
  expect([read, provenance.matchedBy]).toEqual([substatus, 'category']);
});

it('takes a coarse term in place of the code for no code', () => {
  const { provenance } = observeEvents('express', event(12, 'transit', { statusCode: 'transit' }));
  expect([provenance.code, provenance.category]).toEqual([null, 'transit']);
});

it('believes the older field where both are coarse', () => {
  const jessica = { statusCode: 'pre-transit', description: 'JESSICA' };
  expect(readAs('express', 'DELIVERED', jessica)).toBe('delivered');
});

it('keeps an unknown code as data', () => {
  const { status, reason, provenance } = observeEvents('ecommerce', event(12, '9999'));
  expect([status, reason, provenance.matchedBy, provenance.code]).toEqual([
    'unknown',
    'unmapped_code',
    'none',
    '9999',
  ]);
});

it('lets an older scan decide where the newest is news', () => {
  const { substatus, events } = observeMydhl({ events: [checkpoint(9, 'WC'), checkpoint(12, 'RR')] });
  expect([substatus, events.map(({ movesStatus }) => movesStatus)]).toEqual([
    'out_for_delivery',
    [true, false],
  ]);
});

it.each([
  ['NA', 'delayed'],
  ['BN', 'package_processing:customs_processing'],
  ['CR', 'package_processed:customs_cleared'],
  ['PD', 'package_processing:delivered_in_part'],
  ['DUMMY_PU', 'information_received'],
  ['WX', 'delayed:weather'],
])('reads the checkpoint %s of MyDHL as %s', (typeCode, substatus) => {
  expect(summary(observeMydhl({ events: [checkpoint(9, typeCode)] }))).toBe(substatus);
});

it('reads a checkpoint of MyDHL by its words where the code is unknown', () => {
  const description = 'Arrived at DHL Delivery Facility - AUCKLAND-NZ';
  const { provenance } = observeMydhl({ events: [checkpoint(9, 'ZZ', { description })] });
  expect(provenance.rule).toBe('dhl.express_text/arrived-at-delivery-facility');
});

it('never takes the result of the call for a status', () => {
  expect(observeMydhl({ events: [] }).provenance.matchedBy).toBe('none');
});

it.each(['express/WC', 'WC', 'transit/WC'])('lets a host override by the key %s', (key) => {
  const policy = { overrides: { [key]: 'package_held' as const } };
  const shipment = { service: 'express', events: [event(12, 'WC', { statusCode: 'transit' })] };
  const { substatus, provenance } = observeShipment(shipment, { policy });
  expect([substatus, provenance.rule]).toEqual(['package_held', key]);
});
