/** Values that are read late. */

/** Reads a value when it is first asked for, and keeps it. */
export function once<Value>(read: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}
