/** Which names are zones, and that however many are asked for, few are kept. */

import { expect, it } from 'vitest';
import { isTimeZone, timeZoneNamed } from '../../src/time/time-zone.ts';
import { ALL_ZONES } from '../support/temporal-oracle.ts';

it('knows every zone the platform lists', () => {
  expect(ALL_ZONES.filter((zone) => !isTimeZone(zone))).toEqual([]);
});

it.each(['UTC', 'GMT', 'Etc/GMT+5', 'Asia/Kolkata', 'Asia/Calcutta', 'US/Eastern', 'america/new_york'])(
  'takes %s for a zone',
  (name) => expect(isTimeZone(name)).toBe(true),
);

it.each([
  '',
  ' ',
  ' UTC',
  '+05:00',
  '-0500',
  '+05',
  'Z',
  'UTC+5',
  'Mars/Olympus',
  'America/New_York\0',
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(100_000),
])('does not take %j for a zone', (name) => expect(isTimeZone(name)).toBe(false));

it('gives one spelling to a zone however it is written', () => {
  expect(timeZoneNamed('AMERICA/NEW_YORK')?.name).toBe('America/New_York');
});

it('keeps a zone that is asked for again', () => {
  expect(timeZoneNamed('Europe/Paris')).toBe(timeZoneNamed('Europe/Paris'));
});

it('lets the oldest zone go when too many are asked for', () => {
  const first = timeZoneNamed('Europe/Paris');
  for (const zone of ALL_ZONES) timeZoneNamed(zone.toUpperCase());
  expect(timeZoneNamed('Europe/Paris')).not.toBe(first);
});
