/** The store in memory, held to the contract. */

import { memoryStore } from 'parceltrail/stores/memory';
import { storeConformance } from 'parceltrail/testing';
import { expect, it } from 'vitest';

const { cases } = storeConformance({
  it,
  create: async () => ({ store: memoryStore(), destroy: async () => {} }),
  gaps: [{ theme: 'schema', reason: 'it keeps nothing that could need one' }],
});

it('is held to more than 80 sentences', () => {
  expect(cases).toBeGreaterThan(80);
});
