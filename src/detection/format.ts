/** What a tracking-number format is: data, with its own examples. */

import type { CheckDigit } from './check-digits.ts';

/** What speaks for a reading of a number. */
export type Evidence =
  | 'check_digit'
  | 'prefix'
  | 'length'
  | 'mailer_rule'
  | 'country'
  | 'routing'
  | 'context'
  | 'url';

/** What else a number says about itself. */
export type FormatDetails = {
  /** The carrier's service, where the number names it. */
  readonly service?: string | undefined;
  /** Another carrier that has a part in the parcel, e.g. the one that picked it up. */
  readonly partner?: string | undefined;
  /** The same parcel's number in other forms. */
  readonly equivalents?: readonly string[] | undefined;
};

export type NumberFormat<Carrier extends string = string> = {
  /** Unique among all formats, e.g. `ups_1z`. */
  readonly id: string;
  readonly carrier: Carrier;
  readonly name: string;
  /** Canonical lengths. Numbers of other lengths are not looked at. */
  readonly lengths: readonly number[];
  /** What its numbers consist of: digits alone, or always letters too. @default either */
  readonly characters?: 'digits' | 'letters_and_digits';
  /** Anchored and bounded; matched against the canonical number. */
  readonly pattern: RegExp;
  /** Null where the format has none. */
  readonly check: CheckDigit | null;
  /**
   * How sure a match is, from 0 to 1: about the share of strings of this form, as they occur, that are such numbers.
   */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** The number may follow a routing prefix of `420`, a ZIP and perhaps its +4, which is no part of it. */
  readonly routed?: boolean;
  /** What to ask the carrier for, where it is a part of what was read. @default the number itself */
  readonly toTrackingNumber?: (canonical: string) => string;
  readonly details?: (canonical: string) => FormatDetails;
  readonly examples: { readonly valid: readonly string[]; readonly invalid: readonly string[] };
};

/** Declares a format. */
export const defineFormat = <const Carrier extends string>(
  format: NumberFormat<Carrier>,
): NumberFormat<Carrier> => Object.freeze(format);
