/** The laws of merging, each on a few hundred journeys; the project's own checks run them on ten thousand. */

import fc from 'fast-check';
import { it } from 'vitest';
import { MERGE_LAWS } from '../support/merge-laws.ts';

it.each(Object.entries(MERGE_LAWS))('%s', { timeout: 60_000 }, (_promise, law) => {
  fc.assert(law, { numRuns: 300 });
});
