/** The canonical form of a tracking number: what is cleaned away, and what is refused. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isTrackingError } from '../../src/errors.ts';
import { MAX_NUMBER_LENGTH, toTrackingNumber } from '../../src/model/tracking-number.ts';

it.each([
  ['1Z999AA10123456784', '1Z999AA10123456784'],
  [' 1z999aa10123456784\n', '1Z999AA10123456784'],
  ['1Z 999 AA1 0123 4567 84', '1Z999AA10123456784'],
  ['9400-1112-0620-6406-2607-87', '9400111206206406260787'],
  ['9400\u00a01112\u202f0620\u200b6406\ufeff2607\u00ad87', '9400111206206406260787'],
  ['9400\u20131112\u20140620\u22126406\uff0d260787', '9400111206206406260787'],
  ['9400.1112.0620', '940011120620'],
  ['１２３４', '1234'],
  ['RB123456785GB', 'RB123456785GB'],
])('writes %j as %s', (input, canonical) => expect(toTrackingNumber(input)).toBe(canonical));

it.each([
  ['undefined', undefined],
  ['null', null],
  ['a number', 9400111206206406],
  ['an array', ['1Z']],
  ['an object', { number: '1Z' }],
  ['nothing', ''],
  ['blanks and dashes alone', ' - . - '],
  ['letters no carrier uses', 'ÄÖÜ123'],
  ['a control character', '12\u000034'],
  ['an emoji', '12📦34'],
  ['too many characters', '1'.repeat(MAX_NUMBER_LENGTH + 1)],
  ['a whole book', '1'.repeat(1_000_000)],
  ['a megabyte of blanks', ' '.repeat(1_000_000)],
])('refuses %s', (_what, input) => {
  expect(() => toTrackingNumber(input)).toThrow(
    expect.objectContaining({ code: 'INVALID_TRACKING_NUMBER', retryable: false }),
  );
});

it('takes as many characters as it says, blanks not counted', () => {
  const longest = 'A'.repeat(MAX_NUMBER_LENGTH);
  expect(toTrackingNumber([...longest].join(' '))).toBe(longest);
});

it('gives its own result back unchanged, and refuses the rest with an error of the family', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (input) => {
      try {
        const canonical = toTrackingNumber(input);
        expect(toTrackingNumber(canonical)).toBe(canonical);
      } catch (error) {
        expect(isTrackingError(error)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
