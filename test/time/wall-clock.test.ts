/** Wall clocks and offsets as text: what is read, what is refused, and that nothing rolls over. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  instantAt,
  offsetMs,
  readCompact,
  readIso,
  readUtcOffset,
  wallClockAt,
} from '../../src/time/wall-clock.ts';

it.each([
  ['2025-05-07T14:30:05', '2025-05-07T14:30:05', null, 'second'],
  ['2025-05-07T14:30:05Z', '2025-05-07T14:30:05', '+00:00', 'second'],
  ['2025-05-07T14:30:05.123-05:00', '2025-05-07T14:30:05', '-05:00', 'second'],
  ['2025-05-07T14:30:05,5+0530', '2025-05-07T14:30:05', '+05:30', 'second'],
  ['2025-05-07 14:30:05 -05:00', '2025-05-07T14:30:05', '-05:00', 'second'],
  ['2025-05-07T14:30', '2025-05-07T14:30:00', null, 'minute'],
  ['2025-05-07t14:30z', '2025-05-07T14:30:00', '+00:00', 'minute'],
  ['  2025-05-07  ', '2025-05-07', null, 'day'],
  ['2024-02-29', '2024-02-29', null, 'day'],
])('reads %j', (text, localTime, utcOffset, precision) => {
  expect(readIso(text)).toEqual({ localTime, utcOffset, precision });
});

it.each([
  '',
  'yesterday',
  '2025-02-29',
  '2025-02-29T10:00:00',
  '2025-13-01',
  '0000-00-00T00:00:00',
  '2025-05-07T24:00:00',
  '2025-05-07T10:60:00',
  '2025-05-07T10:00:60',
  '2025-5-7',
  '20250507',
  '05/07/2025',
  '2025-05-07T10:00:00 EST',
  '+002025-05-07',
])('does not read %j', (text) => expect(readIso(text)).toBeNull());

it('reads a wall clock without its offset where the offset is impossible', () => {
  expect(readIso('2025-05-07T10:00:00+19:00')).toEqual({
    localTime: '2025-05-07T10:00:00',
    utcOffset: null,
    precision: 'second',
  });
});

it.each([
  ['20250507', '143005', '2025-05-07T14:30:05'],
  ['20250507', '1430', '2025-05-07T14:30:00'],
  [' 20250507 ', ' 000000 ', '2025-05-07T00:00:00'],
  ['20250507', undefined, '2025-05-07'],
  ['20250507', '', '2025-05-07'],
  ['20250507', '246000', '2025-05-07'],
  ['20250507', 'noon', '2025-05-07'],
  ['20250229', '120000', null],
  ['', '120000', null],
  [null, '120000', null],
  [undefined, undefined, null],
])('reads the compact date %j with the time %j as %j', (date, time, localTime) => {
  expect(readCompact(date, time)).toBe(localTime);
});

it.each([
  ['-05:00', '-05:00'],
  ['-0500', '-05:00'],
  ['-5:00', '-05:00'],
  ['-05.00', '-05:00'],
  ['+14:00', '+14:00'],
  [' +05:45 ', '+05:45'],
  ['Z', '+00:00'],
  ['z', '+00:00'],
  ['-00:00', '-00:00'],
  ['+14:01', null],
  ['-99:00', null],
  ['+05:60', null],
  ['05:00', null],
  ['GMT', null],
  ['', null],
  [null, null],
  [undefined, null],
])('reads the offset %j as %j', (text, utcOffset) => expect(readUtcOffset(text)).toBe(utcOffset));

it.each([
  ['+00:00', 0],
  ['-05:00', -18_000_000],
  ['+05:45', 20_700_000],
  ['-00:30', -1_800_000],
  ['-00:44:30', -2_670_000],
])('counts the offset %s as %i ms', (utcOffset, milliseconds) => {
  expect(offsetMs(utcOffset)).toBeCloseTo(milliseconds, 9);
});

it('takes an offset from a wall clock across the end of a year', () => {
  expect(instantAt('2024-12-31T23:30:00', '-05:00')).toBe('2025-01-01T04:30:00.000Z');
});

it('finds no instant in a date alone', () => expect(instantAt('2025-05-07', '-05:00')).toBeNull());

it('finds no instant past the year 9999, where text would no longer sort as time', () => {
  expect(instantAt('9999-12-31T23:59:59', '-05:00')).toBeNull();
});

it('shows at an instant the wall clock the instant was read from', () => {
  const minutes = fc.integer({ min: -14 * 60, max: 14 * 60 });
  const moment = fc.date({
    min: new Date('1970-01-02'),
    max: new Date('2100-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, minutes, (date, offset) => {
      const localTime = date.toISOString().slice(0, 19);
      const clock = new Date(Math.abs(offset) * 60_000).toISOString().slice(11, 16);
      const utcOffset = `${offset < 0 ? '-' : '+'}${clock}`;
      expect(wallClockAt(instantAt(localTime, utcOffset) ?? '', utcOffset)).toBe(localTime);
    }),
  );
});

it('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9TZ:+., -]{0,40}$/)), (text) => {
      readIso(text);
      readCompact(text, text);
      readUtcOffset(text);
    }),
    { numRuns: 2000 },
  );
});
