/** What USPS's scans are read by, for reading stored ones again. */

import type { StatusTables } from '../../normalization/restate.ts';
import { uspsActions, uspsCategories, uspsEvents, uspsGroupedCodes, uspsSituations } from './codes.ts';
import { uspsShortTexts, uspsTextBeginnings, uspsTexts } from './codes-text.ts';
import { statusOfScan } from './status-question.ts';

export const uspsStatusTables: StatusTables = {
  tables: [
    uspsEvents,
    uspsGroupedCodes,
    uspsCategories,
    uspsActions,
    uspsSituations,
    uspsTexts,
    uspsShortTexts,
    uspsTextBeginnings,
  ],
  ask: ({ provenance: { code, text } }, { source = 'poll', policy }) =>
    statusOfScan({ eventCode: code, eventType: text }, { source, policy }),
};
