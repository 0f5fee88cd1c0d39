/** What the sandbox's scans are read by, for reading stored ones again. */

import type { StatusTables } from '../../normalization/restate.ts';
import { sandboxCodes } from './codes.ts';
import { toStatus } from './map.ts';

export const sandboxStatusTables: StatusTables = {
  tables: [sandboxCodes],
  ask: ({ provenance: { code, text } }, { policy }) => toStatus({ code, text }, policy),
};
