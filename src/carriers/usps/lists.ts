/** Lists as they should have come: one value where a list is meant is a list of one, and junk is cut short. */

import type { Warning } from '../../model/observation.ts';

const LISTS = [
  'services',
  'customerReferenceNumber',
  'trackingEvents',
  'trackingEvent',
  'eventSummaries',
  'errors',
] as const;

/** Far more scans than a parcel has. */
const MAX_LENGTH = 1_000;

export type UsableRecord = { readonly record: object; readonly warnings: readonly Warning[] };

/** A copy with its lists made usable; the record itself where they are. */
export function withLists(record: object): UsableRecord {
  let usable: Record<string, unknown> | undefined;
  const warnings: Warning[] = [];
  for (const name of LISTS) {
    const value: unknown = Reflect.get(record, name);
    if (value === undefined || value === null) continue;
    if (!Array.isArray(value)) {
      usable = { ...(usable ?? record), [name]: [value] };
    } else if (value.length > MAX_LENGTH) {
      usable = { ...(usable ?? record), [name]: value.slice(0, MAX_LENGTH) };
      warnings.push({ path: name, message: `only the first ${MAX_LENGTH} of ${value.length} were read` });
    }
  }
  return { record: usable ?? record, warnings };
}
