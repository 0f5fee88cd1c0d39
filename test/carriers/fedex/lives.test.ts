/** One number, several parcels: which one is meant. */

import { expect, it } from 'vitest';
import type { ParseContext } from '../../../src/carriers/carrier.ts';
import type { FedexResult } from '../../../src/carriers/fedex/wire.ts';
import { answerOf, NUMBER, observe } from './fixtures.ts';

const life = (id: string, day: string, more: FedexResult = {}): FedexResult => ({
  trackingNumberInfo: { trackingNumber: NUMBER, trackingNumberUniqueId: id },
  latestStatusDetail: { code: 'IT', derivedCode: 'IT' },
  scanEvents: [
    { date: `${day}T10:00:00-05:00`, eventType: 'AR' },
    { date: `${day}T00:00:00`, eventType: 'PU' },
  ],
  ...more,
});

const OLD = life('old', '2025-02-07');
const MIDDLE = life('middle', '2025-09-01');
const NEW = life('new', '2026-04-13');

const chosen = (context: ParseContext, ...lives: FedexResult[]): string | null =>
  observe(answerOf(...lives), context).carrierUniqueId;

it('takes the parcel scanned last', () => {
  expect(chosen({}, OLD, NEW, MIDDLE)).toBe('new');
});

it('takes the parcel of the unique id', () => {
  expect(chosen({ carrierUniqueId: 'middle', shipDate: '2026-04-13' }, OLD, NEW, MIDDLE)).toBe('middle');
});

it.each([
  ['2025-08-29', 'middle'],
  ['2025-02-01', 'old'],
  ['2027-01-01', 'new'],
])('takes the parcel first scanned nearest to %s', (shipDate, expected) => {
  expect(chosen({ shipDate }, NEW, OLD, MIDDLE)).toBe(expected);
});

it('goes by the stated ship date before the scans', () => {
  const shipped = { dateAndTimes: [{ type: 'SHIP', dateTime: '2025-08-29T00:00:00-06:00' }] };
  expect(chosen({ shipDate: '2025-09-01' }, life('stated', '2026-04-20', shipped), OLD)).toBe('stated');
});

it('takes the parcel scanned last where the ship date is none', () => {
  expect(chosen({ shipDate: 'last week' }, OLD, NEW)).toBe('new');
});

it('does not choose a refused result where another is good', () => {
  const refused = {
    trackingNumberInfo: { trackingNumber: NUMBER },
    error: { code: 'TRACKING.DATA.NOTUNIQUE' },
  };
  const observation = observe(answerOf(refused, OLD));
  expect([observation.carrierUniqueId, observation.warnings]).toEqual(['old', []]);
});

it('names the others in a warning', () => {
  expect(observe(answerOf(OLD, NEW, MIDDLE)).warnings).toEqual([
    {
      path: 'output.completeTrackResults.0.trackResults',
      message: '3 parcels carried this number; left out: old, middle',
    },
  ]);
});

it('does not take another piece of the shipment for a life of the number', () => {
  const trackingNumberInfo = { trackingNumber: '794708390594', trackingNumberUniqueId: 'other' };
  const { carrierUniqueId, pieces, warnings } = observe(answerOf(OLD, { ...NEW, trackingNumberInfo }));
  expect([carrierUniqueId, pieces.map(({ trackingNumber }) => trackingNumber), warnings]).toEqual([
    'old',
    [NUMBER, '794708390594'],
    [],
  ]);
});
