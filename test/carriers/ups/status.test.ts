/** What UPS's codes mean under their types, and which scan decides. */

import { expect, it } from 'vitest';
import { observeParcel, observeScans, scan } from './fixtures.ts';

const substatusOf = (type: string | null, code: string | null, statusCode: string | null = null): string =>
  observeScans(scan(12, type, code, statusCode)).substatus;

it.each([
  ['OT', 'out_for_delivery', 'contact_carrier'],
  ['DL', 'package_processing', 'return_to_sender'],
  ['AG', 'package_processing', 'address_issue'],
  ['OR', 'package_accepted', 'package_held'],
  ['UA', 'package_arrived', 'return_to_sender'],
  ['YM', 'package_forwarded', 'package_undeliverable'],
  ['XD', 'package_accepted', 'package_arrived'],
])('reads %s as %s under type I and as %s under type X', (code, movement, exception) => {
  expect([substatusOf('I', code), substatusOf('X', code)]).toEqual([movement, exception]);
});

it.each([
  ['a label where the type is M', 'M', 'OC', null, 'information_received'],
  ['a label by status code 003', 'I', 'OC', '003', 'information_received'],
  ['a label by status code 157', 'I', 'OC', '157', 'information_received'],
  ['an origin scan otherwise', 'I', 'OC', '005', 'package_accepted'],
  ['loaded by status code 072', 'I', 'OF', '072', 'package_processed'],
  ['out for delivery by status code 021', 'I', 'OF', '021', 'out_for_delivery'],
  ['preparing, not out for delivery', 'I', 'YP', '071', 'package_processing'],
  ['loaded, not out for delivery', 'I', 'OD', null, 'package_processed'],
  ['held for the future by status code 019', 'X', '7M', '019', 'package_held'],
  ['a label, not a garage, before delivery', 'I', 'MP', '003', 'information_received'],
  ['a garage on delivery', 'D', 'MP', '011', 'delivered'],
  ['held at a post office by status code 144', 'I', 'EP', '144', 'pickup_available'],
  ['an export scan otherwise', 'I', 'EP', '005', 'package_departed'],
])('reads %s', (_what, type, code, statusCode, substatus) => {
  expect(substatusOf(type, code, statusCode)).toBe(substatus);
});

it.each([
  ['B0', 'return_to_sender'],
  ['ZP', 'pickup_available'],
  ['2Q', 'pickup_available'],
  ['1N', 'pickup_available'],
  ['P5', 'pickup_available'],
  ['ZI', 'pickup_available'],
  ['EP', 'pickup_available'],
  ['F7', 'package_forwarded'],
])('does not take %s for a delivery although its type and status code say so', (code, substatus) => {
  const { delivery, ...observation } = observeScans(scan(12, 'D', code, '011'));
  expect([observation.substatus, delivery]).toEqual([substatus, null]);
});

it('takes an unknown code of type D with status code 011 for a delivery', () => {
  const { status, provenance } = observeScans(scan(12, 'D', 'Q?', '011'));
  expect([status, provenance.matchedBy, provenance.rule]).toEqual([
    'delivered',
    'code',
    'ups.status_code/011',
  ]);
});

it('reads KB as a delivery under type D only', () => {
  expect([substatusOf('D', 'KB'), substatusOf('X', 'KB')]).toEqual(['delivered', 'other']);
});

it.each([
  ['1', '01'],
  ['01', '01'],
  ['yp', 'YP'],
])('finds the code %s in its table as %s', (written, row) => {
  const { provenance } = observeScans(scan(12, /\d/.test(written) ? 'X' : 'I', written));
  expect([provenance.code, provenance.rule?.endsWith(`/${row}`)]).toEqual([written, true]);
});

it.each(['3', '003'])('pads the status code %s to three digits', (statusCode) => {
  expect(observeScans(scan(12, 'M', null, statusCode)).provenance.rule).toBe('ups.status_code/003');
});

it('prefers the status code where the type is missing', () => {
  expect(observeScans(scan(12, null, 'OT', '058')).provenance.rule).toBe('ups.status_code/058');
});

it('reads a code without type and status code where all tables agree', () => {
  expect(observeScans(scan(12, null, 'F0')).substatus).toBe('package_arrived');
});

it('does not guess a code without type that has two meanings', () => {
  expect(observeScans(scan(12, null, 'OT')).provenance.matchedBy).toBe('none');
});

it('reads a code that only Mail Innovations knows, for numbers that can be theirs', () => {
  const trackingNumber = '92748902711539543475497874';
  const { provenance } = observeParcel({ trackingNumber, activity: [scan(12, 'I', 'ZT')] });
  expect(provenance.rule).toBe('ups.mail_innovations_vt/ZT');
});

it("doesn't take a 1Z parcel's unknown code for one of Mail Innovations", () => {
  expect(observeScans(scan(12, 'I', 'ZT')).provenance.rule).toBe('ups.type/I');
});

