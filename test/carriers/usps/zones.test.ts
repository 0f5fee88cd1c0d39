/** USPS's three ways to state a time, their contradictions, and what a place adds. */

import { expect, it } from 'vitest';
import { observe, onlyEvent } from './fixtures.ts';

const EVENING = {
  eventTimestamp: '2024-11-25T18:31:00',
  // A day early, as it is recorded: the date is the local one.
  GMTTimestamp: '2024-11-25T00:31:21Z',
  GMTOffset: '-06:00',
};
const BERKELEY = { eventCity: 'BERKELEY', eventState: 'CA', eventZIP: '94704' };

const timeOf = (stamp: object) => {
  const { occurredAt, localTime, utcOffset, timeSource, timePrecision } = onlyEvent(stamp);
  return { occurredAt, localTime, utcOffset, timeSource, timePrecision };
};
const instantOf = (stamp: object) => onlyEvent(stamp).occurredAt;
const warningsOf = (stamp: object) => observe({ trackingEvents: [{ eventCode: '03', ...stamp }] }).warnings;

it('takes the instant from the local time and its offset, and only the seconds from GMT', () => {
  expect(timeOf(EVENING)).toEqual({
    occurredAt: '2024-11-26T00:31:21.000Z',
    localTime: '2024-11-25T18:31:00',
    utcOffset: '-06:00',
    timeSource: 'carrier_offset',
    timePrecision: 'second',
  });
});

it.each([
  ['rolled over midnight', '2024-11-26T00:31:21Z'],
  ['with thousandths', '2024-11-25T00:31:21.041Z'],
])('reads GMT %s the same', (_how, GMTTimestamp) => {
  expect(instantOf({ ...EVENING, GMTTimestamp })).toBe('2024-11-26T00:31:21.000Z');
});

it('reads a local time that was rounded up to the minute of GMT', () => {
  expect(instantOf({ ...EVENING, eventTimestamp: '2024-11-25T18:32:00' })).toBe('2024-11-26T00:31:21.000Z');
});

it('finds the day before for a morning far in the east', () => {
  const stamp = {
    eventTimestamp: '2024-11-25T08:31:00',
    GMTTimestamp: '2024-11-25T22:31:21Z',
    GMTOffset: '+10:00',
  };
  expect(instantOf(stamp)).toBe('2024-11-24T22:31:21.000Z');
});

it('believes no Z behind a local time', () => {
  expect(timeOf({ ...EVENING, eventTimestamp: '2024-11-25T18:31:00Z' })).toMatchObject({
    occurredAt: '2024-11-26T00:31:21.000Z',
    localTime: '2024-11-25T18:31:00',
  });
});

it("believes a Z behind GMT's own time", () => {
  expect(timeOf({ ...EVENING, eventTimestamp: '2024-11-26T00:31:21Z' })).toMatchObject({
    occurredAt: '2024-11-26T00:31:21.000Z',
    localTime: '2024-11-25T18:31:21',
  });
});

it.each(['-6:00', '-0600', '-06:00', -6, '-6', -360])('reads the offset %j', (GMTOffset) => {
  expect(timeOf({ ...EVENING, GMTOffset })).toMatchObject({
    utcOffset: '-06:00',
    occurredAt: '2024-11-26T00:31:21.000Z',
  });
});

it.each(['soon', -2_000, 100, '+99:00'])('warns of the offset %j', (GMTOffset) => {
  expect(warningsOf({ ...EVENING, GMTOffset })).toContainEqual({
    path: 'trackingEvents.0.GMTOffset',
    message: 'no offset',
  });
});

it.each([
  ['in the west', '2024-11-25T18:31:00', '-06:00', '2024-11-26T00:31:21.000Z'],
  ['on Guam', '2024-11-25T10:31:00', '+10:00', '2024-11-25T00:31:21.000Z'],
  ['in a zone of half hours', '2024-11-25T06:01:00', '+05:30', '2024-11-25T00:31:21.000Z'],
])(
  'finds the offset %s between local time and GMT where none is stated',
  (_where, local, offset, instant) => {
    const stamp = { eventTimestamp: local, GMTTimestamp: EVENING.GMTTimestamp };
    expect(timeOf(stamp)).toMatchObject({ utcOffset: offset, occurredAt: instant });
  },
);

it('does not make an offset of two times that have nothing to do with each other', () => {
  const stamp = { eventTimestamp: '2024-11-25T18:38:00', GMTTimestamp: EVENING.GMTTimestamp };
  expect(timeOf(stamp)).toMatchObject({ utcOffset: null, occurredAt: null });
});

