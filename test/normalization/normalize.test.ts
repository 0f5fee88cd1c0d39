/** From code, category and words to a status: which of them decides, and what the host may change. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SUBSTATUSES, statusOf } from '../../src/model/status.ts';
import { defineCodeTable } from '../../src/normalization/code-table.ts';
import { normalize, type StatusPolicy, type StatusQuestion } from '../../src/normalization/normalize.ts';
import type { TextRule } from '../../src/normalization/text-rules.ts';

const codes = defineCodeTable({
  id: 'acme.code',
  source: 'Acme Tracking API 1.0, appendix A',
  rows: { DL: 'delivered', WX: 'delayed:weather', ES: '-' },
});
const exceptions = defineCodeTable({
  id: 'acme.exception',
  source: 'Acme Tracking API 1.0, appendix B',
  rows: { DL: 'package_lost', X1: 'package_held' },
});
const categories = defineCodeTable({
  id: 'acme.category',
  source: 'Acme Tracking API 1.0, appendix C',
  rows: { T: 'package_processing', D: 'delivered' },
});
const textRules: readonly TextRule[] = [
  { id: 'acme.text/attempt', pattern: /\battempted\b/i, means: 'delivery_attempted' },
  { id: 'acme.text/any', pattern: /\bdeliver/i, means: 'delivered' },
];

function ask(code: string | null, category: string | null, text: string | null, policy?: StatusPolicy) {
  const question: StatusQuestion = {
    code,
    category,
    text,
    codes:
      code === null
        ? []
        : [
            { table: codes, code },
            { table: exceptions, code },
          ],
    categories: category === null ? [] : [{ table: categories, code: category }],
    textRules,
  };
  return normalize(question, policy);
}

it.each([
  ['the code before all else', ['WX', 'D', 'delivered'], 'delayed', 'code', 'acme.code/WX'],
  ['the first table that knows the code', ['DL', 'T', null], 'delivered', 'code', 'acme.code/DL'],
  [
    'a later table for a code the first does not know',
    ['X1', 'T', null],
    'package_held',
    'code',
    'acme.exception/X1',
  ],
  [
    'the category where no table knows the code',
    ['ZZ', 'T', 'delivered'],
    'package_processing',
    'category',
    'acme.category/T',
  ],
  [
    'the text where category and code are unknown',
    ['ZZ', 'Q', 'Delivery attempted'],
    'delivery_attempted',
    'text',
    'acme.text/attempt',
  ],
  [
    'the text where there is nothing else',
    [null, null, 'was delivered'],
    'delivered',
    'text',
    'acme.text/any',
  ],
  [
    'the text without its markup',
    [null, null, '<b>deliv</b>ered &amp; attempted'],
    'delivery_attempted',
    'text',
    'acme.text/attempt',
  ],
] as const)('goes by %s', (_what, [code, category, text], substatus, matchedBy, rule) => {
  expect(ask(code, category, text)).toMatchObject({
    status: statusOf(substatus),
    substatus,
    provenance: { matchedBy, rule, code, category, text },
  });
});

it('takes a code nobody knows for data, not for progress', () => {
  expect(ask('ZZ', 'Q', 'On its way')).toEqual({
    status: 'unknown',
    substatus: 'other',
    actionRequired: false,
    reason: 'unmapped_code',
    party: 'none',
    description: 'On its way',
    provenance: { matchedBy: 'none', rule: null, code: 'ZZ', category: 'Q', text: 'On its way' },
    movesStatus: false,
  });
});

it('gives no reason where there was no code to map', () => {
  expect(ask(null, null, null)).toMatchObject({ status: 'unknown', reason: null, description: null });
});

it('tells the party of the reason', () => {
  expect(ask('WX', null, null)).toMatchObject({ reason: 'weather', party: 'external' });
});

it('keeps the carrier’s words as written, and a readable copy', () => {
  const answer = ask('DL', null, ' Left at <b>door</b> ');
  expect([answer.description, answer.provenance.text]).toEqual(['Left at door', ' Left at <b>door</b> ']);
});

it('does not move the parcel for news that is no step', () => {
  expect(ask('ES', null, null).movesStatus).toBe(false);
});

it.each([
  ['by the code', { DL: 'package_held' }, 'DL'],
  ['by category and code before the code', { DL: 'delayed', 'D/DL': 'package_held' }, 'D/DL'],
  [
    'by the carrier’s own key before both',
    { DL: 'delayed', 'D/DL': 'delayed', 'DE/DL': 'package_held' },
    'DE/DL',
  ],
] as const)('lets the host override %s', (_what, overrides, rule) => {
  const question = { code: 'DL', category: 'D', text: null, codes: [{ table: codes, code: 'DL' }] };
  expect(normalize({ ...question, overrideKeys: ['DE/DL'] }, { overrides })).toMatchObject({
    substatus: 'package_held',
    movesStatus: true,
    provenance: { matchedBy: 'override', rule },
  });
});

it('lets an override say the reason and whether someone must act', () => {
  const overrides = {
    ZZ: { substatus: 'package_held', reason: 'customs_held', actionRequired: true },
  } as const;
  expect(ask('ZZ', null, null, { overrides })).toMatchObject({
    status: 'in_transit',
    reason: 'customs_held',
    party: 'customs',
    actionRequired: true,
  });
});

it('lets the host say which substatuses need action', () => {
  const actionRequired = { package_held: true, delivery_attempted: false };
  expect(ask('X1', null, null, { actionRequired }).actionRequired).toBe(true);
  expect(ask(null, null, 'attempted', { actionRequired }).actionRequired).toBe(false);
});

it('puts an override’s action before the substatus’s', () => {
  const policy = {
    overrides: { X1: { substatus: 'package_held', actionRequired: false } },
    actionRequired: { package_held: true },
  } as const;
  expect(ask('X1', null, null, policy).actionRequired).toBe(false);
});

it('is not misled by names every object has', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    expect(ask(name, name, null, { overrides: {} }).provenance.matchedBy).toBe('none');
  }
});

it('always answers with a substatus of ours and the status it belongs to', () => {
  const anything = fc.option(fc.oneof(fc.string(), fc.constantFrom('DL', 'T', 'D', '__proto__')));
  fc.assert(
    fc.property(anything, anything, anything, (code, category, text) => {
      const answer = ask(code, category, text);
      expect(Object.hasOwn(SUBSTATUSES, answer.substatus)).toBe(true);
      expect(answer.status).toBe(statusOf(answer.substatus));
      expect(answer.provenance).toMatchObject({ code, category, text });
    }),
  );
});

it('says where a code that decided was the words of the carrier', () => {
  const words = { table: codes, code: 'WX', matchedBy: 'text' } as const;
  const question: StatusQuestion = { code: 'DL', category: null, text: 'WX', codes: [words] };
  expect(normalize(question).provenance).toMatchObject({
    matchedBy: 'text',
    rule: 'acme.code/WX',
    code: 'DL',
  });
});
