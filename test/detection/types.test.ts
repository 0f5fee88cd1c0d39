/** What must not compile: each line is a mistake that would else show in production. */

import { expect, it } from 'vitest';
import { type Candidate, detect, type ExtractOptions, extract, extractOrder } from '../../src/detect.ts';

it('refuses what is no text', () => {
  // @ts-expect-error a number has lost its leading zeros before it is asked
  expect(detect(986578788855)).toEqual([]);
  // @ts-expect-error a missing number is not a number
  expect(detect(undefined)).toEqual([]);
  // @ts-expect-error a buffer must be decoded first
  expect(extract(Buffer.from('1Z5R89390357567127'))).toEqual([]);
});

it('does not let a candidate be taken for granted', () => {
  const [best] = detect('hello');
  // @ts-expect-error there may be none
  expect(() => best.carrier).toThrow();
});

it('knows its carriers', () => {
  const [best] = detect('1Z5R89390357567127');
  // @ts-expect-error no such carrier
  expect(best?.carrier === 'upps').toBe(false);
  // @ts-expect-error no such carrier to expect
  expect(extract('986578788855', { hints: ['fedx'] })).toEqual(extract('986578788855'));
});

it('knows its options', () => {
  // @ts-expect-error misspelt: it would have no effect
  expect(extract('986578788855', { hint: ['fedex'] })).toEqual(extract('986578788855'));
  // @ts-expect-error true, false or 'auto'
  const options: ExtractOptions = { html: 'yes' };
  expect(extract('1Z5R89390357567127', options)).toHaveLength(1);
  // @ts-expect-error an order's parcels say no confidence
  expect(extractOrder('1Z5R89390357567127')[0]?.confidence).toBeUndefined();
});

it('gives out what is shared as unchangeable', () => {
  const candidates = detect('1Z5R89390357567127');
  const [best] = candidates as readonly [Candidate];
  // @ts-expect-error candidates are in order, and stay so
  expect(() => Object.freeze(candidates).push(best)).toThrow();
  // @ts-expect-error evidence is shared by all numbers of a format
  expect(() => best.evidence.push('context')).toThrow();
});

it('knows what may speak for a number', () => {
  const [best] = detect('1Z5R89390357567127');
  // @ts-expect-error no such evidence
  expect(best?.evidence.includes('checkdigit')).toBe(false);
  // @ts-expect-error 'valid' or 'none': a wrong check digit is no candidate
  expect(best?.checkDigit === 'invalid').toBe(false);
});