it('reads a code that Mail Innovations knows too from the package tables', () => {
  expect(observeScans(scan(12, 'X', '1C')).provenance.rule).toBe('ups.exception/1C');
});

it.each([
  ['DD', '050', 'delivered'],
  ['DO', '005', 'package_departed'],
  ['W', 'BW', 'delayed'],
])('reads freight of type %s and code %s from the tables of freight', (type, code, substatus) => {
  expect(substatusOf(type, code)).toBe(substatus);
});

it('reads an unknown movement by its type', () => {
  const { substatus, provenance } = observeScans(scan(12, 'I', '??'));
  expect([substatus, provenance.matchedBy]).toEqual(['package_processing', 'category']);
});

it('does not guess what an unknown exception is', () => {
  const { status, reason, provenance } = observeScans(scan(12, 'X', '??'));
  expect([status, reason, provenance.matchedBy]).toEqual(['unknown', 'unmapped_code', 'none']);
});

it('reads words where nothing else is known', () => {
  const { substatus, provenance } = observeScans(scan(12, null, null, null, 'DELIVERED '));
  expect([substatus, provenance.matchedBy, provenance.text]).toEqual(['delivered', 'text', 'DELIVERED ']);
});

it('does not read words that merely contain a phrase', () => {
  expect(observeScans(scan(12, 'X', '??', null, 'Not delivered')).status).toBe('unknown');
});

it('lets an older scan decide where the newest is unknown', () => {
  expect(observeScans(scan(12, 'X', '??'), scan(11, 'I', 'OT')).substatus).toBe('out_for_delivery');
});

it('lets an older scan decide where the newest is news', () => {
  const { status, events } = observeScans(scan(12, 'X', 'HE', '130'), scan(11, 'D', 'FS', '011'));
  expect([status, events.map(({ movesStatus }) => movesStatus)]).toEqual(['delivered', [true, false]]);
});

it('keeps the finer word of an older scan before an unknown movement', () => {
  expect(observeScans(scan(12, 'I', '??'), scan(11, 'I', 'OT')).substatus).toBe('out_for_delivery');
});

it('does not reopen a delivery for an unknown movement', () => {
  expect(observeScans(scan(12, 'I', '??'), scan(11, 'D', 'FS', '011')).status).toBe('delivered');
});

it('moves a label on for an unknown movement', () => {
  expect(observeScans(scan(12, 'I', '??'), scan(11, 'M', 'MP', '003')).status).toBe('in_transit');
});

it('does not go back to the label where its data arrived after the parcel', () => {
  const { substatus, events } = observeScans(scan(11, 'I', 'OR', '005'), scan(12, 'M', 'MP', '003'));
  expect([substatus, events.at(-1)?.substatus]).toEqual(['package_accepted', 'information_received']);
});

it('begins anew for a label after a delivery', () => {
  expect(observeScans(scan(12, 'M', 'MP', '003'), scan(11, 'D', 'FS', '011')).status).toBe('pre_transit');
});

it('sorts scans itself', () => {
  const { events } = observeScans(scan(9, 'I', 'AR'), scan(12, 'I', 'OT'), scan(10, 'I', 'DP'));
  expect(events.map(({ substatus }) => substatus)).toEqual([
    'package_arrived',
    'package_departed',
    'out_for_delivery',
  ]);
});

it('takes the summary, with its three digits, where no scan decides', () => {
  const { substatus, provenance } = observeParcel({ currentStatus: { code: '040', description: 'Ready' } });
  expect([substatus, provenance.code, provenance.rule]).toEqual([
    'pickup_available',
    '040',
    'ups.status_code/040',
  ]);
});

it.each([11, '11', '011'])('reads the summary %s as delivered', (code) => {
  expect(observeParcel({ currentStatus: { code } }).status).toBe('delivered');
});

it('takes the summary in its full shape', () => {
  const currentStatus = { type: 'I', code: 'OT', statusCode: '021' };
  expect(observeParcel({ currentStatus }).provenance.rule).toBe('ups.movement/OT');
});

it('takes the status fields of the parcel where there is no summary', () => {
  expect(observeParcel({ statusCode: '021', statusDescription: 'Out for Delivery' }).description).toBe(
    'Out for Delivery',
  );
});

it.each(['X/AG', 'AG', 'AG/029'])('lets a host override by the key %s', (key) => {
  const policy = { overrides: { [key]: 'delayed' as const } };
  const { substatus, provenance } = observeParcel({ activity: [scan(12, 'X', 'AG', '029')] }, { policy });
  expect([substatus, provenance.matchedBy, provenance.rule]).toEqual(['delayed', 'override', key]);
});

it('reads the newest 1,000 scans of more, with a warning', () => {
  const activity = Array.from({ length: 1_001 }, (_, index) => scan(12 - Math.floor(index / 100), 'I', 'AR'));
  const { events, warnings } = observeParcel({ activity });
  expect([events.length, warnings.map(({ path }) => path)]).toEqual([
    1_000,
    ['trackResponse.shipment.0.package.0.activity'],
  ]);
});
