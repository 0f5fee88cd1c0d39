/** Opaque cursors: the place where a page of a list ended, bound to the filter it was made for. */

import { createHash } from 'node:crypto';
import { ConfigurationError } from '../errors.ts';
import type { ListFilter, PagePosition } from '../stores/store.ts';

const FORM = /^[A-Za-z0-9_-]{20,400}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const MAX_ID = 128;

export function toCursor(position: PagePosition, filter: ListFilter): string {
  return Buffer.from(JSON.stringify([1, markOf(filter), position.createdAt, position.id])).toString(
    'base64url',
  );
}

/** @throws ConfigurationError (`INVALID_OPTIONS`) for a text that is no cursor of ours, or one of another filter. */
export function readCursor(cursor: unknown, filter: ListFilter): PagePosition {
  const parts = typeof cursor === 'string' && FORM.test(cursor) ? partsOf(cursor) : undefined;
  if (parts === undefined) throw invalid('this is no cursor that `list` gave; pass `nextCursor` as it is');
  if (parts.mark !== markOf(filter))
    throw invalid('it belongs to a list with other conditions; begin a new one');
  return parts.position;
}

function partsOf(cursor: string): { readonly mark: string; readonly position: PagePosition } | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts)) return undefined;
  const [version, mark, createdAt, id]: unknown[] = parts;
  if (version !== 1 || typeof mark !== 'string' || typeof createdAt !== 'string' || typeof id !== 'string') {
    return undefined;
  }
  if (!INSTANT.test(createdAt) || id.length > MAX_ID) return undefined;
  return { mark, position: { createdAt, id } };
}

/** The same for the same conditions, in whatever order they were written. */
function markOf(filter: ListFilter): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(filter)))
    .digest('base64url')
    .slice(0, 12);
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
        .filter(([, child]) => child !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, child]) => [key, sorted(child)])
    : value;

const invalid = (problem: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `cursor: ${problem}.`, { path: 'cursor' });
