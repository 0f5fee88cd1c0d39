/** The form of the sandbox's numbers: `SANDBOX_`, what to show, and an optional `_2`, `_3` … for another such parcel. */

import { defineFormat, type NumberFormat } from '../../detection/format.ts';
import { MAX_NUMBER_LENGTH } from '../../model/tracking-number.ts';

export const sandboxFormats: readonly NumberFormat[] = [
  defineFormat({
    id: 'sandbox_magic',
    carrier: 'sandbox',
    name: 'Sandbox number',
    lengths: Array.from({ length: MAX_NUMBER_LENGTH }, (_, place) => place + 1),
    pattern: /^SANDBOX(?:_[A-Z]{1,20}){1,5}(?:_[1-9]\d{0,5})?$/,
    check: null,
    confidence: 1,
    evidence: ['prefix'],
    examples: {
      valid: ['SANDBOX_OUT_FOR_DELIVERY', 'SANDBOX_DELIVERED_2', 'SANDBOX_CUSTOMS_HELD_15'],
      invalid: ['SANDBOX', 'SANDBOX_', 'SANDBOX_2', 'SANDBOX_DELIVERED_0', 'MYSANDBOX_DELIVERED'],
    },
  }),
];

const NUMBER = /^SANDBOX_([A-Z]{1,20}(?:_[A-Z]{1,20}){0,4})(?:_([1-9]\d{0,5}))?$/;

/** What a number asks the sandbox to show, e.g. `OUT_FOR_DELIVERY`; null for any other number. */
export const shownBy = (trackingNumber: string): string | null => NUMBER.exec(trackingNumber)?.[1] ?? null;

/** The number that shows `key`, for the same `_2`, `_3` … as another number. */
export function siblingOf(trackingNumber: string, key: string): string {
  const copy = NUMBER.exec(trackingNumber)?.[2];
  return copy === undefined ? `SANDBOX_${key}` : `SANDBOX_${key}_${copy}`;
}
