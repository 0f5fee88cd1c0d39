/** What hosts keep with a tracker: checked before anything is written, so that every store can keep it. */

import { ConfigurationError } from '../errors.ts';
import type { Json, Metadata } from '../model/tracker.ts';

/** The most that metadata takes as JSON text, in bytes of UTF-8. */
export const MAX_METADATA_BYTES = 16_384;

const MAX_DEPTH = 16;

/**
 * A copy of the host's metadata that shares nothing with it.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) for what isn't a JSON object, goes deeper than 16 levels, or takes
 * more than 16 kB; the message names the place.
 */
export function toMetadata(value: unknown): Metadata {
  if (!isPlainObject(value)) throw invalid('metadata', 'expected a JSON object');
  const metadata = copyOf(value, 'metadata', 0) as Metadata;
  const bytes = Buffer.byteLength(JSON.stringify(metadata));
  if (bytes > MAX_METADATA_BYTES) {
    throw invalid('metadata', `takes ${bytes} bytes as JSON; at most ${MAX_METADATA_BYTES} are kept`);
  }
  return metadata;
}

function copyOf(value: unknown, path: string, depth: number): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (depth > MAX_DEPTH) throw invalid(path, `goes deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) return value.map((child, index) => copyOf(child, `${path}.${index}`, depth + 1));
  if (!isPlainObject(value)) throw invalid(path, `${nameOf(value)} is no JSON value`);
  const copy: Record<string, Json> = {};
  for (const [key, child] of Object.entries(value)) {
    if (key === '__proto__') throw invalid(path, 'a key may not be `__proto__`');
    // As JSON has it: what is undefined isn't there.
    if (child !== undefined) copy[key] = copyOf(child, `${path}.${key}`, depth + 1);
  }
  return copy;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const nameOf = (value: unknown): string =>
  typeof value === 'object' ? `a ${value?.constructor?.name ?? 'strange object'}` : String(typeof value);

const MAX_PATH = 100;

const invalid = (path: string, problem: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `${path.slice(0, MAX_PATH)}: ${problem}.`, {
    path: path.slice(0, MAX_PATH),
  });