it('warns of a GMT that contradicts local time and offset, and leaves it out', () => {
  const stamp = { ...EVENING, GMTTimestamp: '2024-11-25T03:00:00Z' };
  expect([instantOf(stamp), warningsOf(stamp)]).toEqual([
    '2024-11-26T00:31:00.000Z',
    [
      {
        path: 'trackingEvents.0.GMTTimestamp',
        message: 'contradicts the local time and its offset, which were used',
      },
    ],
  ]);
});

it('reads the offset behind a time of the batch', () => {
  const stamp = { eventTimestamp: '2025-02-07T12:55:12-05:00', GMTOffset: '-5:00' };
  expect(timeOf(stamp)).toEqual({
    occurredAt: '2025-02-07T17:55:12.000Z',
    localTime: '2025-02-07T12:55:12',
    utcOffset: '-05:00',
    timeSource: 'carrier_offset',
    timePrecision: 'second',
  });
});

it('leaves a date alone without an instant, also where offset and place are known', () => {
  expect(timeOf({ eventTimestamp: '2025-02-07', GMTOffset: '-05:00', ...BERKELEY })).toEqual({
    occurredAt: null,
    localTime: '2025-02-07',
    utcOffset: null,
    timeSource: 'unknown',
    timePrecision: 'day',
  });
});

it('lets the place tell the zone of a time without offset', () => {
  expect(onlyEvent({ eventTimestamp: '2026-07-04T13:58:00', ...BERKELEY })).toMatchObject({
    occurredAt: '2026-07-04T20:58:00.000Z',
    utcOffset: '-07:00',
    timeZone: 'America/Los_Angeles',
    timeSource: 'location_zone',
  });
});

it('says where the clocks showed that time twice', () => {
  expect(onlyEvent({ eventTimestamp: '2026-11-01T01:30:00', ...BERKELEY }).ambiguous).toBe(true);
});

it.each([
  ['without a place', {}],
  ['at a military post office', { eventCity: 'APO', eventState: 'AE', eventZIP: '09142' }],
  ['of a state that has two zones or is not known', { eventCity: 'ANYWHERE', eventState: 'QQ' }],
])('keeps a time without offset %s without an instant', (_where, place) => {
  expect(timeOf({ eventTimestamp: '2026-07-04T13:58:00', ...place })).toMatchObject({
    occurredAt: null,
    localTime: '2026-07-04T13:58:00',
    timeSource: 'unknown',
  });
});

it.each([
  ['an insular area', { eventCity: 'SAN JUAN', eventState: 'PR', eventZIP: '00926' }, 'America/Puerto_Rico'],
  ['a building', { eventCity: 'OAKLAND CA DISTRIBUTION CENTER' }, 'America/Los_Angeles'],
  ['an exchange office', { eventCity: 'ISC CHICAGO IL(USPS)' }, 'America/Chicago'],
  ['a country by its name', { eventCity: 'FRANKFURT', eventCountry: 'GERMANY' }, 'Europe/Berlin'],
])('knows the zone of %s', (_what, place, timeZone) => {
  expect(onlyEvent({ eventTimestamp: '2026-07-04T13:58:00', ...place }).timeZone).toBe(timeZone);
});

it.each([
  ['yesterday', '2024-11-25T18:31:21'],
  [null, '2024-11-25T18:31:21'],
  ['2024-11-25', '2024-11-25T18:31:21'],
])('reads local time %j from GMT, whose date is the local one', (eventTimestamp, localTime) => {
  const stamp = { ...EVENING, eventCode: '03', eventTimestamp };
  expect(timeOf(stamp)).toMatchObject({ localTime, occurredAt: '2024-11-26T00:31:21.000Z' });
});

it.each([
  ['eventTimestamp', { eventTimestamp: 'yesterday' }],
  ['GMTTimestamp', { GMTTimestamp: 'yesterday' }],
  ['eventTimestamp', { eventTimestamp: '2024-02-30T10:00:00' }],
])('warns of an unreadable %s', (field, change) => {
  expect(warningsOf({ ...EVENING, ...change })).toEqual([
    { path: `trackingEvents.0.${field}`, message: 'no time' },
  ]);
});

it('keeps a time without seconds to its minute', () => {
  expect(timeOf({ eventTimestamp: '2024-11-25T18:31', GMTOffset: '-06:00' })).toMatchObject({
    localTime: '2024-11-25T18:31:00',
    timePrecision: 'minute',
  });
});

it('stays within the years that have four digits', () => {
  const stamp = {
    eventTimestamp: '9999-12-31T23:59:00',
    GMTTimestamp: '9999-12-31T23:59:40Z',
    GMTOffset: 'Z',
  };
  expect(instantOf(stamp)).toMatch(/^9999-12-31T23:59:/);
});
