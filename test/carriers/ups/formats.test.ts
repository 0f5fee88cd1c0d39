/** UPS's number formats against their own examples. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { upsFormats } from '../../../src/carriers/ups/formats.ts';

const examples = (kind: 'valid' | 'invalid') =>
  upsFormats.flatMap(({ id, pattern, check, examples: { [kind]: numbers } }) =>
    numbers.map((number) => ({ id, number, accepts: pattern.test(number) && check?.(number) === true })),
  );

it.each(examples('valid'))('accepts $number as $id', ({ accepts }) => expect(accepts).toBe(true));

it.each(examples('invalid'))('refuses $number as $id', ({ accepts }) => expect(accepts).toBe(false));

it('accepts exactly one check digit', () => {
  const body = fc.stringMatching(/^1Z[0-9A-Z]{15}$/);
  const [format] = upsFormats;
  fc.assert(
    fc.property(body, (start) => {
      const accepted = [...'0123456789'].filter((digit) => format?.check?.(`${start}${digit}`));
      return accepted.length === 1;
    }),
  );
});
