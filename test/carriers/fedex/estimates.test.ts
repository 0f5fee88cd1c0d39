/** The forecast and the promise, in each form FedEx gives them. */

import { expect, it } from 'vitest';
import type { FedexResult } from '../../../src/carriers/fedex/wire.ts';
import { observeFixture, observeResult } from './fixtures.ts';

const ON_ITS_WAY: FedexResult = { latestStatusDetail: { code: 'IT', derivedCode: 'IT' } };

const etaOf = (result: FedexResult) => observeResult({ ...ON_ITS_WAY, ...result }).eta;
const windowOf = (begins: string | null, ends: string | null): FedexResult => ({
  estimatedDeliveryTimeWindow: { type: 'ESTIMATED_DELIVERY', window: { begins, ends } },
});
const dates = (...pairs: [string, string][]): FedexResult => ({
  dateAndTimes: pairs.map(([type, dateTime]) => ({ type, dateTime })),
});
const DAY = { fromUtc: null, toUtc: null, precision: 'day' };

it('reads a window with offsets as wall clock and as instants', () => {
  expect(etaOf(windowOf('2026-04-16T11:15:00-07:00', '2026-04-16T15:15:00-07:00'))).toEqual({
    from: '2026-04-16T11:15:00',
    to: '2026-04-16T15:15:00',
    fromUtc: '2026-04-16T18:15:00.000Z',
    toUtc: '2026-04-16T22:15:00.000Z',
    precision: 'minute',
    source: 'ESTIMATED_DELIVERY',
  });
});

it('makes no instants of a window without offsets', () => {
  const eta = etaOf(windowOf('2026-04-16T11:15:00', '2026-04-16T15:15:00'));
  expect([eta?.from, eta?.fromUtc, eta?.toUtc]).toEqual(['2026-04-16T11:15:00', null, null]);
});

it.each([
  ['an end alone', null],
  ['a day and an end', '2026-04-16T00:00:00-06:00'],
])('reads %s as until then', (_what, begins) => {
  const eta = etaOf(windowOf(begins, '2026-04-16T20:00:00-07:00'));
  expect([eta?.from, eta?.to, eta?.precision]).toEqual([
    '2026-04-16T20:00:00',
    '2026-04-16T20:00:00',
    'minute',
  ]);
});

it('reads a window of days as days', () => {
  expect(etaOf(windowOf('2026-04-16T00:00:00-06:00', '2026-04-18T00:00:00-06:00'))).toEqual({
    from: '2026-04-16',
    to: '2026-04-18',
    ...DAY,
    source: 'ESTIMATED_DELIVERY',
  });
});

it.each([
  ['empty', {}],
  ['backwards', windowOf('2026-04-16T15:00:00-07:00', '2026-04-16T11:00:00-07:00')],
  ['unreadable', windowOf('soon', 'later')],
])('takes the estimated day where the window is %s', (_what, result) => {
  expect(etaOf({ ...result, ...dates(['ESTIMATED_DELIVERY', '2026-04-16T00:00:00-06:00']) })).toEqual({
    from: '2026-04-16',
    to: '2026-04-16',
    ...DAY,
    source: 'ESTIMATED_DELIVERY',
  });
});

it('prefers the estimate to the appointment', () => {
  const result = dates(
    ['APPOINTMENT_DELIVERY', '2026-04-17T13:00:00-07:00'],
    ['ESTIMATED_DELIVERY', '2026-04-16T00:00:00-06:00'],
  );
  expect(etaOf(result)?.from).toBe('2026-04-16');
});

it('takes the appointment where there is no estimate', () => {
  const result = dates(['APPOINTMENT_DELIVERY', '2026-04-17T13:00:00-07:00']);
  expect(etaOf(result)).toMatchObject({ from: '2026-04-17T13:00:00', source: 'APPOINTMENT_DELIVERY' });
});

it('makes no forecast of the promise or of the actual delivery', () => {
  const result = dates(
    ['COMMITMENT', '2026-04-16T00:00:00-06:00'],
    ['ACTUAL_DELIVERY', '2026-04-16T12:00:00-07:00'],
  );
  expect(etaOf(result)).toBeNull();
});

it('has no forecast where FedEx says that it has none', () => {
  const serviceCommitMessage = { type: 'ESTIMATED_DELIVERY_DATE_UNAVAILABLE' };
  const result = dates(['ESTIMATED_DELIVERY', '2026-04-16T00:00:00-06:00']);
  expect(etaOf({ ...result, serviceCommitMessage })).toBeNull();
});

it.each(['DL', 'RS'])('has no forecast once the parcel is at its end: %s', (code) => {
  const result = dates(['ESTIMATED_DELIVERY', '2026-04-16T00:00:00-06:00']);
  expect(etaOf({ ...result, latestStatusDetail: { code, derivedCode: code } })).toBeNull();
});

it('reads the promise of the service', () => {
  const standardTransitTimeWindow = { window: { ends: '2026-04-16T00:00:00-06:00' } };
  const result = { ...ON_ITS_WAY, standardTransitTimeWindow, ...dates(['COMMITMENT', '2026-04-19']) };
  expect(observeResult(result).originalEta).toEqual({
    from: '2026-04-16',
    to: '2026-04-16',
    ...DAY,
    source: 'standardTransitTimeWindow',
  });
});

it('reads the commitment where the service has no window', () => {
  expect(observeFixture('customs').originalEta).toMatchObject({
    from: '2026-04-15T12:00:00',
    fromUtc: '2026-04-15T16:00:00.000Z',
    source: 'COMMITMENT',
  });
});

it('keeps the promise of a delivered parcel', () => {
  expect(observeFixture('delivered-signed').originalEta?.to).toBe('2026-04-16');
});

it('warns of a date that can’t be read', () => {
  const { warnings } = observeResult({ ...ON_ITS_WAY, ...dates(['ESTIMATED_DELIVERY', 'soon']) });
  expect(warnings.map(({ message }) => message)).toEqual(["ESTIMATED_DELIVERY: the date can't be read"]);
});
