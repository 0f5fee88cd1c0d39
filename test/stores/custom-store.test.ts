/** The example of a store of one's own, held to the contract as its reader would. */

import { storeConformance } from 'parceltrail/testing';
import { it } from 'vitest';
import { mapStore } from '../../examples/custom-store.ts';

storeConformance({
  it,
  create: async () => ({ store: mapStore(), destroy: async () => {} }),
  gaps: [{ theme: 'schema', reason: 'two maps need no schema' }],
});
