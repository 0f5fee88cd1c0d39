/** Asks FedEx: up to thirty numbers in one call, and with `pieces` one more per shipment of several parcels. */

import type { HttpReply, OAuthGrant } from '../../http/exchange.ts';
import { toInstant } from '../../time/clock.ts';
import type { CarrierAdapter, ParseContext, TrackContext, TrackRequest } from '../carrier.ts';
import { canonicalNumber } from '../wire.ts';
import { readAnswer } from './answer.ts';
import { type AskFedex, createAsk } from './ask.ts';
import { blamesOneNumber } from './failure.ts';
import type { CheckedFedexOptions } from './options.ts';
import { withPieces } from './pieces.ts';
import type { FedexReading } from './reading.ts';
import { toTrackingInfo } from './tracking-info.ts';

export function createFedexTrack(options: CheckedFedexOptions, grant: OAuthGrant): CarrierAdapter['track'] {
  return async (requests, context) => {
    const ask = createAsk(options, grant, context);
    const answers = await Promise.all(withoutTwins(requests).map((batch) => askBatch(batch, ask, context)));
    const readingOf = new Map(answers.flat());
    return Promise.all(
      requests.map((request) => {
        const reading = readingOf.get(keyOf(request)) as FedexReading;
        return options.pieces ? withPieces(reading, ask, context) : reading.result;
      }),
    );
  };
}

const keyOf = ({ trackingNumber, shipDate, carrierUniqueId }: TrackRequest): string =>
  JSON.stringify([trackingNumber, shipDate, carrierUniqueId]);

/**
 * Batches in which each number is there once, because an answer names nothing else to tell two requests apart.
 * The same request twice is asked once.
 */
function withoutTwins(requests: readonly TrackRequest[]): TrackRequest[][] {
  const batches: TrackRequest[][] = [];
  for (const request of new Map(requests.map((each) => [keyOf(each), each])).values()) {
    const isTwin = (other: TrackRequest) => other.trackingNumber === request.trackingNumber;
    const batch = batches.find((candidate) => !candidate.some(isTwin));
    if (batch) batch.push(request);
    else batches.push([request]);
  }
  return batches;
}

type KeyedReading = readonly [key: string, reading: FedexReading];

async function askBatch(
  requests: readonly TrackRequest[],
  ask: AskFedex,
  context: TrackContext,
): Promise<readonly KeyedReading[]> {
  const now = context.clock.now();
  const reply = await ask('trackingnumbers', {
    includeDetailedScans: true,
    trackingInfo: requests.map((request) => toTrackingInfo(request, now)),
  });
  const requestOf = new Map(requests.map((request) => [canonicalNumber(request.trackingNumber), request]));
  const only = requests.length === 1 ? requests[0]?.trackingNumber : undefined;
  const answer = readAnswer(
    reply.body,
    toParseContext(reply, only, context),
    (number) => requestOf.get(number) ?? {},
  );
  if (answer.refusal && requests.length > 1 && blamesOneNumber(answer.refusal)) {
    return halved(requests, (half) => askBatch(half, ask, context));
  }
  return requests.map((request) => [keyOf(request), answer.readingFor(request.trackingNumber)]);
}

/** One bad number fails a whole batch: halving finds it in few calls, and the others get their answers. */
async function halved(
  requests: readonly TrackRequest[],
  askHalf: (half: readonly TrackRequest[]) => Promise<readonly KeyedReading[]>,
): Promise<readonly KeyedReading[]> {
  const middle = Math.ceil(requests.length / 2);
  const halves = await Promise.all([askHalf(requests.slice(0, middle)), askHalf(requests.slice(middle))]);
  return halves.flat();
}

const toParseContext = (
  { status, retryAfterMs }: HttpReply,
  trackingNumber: string | undefined,
  { clock, policy, pii, keepRaw }: TrackContext,
): ParseContext => ({
  trackingNumber,
  httpStatus: status,
  retryAfterMs,
  observedAt: toInstant(clock.now()),
  source: 'poll',
  policy,
  pii,
  keepRaw,
});
