/** Cuts lists that are longer than a carrier's can be, before anything else looks at them: junk must not cost time. */

import type { Warning } from '../model/observation.ts';

const MAX_SCANS = 1_000;
const MAX_OTHERS = 100;
/** The deepest list that is read lies at eight. */
const MAX_DEPTH = 10;

/** The names of a carrier's lists of scans, each with the field that says when a scan was. */
export type ScanLists = Readonly<Record<string, string>>;

export type Bounded = { readonly value: unknown; readonly warnings: readonly Warning[] };

/** A copy with shorter lists, and the newest of the scans; the value itself where none is too long. */
export function bounded(value: unknown, scanLists: ScanLists): Bounded {
  if (!hasLongList(value, '', 0, scanLists)) return { value, warnings: [] };
  const warnings: Warning[] = [];
  return { value: cut(value, [], scanLists, warnings), warnings };
}

const maxLength = (name: string, scanLists: ScanLists): number =>
  Object.hasOwn(scanLists, name) ? MAX_SCANS : MAX_OTHERS;

function hasLongList(value: unknown, name: string, depth: number, scanLists: ScanLists): boolean {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    if (value.length > maxLength(name, scanLists)) return true;
    // What a scan holds is small change, and there are too many of them to look into each.
    return (
      !Object.hasOwn(scanLists, name) && value.some((child) => hasLongList(child, '', depth + 1, scanLists))
    );
  }
  for (const key in value) {
    if (hasLongList(value[key as keyof typeof value], key, depth + 1, scanLists)) return true;
  }
  return false;
}

function cut(value: unknown, path: readonly string[], scanLists: ScanLists, warnings: Warning[]): unknown {
  if (typeof value !== 'object' || value === null || path.length > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const name = path.at(-1) ?? '';
    const max = maxLength(name, scanLists);
    if (value.length > max) {
      warnings.push({ path: path.join('.'), message: `only ${max} of ${value.length} were read` });
    }
    const timeField = Object.hasOwn(scanLists, name) ? scanLists[name] : undefined;
    const kept = value.length > max && timeField !== undefined ? newestFirst(value, timeField) : value;
    return kept
      .slice(0, max)
      .map((child, index) => cut(child, [...path, String(index)], scanLists, warnings));
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, child]) => [key, cut(child, [...path, key], scanLists, warnings)]),
  );
}

/** By the texts of their times, which sort as time to within a day. */
const newestFirst = (scans: readonly unknown[], timeField: string): unknown[] =>
  scans
    .map((scan) => ({ scan, at: timeOf(scan, timeField) }))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ scan }) => scan);

function timeOf(scan: unknown, timeField: string): string {
  const time: unknown = typeof scan === 'object' && scan !== null ? Reflect.get(scan, timeField) : undefined;
  return typeof time === 'string' ? time : '';
}
