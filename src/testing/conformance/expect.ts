/** The few checks the cases make. Node's own `assert` opens a stream as it is imported. */

import { inspect, isDeepStrictEqual } from 'node:util';

export function ok(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

/** Deeply and strictly. */
export function equal(actual: unknown, expected: unknown, otherwise = 'not as expected'): void {
  ok(isDeepStrictEqual(actual, expected), `${otherwise}: ${show(actual)} instead of ${show(expected)}`);
}

const show = (value: unknown): string => inspect(value, { depth: 6, breakLength: Number.POSITIVE_INFINITY });
