/** Which carriers are worth asking for a number, likeliest first. Pure. */

import type { Candidate } from '../detection/detector.ts';
import type { TrackingNumber } from '../model/tracking-number.ts';
import type { NumberGuide } from './number-guide.ts';

/** How far to ask around. */
export type CandidatePolicy = {
  /** Carriers asked for one number, at most. */
  readonly maxCandidates: number;
  /** A reading this sure is asked alone, from 0 to 1. */
  readonly autoPickConfidence: number;
};

export const DEFAULT_CANDIDATE_POLICY: CandidatePolicy = { maxCandidates: 3, autoPickConfidence: 0.9 };

/** A reading of a number by one carrier's formats. */
export type Reading = { readonly carrier: string; readonly trackingNumber: string };

/** A reading that is less sure than the best by this much is not asked. */
const FAR_BEHIND = 0.35;

/**
 * The best reading; behind it the partner it names, where that one is registered; behind that the other carriers'
 * readings that come near the best. Where the best is as sure as `autoPickConfidence`, only an equal comes near it.
 * None where no format fits.
 */
export function likelyReadings(
  canonical: TrackingNumber,
  guide: NumberGuide,
  { maxCandidates, autoPickConfidence }: CandidatePolicy,
): readonly Reading[] {
  const [best, ...others] = bestOfEachCarrier(guide.detector.match(canonical));
  if (best === undefined) return [];
  const partner = readingOfPartner(best, canonical, guide);
  const isNear = ({ confidence }: Candidate): boolean =>
    best.confidence >= autoPickConfidence
      ? confidence === best.confidence
      : best.confidence - confidence < FAR_BEHIND;
  const rivals = others.filter((other) => other.carrier !== partner?.carrier && isNear(other));
  return [best, ...(partner === undefined ? [] : [partner]), ...rivals].slice(0, maxCandidates);
}

function bestOfEachCarrier(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length < 2) return candidates;
  const byCarrier = new Map<string, Candidate>();
  for (const candidate of candidates) {
    if (!byCarrier.has(candidate.carrier)) byCarrier.set(candidate.carrier, candidate);
  }
  return [...byCarrier.values()];
}

/** By the partner's own formats, in any form of the number. A number it has no form for would only cost it calls. */
function readingOfPartner(
  { carrier, partner, trackingNumber, equivalents = [] }: Candidate,
  canonical: TrackingNumber,
  { registry, detector }: NumberGuide,
): Reading | undefined {
  if (partner === undefined || partner === carrier) return undefined;
  if (!registry.all.some(({ id }) => id === partner)) return undefined;
  return [canonical, trackingNumber, ...equivalents]
    .flatMap((form) => detector.match(form))
    .find((candidate) => candidate.carrier === partner);
}
