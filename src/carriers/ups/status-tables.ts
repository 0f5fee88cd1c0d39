/** What UPS's scans are read by, for reading stored ones again. */

import { normalize } from '../../normalization/normalize.ts';
import type { StatusTables } from '../../normalization/restate.ts';
import { upsManifests, upsMovements, upsPairs, upsSeenCodes, upsTypes, upsUpdates } from './codes.ts';
import { upsDeliveries } from './codes-delivery.ts';
import { upsExceptions } from './codes-exception.ts';
import { upsFreightActivities, upsFreightExceptions } from './codes-freight.ts';
import { upsMailTables } from './codes-mail-innovations.ts';
import { upsStatusCodes } from './codes-status.ts';
import { TEXT_RULES, toStatusQuestion } from './status-question.ts';

export const upsStatusTables: StatusTables = {
  tables: [
    upsPairs,
    upsManifests,
    upsMovements,
    upsDeliveries,
    upsExceptions,
    upsUpdates,
    upsSeenCodes,
    upsTypes,
    upsStatusCodes,
    upsFreightActivities,
    upsFreightExceptions,
    ...upsMailTables,
  ],
  textRules: TEXT_RULES,
  ask: ({ provenance: { code, category, text } }, { trackingNumber = null, policy }) =>
    normalize(toStatusQuestion({ type: category, code, description: text }, trackingNumber), policy),
};
