/** Every built-in carrier passes the kit that hosts test theirs with. */

import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { BUILT_IN } from './built-in-carriers.ts';

describe.each(Object.entries(BUILT_IN))('%s', (_id, declareTests) => {
  declareTests(it);
});

it('is every carrier the package offers', () => {
  const offered = Object.keys(manifest.exports).filter((subpath) => subpath.startsWith('./carriers/'));
  expect(
    Object.keys(BUILT_IN)
      .filter((id) => !id.includes(','))
      .map((id) => `./carriers/${id}`)
      .sort(),
  ).toEqual(offered.sort());
});
