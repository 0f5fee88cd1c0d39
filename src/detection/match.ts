/** Which formats a canonical number fits. */

import type { NumberFormat } from './format.ts';

/** One reading of a number. */
export type FormatMatch = {
  readonly carrier: string;
  readonly format: string;
  /** What to ask the carrier for: the number, or the part of a barcode that is the number. */
  readonly trackingNumber: string;
  readonly checkDigit: 'valid' | 'none';
};

/** The formats that fit, those with a check digit first; a wrong check digit fits nothing. */
export function matchFormats(canonical: string, formats: readonly NumberFormat[]): FormatMatch[] {
  const matches = formats
    .filter(({ pattern, check }) => pattern.test(canonical) && (check === null || check(canonical)))
    .map(
      (format): FormatMatch => ({
        carrier: format.carrier,
        format: format.id,
        trackingNumber: format.toTrackingNumber?.(canonical) ?? canonical,
        checkDigit: format.check === null ? 'none' : 'valid',
      }),
    );
  return [...matches.filter(isChecked), ...matches.filter((match) => !isChecked(match))];
}

const isChecked = (match: FormatMatch): boolean => match.checkDigit === 'valid';

/** Formats the number would fit with another check digit: most likely it was mistyped. */
export const nearMisses = (canonical: string, formats: readonly NumberFormat[]): NumberFormat[] =>
  formats.filter(({ pattern, check }) => pattern.test(canonical) && check !== null && !check(canonical));
