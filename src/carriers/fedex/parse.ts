/** Reads any recorded FedEx body: an answer or a push, results or errors, told apart by its shape. */

import type { TrackResult } from '../../model/observation.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber } from '../wire.ts';
import { readAnswer } from './answer.ts';

/**
 * Reads a recorded body of FedEx, as JSON text or parsed: an answer of the Track API, a push of Advanced Integrated
 * Visibility, or an error. Needs no credentials and never throws on data.
 *
 * @returns one result for each number in the body; for the number in `context` alone, where one is given.
 */
export function parseFedex(payload: unknown, context: ParseContext = {}): TrackResult[] {
  const answer = readAnswer(payload, context);
  if (canonicalNumber(context.trackingNumber) !== null || answer.readings.length === 0) {
    return [answer.readingFor(context.trackingNumber ?? '').result];
  }
  return answer.readings.map(({ result }) => result);
}
