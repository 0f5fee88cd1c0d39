/** What USPS's words and codes mean, and which scan decides. */

import { expect, it } from 'vitest';
import type { UspsParcel } from '../../../src/carriers/usps/wire.ts';
import { observe, observeParcel, observeScans, onlyEvent, scan, summary } from './fixtures.ts';

const read = (eventType: string | null, eventCode?: string) => onlyEvent({ eventType, eventCode });

it.each([
  ['Arrived at USPS Facility', '08', 'package_arrived'],
  ['Arrived at USPS Regional Facility', '10', 'package_arrived'],
  ['Departed USPS Regional Facility', '10', 'package_departed'],
  ['Processed Through Facility', '10', 'package_processed'],
  ['Delivered, To Original Sender', '01', 'return_to_sender:return_completed'],
  ['Held in Customs', '10', 'package_held:customs_held'],
])('goes by the words %j where %s stands beside them', (text, code, meaning) => {
  const event = read(text, code);
  expect([summary(event), event.provenance.rule?.startsWith('usps.text/'), event.provenance.code]).toEqual([
    meaning,
    true,
    code,
  ]);
});

it.each([
  ['Out for Delivery', 'OF', 'code'],
  ['Out for Delivery', 'ZZ', 'code'],
  ['Out for Delivery', undefined, 'text'],
  ['Arrived at USPS Regional Annex', '10', 'text'],
  ['Something New', 'OF', 'code'],
])('says of %j with code %s that its %s was known', (text, code, matchedBy) => {
  expect(read(text, code).provenance.matchedBy).toBe(matchedBy);
});

it.each([
  ['in capitals', 'OUT FOR DELIVERY'],
  ['with HTML and a full stop', '  Out  for <b>Delivery</b>. '],
  ['with entities', 'Out&nbsp;for Delivery'],
])('knows words %s', (_how, text) => {
  expect(read(text).provenance.rule).toBe('usps.text/out for delivery');
});

it.each([
  ['Arrived at USPS Regional Annex', '10', 'package_arrived'],
  ['Departed USPS Sort Annex', '10', 'package_departed'],
  ['Processed at USPS Annex', '10', 'package_processed'],
  ['Delivered, Under the Doormat', '01', 'delivered'],
  ['Delivered, Returned to its Sender', '01', 'return_to_sender:return_completed'],
  ['Delivered to the Sender', '01', 'return_to_sender:return_completed'],
])('reads how unknown words %j begin where the code stands for much', (text, code, meaning) => {
  const event = read(text, code);
  expect([summary(event), event.provenance.rule?.startsWith('usps.text_beginning/')]).toEqual([
    meaning,
    true,
  ]);
});

it('goes by a code that stands for one thing before it reads how unknown words begin', () => {
  expect(read('Arrived at Pickup Partner', '14').provenance.rule).toBe('usps.event/14');
});

it('reads how words begin where the code is unknown', () => {
  expect(summary(read('Out for Delivery, Expected Delivery by 9:00pm', 'ZZ'))).toBe('out_for_delivery');
});

it.each([
  ['03', 'package_accepted'],
  ['43', 'delivered:collected_by_recipient'],
  ['ZZ', 'package_accepted'],
])('takes "Picked Up" with code %s for %s', (code, meaning) => {
  expect(summary(read('Picked Up', code))).toBe(meaning);
});

it('goes by words before a code of which no text is known', () => {
  expect([summary(read('Arrived at Somewhere', 'OK')), summary(read('Whatever', 'OK'))]).toEqual([
    'package_arrived',
    'delivered',
  ]);
});

it.each(['GC', 'GA'])('takes %s for news that move nothing', (code) => {
  expect(read('Something', code)).toMatchObject({ movesStatus: false, status: 'unknown', reason: null });
});

it.each(['1', '01'])('reads the code %s, which may have lost its zero', (code) => {
  expect(read(null, code)).toMatchObject({ substatus: 'delivered', provenance: { code } });
});

it('asks the action code where nothing else is known, and only there', () => {
  const readAction = (more: object) => summary(onlyEvent({ actionCode: '41', ...more }));
  expect([
    readAction({ eventType: 'Something', eventCode: 'ZZ' }),
    readAction({ eventType: 'Something', eventCode: '01' }),
    readAction({ eventType: 'Delivered', eventCode: 'ZZ' }),
  ]).toEqual(['return_to_sender:return_completed', 'delivered', 'delivered']);
});

it('does not guess an unknown scan', () => {
  expect(read('Parcel Teleported', 'ZZ')).toMatchObject({
    status: 'unknown',
    reason: 'unmapped_code',
    movesStatus: false,
    provenance: { matchedBy: 'none', code: 'ZZ', text: 'Parcel Teleported' },
  });
});

it('does not look up what is far too long for a text', () => {
  expect(read('Delivered, '.padEnd(5_000, 'x')).status).toBe('unknown');
});

it.each(['constructor', '__proto__'])('takes %s for no code', (name) => {
  expect(read(name, name).status).toBe('unknown');
});

it.each([
  ['by its code', { '01': 'contact_carrier' }],
  ['by its words', { 'Delivered, PO Box': 'contact_carrier' }],
] as const)('lets a host say what a scan means %s', (_how, overrides) => {
  const trackingEvents = [scan(9, 'Delivered, PO Box', { eventCode: '01' })];
  const { substatus, delivery, provenance } = observeParcel(
    { status: 'Delivered, PO Box', trackingEvents },
    { policy: { overrides } },
  );
  expect([substatus, delivery, provenance.matchedBy]).toEqual(['contact_carrier', null, 'override']);
});

it('lets an older scan decide where the newest is unknown', () => {
  const unknown = scan(12, 'Parcel Teleported', { eventCode: 'ZZ' });
  expect(observeScans(unknown, scan(11, 'Out for Delivery')).substatus).toBe('out_for_delivery');
});

