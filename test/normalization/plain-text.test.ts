/** Carriers' words made readable, in linear time however hostile they are. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toPlainText, toProductName } from '../../src/normalization/plain-text.ts';
import { workOf } from '../support/counted-work.ts';

const LONG = 100_000;

it.each([
  ['Delivered', 'Delivered'],
  ['  Out \n\t for\u00a0delivery ', 'Out for delivery'],
  ['Front desk &amp; lobby', 'Front desk & lobby'],
  ['&lt;b&gt;Held&lt;/b&gt; at depot', 'Held at depot'],
  ['Left at <b>door</b><br/>by driver', 'Left at door by driver'],
  ['caf&#233; &#xE9; &#XE9;', 'café é é'],
  ['&quot;Ready&quot; &apos;now&apos;', '"Ready" \'now\''],
  ['weight &lt; 5 kg', 'weight < 5 kg'],
  ['5 < 6 and 7 > 6', '5 < 6 and 7 > 6'],
  ['AT&T store', 'AT&T store'],
  ['&unknown; stays', '&unknown; stays'],
  ['&#0; &#1114112; &#xD83D; stay', '&#0; &#1114112; &#xD83D; stay'],
  ['Ground Advantage&#153; &#x99; &#128; &#129;', 'Ground Advantage™ ™ € &#129;'],
  ['<a href="x">', null],
  ['   ', null],
  ['', null],
  [null, null],
  [undefined, null],
])('reads %j as %j', (text, plain) => expect(toPlainText(text)).toBe(plain));

it.each([
  ['UPS&#174; Ground', 'UPS Ground'],
  ['FedEx 2Day<sup>&reg;</sup> A.M.', 'FedEx 2Day A.M.'],
  ['Worldwide Saver™', 'Worldwide Saver'],
  ['Ground Advantage<SUP>&#153;</SUP>', 'Ground Advantage'],
  ['®', null],
  [null, null],
])('names the product %j %j', (text, name) => expect(toProductName(text)).toBe(name));

it('leaves no tag, no stray blank and no half character behind', () => {
  const piece = fc.constantFrom(
    '&lt;',
    '&gt;',
    '<',
    '>',
    'b',
    '/',
    ' ',
    '\n',
    '&amp;',
    '&#233;',
    '&#xD800;',
    '®',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const plain = toPlainText(pieces.join(''));
      expect(plain ?? 'x').not.toMatch(/<b>|<\/b>|\s{2}|^\s|\s$|[\ud800-\udfff]/);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['open tags', '<a'],
  ['ampersands', '&'],
  ['half entities', '&#12345'],
  ['half names', '&abcdefg'],
  ['blanks', ' '],
  ['blanks and one letter', `${' '.repeat(999)}x`],
  ['entities', '&amp;'],
  ['tags', '<b>'],
  ['long tags that never close', `<a${'x'.repeat(300)}`],
])('reads twice as much of %s in twice the time', (_what, unit) => {
  const workOn = (length: number) => {
    const text = unit.repeat(Math.ceil(length / unit.length));
    return workOf(() => toPlainText(text));
  };
  expect(workOn(2 * LONG) / workOn(LONG)).toBeLessThan(2.3);
});
