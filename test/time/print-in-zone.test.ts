/** Instants printed for people, right also in the hour that the host's own clock leaves out. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printInZone } from '../../src/time/print-in-zone.ts';
import { ALL_ZONES, FIRST_SECOND, LAST_SECOND, wallClockByTemporal } from '../support/temporal-oracle.ts';

it.each([
  ['EEE d MMM yyyy, HH:mm zzz', 'Wed 7 May 2025, 10:30 EDT'],
  ['d MMMM yyyy, h:mm a', '7 May 2025, 10:30 AM'],
  ["yyyy-MM-dd'T'HH:mm:ssxxx", '2025-05-07T10:30:00-04:00'],
  ['O', 'GMT-4'],
  ["'week' I 'of' R", 'week 19 of 2025'],
  ['T', '1746628200000'],
])('prints %s in New York', (pattern, printed) => {
  expect(printInZone('2025-05-07T14:30:00.000Z', 'America/New_York', pattern)).toBe(printed);
});

it('prints the wall clock of any zone as Temporal has it', () => {
  const second = fc.integer({ min: FIRST_SECOND, max: LAST_SECOND });
  fc.assert(
    fc.property(fc.constantFrom(...ALL_ZONES), second, (timeZone, seconds) => {
      const instant = new Date(seconds * 1000).toISOString();
      const printed = printInZone(instant, timeZone, "yyyy-MM-dd'T'HH:mm:ss");
      expect(printed).toBe(wallClockByTemporal(seconds, timeZone));
    }),
    { numRuns: 1000 },
  );
});

it('prints a zone for its name in any case', () => {
  expect(printInZone('2025-05-07T14:30:00.000Z', 'europe/paris', 'HH:mm xxx')).toBe('16:30 +02:00');
});

it('prints nothing for an unknown zone or a text that is no instant', () => {
  expect(printInZone('2025-05-07T14:30:00.000Z', 'Mars/Olympus', 'HH:mm')).toBeNull();
  expect(printInZone('yesterday', 'UTC', 'HH:mm')).toBeNull();
});

it('refuses a pattern with a letter that means nothing', () => {
  expect(() => printInZone('2025-05-07T14:30:00.000Z', 'UTC', 'HH:mm Uhr')).toThrow(RangeError);
});
