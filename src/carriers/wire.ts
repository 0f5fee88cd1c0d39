/** Reads carriers' payloads tolerantly: what doesn't fit the schema costs that field and a warning, no more. */

import type { Warning } from '../model/observation.ts';

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** The part of a schema library's schema that is needed here. Every field of it must be optional. */
export type WireSchema<Wire> = {
  safeParse(
    input: unknown,
  ):
    | { readonly success: true; readonly data: Wire }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
};

export type WireReading<Wire> = { readonly wire: Wire | undefined; readonly warnings: readonly Warning[] };

// Leaving out one bad field can uncover another only where unions nest; more rounds than this mean a schema
// with a required field.
const MAX_ROUNDS = 4;
const MAX_WARNINGS = 50;

/** Reads `payload` by `schema`; `wire` is undefined when nothing of it fits. */
export function readWire<Wire>(schema: WireSchema<Wire>, payload: unknown): WireReading<Wire> {
  const warnings: Warning[] = [];
  let input = payload;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const parsed = parseWithin(schema, input);
    if (parsed === undefined) {
      return { wire: undefined, warnings: [{ path: '', message: 'bad in more places than can be told' }] };
    }
    if (parsed.success) return { wire: parsed.data, warnings: warnings.slice(0, MAX_WARNINGS) };
    const { issues } = parsed.error;
    for (const { path, message } of issues) warnings.push({ path: path.join('.'), message });
    if (issues.some(({ path }) => path.length === 0)) break;
    input = without(
      input,
      issues.map(({ path }) => path),
    );
  }
  return { wire: undefined, warnings: warnings.slice(0, MAX_WARNINGS) };
}

/** Undefined where the schema gave up: zod throws on a list that is bad in some hundred thousand places. */
function parseWithin<Wire>(
  schema: WireSchema<Wire>,
  input: unknown,
): ReturnType<WireSchema<Wire>['safeParse']> | undefined {
  try {
    return schema.safeParse(input);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A copy without the values at `paths`; what lies beside them is shared, array elements move up. */
function without(value: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  const byKey = new Map<string, (readonly PropertyKey[])[]>();
  for (const [key, ...rest] of paths) {
    const name = String(key);
    const deeper = byKey.get(name) ?? [];
    deeper.push(rest);
    byKey.set(name, deeper);
  }
  const keep = (name: string) => !byKey.get(name)?.some((rest) => rest.length === 0);
  const next = (name: string, child: unknown) => {
    const deeper = byKey.get(name);
    return deeper ? without(child, deeper) : child;
  };
  if (Array.isArray(value)) {
    return value.flatMap((child, index) => (keep(String(index)) ? [next(String(index), child)] : []));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]) => (keep(name) ? [[name, next(name, child)]] : [])),
  );
}

/** A body as it was recorded: JSON text is read, any other text stays one. */
export function readBody(payload: unknown): unknown {
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}

/** Any scalar that carriers send as text. */
export type WireText = string | number | null | undefined;

/** The text without surrounding blanks; null where nothing is left, as carriers send `""` for what they don't know. */
export const filled = (value: WireText): string | null =>
  typeof value === 'number' ? String(value) : value?.trim() || null;

/** A tracking number as it is compared: carriers have sent them with blanks and dashes. */
export const canonicalNumber = (value: WireText): string | null =>
  filled(value)
    ?.replace(/[\s.-]+/g, '')
    .toUpperCase() || null;