it('lets an older scan decide where the newest is news', () => {
  const receipt = scan(12, 'Return Receipt Associated', { eventCode: 'GC' });
  expect(observeScans(receipt, scan(11, 'Delivered, PO Box')).status).toBe('delivered');
});

it('shows the code of the newest scan where no scan is known', () => {
  expect(observeScans(scan(12, 'Parcel Teleported', { eventCode: 'ZZ' })).provenance).toMatchObject({
    matchedBy: 'none',
    code: 'ZZ',
  });
});

it('sorts scans itself', () => {
  const { events } = observeScans(scan(9, 'Acceptance'), scan(12, 'Out for Delivery'), scan(10, 'Departed'));
  expect(events.map(({ substatus }) => substatus)).toEqual([
    'package_accepted',
    'package_departed',
    'out_for_delivery',
  ]);
});

it.each(['NT', 'TL', 'DX'])('lists a report of the system (%s) once, however often it comes', (eventCode) => {
  const report = (hour: number) => scan(hour, 'In Transit to Next Facility', { eventCode });
  const { events } = observeScans(report(12), report(12), report(11), scan(10, 'Acceptance'));
  expect(events).toHaveLength(3);
});

it('keeps two equal scans that were made', () => {
  expect(observeScans(scan(9, 'Acceptance'), scan(9, 'Acceptance')).events).toHaveLength(2);
});

it('does not reopen a parcel that has arrived for a report of the system', () => {
  const report = scan(12, 'In Transit to Next Facility', { eventCode: 'TL' });
  expect([
    observeScans(report, scan(11, 'Delivered, PO Box')).status,
    observeScans(report, scan(11, 'Acceptance')).substatus,
  ]).toEqual(['delivered', 'package_departed']);
});

const LABEL = 'Pre-Shipment Info Sent to USPS';
it.each([
  ['under way', ['Acceptance'], {}, 'package_accepted'],
  ['delivered, as USPS says', ['Delivered, PO Box'], { status: 'Delivered, PO Box' }, 'delivered'],
  ['delivered long ago', ['Delivered, PO Box'], { status: LABEL }, 'information_received'],
] as const)("does not go back to the mailer's data for a parcel %s", (_state, before, parcel, substatus) => {
  const trackingEvents = [scan(12, LABEL, { eventCode: 'MA' }), ...before.map((text) => scan(11, text))];
  expect(observeParcel({ ...parcel, trackingEvents }).substatus).toBe(substatus);
});

const observeStated = (parcel: UspsParcel, ...texts: string[]) =>
  observeParcel({ ...parcel, trackingEvents: texts.map((text, index) => scan(12 - index, text)) });

it('goes by a status that is further than all scans', () => {
  const { substatus, provenance } = observeStated({ status: 'Delivered, PO Box' }, 'Out for Delivery');
  expect([substatus, provenance.rule, provenance.code]).toEqual([
    'delivered',
    'usps.text/delivered, po box',
    null,
  ]);
});

it('takes a delivery back to the sender from the status where the scan is plain', () => {
  expect(summary(observeStated({ status: 'Delivered, To Original Sender' }, 'Delivered'))).toBe(
    'return_to_sender:return_completed',
  );
});

it.each([
  ['a step of the way', { status: 'In Transit to Next Facility' }, 'Out for Delivery', 'out_for_delivery'],
  ['an older scan', { status: 'Out for Delivery' }, 'Delivered, PO Box', 'delivered'],
  ['a category', { statusCategory: 'Accepted' }, 'Delivered, PO Box', 'delivered'],
  ['an unknown word', { status: 'Parcel Teleported' }, 'Out for Delivery', 'out_for_delivery'],
])('does not take back what a scan said for %s', (_what, parcel, text, substatus) => {
  expect(observeStated(parcel, text, 'Out for Delivery').substatus).toBe(substatus);
});

it('lets a delay that only the status tells outweigh news of the way', () => {
  expect(observeStated({ status: 'In Transit, Arriving Late' }, 'Arrived at USPS Facility').substatus).toBe(
    'delayed',
  );
});

it.each([
  ['In Transit', 'Shipping Label Created', 'package_processing', 'category'],
  ['In Transit', 'Out for Delivery', 'out_for_delivery', 'text'],
  ['Delivered', 'Out for Delivery', 'delivered', 'category'],
  ['Accepted', 'Delivered, PO Box', 'delivered', 'text'],
  ['Alert', 'Out for Delivery', 'out_for_delivery', 'text'],
])(
  'after an unknown scan lets the category %j move on %j alone',
  (category, before, substatus, matchedBy) => {
    const observation = observeStated({ statusCategory: category }, 'Parcel Teleported', before);
    expect([observation.substatus, observation.provenance.matchedBy]).toEqual([substatus, matchedBy]);
  },
);

it.each([
  ['Delivered', 'delivered'],
  ['DELIVERED', 'delivered'],
  ['Alert', 'other'],
  ['Something New', 'other'],
])('reads the category %j of a record without scans', (statusCategory, substatus) => {
  expect(observe({ statusCategory }).substatus).toBe(substatus);
});

it("keeps USPS's category beside what decided", () => {
  const { provenance } = observeStated(
    { statusCategory: 'Alert' },
    'Delivery Exception, Local Weather Delay',
  );
  expect([provenance.category, provenance.rule]).toEqual([
    'Alert',
    'usps.text/delivery exception, local weather delay',
  ]);
});

it('reads the status before the category where there are no scans', () => {
  const parcel = { status: 'Delivered, To Original Sender', statusCategory: 'Delivered', trackingEvents: [] };
  expect(observe(parcel)).toMatchObject({ status: 'returned', delivery: null });
});
