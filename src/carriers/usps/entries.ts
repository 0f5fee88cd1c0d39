/** What lies in a body: parcels and refusals, each of one number, told apart by their shape. */

import type { Warning } from '../../model/observation.ts';
import { canonicalNumber, readWire } from '../wire.ts';
import { readRefusal, type UspsRefusal } from './failure.ts';
import { withLists } from './lists.ts';
import { withScansOfSummary } from './summary.ts';
import { isPushedRecord, recordOfPush } from './webhook.ts';
import { type UspsParcel, uspsParcel } from './wire.ts';

/** Far more than USPS answers at once. */
const MAX_ENTRIES = 200;

/** What is said of one number. `record` is the part of the body that says it. */
export type Entry = { readonly number: string | null; readonly record: unknown } & (
  | { readonly parcel: UspsParcel; readonly warnings: readonly Warning[]; readonly path: string }
  | { readonly parcel: null; readonly refusal: UspsRefusal | null }
);
export type ParcelEntry = Extract<Entry, { readonly parcel: UspsParcel }>;

export const isParcel = (entry: Entry): entry is ParcelEntry => entry.parcel !== null;

export type Content = { readonly entries: readonly Entry[]; readonly isPush: boolean };

/** Takes a body apart: one record, a list of them, or either within a push. */
export function contentOf(body: unknown): Content {
  const pushed = isRecord(body) ? recordOfPush(body) : undefined;
  const content = pushed === undefined ? body : pushed;
  const prefix = pushed === undefined ? '' : 'payload.';
  return {
    entries: Array.isArray(content)
      ? content.slice(0, MAX_ENTRIES).map((record, index) => readEntry(record, `${prefix}${index}.`))
      : [readEntry(content, prefix)],
    isPush: pushed !== undefined || (isRecord(content) && isPushedRecord(content)),
  };
}

function readEntry(record: unknown, path: string): Entry {
  // What hands out tokens has a `status` as well.
  if (!isRecord(record) || 'access_token' in record)
    return { parcel: null, refusal: null, number: null, record };
  const refusal = readRefusal(record);
  if (refusal !== null) return { parcel: null, refusal, number: refusal.trackingNumber, record };
  const usable = withLists(record);
  const { wire, warnings } = readWire(uspsParcel, usable.record);
  const number = canonicalNumber(wire?.trackingNumber);
  if (wire === undefined || !hasNews(wire)) return { parcel: null, refusal: null, number, record };
  return {
    parcel: withScansOfSummary(wire),
    number,
    record,
    path,
    warnings: [...usable.warnings, ...warnings].map((warning) => ({
      ...warning,
      path: `${path}${warning.path}`,
    })),
  };
}

/** Whether a parcel says anything beside its number. */
function hasNews(parcel: UspsParcel): boolean {
  for (const name in parcel) {
    const value = parcel[name as keyof UspsParcel];
    const isEmpty = Array.isArray(value) ? value.length === 0 : (value ?? '') === '';
    if (!isEmpty && name !== 'trackingNumber') return true;
  }
  return false;
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
