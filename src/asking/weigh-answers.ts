/** What the answers of several carriers come to, none of which found the number. Pure. */

import type { TrackResult } from '../model/observation.ts';

type Failed = Extract<TrackResult, { outcome: 'failed' }>;

/**
 * One of the answers, in the carriers' order; at least one is given.
 *
 * A carrier that could not answer leaves open whether it knows the number, so its failure goes before what the others
 * don't know; one that asking again can help with goes first. Otherwise the likeliest carrier that took the number for
 * its own decides, be it that it knows nothing yet or that it may not tell. `INVALID_TRACKING_NUMBER` only says that
 * the number is another's, so it stands where all say so.
 */
export function weighAnswers(answers: readonly TrackResult[]): TrackResult {
  const open = answers.filter(isOpen);
  const weightiest =
    open.find(({ error }) => error.retryable) ??
    open[0] ??
    answers.find((answer) => !isDisowned(answer)) ??
    answers[0];
  // There is one: the caller has asked someone.
  return weightiest as TrackResult;
}

/** Whether the carrier may know the number for all we have heard. */
const isOpen = (answer: TrackResult): answer is Failed =>
  answer.outcome === 'failed' && answer.error.code !== 'NOT_AUTHORIZED' && !isDisowned(answer);

const isDisowned = (answer: TrackResult): boolean =>
  answer.outcome === 'failed' && answer.error.code === 'INVALID_TRACKING_NUMBER';
