/** One number, several shipments: which one is meant. */

import { expect, it } from 'vitest';
import { type DhlParseContext, parseDhl } from '../../../src/carriers/dhl/index.ts';
import type { DhlShipment } from '../../../src/carriers/dhl/wire.ts';
import { answerOf, event, NUMBER, OBSERVED_AT, observe, PIECE } from './fixtures.ts';

const shipment = (service: string, timestamp: string, more: DhlShipment = {}): DhlShipment => ({
  service,
  events: [{ timestamp, statusCode: 'transit' }],
  ...more,
});

const NL = shipment('parcel-nl', '2026-03-20T10:00:00Z');
const EXPRESS = shipment('express', '2026-03-04T10:00:00Z');
const OLD_EXPRESS = shipment('express', '2025-03-04T10:00:00Z');

const chosen = (context: DhlParseContext, ...shipments: DhlShipment[]) => {
  const { service, events } = observe(answerOf(...shipments), { trackingNumber: NUMBER, ...context });
  return [service?.code, events[0]?.localTime?.slice(0, 10)];
};

it('takes the division whose numbers look like that', () => {
  expect(chosen({}, NL, EXPRESS)).toEqual(['express', '2026-03-04']);
});

it('takes the division that the host means', () => {
  expect(chosen({ service: 'parcel-nl' }, EXPRESS, NL)).toEqual(['parcel-nl', '2026-03-20']);
});

it('takes the one scanned last where the division does not tell', () => {
  const trackingNumber = '60000000001';
  const lives = [
    shipment('parcel-pl', '2026-03-01T10:00:00Z'),
    shipment('ecommerce-europe', '2026-03-02T10:00:00Z'),
  ];
  const body = answerOf(...lives.map((life) => ({ ...life, id: trackingNumber })));
  expect(observe(body, { trackingNumber }).service?.code).toBe('ecommerce-europe');
});

it.each([
  ['2025-03-01', '2025-03-04'],
  ['2026-03-01', '2026-03-04'],
  ['last week', '2026-03-04'],
])('takes the life shipped nearest to %s', (shipDate, day) => {
  expect(chosen({ shipDate }, OLD_EXPRESS, EXPRESS)).toEqual(['express', day]);
});

it('names the others in a warning', () => {
  const { warnings } = observe(answerOf(NL, EXPRESS, OLD_EXPRESS));
  expect(warnings).toEqual([
    {
      path: 'shipments.2',
      message: 'another shipment of this number, of express, first seen 2025-03-04, was left out',
    },
    {
      path: 'shipments.0',
      message: 'another shipment of this number, of parcel-nl, first seen 2026-03-20, was left out',
    },
  ]);
});

it('tells which other divisions may know the number', () => {
  const body = {
    shipments: [{ id: NUMBER, ...EXPRESS }],
    possibleAdditionalShipmentsUrl: [`/shipments?trackingNumber=${NUMBER}&service=parcel-nl`, '/else', 7],
  };
  expect(observe(body).warnings).toEqual([
    { path: 'possibleAdditionalShipmentsUrl', message: 'the number may also be one of parcel-nl' },
  ]);
});

const outcomeOf = (trackingNumber: string, ...shipments: DhlShipment[]) => {
  const [result] = parseDhl(answerOf(...shipments), { trackingNumber, observedAt: OBSERVED_AT });
  return result?.outcome === 'failed' ? result.error.code : result?.trackingNumber;
};

it.each<[string, DhlShipment]>([
  ['a listed piece', { ...EXPRESS, details: { pieceIds: [PIECE] } }],
  ['a piece of a scan', { ...EXPRESS, events: [event(9, 'PU', { pieceIds: [PIECE] })] }],
  [
    'a reference',
    { ...EXPRESS, details: { references: [{ number: PIECE.toLowerCase(), type: 'reference' }] } },
  ],
  [
    'another number of it',
    { ...EXPRESS, details: { references: [{ number: PIECE, type: 'local-tracking-number' }] } },
  ],
  ['a piece that DHL does not list', EXPRESS],
])('finds the shipment by %s', (_how, found) => {
  expect(outcomeOf(PIECE, found)).toBe(PIECE);
});

it.each<[string, string, DhlShipment[]]>([
  ['another waybill', '9356579890', [EXPRESS]],
  [
    'a piece, where others are listed',
    PIECE,
    [{ ...EXPRESS, details: { pieceIds: ['JD014600000000000009'] } }],
  ],
  ['a piece, among several shipments', PIECE, [EXPRESS, { ...EXPRESS, id: '9356579890' }]],
  ['a piece, in another division', PIECE, [NL]],
])('never gives an answer out under %s', (_what, asked, shipments) => {
  expect(outcomeOf(asked, ...shipments)).toBe('CARRIER_RESPONSE');
});

it('takes a shipment that names no number for the one that was asked for', () => {
  expect(outcomeOf(NUMBER, { ...EXPRESS, id: null })).toBe(NUMBER);
});

it('gives one result for each number of a body alone', () => {
  const results = parseDhl(answerOf(EXPRESS, { ...NL, id: '3SABC' }, OLD_EXPRESS), {
    observedAt: OBSERVED_AT,
  });
  expect(results.map(({ trackingNumber }) => trackingNumber)).toEqual([NUMBER, '3SABC']);
});
