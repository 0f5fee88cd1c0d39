/** What FedEx's scans are read by, for reading stored ones again. */

import type { StatusTables } from '../../normalization/restate.ts';
import {
  commitCodes,
  delayCodes,
  derivedCodes,
  exceptionCodes,
  possessionCodes,
  pushCodes,
  scanCodes,
  situationCodes,
  statusTexts,
} from './codes.ts';
import { NO_PLACE, statusOfScan } from './status-question.ts';

export const fedexStatusTables: StatusTables = {
  tables: [
    scanCodes,
    pushCodes,
    derivedCodes,
    exceptionCodes,
    delayCodes,
    commitCodes,
    possessionCodes,
    situationCodes,
  ],
  textRules: statusTexts,
  ask: ({ provenance: { code, category, text } }, { source = 'poll', policy }) =>
    statusOfScan(
      { eventType: code, derivedStatusCode: category, eventDescription: text },
      { source, policy },
      NO_PLACE,
    ),
};
