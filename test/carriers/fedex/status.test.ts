/** What scans and whole answers mean: which code decides, and what only refines. */

import { expect, it } from 'vitest';
import type { FedexResult } from '../../../src/carriers/fedex/wire.ts';
import type { StatusPolicy } from '../../../src/normalization/normalize.ts';
import { answerOf, observe, observeResult, observeScans, scan, summary } from './fixtures.ts';

const newest = (...scans: Parameters<typeof observeScans>) => {
  const event = observeScans(...scans).events.at(-1);
  return event && [summary(event), event.provenance.rule, event.movesStatus];
};

const latest = (code: string | null, derivedCode: string | null, more: object = {}): FedexResult => ({
  latestStatusDetail: { code, derivedCode, ...more },
});

it('reads a scan by its type, not by the roll-up', () => {
  expect(newest(scan(9, 'OD', { derivedStatusCode: 'IT' }))).toEqual([
    'out_for_delivery',
    'fedex.scan/OD',
    true,
  ]);
});

it.each(['007', '08', '15'])(
  'lets the exception code %s decide what a delivery exception is',
  (exceptionCode) => {
    expect(newest(scan(9, 'DE', { exceptionCode }))).toEqual([
      'delivery_attempted:recipient_unavailable',
      `fedex.exception/${exceptionCode}`,
      true,
    ]);
  },
);

it('lets the exception code decide what a shipment exception is', () => {
  expect(newest(scan(9, 'SE', { exceptionCode: '03' }))?.[0]).toBe('address_issue:address_incorrect');
});

it.each(['', 'Z91', 'A25', 'IN001'])(
  'reads an exception of no further meaning (%j) as a delay',
  (exceptionCode) => {
    expect(newest(scan(9, 'DE', { exceptionCode }))?.slice(0, 2)).toEqual(['delayed', 'fedex.scan/DE']);
  },
);

it.each(['007', '099', '07', '14'])(
  'never makes a problem of a delivery with the exception code %s',
  (code) => {
    expect(newest(scan(9, 'DL', { exceptionCode: code }))?.[0]).toBe('delivered');
  },
);

it.each(['014', '005', '02'])('never makes a delivery of a problem with the exception code %s', (code) => {
  expect(newest(scan(9, 'DE', { exceptionCode: code }))?.[0]).toBe('delayed');
});

it.each([
  ['DL', '014', 'delivered:delivered_safe_place'],
  ['DL', '005', 'delivered:collected_by_recipient'],
  ['IT', '72', 'package_processing:customs_processing'],
  ['HP', '015A', 'pickup_available'],
  ['AF', 'A3', 'package_arrived:arrived_local_depot'],
])('refines %s by %s to %s', (eventType, exceptionCode, expected) => {
  expect(newest(scan(9, eventType, { exceptionCode }))?.[0]).toBe(expected);
});

it('minds the case of a code', () => {
  expect([newest(scan(9, 'Ow'))?.[0], newest(scan(9, 'OW'))?.[0]]).toEqual([
    'package_processing',
    'other:unmapped_code',
  ]);
});

it('keeps an unknown code as data', () => {
  const { status, events } = observeScans(scan(9, 'Q9', { eventDescription: 'Something new' }));
  expect([status, events[0]?.movesStatus, events[0]?.provenance]).toEqual([
    'unknown',
    false,
    { matchedBy: 'none', rule: null, code: 'Q9', category: null, text: 'Something new' },
  ]);
});

it.each(['constructor', '__proto__', 'toString', 'DE/constructor'])('knows nothing of a code %s', (code) => {
  expect(newest(scan(9, code))?.[0]).toBe('other:unmapped_code');
});

it('reads an unknown code by the roll-up', () => {
  const event = observeScans(scan(9, 'Q9', { derivedStatusCode: 'PU' })).events[0];
  expect(event && [summary(event), event.provenance.matchedBy]).toEqual(['package_accepted', 'category']);
});

it('reads a scan without codes by FedEx’s English words', () => {
  const event = observeScans(scan(9, '', { derivedStatus: 'Picked up' })).events[0];
  expect(event && [summary(event), event.provenance.matchedBy]).toEqual(['package_accepted', 'text']);
});

it('does not let a roll-up take back what a known code said', () => {
  expect(summary(observeScans(scan(10, 'Q9', { derivedStatusCode: 'IT' }), scan(9, 'OD')))).toBe(
    'out_for_delivery',
  );
});

it('does not reopen a delivered parcel by a roll-up', () => {
  expect(summary(observeScans(scan(10, 'Q9', { derivedStatusCode: 'IT' }), scan(9, 'DL')))).toBe('delivered');
});

it.each([
  [{ type: 'WEATHER', subType: 'SNOW', status: 'DELAYED' }, 'delayed:weather'],
  [{ type: 'GENERAL', subType: 'EARTHQUAKE' }, 'delayed:force_majeure'],
  [{ type: 'CLEARANCE' }, 'delayed:customs_held'],
  [{ type: 'OPERATIONAL', status: 'DELAYED' }, 'delayed'],
  [{ type: 'WEATHER', status: 'ON_TIME' }, 'delayed'],
])('tells why a scan is a delay from %j', (delayDetail, expected) => {
  expect(newest(scan(9, 'DY', { delayDetail }))?.[0]).toBe(expected);
});

it('leaves an arrival an arrival, however late', () => {
  expect(newest(scan(9, 'AR', { delayDetail: { status: 'DELAYED' } }))?.[0]).toBe('package_arrived');
});

