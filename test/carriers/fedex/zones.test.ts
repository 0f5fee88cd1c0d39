/** How FedEx's times are meant: real offsets, dates in disguise, wall clocks of no zone. */

import { expect, it } from 'vitest';
import { timeOfFedex } from '../../../src/carriers/fedex/zones.ts';
import { observeScans } from './fixtures.ts';

const brief = (text: string | null) => {
  const { occurredAt, localTime, utcOffset, timeSource, timePrecision } = timeOfFedex(text);
  return [occurredAt, localTime, utcOffset, timeSource, timePrecision];
};

it.each([
  ['2026-03-06T12:41:57-05:00', ['2026-03-06T17:41:57.000Z', '2026-03-06T12:41:57', '-05:00']],
  ['2026-07-06T12:41:57+05:30', ['2026-07-06T07:11:57.000Z', '2026-07-06T12:41:57', '+05:30']],
  ['2026-03-06T12:41:57Z', ['2026-03-06T12:41:57.000Z', '2026-03-06T12:41:57', '+00:00']],
  // A real midnight, somewhere else than in FedEx's dates.
  ['2026-03-06T00:00:00-05:00', ['2026-03-06T05:00:00.000Z', '2026-03-06T00:00:00', '-05:00']],
  ['2026-03-06T00:00:01-06:00', ['2026-03-06T06:00:01.000Z', '2026-03-06T00:00:01', '-06:00']],
])('takes the offset of %s for real', (text, expected) => {
  expect(brief(text)).toEqual([...expected, 'carrier_offset', 'second']);
});

it.each([
  '2026-03-06T00:00:00-06:00',
  '2026-07-06T00:00:00-06:00',
  '2026-03-06T00:00:00.000-06:00',
  '2026-03-06T00:00:00',
  '2026-03-06',
])('takes %s for a date', (text) => {
  expect(brief(text)).toEqual([null, text.slice(0, 10), null, 'unknown', 'day']);
});

it.each(['2026-03-06T12:30:00', '2026-03-06T00:00:01'])('leaves %s without a zone', (text) => {
  expect(brief(text)).toEqual([null, text, null, 'unknown', 'second']);
});

it.each([null, '', 'soon', '2026-02-30T00:00:00-06:00', '2026-02-30T10:00:00-06:00', '03/06/2026'])(
  'reads no time from %j',
  (text) => {
    expect(brief(text)).toEqual([null, null, null, 'unknown', 'day']);
  },
);

it('warns of a scan whose time is unreadable, and keeps the scan', () => {
  const { events, warnings } = observeScans({ date: 'soon', eventType: 'DP' }, { eventType: 'PU' });
  expect([events.map(({ provenance }) => provenance.code), warnings]).toEqual([
    ['PU', 'DP'],
    [{ path: 'output.completeTrackResults.0.trackResults.0.scanEvents.0.date', message: 'no date' }],
  ]);
});

it('places a pickup that is a date behind the label of that day', () => {
  const { events } = observeScans(
    { date: '2026-04-13T09:14:00-07:00', eventType: 'OC' },
    { date: '2026-04-13T00:00:00', eventType: 'PU' },
  );
  expect(events.map(({ provenance }) => provenance.code)).toEqual(['OC', 'PU']);
});
