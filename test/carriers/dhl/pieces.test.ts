/** Several pieces under one waybill: what is known of each, and when the whole is delivered. */

import { expect, it } from 'vitest';
import type { DhlEvent, ExpressCheckpoint } from '../../../src/carriers/dhl/wire.ts';
import {
  answerOf,
  checkpoint,
  mydhlAnswerOf,
  OTHER_PIECE,
  observe,
  observeMydhl,
  observeShipment,
  PIECE,
  said,
} from './fixtures.ts';

const OUT = 'Shipment is out with courier for delivery';
const details = { totalNumberOfPieces: 2, pieceIds: [PIECE, OTHER_PIECE] };
const ofPieces = (hour: number, words: string, ...pieceIds: string[]): DhlEvent =>
  said(hour, words, { pieceIds });

const statesOf = (...events: DhlEvent[]) => {
  const { substatus, delivery, pieces } = observeShipment({ service: 'express', events, details });
  return [substatus, delivery !== null, pieces.map((piece) => piece.substatus)];
};

it('is delivered when all pieces are', () => {
  expect(statesOf(ofPieces(12, 'Delivered', PIECE), ofPieces(11, 'Delivered', OTHER_PIECE))).toEqual([
    'delivered',
    true,
    ['delivered', 'delivered'],
  ]);
});

it('is where the outstanding piece is, when one is delivered', () => {
  expect(statesOf(ofPieces(12, 'Delivered', PIECE), ofPieces(9, OUT, PIECE, OTHER_PIECE))).toEqual([
    'out_for_delivery',
    false,
    ['delivered', 'out_for_delivery'],
  ]);
});

it('takes a scan that names no pieces for one of all', () => {
  expect(statesOf(said(12, 'Delivered'), ofPieces(9, OUT, PIECE))).toEqual([
    'delivered',
    true,
    ['delivered', 'delivered'],
  ]);
});

it('does not wait for pieces that no scan ever named', () => {
  expect(statesOf(ofPieces(12, 'Delivered', PIECE), said(9, OUT))).toEqual([
    'delivered',
    true,
    ['delivered', 'out_for_delivery'],
  ]);
});

it('says nothing of pieces where no scan tells them apart', () => {
  expect(statesOf(said(12, 'Delivered'))).toEqual(['delivered', true, [null, null]]);
});

it('reads the scans of one piece where that was asked for', () => {
  const events = [ofPieces(12, 'Delivered', OTHER_PIECE), ofPieces(9, OUT, PIECE, OTHER_PIECE)];
  const status = said(12, 'Delivered', { statusCode: 'delivered' });
  const body = answerOf({ service: 'express', status, events, details });
  const { substatus, events: own } = observe(body, { trackingNumber: PIECE });
  expect([substatus, own.length]).toEqual(['out_for_delivery', 1]);
});

const PU = checkpoint(8, 'PU');
const WC = checkpoint(10, 'WC');
const OK = checkpoint(12, 'OK');
const mydhlPiece = (trackingNumber: string, ...events: ExpressCheckpoint[]) => ({ trackingNumber, events });

it('keeps a shipment of MyDHL open for a piece that is still out', () => {
  const { substatus, delivery } = observeMydhl({
    events: [PU, WC, OK],
    pieces: [mydhlPiece(PIECE, PU, WC, OK), mydhlPiece(OTHER_PIECE, PU, WC)],
  });
  expect([substatus, delivery]).toEqual(['out_for_delivery', null]);
});

it('makes the history of a shipment from its pieces where it has none of its own', () => {
  const { events, substatus } = observeMydhl({
    events: [],
    pieces: [mydhlPiece(PIECE, PU, WC, OK), mydhlPiece(OTHER_PIECE, PU, WC, OK)],
  });
  expect([substatus, events.map(({ provenance }) => provenance.code)]).toEqual([
    'delivered',
    ['PU', 'WC', 'OK'],
  ]);
});

it('finds a piece of MyDHL by its own number', () => {
  const body = mydhlAnswerOf({
    events: [PU, WC, OK],
    pieces: [mydhlPiece(PIECE, PU), mydhlPiece(OTHER_PIECE, PU, WC, OK)],
  });
  const { substatus, trackingNumber } = observe(body, { trackingNumber: PIECE });
  expect([trackingNumber, substatus]).toEqual([PIECE, 'package_accepted']);
});

it('weighs pieces as they were weighed, else as they were declared', () => {
  const { pieces } = observeMydhl({
    unitOfMeasurements: 'metric',
    pieces: [
      { trackingNumber: PIECE, weight: 3, actualWeight: 0.99 },
      { trackingNumber: OTHER_PIECE, weight: 3, unitOfMeasurements: 'imperial' },
    ],
  });
  expect(pieces.map(({ weight }) => weight)).toEqual([
    { value: 0.99, unit: 'kg' },
    { value: 3, unit: 'lb' },
  ]);
});

it('lists no pieces of a parcel that is its own', () => {
  const shipment = {
    id: '00340434161094022115',
    service: 'parcel-de',
    details: { pieceIds: ['00340434161094022115'] },
  };
  expect(observeShipment(shipment).pieces).toEqual([]);
});
