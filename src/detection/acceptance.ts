/** Whether a finding is a tracking number, by how sure its form is and what the words around it say. */

import type { Candidate } from './detector.ts';
import { type Finding, SURE } from './findings.ts';
import type { Label } from './labels.ts';

/** What the text says around a finding. */
export type Surroundings = {
  readonly label: Label;
  /** Carriers named near by, nearest first, and those the host expects. */
  readonly carriers: readonly string[];
  /** The accepted number of the same list just before. */
  readonly listedAfter: Candidate | undefined;
  /** Carriers named anywhere in the text; asked only where nothing nearer tells. */
  readonly carriersAnywhere: () => readonly string[];
  /** The text is numbers alone, as one pastes them. */
  readonly isPasted: () => boolean;
};

/** Below, a form is that of many other numbers: another carrier's name near by speaks against it. */
const WEAK = 0.35;
/** yyyymmddhhmmss, and the same with a shorter tail. */
const TIMESTAMP = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;

/** The reading that holds, or undefined. */
export function accept({ candidates }: Finding, surroundings: Surroundings): Candidate | undefined {
  const [best] = candidates;
  if (best.confidence >= SURE) return best;
  const { label, carriers, listedAfter } = surroundings;
  if (label === 'other') return undefined;
  if (TIMESTAMP.test(best.trackingNumber) && best.checkDigit === 'none') return undefined;
  const named = namedBy(carriers, candidates);
  if (named !== undefined) return withContext(named);
  if (label === 'tracking' && (carriers.length === 0 || best.confidence >= WEAK)) return withContext(best);
  if (listedAfter !== undefined && (best.checkDigit === 'valid' || best.format === listedAfter.format)) {
    return withContext(best);
  }
  if (best.checkDigit !== 'valid') return undefined;
  const anywhere = namedBy(surroundings.carriersAnywhere(), candidates);
  if (anywhere !== undefined) return withContext(anywhere);
  return surroundings.isPasted() ? best : undefined;
}

/** The reading for the nearest carrier that has one. */
function namedBy(carriers: readonly string[], candidates: readonly Candidate[]): Candidate | undefined {
  for (const near of carriers) {
    const named = candidates.find(({ carrier, partner }) => near === carrier || near === partner);
    if (named !== undefined) return named;
  }
  return undefined;
}

const withContext = (candidate: Candidate): Candidate => ({
  ...candidate,
  confidence: Math.min(0.95, candidate.confidence + 0.3),
  evidence: [...candidate.evidence, 'context'],
});
