/** Whether a finding is a tracking number, by how sure its form is and what the words around it say. */

import type { Context } from './context.ts';
import { type Candidate, withEvidence } from './detector.ts';
import { type Finding, SURE } from './findings.ts';

/** What is known of a finding beside the words of its text. */
export type Circumstances = {
  /** The accepted number of the same list just before. */
  readonly listedAfter: Candidate | undefined;
  /** Carriers the host expects. */
  readonly hints: readonly string[];
};

/** Below, a form is that of many other numbers: another carrier's name near by speaks against it. */
const WEAK = 0.35;
/** yyyymmddhhmmss, and the same with a shorter tail. */
const TIMESTAMP = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;

/** The reading that holds, or undefined. */
export function accept(
  { candidates, start, end }: Finding,
  context: Context,
  { listedAfter, hints }: Circumstances,
): Candidate | undefined {
  const [best] = candidates;
  if (best.confidence >= SURE) return best;
  if (best.checkDigit === 'none' && TIMESTAMP.test(best.trackingNumber)) return undefined;
  const label = context.labelOf(start, end);
  if (label === 'other') return undefined;
  const carriers = [...context.carriersNear(start, end), ...hints];
  const named = namedBy(carriers, candidates);
  if (named !== undefined) return withContext(named);
  if (label === 'tracking' && (carriers.length === 0 || best.confidence >= WEAK)) return withContext(best);
  if (listedAfter !== undefined && (best.checkDigit === 'valid' || best.format === listedAfter.format)) {
    return withContext(best);
  }
  if (best.checkDigit !== 'valid') return undefined;
  const anywhere = namedBy(context.carriersAnywhere(), candidates);
  if (anywhere !== undefined) return withContext(anywhere);
  return context.isPasted() ? best : undefined;
}

/** The reading for the nearest carrier that has one. */
function namedBy(carriers: readonly string[], candidates: readonly Candidate[]): Candidate | undefined {
  for (const near of carriers) {
    const named = candidates.find(({ carrier, partner }) => near === carrier || near === partner);
    if (named !== undefined) return named;
  }
  return undefined;
}

const withContext = (candidate: Candidate): Candidate =>
  withEvidence(candidate, 'context', Math.min(0.95, candidate.confidence + 0.3));
