/** The pairs of `fixtures/<carrier>/`: a recorded-like body, and what it must be read as, reviewed by hand. */

import { readdirSync, readFileSync } from 'node:fs';
import type { CarrierAdapter, ParseContext } from '../../src/carriers/carrier.ts';
import type { TrackResult } from '../../src/model/observation.ts';

/** The reviewed half of a pair. */
export type Expected = { readonly context: ParseContext; readonly results: readonly unknown[] };

export type RecordedBodies = {
  readonly names: readonly string[];
  read(name: string): unknown;
  expected(name: string): Expected;
  parse(name: string, context?: ParseContext): TrackResult[];
};

export function recordedBodies(
  carrier: string,
  parse: CarrierAdapter['parse'],
  observedAt: string,
): RecordedBodies {
  const folder = new URL(`../fixtures/${carrier}/`, import.meta.url);
  const readJson = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const read = (name: string): unknown => readJson(`${name}.json`);
  // The fixtures' own shape.
  const expected = (name: string): Expected => readJson(`${name}.expected.json`) as Expected;
  return {
    names: readdirSync(folder)
      .filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
      .map((file) => file.replace('.json', ''))
      .sort(),
    read,
    expected,
    parse: (name, context = {}) => parse(read(name), { observedAt, ...expected(name).context, ...context }),
  };
}

/** Results as plain JSON, errors by their own `toJSON`. */
export const toPlain = (results: readonly TrackResult[]): unknown => JSON.parse(JSON.stringify(results));
