/** The canonical form of a tracking number. */

import { InvalidTrackingNumberError } from '../errors.ts';

/** A number in canonical form: trimmed, upper case, without blanks, dashes or dots; 1 to 128 characters. */
export type TrackingNumber = string & { readonly __brand: 'TrackingNumber' };

/** The longest number that is looked at. */
export const MAX_NUMBER_LENGTH = 128;

// Blanks, dashes of any length, dots, and the marks that copying from a page leaves behind.
const SEPARATORS = /[\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff.-]+/gu;
const UNPRINTABLE = /[^\u0021-\u007e]/;

/**
 * Reads what a person or a system calls a tracking number.
 *
 * @throws {@link InvalidTrackingNumberError} when it is not a string, is empty, over-long, or holds
 * characters no carrier uses.
 */
export function toTrackingNumber(input: unknown): TrackingNumber {
  if (typeof input !== 'string') {
    throw new InvalidTrackingNumberError(`A tracking number must be a string, got ${describe(input)}.`);
  }
  // Far over the limit there is nothing to clean; cleaning itself must stay cheap.
  const canonical =
    input.length > 8 * MAX_NUMBER_LENGTH
      ? input
      : input.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();
  if (canonical === '') throw new InvalidTrackingNumberError('A tracking number must not be empty.');
  if (canonical.length > MAX_NUMBER_LENGTH) {
    throw new InvalidTrackingNumberError(
      `A tracking number has at most ${MAX_NUMBER_LENGTH} characters, got ${canonical.length}.`,
    );
  }
  if (UNPRINTABLE.test(canonical)) {
    throw new InvalidTrackingNumberError('A tracking number holds letters, digits and signs of ASCII only.');
  }
  return canonical as TrackingNumber;
}

const describe = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
