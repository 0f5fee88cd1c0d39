/** Cuts lists that are longer than a carrier's can be, before anything else looks at them: junk must not cost time. */

import type { Warning } from '../model/observation.ts';

/** What a carrier's lists are like. */
export type Bounds = {
  /** The list of scans: the longest, and what its entries hold is not looked into. */
  readonly scans: string;
  readonly maxScans: number;
  /** The longest of all other lists. */
  readonly maxOthers: number;
  /** Which scans are left where there are too many; the first, where left out. */
  readonly newest?: (scans: readonly unknown[], max: number) => readonly unknown[];
};

/** Deeper than any list that is read. */
const MAX_DEPTH = 10;

export type Bounded = { readonly value: unknown; readonly warnings: readonly Warning[] };

/** A copy with shorter lists, and the newest of the scans; the value itself where none is too long. */
export function bounded(value: unknown, bounds: Bounds): Bounded {
  if (!hasLongList(value, '', 0, bounds)) return { value, warnings: [] };
  const warnings: Warning[] = [];
  return { value: cut(value, [], warnings, bounds), warnings };
}

const maxLength = (name: string, { scans, maxScans, maxOthers }: Bounds): number =>
  name === scans ? maxScans : maxOthers;

function hasLongList(value: unknown, name: string, depth: number, bounds: Bounds): boolean {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    if (value.length > maxLength(name, bounds)) return true;
    // What a scan holds is small change, and there are too many of them to look into each.
    return name !== bounds.scans && value.some((child) => hasLongList(child, '', depth + 1, bounds));
  }
  for (const key in value) {
    if (hasLongList(value[key as keyof typeof value], key, depth + 1, bounds)) return true;
  }
  return false;
}

function cut(value: unknown, path: readonly string[], warnings: Warning[], bounds: Bounds): unknown {
  if (typeof value !== 'object' || value === null || path.length > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const name = path.at(-1) ?? '';
    const max = maxLength(name, bounds);
    if (value.length > max) {
      warnings.push({ path: path.join('.'), message: `only ${max} of ${value.length} were read` });
    }
    const isCutScans = value.length > max && name === bounds.scans;
    const kept = (isCutScans ? bounds.newest?.(value, max) : undefined) ?? value.slice(0, max);
    return kept.map((child, index) => cut(child, [...path, String(index)], warnings, bounds));
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, child]) => [key, cut(child, [...path, key], warnings, bounds)]),
  );
}
