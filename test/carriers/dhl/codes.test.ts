/** The code tables as data: every row is sound, and says why where it goes its own way. */

import { expect, it } from 'vitest';
import * as smallTables from '../../../src/carriers/dhl/codes.ts';
import * as divisions from '../../../src/carriers/dhl/codes-divisions.ts';
import { dhlEcommerce } from '../../../src/carriers/dhl/codes-ecommerce.ts';
import { dhlEcommerceEurope } from '../../../src/carriers/dhl/codes-ecommerce-europe.ts';
import { dhlExpress, dhlExpressLegacy } from '../../../src/carriers/dhl/codes-express.ts';
import { dhlParcelDe, dhlParcelDeDetails } from '../../../src/carriers/dhl/codes-parcel-de.ts';
import { dhlParcelNl } from '../../../src/carriers/dhl/codes-parcel-nl.ts';
import { dhlParcelPl } from '../../../src/carriers/dhl/codes-parcel-pl.ts';
import { isReason } from '../../../src/model/reason.ts';
import { isSubstatus } from '../../../src/model/status.ts';
import type { CodeRow, CodeTable } from '../../../src/normalization/code-table.ts';

const { expressTexts, ...small } = smallTables;

const TABLES: readonly CodeTable[] = [
  ...Object.values(small),
  ...Object.values(divisions),
  dhlEcommerce,
  dhlEcommerceEurope,
  dhlExpress,
  dhlExpressLegacy,
  dhlParcelDe,
  dhlParcelDeDetails,
  dhlParcelNl,
  dhlParcelPl,
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

it('keeps codes in capitals, as they are looked up', () => {
  const words = new Set<string>([small.dhlStatusCodes.id, small.dhlSituations.id]);
  const small_ = rows.filter(
    ({ rule, code }) => !words.has(rule.split('/')[0] ?? '') && code !== code.toUpperCase(),
  );
  expect(small_).toEqual([]);
});

it('calls nothing delivered that waits, comes back or is handed on', () => {
  const claims = rows.filter(({ row }) =>
    /^delivered:(?:at_|return_|handed_to_partner|not_collected)/.test(meaningOf(row)),
  );
  expect(claims).toEqual([]);
});

it('delivers nothing that was disposed of, whatever event it counts as', () => {
  const disposed = rows.filter(({ code }) => code.startsWith('DSPSD'));
  expect(disposed.filter(({ row }) => meaningOf(row) !== 'package_disposed:destroyed')).toEqual([]);
});

it('closes no shipment for a delivery in part', () => {
  expect([meaningOf(dhlExpress.rows.PD), meaningOf(dhlParcelNl.rows.PARTIAL_DELIVERY)]).toEqual([
    'package_processing:delivered_in_part',
    'package_processing:delivered_in_part',
  ]);
});

it('lists nothing as legacy that Express still publishes', () => {
  expect(Object.keys(dhlExpressLegacy.rows).filter((code) => code in dhlExpress.rows)).toEqual([]);
});

it('anchors every text', () => {
  expect(expressTexts.filter(({ pattern }) => !pattern.source.startsWith('^'))).toEqual([]);
});
