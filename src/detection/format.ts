/** What a tracking-number format is: data, with its own examples. */

import type { CheckDigit } from './check-digits.ts';

export type NumberFormat = {
  /** Unique among all formats, e.g. `ups_1z`. */
  readonly id: string;
  readonly carrier: string;
  readonly name: string;
  /** Anchored and bounded; matched against the canonical number. */
  readonly pattern: RegExp;
  /** Null where the format has none. Gets the canonical number. */
  readonly check: CheckDigit | null;
  /** What to ask the carrier for, where it is a part of what was read. @default the number itself */
  readonly toTrackingNumber?: (canonical: string) => string;
  readonly examples: { readonly valid: readonly string[]; readonly invalid: readonly string[] };
};

/** Declares a format. */
export const defineFormat = (format: NumberFormat): NumberFormat => Object.freeze(format);
