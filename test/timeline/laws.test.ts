/** The laws of merging, each on a few hundred journeys; the project's own checks run them on ten thousand. */

import fc from 'fast-check';
import { it } from 'vitest';
import { TELLING_LAWS, TRACKER_LAWS } from '../support/merge-laws.ts';

const LAWS = Object.entries({ ...TELLING_LAWS, ...TRACKER_LAWS });

it.each(LAWS)('%s', { timeout: 60_000 }, (_promise, law) => {
  fc.assert(law, { numRuns: 300 });
});
