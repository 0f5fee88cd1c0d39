/** Asks USPS: several numbers in one call, and once more by date and place where the answer is about another parcel. */

import type { HttpReply, OAuthGrant } from '../../http/exchange.ts';
import type { TrackResult } from '../../model/observation.ts';
import { toInstant } from '../../time/clock.ts';
import type { CarrierAdapter, ParseContext, TrackContext, TrackRequest } from '../carrier.ts';
import { readAnswer, type UspsAnswer } from './answer.ts';
import { type AskUsps, createAsk } from './ask.ts';
import { blamesOneNumber, unfitNumber } from './failure.ts';
import { isAnotherLife } from './lives.ts';
import type { CheckedUspsOptions } from './options.ts';

/** What USPS takes; one number that is none would fail its whole batch. */
const FIT_NUMBER = /^[0-9A-Z]{4,34}$/;

export function createUspsTrack(options: CheckedUspsOptions, grant: OAuthGrant): CarrierAdapter['track'] {
  return async (requests, context) => {
    const ask = createAsk(options, grant, context);
    const numbers = [...new Set(requests.map(({ trackingNumber }) => trackingNumber))].filter(isFit);
    const answers = await askAll(numbers, options.bulk, ask, context);
    return Promise.all(
      requests.map((request) => {
        const answer = answers.get(request.trackingNumber);
        return answer ? settle(request, answer, ask, context) : unfitNumber(request.trackingNumber);
      }),
    );
  };
}

const isFit = (trackingNumber: string): boolean => FIT_NUMBER.test(trackingNumber);

type AnswerOf = ReadonlyMap<string, UspsAnswer>;

async function askAll(
  numbers: readonly string[],
  isBulk: boolean,
  ask: AskUsps,
  context: TrackContext,
): Promise<AnswerOf> {
  if (isBulk && numbers.length > 1) return askBatch(numbers, ask, context);
  const answers = await Promise.all(
    numbers.map(async (number) => [number, read(await ask.one(number), context)] as const),
  );
  return new Map(answers);
}

async function askBatch(numbers: readonly string[], ask: AskUsps, context: TrackContext): Promise<AnswerOf> {
  if (numbers.length === 1) return askAll(numbers, false, ask, context);
  const answer = read(await ask.many(numbers), context);
  if (answer.refusal === null || !blamesOneNumber(answer.refusal)) {
    return new Map(numbers.map((number) => [number, answer]));
  }
  // Halving finds the number to blame in few calls, and the others get their answers.
  const middle = Math.ceil(numbers.length / 2);
  const halves = await Promise.all([
    askBatch(numbers.slice(0, middle), ask, context),
    askBatch(numbers.slice(middle), ask, context),
  ]);
  return new Map(halves.flatMap((half) => [...half]));
}

/**
 * The result for one request. USPS keeps several parcels of one number, and answers about the newest unless the day of
 * mailing or the postal code tells it otherwise. Both are of use then alone: a day that isn't USPS's own finds nothing.
 */
async function settle(
  request: TrackRequest,
  answer: UspsAnswer,
  ask: AskUsps,
  context: TrackContext,
): Promise<TrackResult> {
  const { trackingNumber, shipDate, destinationPostalCode } = request;
  const result = answer.resultFor(trackingNumber, request);
  if (result.outcome !== 'found' || !isAnotherLife(result.observation, request)) return result;
  if ((shipDate ?? destinationPostalCode) !== undefined) {
    const reply = await ask.one(trackingNumber, request);
    const meant = read(reply, context).resultFor(trackingNumber, request);
    if (meant.outcome === 'found' && !isAnotherLife(meant.observation, request)) return meant;
  }
  const warning = { path: '', message: 'this may be another parcel that carried the same number' };
  const { observation } = result;
  return { ...result, observation: { ...observation, warnings: [...observation.warnings, warning] } };
}

const read = (reply: HttpReply, context: TrackContext): UspsAnswer =>
  readAnswer(reply.body, toParseContext(reply, context));

const toParseContext = (
  { status, retryAfterMs }: HttpReply,
  { clock, policy, pii, keepRaw }: TrackContext,
): ParseContext => ({
  httpStatus: status,
  retryAfterMs,
  observedAt: toInstant(clock.now()),
  source: 'poll',
  policy,
  pii,
  keepRaw,
});
