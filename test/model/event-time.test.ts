/** An event's time: its fields never contradict one another, and a date never becomes midnight. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  NO_TIME,
  timeInZone,
  timeOfInstant,
  timeOfIso,
  timeOfWallClock,
} from '../../src/model/event-time.ts';
import { wallClockAt } from '../../src/time/wall-clock.ts';

it('places a wall clock by the offset the carrier states', () => {
  expect(timeOfWallClock('2025-05-07T14:30:00', '-05:00')).toEqual({
    occurredAt: '2025-05-07T19:30:00.000Z',
    localTime: '2025-05-07T14:30:00',
    utcOffset: '-05:00',
    timeZone: null,
    timeSource: 'carrier_offset',
    timePrecision: 'second',
    ambiguous: false,
  });
});

it('leaves a wall clock without offset unplaced', () => {
  expect(timeOfWallClock('2025-05-07T14:30:00', null, 'minute')).toEqual({
    ...NO_TIME,
    localTime: '2025-05-07T14:30:00',
    timePrecision: 'minute',
  });
});

it('leaves a date a date, whatever the offset', () => {
  expect(timeOfWallClock('2025-05-07', '-05:00')).toEqual({ ...NO_TIME, localTime: '2025-05-07' });
});

it('leaves a time that stands for never unplaced', () => {
  expect(timeOfWallClock('9999-12-31T23:59:59', '-05:00')).toMatchObject({
    occurredAt: null,
    timeSource: 'unknown',
  });
});

it('derives the wall clock of an instant from the offset', () => {
  expect(timeOfInstant('2025-05-07T19:30:00.000Z', null, '-05:00')).toMatchObject({
    occurredAt: '2025-05-07T19:30:00.000Z',
    localTime: '2025-05-07T14:30:00',
    timeSource: 'carrier_utc',
  });
});

it('keeps the wall clock the carrier printed beside an instant', () => {
  expect(timeOfInstant('2025-05-07T19:30:00.000Z', '2025-05-07T14:29:59', '-05:00').localTime).toBe(
    '2025-05-07T14:29:59',
  );
});

it('gives an instant without offset no wall clock', () => {
  expect(timeOfInstant('2025-05-07T19:30:00.000Z', null, null).localTime).toBeNull();
});

it('reads ISO text to the minute or the second as printed', () => {
  expect(timeOfIso('2025-05-07T14:30Z')).toMatchObject({
    occurredAt: '2025-05-07T14:30:00.000Z',
    timePrecision: 'minute',
  });
  expect(timeOfIso('2025-05-07T14:30:00Z').timePrecision).toBe('second');
});

it.each([undefined, null, '', 'soon', '2025-02-30T10:00:00Z'])('has no time for %j', (text) => {
  expect(timeOfIso(text)).toEqual(NO_TIME);
});

it('places a wall clock by the zone of its place', () => {
  expect(timeInZone('2025-05-07T14:30:00', 'America/Chicago', 'minute')).toEqual({
    occurredAt: '2025-05-07T19:30:00.000Z',
    localTime: '2025-05-07T14:30:00',
    utcOffset: '-05:00',
    timeZone: 'America/Chicago',
    timeSource: 'location_zone',
    timePrecision: 'minute',
    ambiguous: false,
  });
});

it.each(['2025-03-09T02:30:00', '2025-11-02T01:30:00'])('marks %s in Chicago as ambiguous', (localTime) => {
  expect(timeInZone(localTime, 'America/Chicago').ambiguous).toBe(true);
});

it('leaves a date in a zone a date', () => {
  expect(timeInZone('2025-05-07', 'America/Chicago')).toEqual({ ...NO_TIME, localTime: '2025-05-07' });
});

it('leaves a wall clock in an unknown zone unplaced', () => {
  expect(timeInZone('2025-05-07T14:30:00', 'Mars/Olympus')).toEqual({
    ...NO_TIME,
    localTime: '2025-05-07T14:30:00',
    timePrecision: 'second',
  });
});

it('never states an instant, an offset and a wall clock that disagree', () => {
  const zone = fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Africa/Monrovia');
  const date = fc.date({ min: new Date('1970-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(date, zone, (moment, timeZone) => {
      const time = timeInZone(moment.toISOString().slice(0, 19), timeZone);
      expect(wallClockAt(time.occurredAt ?? '', time.utcOffset ?? '')).toBe(time.localTime);
    }),
  );
});
