/** What Amazon's scans are read by, for reading stored ones again. */

import { lookUp } from '../../normalization/code-table.ts';
import { normalize } from '../../normalization/normalize.ts';
import type { StatusTables } from '../../normalization/restate.ts';
import {
  detailCodes,
  eventCodes,
  firstGenerationCodes,
  milestoneCodes,
  pairCodes,
  returnLegCodes,
  statusCodes,
} from './codes.ts';
import { laterPackageStatuses, packageEvents, packageStatuses, placeCodes } from './codes-fulfillment.ts';
import { publicEventCodes, publicTextIds } from './codes-public.ts';

/** One code is spelt the same way in each of Amazon's vocabularies, but may mean something else on the way back. */
const SCAN_TABLES = [
  eventCodes,
  firstGenerationCodes,
  milestoneCodes,
  packageStatuses,
  laterPackageStatuses,
  packageEvents,
  publicEventCodes,
  returnLegCodes,
];

export const amazonStatusTables: StatusTables = {
  tables: [...SCAN_TABLES, statusCodes, detailCodes, pairCodes, placeCodes, publicTextIds],
  ask: ({ provenance: { code, category, text } }, { policy }) =>
    normalize({ code, category, text, codes: agreed(code) }, policy),
};

/** The row of a code, where all that know it agree. */
function agreed(code: string | null) {
  if (code === null) return [];
  const known = SCAN_TABLES.filter(({ rows }) => Object.hasOwn(rows, code));
  const meanings = new Set(known.map((table) => JSON.stringify(lookUp(table, code))));
  return meanings.size === 1 ? known.slice(0, 1).map((table) => ({ table, code })) : [];
}
