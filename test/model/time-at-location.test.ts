/** Who decides the instant of a printed time: its own offset, its place, or nobody. */

import { expect, it } from 'vitest';
import { toLocation } from '../../src/model/location.ts';
import { timeOfIsoAt } from '../../src/model/time-at-location.ts';

const BERLIN = toLocation({ city: 'Berlin', country: 'DE' });
const SOMEWHERE_IN_TEXAS = toLocation({ region: 'TX', country: 'US' });

it('takes the offset the carrier states, whatever the place', () => {
  expect(timeOfIsoAt('2026-07-01T12:00:00-05:00', BERLIN)).toMatchObject({
    occurredAt: '2026-07-01T17:00:00.000Z',
    timeSource: 'carrier_offset',
    timeZone: null,
  });
});

it('reads a wall clock by the zone of its place', () => {
  expect(timeOfIsoAt('2026-07-01T12:00', BERLIN)).toMatchObject({
    occurredAt: '2026-07-01T10:00:00.000Z',
    localTime: '2026-07-01T12:00:00',
    utcOffset: '+02:00',
    timeZone: 'Europe/Berlin',
    timeSource: 'location_zone',
    timePrecision: 'minute',
  });
});

it.each([
  ['a place of more than one zone', '2026-07-01T12:00:00', SOMEWHERE_IN_TEXAS],
  ['no place', '2026-07-01T12:00:00', null],
])('leaves a wall clock at %s without an instant', (_what, text, place) => {
  expect(timeOfIsoAt(text, place)).toMatchObject({
    occurredAt: null,
    localTime: text,
    timeSource: 'unknown',
  });
});

it('never makes midnight of a date', () => {
  expect(timeOfIsoAt('2026-07-01', BERLIN)).toMatchObject({
    occurredAt: null,
    localTime: '2026-07-01',
    timePrecision: 'day',
  });
});

it('says where a clock change leaves two instants', () => {
  expect(timeOfIsoAt('2026-10-25T02:30:00', BERLIN)).toMatchObject({
    occurredAt: '2026-10-25T00:30:00.000Z',
    ambiguous: true,
  });
});
