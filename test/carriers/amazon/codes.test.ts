/** The code tables as data: every row is sound, and says why where it goes its own way. */

import { expect, it } from 'vitest';
import * as shippingCodes from '../../../src/carriers/amazon/codes.ts';
import * as fulfillmentCodes from '../../../src/carriers/amazon/codes-fulfillment.ts';
import * as publicCodes from '../../../src/carriers/amazon/codes-public.ts';
import { isReason } from '../../../src/model/reason.ts';
import { isSubstatus, statusOf } from '../../../src/model/status.ts';
import { type CodeRow, type CodeTable, lookUp } from '../../../src/normalization/code-table.ts';

const TABLES: readonly CodeTable[] = [shippingCodes, fulfillmentCodes, publicCodes].flatMap((tables) =>
  Object.values(tables),
);

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

it('delivers nothing on the way back', () => {
  const table: CodeTable = shippingCodes.returnLegCodes;
  const delivering = Object.keys(table.rows).filter((code) =>
    ['delivered', 'in_transit', 'pre_transit'].includes(statusOf(lookUp(table, code)?.substatus ?? 'other')),
  );
  expect(delivering).toEqual([]);
});

it('knows on the way back every code that it knows on the way there', () => {
  const { eventCodes, firstGenerationCodes, statusCodes, returnLegCodes } = shippingCodes;
  const there = [eventCodes, firstGenerationCodes, statusCodes].flatMap(({ rows: known }) =>
    Object.keys(known),
  );
  expect(there.filter((code) => !Object.hasOwn(returnLegCodes.rows, code))).toEqual([]);
});

it('has only deliveries among the places of delivery', () => {
  const table: CodeTable = fulfillmentCodes.placeCodes;
  expect(Object.keys(table.rows).filter((code) => lookUp(table, code)?.substatus !== 'delivered')).toEqual(
    [],
  );
});

it('pairs only codes and details that are known', () => {
  const { eventCodes, statusCodes, detailCodes, pairCodes } = shippingCodes;
  const strange = Object.keys(pairCodes.rows).filter((pair) => {
    const [code = '', detail = ''] = pair.split('/');
    const isCode = Object.hasOwn(eventCodes.rows, code) || Object.hasOwn(statusCodes.rows, code);
    return !isCode || !Object.hasOwn(detailCodes.rows, detail);
  });
  expect(strange).toEqual([]);
});

it('keeps each pair within the status its code has, so that no detail moves a parcel', () => {
  const tables: readonly CodeTable[] = [shippingCodes.eventCodes, shippingCodes.statusCodes];
  const moving = Object.keys(shippingCodes.pairCodes.rows).filter((pair) => {
    const code = pair.split('/')[0] ?? '';
    const alone = tables.map((table) => lookUp(table, code)?.substatus).find((found) => found !== undefined);
    const paired = lookUp(shippingCodes.pairCodes, pair)?.substatus;
    return alone === undefined || paired === undefined || statusOf(alone) !== statusOf(paired);
  });
  expect(moving).toEqual([]);
});

it('lists for later packages only what the first list lacks', () => {
  const { packageStatuses, laterPackageStatuses } = fulfillmentCodes;
  const known = Object.keys(laterPackageStatuses.rows).filter((code) =>
    Object.hasOwn(packageStatuses.rows, code),
  );
  expect(known).toEqual([]);
});
