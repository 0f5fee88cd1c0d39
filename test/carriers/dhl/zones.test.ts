/** The ways in which DHL writes time, and what happens where a part is missing. */

import { expect, it } from 'vitest';
import { readCheckpointTime, readTimestamp } from '../../../src/carriers/dhl/zones.ts';
import type { Location } from '../../../src/model/location.ts';
import { toLocation } from '../../../src/model/location.ts';
import { observeEvents, observeMydhl, place } from './fixtures.ts';

const BERLIN = toLocation({ city: 'Berlin', country: 'DE' });
const SYDNEY = toLocation({ city: 'Sydney', country: 'AU' });
const AUSTRALIA = toLocation({ country: 'AU' });

function read(written: string | number | null, where: Location | null = null) {
  const { occurredAt, localTime, utcOffset, timeZone, timeSource } = readTimestamp(written, where);
  return { occurredAt, localTime, utcOffset, timeZone, timeSource };
}

it.each([
  ['2026-03-02T07:53:47Z', '2026-03-02T07:53:47.000Z'],
  ['2026-03-02T07:53:47+01:00', '2026-03-02T06:53:47.000Z'],
  ['2026-03-02T15:27:20.331986369+01:00', '2026-03-02T14:27:20.000Z'],
  ['2026-03-02T15:27:20.5-0500', '2026-03-02T20:27:20.000Z'],
])('takes the offset of %s at its word, wherever it was', (written, occurredAt) => {
  expect(read(written, SYDNEY)).toMatchObject({ occurredAt, timeZone: null, timeSource: 'carrier_offset' });
});

it('takes a time without offset for local to its place', () => {
  expect(read('2026-07-02T07:53:47.123456789', BERLIN)).toEqual({
    occurredAt: '2026-07-02T05:53:47.000Z',
    localTime: '2026-07-02T07:53:47',
    utcOffset: '+02:00',
    timeZone: 'Europe/Berlin',
    timeSource: 'location_zone',
  });
});

it.each([
  ['an unknown place', null],
  ['a country of several zones', AUSTRALIA],
])('never guesses the instant of a time without offset in %s', (_where, where) => {
  expect(read('2026-03-02T07:53:47', where)).toEqual({
    occurredAt: null,
    localTime: '2026-03-02T07:53:47',
    utcOffset: null,
    timeZone: null,
    timeSource: 'unknown',
  });
});

it('says where a clock was put back and showed the time twice', () => {
  expect(readTimestamp('2026-10-25T02:30:00', BERLIN).ambiguous).toBe(true);
});

it('keeps a date alone a date', () => {
  expect(readTimestamp('2026-03-02', BERLIN)).toMatchObject({
    occurredAt: null,
    localTime: '2026-03-02',
    timePrecision: 'day',
  });
});

it.each(['', 'yesterday', '2026-02-31T10:00:00', 7, null])('reads no time from %j', (written) => {
  expect(read(written, BERLIN).localTime).toBeNull();
});

it('joins date, time and offset of a checkpoint', () => {
  const time = readCheckpointTime({ date: '2026-03-02', time: '13:56:21', GMTOffset: '+10:00' }, BERLIN);
  expect([time.occurredAt, time.localTime, time.timeSource]).toEqual([
    '2026-03-02T03:56:21.000Z',
    '2026-03-02T13:56:21',
    'carrier_offset',
  ]);
});

it.each([undefined, '', 'local', '+25:00'])(
  'places a checkpoint with the offset %j by its service area',
  (GMTOffset) => {
    const time = readCheckpointTime({ date: '2026-03-02', time: '13:56', GMTOffset }, BERLIN);
    expect([time.occurredAt, time.timeSource, time.timePrecision]).toEqual([
      '2026-03-02T12:56:00.000Z',
      'location_zone',
      'minute',
    ]);
  },
);

it.each([null, '', 'noon', '25:00:00'])('keeps the day of a checkpoint with the time %j', (time) => {
  expect(readCheckpointTime({ date: '2026-03-02', time, GMTOffset: '+01:00' }, BERLIN)).toMatchObject({
    occurredAt: null,
    localTime: '2026-03-02',
  });
});

it('warns of times that cannot be read', () => {
  const unified = observeEvents('parcel-de', { timestamp: 'soon', status: 'AA' });
  const mydhl = observeMydhl({
    events: [
      { date: 'soon', typeCode: 'PU' },
      { date: '2026-03-02', time: 'noon', typeCode: 'PU' },
    ],
  });
  expect([unified, mydhl].map(({ warnings }) => warnings.map(({ path }) => path))).toEqual([
    ['shipments.0.events.0.timestamp'],
    ['shipments.0.events.0.date', 'shipments.0.events.1.time'],
  ]);
});

it('places each event by its own location', () => {
  const { events } = observeEvents(
    'express',
    { timestamp: '2026-03-04T09:00:00', status: 'AF', location: place('TOKYO - JAPAN') },
    { timestamp: '2026-03-03T23:00:00', status: 'DF', location: place('LEIPZIG - GERMANY') },
  );
  expect(events.map(({ occurredAt }) => occurredAt)).toEqual([
    '2026-03-03T22:00:00.000Z',
    '2026-03-04T00:00:00.000Z',
  ]);
});
