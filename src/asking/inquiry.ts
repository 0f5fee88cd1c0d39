/**
 * One number's way to its answer: yields each question, takes the carrier's answer, and returns the result. It waits for
 * nothing itself, so one number and many are asked by the same rules.
 */

import { isTrackingError } from '../errors.ts';
import type { TrackResult } from '../model/observation.ts';
import { type AskingOptions, type CallOptions, policyFor } from './asking-options.ts';
import { followHandover } from './handover.ts';
import type { NumberGuide } from './number-guide.ts';
import { type Asking, type Question, type TrackItem, toQuestions } from './question.ts';
import { weighAnswers } from './weigh-answers.ts';

/** What a client gives for one number. */
export type ClientTrackResult = TrackResult & {
  /** The carriers that were asked, in order; empty where the number or an option was refused. */
  readonly asked: readonly string[];
};

export type Inquiry = Asking<ClientTrackResult>;

/** What all inquiries of a client share. */
export type InquirySettings = { readonly guide: NumberGuide; readonly defaults: AskingOptions };

export function* inquire(
  item: TrackItem,
  options: CallOptions,
  { guide, defaults }: InquirySettings,
): Inquiry {
  const asked = new Set<string>();
  try {
    const policy = policyFor(options, defaults);
    const questionsFor = (wanted: TrackItem) => toQuestions(wanted, guide, policy);
    const askFirstToKnow = (questions: readonly Question[]) => firstToKnow(questions, asked);
    const answer = yield* askFirstToKnow(questionsFor(item));
    const result =
      options.followHandover && answer.outcome === 'found'
        ? yield* followHandover(answer, item, questionsFor, askFirstToKnow)
        : answer;
    return { ...result, asked: [...asked] };
  } catch (error) {
    return { ...refused(item, error), asked: [] };
  }
}

/** Asks in order until one knows the number; keeps in `asked` who was asked. */
function* firstToKnow(questions: readonly Question[], asked: Set<string>): Asking<TrackResult> {
  const answers: TrackResult[] = [];
  for (const question of questions) {
    asked.add(question.adapter.id);
    const answer = yield question;
    if (answer.outcome === 'found') return answer;
    answers.push(answer);
  }
  return weighAnswers(answers);
}

function refused({ carrier, trackingNumber }: TrackItem, error: unknown): TrackResult {
  if (!isTrackingError(error)) throw error;
  return {
    outcome: 'failed',
    carrier: carrier ?? null,
    trackingNumber: typeof trackingNumber === 'string' ? trackingNumber.slice(0, 128) : '',
    error,
  };
}
