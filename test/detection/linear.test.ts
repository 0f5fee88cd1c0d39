/** Extraction reads each part of a text a bounded number of times, whatever the text. Counted, not timed. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { extract } from '../../src/detect.ts';
import { workOf } from '../support/counted-work.ts';

const SIZE = 20_000;
/** Where addresses of 4 kB stand in one another, the first few cost less. */
const LONG = 80_000;

const UNITS = [
  '1',
  ' ',
  '-',
  '.',
  '<',
  '>',
  '&',
  '=',
  '=3D',
  '\n',
  'GM ',
  '1 ',
  '1 1-',
  '986578788855 ',
  '986578788855\n',
  'Tracking 986578788855, ',
  '1Z5R89390357567127 ',
  '1Z5R89390357567127',
  '<div>',
  '<table><tr><td>',
  '<th>1</th>',
  '<!--',
  '<a href="',
  "<a href='//ups.com/1Z5R89390357567127'>",
  'https://www.ups.com/track?tracknum=1Z5R89390357567127 ',
  'http://a?u=',
  '://',
  '&#49;',
  '\u200b',
  '\u00ad1',
  'INV-',
];

const workOn = (unit: string, size: number): number => {
  const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  return workOf(() => extract(text));
};

it.each(UNITS)('reads twice as much of %j in twice the time', (unit) => {
  expect(workOn(unit, 2 * SIZE) / workOn(unit, SIZE)).toBeLessThan(2.3);
});

it('reads twice as much of any mixture in twice the time', () => {
  const mixtures = fc.array(fc.constantFrom(...UNITS, 'DHL ', 'track', ' | ', '\t'), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(mixtures, (units) => {
      const unit = units.join('');
      expect(workOn(unit, 2 * LONG) / workOn(unit, LONG)).toBeLessThan(2.3);
    }),
    { numRuns: 15 },
  );
});

it('is seen where it is not so', () => {
  const work = (size: number) =>
    workOf(() => {
      const text = 'a'.repeat(size);
      for (let at = 0; at < size; at += 1) text.indexOf('b', at);
    });
  expect(work(2_000) / work(1_000)).toBeGreaterThan(3.9);
});
