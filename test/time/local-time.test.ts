/** Wall clocks of all zones against Temporal, and the gaps and folds people know, by hand. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantInZone, utcOffsetIn, wallClockIn } from '../../src/time/local-time.ts';
import { instantAt, wallClockAt } from '../../src/time/wall-clock.ts';
import {
  ALL_ZONES,
  changeOfOffsetNear,
  FIRST_SECOND,
  LAST_SECOND,
  offsetByTemporal,
  readByTemporal,
  wallClockByTemporal,
} from '../support/temporal-oracle.ts';

const toInstant = (seconds: number): string => new Date(seconds * 1000).toISOString();
const zone = fc.constantFrom(...ALL_ZONES);
const anySecond = fc.integer({ min: FIRST_SECOND, max: LAST_SECOND });
/** Seconds from a change of offset: mostly within the hours that it skips or repeats. */
const distance = fc.oneof(
  fc.constantFrom(-3600, -1800, -1, 0, 1, 1799, 1800, 3599, 3600, 7200),
  fc.integer({ min: -7200, max: 7200 }),
  fc.integer({ min: -26 * 3600, max: 26 * 3600 }),
);
const nearAChange = fc.record({ timeZone: zone, from: anySecond, distance }).map((chosen) => {
  const change = changeOfOffsetNear(chosen.from, chosen.timeZone);
  return { timeZone: chosen.timeZone, change, seconds: change + chosen.distance };
});

it('reads wall clocks near changes of offset as Temporal does, in all zones', () => {
  fc.assert(
    fc.property(nearAChange, fc.boolean(), ({ timeZone, change, seconds }, byOldOffset) => {
      // Shown by the offset before or after the change: so gaps are met as often as folds.
      const offset = offsetByTemporal(byOldOffset ? change - 1 : change, timeZone);
      const localTime = wallClockAt(toInstant(seconds), offset);
      const { instant, ambiguous } = readByTemporal(localTime, timeZone);
      expect(instantInZone(localTime, timeZone)).toMatchObject({ instant, ambiguous });
    }),
    { numRuns: 4000 },
  );
});

it('reads any wall clock as Temporal does, in all zones', () => {
  fc.assert(
    fc.property(zone, anySecond, (timeZone, seconds) => {
      const localTime = wallClockByTemporal(seconds, timeZone);
      const { instant, ambiguous } = readByTemporal(localTime, timeZone);
      expect(instantInZone(localTime, timeZone)).toMatchObject({ instant, ambiguous });
    }),
    { numRuns: 2000 },
  );
});

it('states offsets and wall clocks as Temporal does, in all zones', () => {
  fc.assert(
    fc.property(nearAChange, ({ timeZone, seconds }) => {
      expect(utcOffsetIn(toInstant(seconds), timeZone)).toBe(offsetByTemporal(seconds, timeZone));
      expect(wallClockIn(toInstant(seconds), timeZone)).toBe(wallClockByTemporal(seconds, timeZone));
    }),
    { numRuns: 4000 },
  );
});

