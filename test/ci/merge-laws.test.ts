/** The laws of merging, on more journeys than the tests take time for. */

import fc from 'fast-check';
import { it } from 'vitest';
import { MERGE_LAWS } from '../support/merge-laws.ts';

it.each(Object.entries(MERGE_LAWS))('%s, 1,000 times', { timeout: 300_000 }, (_promise, law) => {
  fc.assert(law, { numRuns: 1_000 });
});
