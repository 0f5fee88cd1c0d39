/** Which division a number is of, as far as its form tells. */

import { hasValidCheckDigit } from '../../detection/check-digits.ts';
import { dhlFormats } from './formats.ts';

/** Undefined where no form fits, or the form is that of several divisions. */
export function divisionOfNumber(trackingNumber: string): string | undefined {
  const format = dhlFormats.find(
    ({ pattern, check }) =>
      pattern.test(trackingNumber) && (check === null || hasValidCheckDigit(trackingNumber, check)),
  );
  return format?.details?.(trackingNumber).service;
}

/** A piece of a shipment. Several divisions have such numbers. */
export const isPieceNumber = (trackingNumber: string): boolean => PIECE.test(trackingNumber);

const PIECE = /^J[A-Z]{1,3}\d{9,20}$/;
