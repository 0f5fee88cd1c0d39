/** Every built-in carrier passes the kit that hosts test theirs with. */

import { describe, it } from 'vitest';
import { BUILT_IN } from './built-in-carriers.ts';

describe.each(Object.entries(BUILT_IN))('%s', (_id, declareTests) => {
  declareTests(it);
});
