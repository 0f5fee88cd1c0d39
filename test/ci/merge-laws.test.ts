/** The laws of merging, on as many journeys as they are promised for. */

import fc from 'fast-check';
import { it } from 'vitest';
import { MERGE_LAWS } from '../support/merge-laws.ts';

const SEED = Number(process.env['LAWS_SEED'] ?? 1);

it.each(Object.entries(MERGE_LAWS))('%s, 10,000 times', { timeout: 600_000 }, (_promise, law) => {
  // The same journeys each time: what fails is what was changed.
  fc.assert(law, { numRuns: 10_000, seed: SEED });
});
