/** The code tables as data: every row is sound, and says why where it goes its own way. */

import { expect, it } from 'vitest';
import * as codes from '../../../src/carriers/fedex/codes.ts';
import { isReason } from '../../../src/model/reason.ts';
import { isSubstatus } from '../../../src/model/status.ts';
import type { CodeRow, CodeTable } from '../../../src/normalization/code-table.ts';

const { statusTexts, ...tables } = codes;
const TABLES: readonly CodeTable[] = Object.values(tables);

const rows = TABLES.flatMap(({ id, rows: byCode }) =>
  Object.entries(byCode).map(([code, row]) => ({ rule: `${id}/${code}`, code, row: row as CodeRow })),
);
const meaningOf = (row: CodeRow): string => (typeof row === 'string' ? row : row.means);

it('has an id of its own for each table', () => {
  expect(new Set(TABLES.map(({ id }) => id))).toHaveLength(TABLES.length);
});

it('uses our words only', () => {
  const unsound = [...rows.map(({ row }) => meaningOf(row)), ...statusTexts.map(({ means }) => means)].filter(
    (meaning) => {
      const [substatus = '', reason] = meaning.split(':');
      return (substatus !== '-' && !isSubstatus(substatus)) || (reason !== undefined && !isReason(reason));
    },
  );
  expect(unsound).toEqual([]);
});

it('keeps the codes that move nothing from moving anything', () => {
  const still = ['AO', 'AE', 'RR', 'RM', 'RC', 'DR', 'OX', 'SP'] as const;
  expect(still.filter((code) => codes.scanCodes.rows[code] !== '-')).toEqual([]);
});

it('has no exception that delivers or returns', () => {
  const ends = rows.filter(
    ({ rule, row }) => rule.startsWith('fedex.exception/') && /^(?:delivered|return)/.test(meaningOf(row)),
  );
  expect(ends).toEqual([]);
});

it('lists for pushes only what the list of scans lacks or reads otherwise', () => {
  const scans: CodeTable = codes.scanCodes;
  const same = Object.entries(codes.pushCodes.rows).filter(([code, row]) => scans.rows[code] === row);
  expect(same).toEqual([]);
});

it('reads each detail beside a code otherwise than the code alone', () => {
  const scans: CodeTable = codes.scanCodes;
  const idle = Object.entries(scans.rows).filter(
    ([code, row]) => code.includes('/') && scans.rows[code.split('/')[0] ?? ''] === row,
  );
  expect(idle).toEqual([]);
});

it('anchors every text', () => {
  expect(statusTexts.filter(({ pattern }) => !/^\^.*\$$/.test(pattern.source))).toEqual([]);
});
