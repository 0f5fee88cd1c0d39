/** Every way to spoil one field of a payload: left out, emptied, of another type, blown up. */

export type Path = readonly (string | number)[];
export type Mutant = { readonly path: Path; readonly kind: string; readonly payload: unknown };

const nested = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
};

const SPOILED: Readonly<Record<string, unknown>> = {
  null: null,
  number: 7,
  'negative number': -1.5,
  'huge number': 1e300,
  'empty string': '',
  string: 'spoiled',
  'huge string': 'x'.repeat(20_000),
  'odd string': '\u0000 constructor __proto__ <b>&#99999999;',
  boolean: true,
  object: { spoiled: true },
  'empty object': {},
  array: ['spoiled'],
  'empty array': [],
  'deep nesting': nested(2_000),
};

/** One mutant per field and kind; the payload itself is not touched. */
export function* mutantsOf(payload: unknown): Generator<Mutant> {
  for (const path of pathsOf(payload)) {
    yield { path, kind: 'left out', payload: changed(payload, path, undefined) };
    for (const [kind, value] of Object.entries(SPOILED))
      yield { path, kind, payload: changed(payload, path, value) };
  }
}

function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const below = [...path, Array.isArray(value) ? Number(key) : key];
    yield below;
    yield* pathsOf(child, below);
  }
}

/** A copy with another value at `path`; `undefined` leaves the field out. What lies beside is shared. */
function changed(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.flatMap((child, index) => {
      if (index !== key) return [child];
      const next = changed(child, rest, replacement);
      return next === undefined ? [] : [next];
    });
  }
  const { [key]: child, ...others } = value as Record<string, unknown>;
  const next = changed(child, rest, replacement);
  return next === undefined ? others : { ...others, [key]: next };
}