it('states an offset by which the wall clock is the instant, in gaps and folds too', () => {
  fc.assert(
    fc.property(nearAChange, ({ timeZone, seconds }) => {
      const localTime = toInstant(seconds).slice(0, 19);
      const reading = instantInZone(localTime, timeZone);
      expect(instantAt(localTime, reading?.utcOffset ?? '')).toBe(reading?.instant);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['gap', 'America/New_York', '2025-03-09T02:30:00', '2025-03-09T07:30:00.000Z', '-05:00'],
  ['fold', 'America/New_York', '2025-11-02T01:30:00', '2025-11-02T05:30:00.000Z', '-04:00'],
  ['gap', 'Europe/London', '2025-03-30T01:30:00', '2025-03-30T01:30:00.000Z', '+00:00'],
  ['fold', 'Europe/London', '2025-10-26T01:30:00', '2025-10-26T00:30:00.000Z', '+01:00'],
  ['gap', 'America/St_Johns', '2025-03-09T02:30:00', '2025-03-09T06:00:00.000Z', '-03:30'],
  ['fold', 'America/St_Johns', '2025-11-02T01:30:00', '2025-11-02T04:00:00.000Z', '-02:30'],
  // Half an hour of daylight saving.
  ['gap', 'Australia/Lord_Howe', '2025-10-05T02:15:00', '2025-10-04T15:45:00.000Z', '+10:30'],
  ['fold', 'Australia/Lord_Howe', '2025-04-06T01:45:00', '2025-04-05T14:45:00.000Z', '+11:00'],
  // Clocks go back for Ramadan, and forward after it.
  ['fold', 'Africa/Casablanca', '2025-02-23T02:30:00', '2025-02-23T01:30:00.000Z', '+01:00'],
  ['gap', 'Africa/Casablanca', '2025-04-06T02:30:00', '2025-04-06T02:30:00.000Z', '+00:00'],
  // The day Samoa left out to cross the date line.
  ['gap', 'Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00.000Z', '-10:00'],
])('marks the %s in %s at %s', (ambiguous, timeZone, localTime, instant, utcOffset) => {
  expect(instantInZone(localTime, timeZone)).toEqual({ instant, utcOffset, ambiguous });
});

it.each([
  ['America/New_York', '2025-03-09T01:59:59', '2025-03-09T06:59:59.000Z', '-05:00'],
  ['America/New_York', '2025-03-09T03:00:00', '2025-03-09T07:00:00.000Z', '-04:00'],
  ['America/New_York', '2025-11-02T02:00:00', '2025-11-02T07:00:00.000Z', '-05:00'],
  ['Australia/Lord_Howe', '2025-10-05T02:30:00', '2025-10-04T15:30:00.000Z', '+11:00'],
  ['Pacific/Apia', '2011-12-29T23:59:59', '2011-12-30T09:59:59.000Z', '-10:00'],
  ['Pacific/Apia', '2011-12-31T00:00:00', '2011-12-30T10:00:00.000Z', '+14:00'],
  ['Asia/Kolkata', '2025-05-07T12:00:00', '2025-05-07T06:30:00.000Z', '+05:30'],
  ['UTC', '2024-02-29T23:59:59', '2024-02-29T23:59:59.000Z', '+00:00'],
])('reads %s at %s as certain', (timeZone, localTime, instant, utcOffset) => {
  expect(instantInZone(localTime, timeZone)).toEqual({ instant, utcOffset, ambiguous: null });
});

it('keeps the seconds of a historical offset', () => {
  // Liberia was 44 minutes 30 seconds behind Greenwich until 7 January 1972.
  expect(instantInZone('1971-06-01T12:00:00', 'Africa/Monrovia')).toEqual({
    instant: '1971-06-01T12:44:30.000Z',
    utcOffset: '-00:44:30',
    ambiguous: null,
  });
  expect(wallClockIn('1971-06-01T12:44:30.000Z', 'Africa/Monrovia')).toBe('1971-06-01T12:00:00');
});

it.each([
  ['a date alone', '2025-05-07'],
  ['a time without seconds', '2025-05-07T12:00'],
  ['a stated offset', '2025-05-07T12:00:00Z'],
  ['fractions of a second', '2025-05-07T12:00:00.5'],
  ['a day that is not', '2025-02-29T12:00:00'],
  ['an hour that is not', '2025-05-07T24:00:00'],
  ['a blank for the T', '2025-05-07 12:00:00'],
  ['no text', ''],
  ['other text', 'yesterday'],
  ['an instant past the year 9999', '9999-12-31T23:59:59'],
])('does not read %s', (_what, localTime) => {
  expect(instantInZone(localTime, 'America/New_York')).toBeNull();
});

it.each(['', '+05:00', '__proto__', 'Mars/Olympus'])('reads nothing in %j, which is no zone', (timeZone) => {
  expect(instantInZone('2025-05-07T12:00:00', timeZone)).toBeNull();
  expect(utcOffsetIn('2025-05-07T12:00:00.000Z', timeZone)).toBeNull();
  expect(wallClockIn('2025-05-07T12:00:00.000Z', timeZone)).toBeNull();
});

it('states no offset and no wall clock of a text that is no instant', () => {
  expect(utcOffsetIn('yesterday', 'UTC')).toBeNull();
  expect(wallClockIn('yesterday', 'UTC')).toBeNull();
});
