/** Reads into parsed JSON, for tests of payloads. */

/** The value under a path such as `trackResponse.shipment.0`; undefined where it leads nowhere. */
export function at(value: unknown, path: string): unknown {
  let current = value;
  for (const key of path.split('.')) {
    if (typeof current !== 'object' || current === null) return undefined;
    // Arrays are read by index as text, as JavaScript itself does it.
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

export function listAt(value: unknown, path: string): unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}
