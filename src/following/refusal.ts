/** How a host is told what of its input is wrong, and the checks that many inputs share. */

import { ConfigurationError } from '../errors.ts';

const MAX_LABEL = 255;

/** What is wrong, and where. */
export function refusal(place: string, problem: string): ConfigurationError {
  const path = place.slice(0, MAX_LABEL);
  return new ConfigurationError('INVALID_OPTIONS', `${path}: ${problem}.`, { path });
}

/** @throws ConfigurationError (`INVALID_OPTIONS`) for what is no text that every store can keep. */
export function toLabel(path: string, value: unknown): string {
  if (typeof value !== 'string' || value === '' || value.length > MAX_LABEL) {
    throw refusal(path, `expected a text of 1 to ${MAX_LABEL} characters`);
  }
  // No database keeps a NUL in a text, nor half a surrogate pair.
  if (value.includes('\0') || /[\ud800-\udfff]/u.test(value)) {
    throw refusal(path, 'holds characters that are none');
  }
  return value;
}

/** @throws ConfigurationError (`INVALID_OPTIONS`) for what is no object, or has a property that `names` doesn't list. */
export function toObject<Value extends object>(
  path: string,
  value: Value,
  names?: ReadonlySet<string> | undefined,
): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal(path, 'expected an object');
  }
  const unknown = names && Object.keys(value).find((name) => !names.has(name));
  if (unknown !== undefined) throw refusal(unknown, `is no property that \`${path}\` knows`);
  return value;
}

/** @throws ConfigurationError (`INVALID_OPTIONS`) for what can't be gone through, and for a text, which goes by letters. */
export function toList<Item>(path: string, items: Iterable<Item>): readonly Item[] {
  const isList = typeof items === 'object' && items !== null && Symbol.iterator in items;
  if (!isList) throw refusal(path, 'expected a list');
  return [...items];
}
