/** Takes one body apart: a reading for each tracking number, or the refusal of the whole call. */

import { systemClock, toInstant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber, filled, readBody, readWire } from '../wire.ts';
import { alertsOf, statementsOf, toWarning } from './alerts.ts';
import { anotherNumber, noAnswer, toRefusedResult } from './failure.ts';
import { type FedexReading, readEntry, type Surroundings } from './reading.ts';
import { isPush } from './webhook.ts';
import { type FedexRefusal, fedexEnvelope } from './wire.ts';

/** Far more than FedEx answers at once. */
const MAX_ENTRIES = 200;
const MAX_ID_LENGTH = 100;

export type FedexAnswer = {
  /** One for each number that FedEx answered; none when it refused the call. */
  readonly readings: readonly FedexReading[];
  /** Why FedEx refused the call, where it did. */
  readonly refusal: FedexRefusal | null;
  /** The reading of one number; a failure where the answer has none. */
  readingFor(trackingNumber: string): FedexReading;
};

/** Reads a body of any shape; never throws on data. In a batch, `lifeOf` says what is known of each number. */
export function readAnswer(
  body: unknown,
  context: ParseContext,
  lifeOf: Surroundings['lifeOf'] = () => context,
): FedexAnswer {
  const payload = readBody(body);
  const { wire, warnings } = readWire(fedexEnvelope, payload);
  const alerts = alertsOf(wire?.output?.alerts);
  const surroundings: Surroundings = {
    payload,
    entries: (wire?.output?.completeTrackResults ?? []).slice(0, MAX_ENTRIES),
    requestId: filled(wire?.transactionId)?.slice(0, MAX_ID_LENGTH) ?? null,
    observedAt: context.observedAt ?? toInstant(systemClock.now()),
    warnings: [...warnings, ...alerts.map(toWarning)],
    context: { ...context, source: context.source ?? (wire && isPush(wire) ? 'push' : 'poll') },
    lifeOf,
  };
  const readings = surroundings.entries.map((entry, index) => readEntry(entry, index, surroundings));
  const refusal = statementsOf(wire?.errors)[0] ?? alerts.find(({ code }) => filled(code) !== null) ?? null;
  return {
    readings,
    refusal: readings.length > 0 ? null : refusal,
    readingFor(asked) {
      const trackingNumber = canonicalNumber(asked) ?? '';
      const { observedAt, requestId } = surroundings;
      const { httpStatus, retryAfterMs } = context;
      const circumstances = { trackingNumber, observedAt, requestId, httpStatus, retryAfterMs };
      const reading = readings.find(({ result }) => result.trackingNumber === trackingNumber);
      if (reading) return reading;
      if (readings.length > 0) return { result: anotherNumber(circumstances), shipmentNumber: null };
      const result = refusal ? toRefusedResult(refusal, circumstances) : noAnswer(circumstances);
      return { result, shipmentNumber: null };
    },
  };
}
