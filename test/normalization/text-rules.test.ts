/** The last resort: phrases, in the order given. */

import { expect, it } from 'vitest';
import { matchText, type TextRule } from '../../src/normalization/text-rules.ts';

const rules: readonly TextRule[] = [
  { id: 'not-delivered', pattern: /\bnot delivered\b/i, means: '-' },
  { id: 'delivered', pattern: /\bdelivered\b/i, means: 'delivered:delivered_signed' },
];

it('takes the first rule that matches', () => {
  expect(matchText(rules, 'Was NOT delivered')?.rule).toBe('not-delivered');
});

it('reads what the rule means', () => {
  expect(matchText(rules, 'Delivered')).toEqual({
    rule: 'delivered',
    meaning: { substatus: 'delivered', reason: 'delivered_signed', movesStatus: true },
  });
});

it('says nothing where no rule matches', () => expect(matchText(rules, 'On its way')).toBeUndefined());

it('says the same however often it is asked', () => {
  expect(matchText(rules, 'Delivered')).toEqual(matchText(rules, 'Delivered'));
});
