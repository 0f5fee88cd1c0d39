/** What DHL's scans are read by, for reading stored ones again. */

import type { StatusTables } from '../../normalization/restate.ts';
import { expressTexts } from './codes.ts';
import { ALL_TABLES, OTHER_TABLES, statusOfScan } from './status-question.ts';

export const dhlStatusTables: StatusTables = {
  tables: [...ALL_TABLES, ...OTHER_TABLES],
  textRules: expressTexts,
  // A scan doesn't tell its division, whose short codes and texts are nobody else's: words that all agree on are read.
  ask: ({ provenance: { code, category, text } }, { policy }) =>
    statusOfScan({ code, category, text }, { division: 'unknown', policy }),
};
