/**
 * One number's way to its answer: yields each question, takes the carrier's answer, and returns the result. It waits for
 * nothing itself, so one number and many are asked by the same rules.
 */

import { type AnyTrackingError, isTrackingError } from '../errors.ts';
import type { TrackResult } from '../model/observation.ts';
import { type AskingOptions, type CallOptions, policyFor } from './asking-options.ts';
import { followLastMile } from './handover.ts';
import type { NumberGuide } from './number-guide.ts';
import { type Asking, type Question, type TrackItem, toQuestions } from './question.ts';
import { orTrackingError } from './tracking-error.ts';
import { weighAnswers } from './weigh-answers.ts';

/** What a client gives for one number. */
export type ClientTrackResult = TrackResult & {
  /** The carriers that were asked, in order; empty where the number or an option was refused. */
  readonly asked: readonly string[];
};

export type Inquiry = Asking<ClientTrackResult>;

/** What all inquiries of one call share. */
export type InquiryPlan = {
  /** Whom to ask for a number, in order; may throw a member of the error family. */
  readonly questionsFor: (item: TrackItem) => readonly Question[];
  readonly followHandover: boolean;
};

/** Wrong options are told by each inquiry. */
export function planInquiries(
  options: CallOptions,
  defaults: AskingOptions,
  guide: NumberGuide,
): InquiryPlan {
  const policy = orTrackingError(() => policyFor(options, defaults));
  const questionsFor = (item: TrackItem): readonly Question[] => {
    if (isTrackingError(policy)) throw policy;
    return toQuestions(item, guide, policy);
  };
  return { questionsFor, followHandover: options.followHandover ?? false };
}

export function* inquire(item: TrackItem, { questionsFor, followHandover }: InquiryPlan): Inquiry {
  const questions = orTrackingError(() => questionsFor(item));
  if (isTrackingError(questions)) return { ...refused(item, questions), asked: [] };
  const asked: string[] = [];
  const answer = yield* askInOrder(questions, asked);
  if (!followHandover || answer.outcome !== 'found') return { ...answer, asked };
  const whole = yield* followLastMile(answer, item, questionsFor, (next) => askInOrder(next, asked));
  return { ...whole, asked: [...new Set(asked)] };
}

/** Asks until one knows the number; adds to `asked` who was asked. */
function* askInOrder(questions: readonly Question[], asked: string[]): Asking<TrackResult> {
  const answers: TrackResult[] = [];
  for (const question of questions) {
    asked.push(question.adapter.id);
    const answer = yield question;
    if (answer.outcome === 'found') return answer;
    answers.push(answer);
  }
  return weighAnswers(answers);
}

const refused = ({ carrier, trackingNumber }: TrackItem, error: AnyTrackingError): TrackResult => ({
  outcome: 'failed',
  carrier: carrier ?? null,
  trackingNumber: typeof trackingNumber === 'string' ? trackingNumber.slice(0, 128) : '',
  error,
});
