/** Cuts lists that are longer than FedEx's can be, before anything else looks at them: junk must not cost time. */

import type { Warning } from '../../model/observation.ts';

const MAX_SCANS = 1_000;
const MAX_OTHERS = 100;
/** The deepest list that is read lies at eight. */
const MAX_DEPTH = 10;

export type Bounded = { readonly value: unknown; readonly warnings: readonly Warning[] };

/** A copy with shorter lists, and the newest of the scans; the value itself where none is too long. */
export function bounded(value: unknown): Bounded {
  if (!hasLongList(value, '', 0)) return { value, warnings: [] };
  const warnings: Warning[] = [];
  return { value: cut(value, [], warnings), warnings };
}

const maxLength = (name: string): number => (name === 'scanEvents' ? MAX_SCANS : MAX_OTHERS);

function hasLongList(value: unknown, name: string, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    if (value.length > maxLength(name)) return true;
    // What a scan holds is small change, and there are too many of them to look into each.
    return name !== 'scanEvents' && value.some((child) => hasLongList(child, '', depth + 1));
  }
  for (const key in value) {
    if (hasLongList(value[key as keyof typeof value], key, depth + 1)) return true;
  }
  return false;
}

function cut(value: unknown, path: readonly string[], warnings: Warning[]): unknown {
  if (typeof value !== 'object' || value === null || path.length > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const name = path.at(-1) ?? '';
    const max = maxLength(name);
    if (value.length > max) {
      warnings.push({ path: path.join('.'), message: `only ${max} of ${value.length} were read` });
    }
    const kept = value.length > max && name === 'scanEvents' ? newestFirst(value) : value;
    return kept.slice(0, max).map((child, index) => cut(child, [...path, String(index)], warnings));
  }
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, child]) => [key, cut(child, [...path, key], warnings)]));
}

/** By the texts of their dates, which sort as time to within a day. */
const newestFirst = (scans: readonly unknown[]): unknown[] =>
  scans
    .map((scan) => ({ scan, date: dateOf(scan) }))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .map(({ scan }) => scan);

function dateOf(scan: unknown): string {
  const date: unknown = typeof scan === 'object' && scan !== null && 'date' in scan ? scan.date : undefined;
  return typeof date === 'string' ? date : '';
}
