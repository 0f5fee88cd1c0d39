/** The code tables as data: every row is sound, and in the form in which it is looked up. */

import { expect, it } from 'vitest';
import * as codeTables from '../../../src/carriers/usps/codes.ts';
import * as textTables from '../../../src/carriers/usps/codes-text.ts';
import { toKey } from '../../../src/carriers/usps/status-question.ts';
import { isReason } from '../../../src/model/reason.ts';
import { isSubstatus } from '../../../src/model/status.ts';
import type { CodeRow, CodeTable } from '../../../src/normalization/code-table.ts';

const TABLES: readonly CodeTable[] = [...Object.values(codeTables), ...Object.values(textTables)];

const rows = TABLES.flatMap(({ id, rows: byCode }) =>
  Object.entries(byCode).map(([code, row]) => ({ rule: `${id}/${code}`, code, row: row as CodeRow })),
);
const meaningOf = (row: CodeRow): string => (typeof row === 'string' ? row : row.means);

it('has an id of its own for each table', () => {
  expect(new Set(TABLES.map(({ id }) => id))).toHaveLength(TABLES.length);
});

it('uses our words only', () => {
  const unsound = rows.filter(({ row }) => {
    const [substatus = '', reason] = meaningOf(row).split(':');
    return (substatus !== '-' && !isSubstatus(substatus)) || (reason !== undefined && !isReason(reason));
  });
  expect(unsound).toEqual([]);
});

it('keeps every code in the form the wire has it', () => {
  const codes = rows.filter(({ rule }) => /^usps\.(?:event|grouped|action)\//.test(rule));
  expect(codes.filter(({ code }) => !/^[0-9A-Z]{2}$/.test(code))).toEqual([]);
});

it('keeps every text in the form in which it is looked up', () => {
  const { uspsTextBeginnings, ...wholeTexts } = textTables;
  const texts = Object.values(wholeTexts).flatMap((table) => Object.keys(table.rows));
  expect(texts.filter((text) => toKey(text) !== text)).toEqual([]);
  const beginnings = Object.keys(uspsTextBeginnings.rows);
  expect(beginnings.filter((text) => toKey(`${text}x`) !== `${text}x`)).toEqual([]);
});

it('calls nothing delivered that waits, comes back or goes on', () => {
  const claims = rows
    .filter(({ row }) => meaningOf(row).startsWith('delivered'))
    .filter(({ rule }) => /sender|available|held|return|attempt|out for/.test(rule));
  expect(claims).toEqual([]);
});

it('looks a code up in one table of codes alone', () => {
  const both = Object.keys(codeTables.uspsEvents.rows).filter((code) =>
    Object.hasOwn(codeTables.uspsGroupedCodes.rows, code),
  );
  expect(both).toEqual([]);
});
