/** A law on ten thousand journeys. */

import fc from 'fast-check';

const SEED = Number(process.env['LAWS_SEED'] ?? 1);

/** The same journeys each time, so that what fails is what was changed; `LAWS_SEED` draws others. */
export const holdsAlways = (_promise: string, law: fc.IRawProperty<unknown>): void => {
  fc.assert(law, { numRuns: 10_000, seed: SEED });
};