it('joins what happened and why into one text', () => {
  const [event] = observeScans(
    scan(9, 'DE', { eventDescription: 'Delivery exception', exceptionDescription: 'Business closed' }),
  ).events;
  expect(event?.description).toBe('Delivery exception: Business closed');
});

it('goes by the derived code before the code', () => {
  expect(summary(observeResult(latest('FD', 'RL')))).toBe('delayed');
});

it('goes by the code where the derived code is in no table', () => {
  expect(summary(observeResult(latest('FD', 'Q9')))).toBe('package_arrived:arrived_local_depot');
});

it.each([
  ['OD', 'out_for_delivery'],
  ['HP', 'pickup_available'],
  ['DP', 'package_processing'],
  ['DL', 'package_processing'],
])('reads the roll-up IT with code %s as %s', (code, expected) => {
  expect(summary(observeResult(latest(code, 'IT')))).toBe(expected);
});

it.each(['AO', 'AE', 'RR', 'RM', 'RC', 'DR', 'OX', 'SP', 'CH', 'SH', 'CU', 'BR', 'TP'])(
  'looks past %s, which moves nothing, to the newest scan that moves the parcel',
  (code) => {
    const result = { ...latest(code, code), scanEvents: [scan(10, code), scan(9, 'SF'), scan(8, 'OC')] };
    expect(summary(observeResult(result))).toBe('package_arrived');
  },
);

it('keeps an unknown latest code from hiding the newest known scan', () => {
  const result = { ...latest('Q9', 'Q8'), scanEvents: [scan(10, 'Q9'), scan(9, 'OD')] };
  expect(summary(observeResult(result))).toBe('out_for_delivery');
});

it('refines the status by the reasons beside it', () => {
  const result = latest('DE', 'DE', { ancillaryDetails: [{ reason: 'Z1' }, { reason: '083' }] });
  expect(summary(observeResult(result))).toBe('location_inaccessible');
});

it('refines the status by the exception of its scan where no reason stands beside it', () => {
  const result = {
    ...latest('DE', 'DE'),
    scanEvents: [scan(10, 'DE', { exceptionCode: '17' }), scan(9, 'OD')],
  };
  expect(summary(observeResult(result))).toBe('delivery_rescheduled:rescheduled_by_recipient');
});

it('does not refine the status by the exception of another scan', () => {
  const result = { ...latest('DE', 'DE'), scanEvents: [scan(10, 'AR', { exceptionCode: '17' })] };
  expect(summary(observeResult(result))).toBe('delayed');
});

it.each([
  ['IT', 'delayed:weather'],
  ['FD', 'delayed:weather'],
  ['OD', 'out_for_delivery'],
  ['HP', 'pickup_available'],
  ['OC', 'information_received'],
])('lets a delay outweigh news of the way alone: %s', (code, expected) => {
  const delayDetail = { type: 'WEATHER', status: 'DELAYED' };
  expect(summary(observeResult(latest(code, code, { delayDetail })))).toBe(expected);
});

it('reads a hold as not ready where FedEx says so', () => {
  const serviceCommitMessage = { type: 'HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP' };
  const { events, ...state } = observeResult({
    ...latest('HL', 'HL'),
    serviceCommitMessage,
    scanEvents: [scan(9, 'HL')],
  });
  expect([summary(state), events.map(summary)]).toEqual(['package_held', ['package_held']]);
});

it('asks the service commit message where no code tells the status', () => {
  const { provenance, ...state } = observeResult({
    ...latest('Q9', null),
    serviceCommitMessage: { type: 'FINAL_DELIVERY_ATTEMPTED' },
  });
  expect([summary(state), provenance.matchedBy]).toEqual(['delivery_attempted', 'category']);
});

it('asks FedEx’s English words last', () => {
  const { provenance, ...state } = observeResult(latest(null, null, { statusByLocale: 'Running Late' }));
  expect([summary(state), provenance.matchedBy]).toEqual(['delayed', 'text']);
});

it.each(['in transit to nowhere', 'Not delivered', 'Entregado'])(
  'guesses nothing from %j',
  (statusByLocale) => {
    expect(summary(observeResult(latest(null, null, { statusByLocale })))).toBe('other');
  },
);

it('says of news without a status that its code is known', () => {
  const { status, provenance, reason } = observeResult(latest('AO', 'AO'));
  expect([status, reason, provenance.rule]).toEqual(['unknown', null, 'fedex.scan/AO']);
});

const overridden = (result: FedexResult, policy: StatusPolicy) => {
  const { events, provenance, ...state } = observe(answerOf(result), { policy });
  return [summary(state), provenance.matchedBy, events.map(summary)];
};

it.each(['DE/007', 'DE'])('lets the host override %s', (key) => {
  const result = { ...latest('DE', 'DE'), scanEvents: [scan(9, 'DE', { exceptionCode: '007' })] };
  expect(overridden(result, { overrides: { [key]: 'contact_carrier' } })).toEqual([
    'contact_carrier',
    'override',
    ['contact_carrier'],
  ]);
});

it('lets the host override a derived code', () => {
  expect(overridden(latest('FD', 'RL'), { overrides: { RL: 'package_held' } })[0]).toBe('package_held');
});

it('lets the host say which substatus needs action, in situations too', () => {
  const result: FedexResult = {
    ...latest('DL', 'DL'),
    deliveryDetails: { locationType: 'FEDEX_LOCATION' },
    scanEvents: [scan(9, 'DL')],
  };
  const policy = { actionRequired: { pickup_available: false } };
  const { substatus, actionRequired, events } = observe(answerOf(result), { policy });
  expect([substatus, actionRequired, events[0]?.actionRequired]).toEqual(['pickup_available', false, false]);
});
