/** Reads any recorded USPS body: v3, a batch of v3r2, a push or an error, told apart by its shape. */

import type { TrackResult } from '../../model/observation.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber } from '../wire.ts';
import { readAnswer } from './answer.ts';

/**
 * Reads a recorded body of USPS, as JSON text or parsed: an answer of Tracking v3 (long or short) or of its batch v3r2,
 * a push of Subscriptions-Tracking, or an error. Needs no credentials and never throws on data.
 *
 * @returns one result for each number in the body; for the number in `context` alone, where one is given.
 */
export function parseUsps(payload: unknown, context: ParseContext = {}): TrackResult[] {
  const answer = readAnswer(payload, context);
  const { trackingNumber } = context;
  return trackingNumber === undefined || canonicalNumber(trackingNumber) === null
    ? answer.results()
    : [answer.resultFor(trackingNumber)];
}
