/** FedEx's number formats against their own examples, and the number that is taken out of a barcode. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fedexFormats } from '../../../src/carriers/fedex/formats.ts';

const examples = (kind: 'valid' | 'invalid') =>
  fedexFormats.flatMap(({ id, pattern, check, examples: { [kind]: numbers } }) =>
    numbers.map((number) => ({ id, number, accepts: pattern.test(number) && check?.(number) === true })),
  );

it.each(examples('valid'))('accepts $number as $id', ({ accepts }) => expect(accepts).toBe(true));

it.each(examples('invalid'))('refuses $number as $id', ({ accepts }) => expect(accepts).toBe(false));

const asked = (number: string): readonly (string | undefined)[] =>
  fedexFormats
    .filter(({ pattern, check }) => pattern.test(number) && check?.(number))
    .map(({ toTrackingNumber }) => toTrackingNumber?.(number));

it.each([
  ['9611020987654312345672', '987654312345672'],
  ['9622001560001234567100794808390594', '794808390594'],
  ['1001921334250001000300779017972697', '779017972697'],
  ['32971514560102447849175802862014', '784917580286'],
])('asks for the number within the barcode %s', (barcode, number) => {
  expect(asked(barcode)).toEqual([number]);
});

it('accepts exactly one check digit after eleven digits', () => {
  const [express] = fedexFormats;
  fc.assert(
    fc.property(fc.stringMatching(/^\d{11}$/), (start) => {
      const accepted = [...'0123456789'].filter((digit) => express?.check?.(`${start}${digit}`));
      return accepted.length === 1;
    }),
  );
});

it('reads no number as two formats of FedEx', () => {
  const digits = fc
    .constantFrom(12, 15, 18, 22, 32, 34)
    .chain((length) => fc.stringMatching(new RegExp(`^\\d{${length}}$`)));
  fc.assert(fc.property(digits, (number) => asked(number).length <= 1));
});
