/** Codes and what they mean, as a table's rows say it. */

import { expect, it } from 'vitest';
import {
  defineCodeTable,
  lookUp,
  type Meaning,
  readMeaning,
  rowsByMeaning,
} from '../../src/normalization/code-table.ts';

const table = defineCodeTable({
  id: 'acme.scan',
  source: 'Acme Tracking API 1.0, appendix A',
  rows: {
    DL: 'delivered',
    WX: 'delayed:weather',
    ES: '-',
    HC: '-:customs_held',
    RS: { means: 'return_to_sender', why: 'its label says "exception", its text says "returned"' },
  },
});

it.each([
  ['DL', { substatus: 'delivered', reason: null, movesStatus: true }],
  ['WX', { substatus: 'delayed', reason: 'weather', movesStatus: true }],
  ['ES', { substatus: 'other', reason: null, movesStatus: false }],
  ['HC', { substatus: 'other', reason: 'customs_held', movesStatus: false }],
  ['RS', { substatus: 'return_to_sender', reason: null, movesStatus: true }],
])('reads the row %s', (code, meaning) => expect(lookUp(table, code)).toEqual(meaning));

it.each(['', 'dl', 'XX', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'knows no row %j',
  (code) => expect(lookUp(table, code)).toBeUndefined(),
);

it('takes a meaning in no vocabulary for other, never for news of progress', () => {
  // A table made outside TypeScript may hold anything.
  expect(readMeaning('nearly_there:sort_of' as Meaning)).toMatchObject({ substatus: 'other', reason: null });
});

it('takes rows written by meaning, over several lines', () => {
  expect(
    rowsByMeaning({
      delivered: 'DL D2',
      'delayed:weather': `
    WX
    W2`,
    }),
  ).toEqual({ DL: 'delivered', D2: 'delivered', WX: 'delayed:weather', W2: 'delayed:weather' });
});

it('refuses a code that is written twice', () => {
  expect(() => rowsByMeaning({ delivered: 'DL', '-': 'ES DL' })).toThrow('DL');
});
