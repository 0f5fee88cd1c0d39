/** Comparing plain values: whether two are the same, and an order of any two that are not. */

/** Whether two plain values are equal in all their parts; a part that is undefined counts as missing. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, at) => isSameValue(item, b[at]))
    );
  }
  return isSamePart(a, b) && isSamePart(b, a);
}

/** The first value where both are the same, so that what hasn't changed stays the very same object. */
export const keepSame = <Value>(before: Value, after: Value): Value =>
  isSameValue(before, after) ? before : after;

/** A text that is the same for equal values, whatever the order of their keys. Slow: for ties. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

function isSamePart(a: object, b: object): boolean {
  for (const key in a) {
    if (!isSameValue(a[key as keyof typeof a], b[key as keyof typeof b])) return false;
  }
  return true;
}
