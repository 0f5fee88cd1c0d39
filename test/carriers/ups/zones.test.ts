/** The four ways in which UPS writes time, and what happens where they are missing or contradict each other. */

import { expect, it } from 'vitest';
import { readStamp, type UpsStamp } from '../../../src/carriers/ups/zones.ts';

function read(stamp: UpsStamp) {
  const warned: string[] = [];
  const { occurredAt, localTime, utcOffset, timeSource, timePrecision } = readStamp(stamp, (field) =>
    warned.push(field),
  );
  return { occurredAt, localTime, utcOffset, timeSource, timePrecision, warned };
}

const LOCAL = { date: '20260304', time: '084714' };

it.each([
  ['colons, as on the wire', '13:47:14'],
  ['digits, as in pushes', '134714'],
  ['a number', 134714],
])('takes GMT with %s for the instant', (_form, gmtTime) => {
  expect(read({ ...LOCAL, gmtDate: '20260304', gmtTime, gmtOffset: '-05:00' })).toEqual({
    occurredAt: '2026-03-04T13:47:14.000Z',
    localTime: '2026-03-04T08:47:14',
    utcOffset: '-05:00',
    timeSource: 'carrier_utc',
    timePrecision: 'second',
    warned: [],
  });
});

it.each([
  ['74700', '07:47:00'],
  [74700, '07:47:00'],
  ['7:47:00', '07:47:00'],
  ['4700', '00:47:00'],
  ['07:47', '07:47:00'],
])('restores the leading zeros that %s lost', (gmtTime, restored) => {
  expect(read({ gmtDate: '20260304', gmtTime }).occurredAt).toBe(`2026-03-04T${restored}.000Z`);
});

it.each(['-04:00', '-04.00', '-0400'])(
  'takes the local time with the offset %s where GMT is missing',
  (gmtOffset) => {
    expect(read({ ...LOCAL, gmtOffset })).toMatchObject({
      occurredAt: '2026-03-04T12:47:14.000Z',
      utcOffset: '-04:00',
      timeSource: 'carrier_offset',
    });
  },
);

it('never takes a local time without offset for UTC', () => {
  expect(read(LOCAL)).toMatchObject({
    occurredAt: null,
    localTime: '2026-03-04T08:47:14',
    timeSource: 'unknown',
  });
});

it('keeps a date alone a date', () => {
  expect(read({ date: '20260304', gmtOffset: '-05:00' })).toMatchObject({
    occurredAt: null,
    localTime: '2026-03-04',
    timePrecision: 'day',
  });
});

it('gives the wall clock of an instant that has an offset but no local time', () => {
  expect(read({ gmtDate: '20260304', gmtTime: '20:00:00', gmtOffset: '+05:30' }).localTime).toBe(
    '2026-03-05T01:30:00',
  );
});

it('lets GMT win over a local time and offset that contradict it, with a warning', () => {
  expect(read({ ...LOCAL, gmtDate: '20260304', gmtTime: '13:47:14', gmtOffset: '-08:00' })).toMatchObject({
    occurredAt: '2026-03-04T13:47:14.000Z',
    localTime: '2026-03-04T08:47:14',
    utcOffset: null,
    warned: ['gmtOffset'],
  });
});

it('takes seconds that one side left out for no contradiction', () => {
  expect(read({ ...LOCAL, gmtDate: '20260304', gmtTime: '134700', gmtOffset: '-05:00' }).warned).toEqual([]);
});

it.each<[string, UpsStamp, string[]]>([
  ['a day that does not exist', { date: '20260231', time: '120000' }, ['date']],
  ['an hour that does not exist', { date: '20260304', time: '256000' }, ['time']],
  ['a time that is a word', { date: '20260304', time: 'noon' }, ['time']],
  ['a GMT date that is a word', { gmtDate: 'today', gmtTime: '120000' }, ['gmtDate']],
  ['a GMT time that is a word', { gmtDate: '20260304', gmtTime: 'noon' }, ['gmtTime']],
  ['an offset that is a word', { ...LOCAL, gmtOffset: 'EST' }, ['gmtOffset']],
  ['an offset beyond the earth', { ...LOCAL, gmtOffset: '-15:00' }, ['gmtOffset']],
])('warns of %s', (_flaw, stamp, warned) => {
  expect(read(stamp).warned).toEqual(warned);
});

it('falls back to the local time and offset where GMT cannot be read', () => {
  expect(read({ ...LOCAL, gmtDate: '20260304', gmtTime: 'noon', gmtOffset: '-05:00' }).timeSource).toBe(
    'carrier_offset',
  );
});

it('says nothing of empty fields', () => {
  expect(read({ date: '', time: '', gmtDate: ' ', gmtTime: '', gmtOffset: '' })).toEqual({
    occurredAt: null,
    localTime: null,
    utcOffset: null,
    timeSource: 'unknown',
    timePrecision: 'day',
    warned: [],
  });
});
