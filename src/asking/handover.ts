/** Follows a parcel to the carrier it was handed over to, and makes one timeline of what both saw. */

import { type AnyTrackingError, isTrackingError } from '../errors.ts';
import type { Observation, RelatedNumber, TrackResult, Warning } from '../model/observation.ts';
import { mergeHandover } from '../timeline/handover.ts';
import type { Asking, Question, TrackItem } from './question.ts';
import { orTrackingError } from './tracking-error.ts';

type Found = Extract<TrackResult, { outcome: 'found' }>;

/** The way to the next carrier: whom to ask, or why nobody can be asked. */
type NextLeg = {
  readonly related: RelatedNumber;
  readonly questions: readonly Question[] | AnyTrackingError;
};

/** Longer chains than carrier, consolidator, post are a carrier's mistake. */
const MAX_HOPS = 2;

/** `questionsFor` may throw a member of the error family; `ask` gives the answer of the first carrier that knows. */
export function* followLastMile(
  found: Found,
  item: TrackItem,
  questionsFor: (item: TrackItem) => readonly Question[],
  ask: (questions: readonly Question[]) => Asking<TrackResult>,
): Asking<Found> {
  const followed = new Set([keyOf(found.carrier, found.trackingNumber)]);
  let whole = found.observation;
  let newest = found.observation;
  for (let hops = 0; ; hops += 1) {
    const next = nextLeg(newest, item, followed, questionsFor);
    if (next === undefined) break;
    const answer =
      hops < MAX_HOPS ? yield* askNext(next, ask) : `it is more than ${MAX_HOPS} hand-overs away`;
    if (typeof answer === 'string') {
      whole = { ...whole, warnings: [...whole.warnings, warningOf(next.related, answer)] };
      break;
    }
    followed.add(keyOf(answer.carrier, answer.trackingNumber));
    newest = answer.observation;
    whole = mergeHandover(whole, newest);
  }
  return { ...found, observation: whole };
}

/** The first number for the last mile whose answer isn't part of the timeline yet. */
function nextLeg(
  { relatedNumbers }: Observation,
  { shipDate, destinationPostalCode }: TrackItem,
  followed: ReadonlySet<string>,
  questionsFor: (item: TrackItem) => readonly Question[],
): NextLeg | undefined {
  for (const related of relatedNumbers) {
    if (related.relation !== 'last_mile') continue;
    const carrier = related.carrier ?? undefined;
    const wanted = { trackingNumber: related.number, carrier, shipDate, destinationPostalCode };
    const questions = orTrackingError(() => questionsFor(wanted));
    if (isTrackingError(questions)) return { related, questions };
    const fresh = questions.filter(
      ({ adapter, request }) => !followed.has(keyOf(adapter.id, request.trackingNumber)),
    );
    if (fresh.length > 0) return { related, questions: fresh };
  }
  return undefined;
}

/** What the next carrier saw, or why that is missing. */
function* askNext(
  { questions }: NextLeg,
  ask: (questions: readonly Question[]) => Asking<TrackResult>,
): Asking<Found | string> {
  if (isTrackingError(questions)) return questions.message;
  const answer = yield* ask(questions);
  if (answer.outcome === 'found') return answer;
  return answer.outcome === 'not_found' ? `${answer.carrier} knows nothing of it yet` : answer.error.message;
}

const warningOf = ({ number, carrier }: RelatedNumber, why: string): Warning => ({
  path: 'relatedNumbers',
  message: `the last mile, ${carrier ?? 'of an unknown carrier'} ${number}, is missing: ${why}`,
});

const keyOf = (carrier: string, trackingNumber: string): string => `${carrier} ${trackingNumber}`;
