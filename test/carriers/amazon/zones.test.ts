/** Amazon's times become instants without loss, and never by a guess. */

import { expect, it } from 'vitest';
import { timeOfAmazon } from '../../../src/carriers/amazon/zones.ts';
import { NO_TIME } from '../../../src/model/event-time.ts';
import { event, observeEvents } from './fixtures.ts';

it.each([
  ['2025-05-07T18:02:40.000Z', '2025-05-07T18:02:40.000Z'],
  ['2025-05-07T18:02:40.513Z', '2025-05-07T18:02:40.513Z'],
  ['2025-05-07T18:02:40Z', '2025-05-07T18:02:40.000Z'],
  ['2025-05-07T18:02:40.5Z', '2025-05-07T18:02:40.500Z'],
  ['2025-05-07T18:02:40.51Z', '2025-05-07T18:02:40.510Z'],
  ['2025-05-07T18:02:40.513999Z', '2025-05-07T18:02:40.513Z'],
  ['2025-05-07T18:02:40.000+00:00', '2025-05-07T18:02:40.000Z'],
  ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'],
])('reads %s as %s, in UTC, with no wall clock', (text, occurredAt) => {
  expect(timeOfAmazon(text)).toEqual({
    occurredAt,
    localTime: null,
    utcOffset: null,
    timeZone: null,
    timeSource: 'carrier_utc',
    timePrecision: 'second',
    ambiguous: false,
  });
});

it('keeps the wall clock of another offset, and the milliseconds of its instant', () => {
  expect(timeOfAmazon('2025-05-07T11:02:40.25-07:00')).toMatchObject({
    occurredAt: '2025-05-07T18:02:40.250Z',
    localTime: '2025-05-07T11:02:40',
    utcOffset: '-07:00',
    timeSource: 'carrier_offset',
  });
});

it('says where there are no seconds', () => {
  expect(timeOfAmazon('2025-05-07T18:02Z')).toMatchObject({
    occurredAt: '2025-05-07T18:02:00.000Z',
    timePrecision: 'minute',
  });
});

it.each([
  ['2025-05-07T18:02:40', '2025-05-07T18:02:40', 'second'],
  ['2025-05-07', '2025-05-07', 'day'],
])('makes no instant of %s', (text, localTime, timePrecision) => {
  expect(timeOfAmazon(text)).toMatchObject({
    occurredAt: null,
    localTime,
    timeSource: 'unknown',
    timePrecision,
  });
});

it.each([null, '', 'soon', '2025-02-30T10:00:00Z', '2025-05-07T25:00:00Z', '1746640960', '0000'])(
  'reads %j as no time',
  (text) => {
    expect(timeOfAmazon(text)).toEqual(NO_TIME);
  },
);

it('warns of a time that is none, by its place', () => {
  const { warnings, events } = observeEvents(
    event(8, 'PickupDone'),
    event(9, 'Departed', 'FORWARD', { eventTime: 'yesterday' }),
  );
  expect([warnings, events.length]).toEqual([
    [{ path: 'payload.eventHistory.1.eventTime', message: 'no time' }],
    2,
  ]);
});

it('orders events by time, whatever the order of the list', () => {
  const { events } = observeEvents(event(9, 'Departed'), event(7, 'ReadyForReceive'), event(8, 'PickupDone'));
  expect(events.map(({ occurredAt }) => occurredAt?.slice(11, 13))).toEqual(['07', '08', '09']);
});

it('orders events of one moment by how far on the way they are', () => {
  const { events } = observeEvents(event(9, 'Delivered'), event(9, 'OutForDelivery'), event(9, 'PickupDone'));
  expect(events.map(({ substatus }) => substatus)).toEqual([
    'package_accepted',
    'out_for_delivery',
    'delivered',
  ]);
});
