/** The laws of merging, on as many journeys as they are promised for. */

import fc from 'fast-check';
import { it } from 'vitest';
import { MERGE_LAWS } from '../support/merge-laws.ts';

it.each(Object.entries(MERGE_LAWS))('%s, 10,000 times', { timeout: 600_000 }, (_promise, law) => {
  fc.assert(law, { numRuns: 10_000 });
});
