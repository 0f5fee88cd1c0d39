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
