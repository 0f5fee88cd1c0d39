/** JSON as one text per value, whatever the order of its keys: equal values have equal texts. */

import type { Json, Metadata } from '../model/tracker.ts';

export const canonicalJson = (value: Json): string => JSON.stringify(canonical(value));

/** Whether each wanted key is there at the top with an equal value. */
export const hasMetadata = (metadata: Metadata, wanted: Metadata): boolean =>
  Object.entries(wanted).every(
    ([key, value]) =>
      Object.hasOwn(metadata, key) && canonicalJson(metadata[key] as Json) === canonicalJson(value),
  );

/** The value with its keys in order. */
export function canonical(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, canonical(child)]),
  );
}
