/** The code tables as data: every row is sound, and says why where it goes its own way. */

import { expect, it } from 'vitest';
import * as smallTables from '../../../src/carriers/ups/codes.ts';
import { upsDeliveries } from '../../../src/carriers/ups/codes-delivery.ts';
import { upsExceptions } from '../../../src/carriers/ups/codes-exception.ts';
import { upsFreightActivities, upsFreightExceptions } from '../../../src/carriers/ups/codes-freight.ts';
import { upsMailTables } from '../../../src/carriers/ups/codes-mail-innovations.ts';
import { upsStatusCodes } from '../../../src/carriers/ups/codes-status.ts';
import { isReason } from '../../../src/model/reason.ts';
import { isSubstatus } from '../../../src/model/status.ts';
import type { CodeRow, CodeTable } from '../../../src/normalization/code-table.ts';

const TABLES: readonly CodeTable[] = [
  ...Object.values(smallTables),
  upsDeliveries,
  upsExceptions,
  upsFreightActivities,
  upsFreightExceptions,
  upsStatusCodes,
  ...upsMailTables,
];

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
  const plain = rows.filter(({ code, rule }) => !code.includes('/') && !rule.startsWith('ups.type/'));
  expect(plain.filter(({ code }) => !/^[0-9A-Z]{2,3}$/.test(code))).toEqual([]);
});

it('calls nothing delivered that waits, comes back or is handed on', () => {
  const claims = rows
    .filter(({ row }) => meaningOf(row).startsWith('delivered'))
    .filter(({ row }) =>
      /at_locker|at_post_office|return_|handed_to_partner|not_collected/.test(meaningOf(row)),
    );
  expect(claims).toEqual([]);
});

it('has no row for an exception of unknown kind', () => {
  expect(Object.keys(smallTables.upsTypes.rows)).not.toContain('X');
});
