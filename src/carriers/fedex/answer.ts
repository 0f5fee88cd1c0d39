/** Takes one body apart: one reading per tracking number, or the refusal of the whole call. */

import { CarrierResponseError } from '../../errors.ts';
import type { Piece, TrackResult, Warning } from '../../model/observation.ts';
import { type Instant, systemClock, toInstant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { failureOfStatus } from '../failure.ts';
import { readWire } from '../wire.ts';
import { alertsOf, toWarning } from './alerts.ts';
import { bounded } from './bounds.ts';
import { type RefusalContext, toRefusedResult } from './failure.ts';
import { chooseLife } from './lives.ts';
import { toObservation, toPiece } from './map.ts';
import { masterNumberOf } from './parcel-facts.ts';
import type { StatusContext } from './status-question.ts';
import { isPush } from './webhook.ts';
import {
  canonicalNumber,
  type FedexRefusal,
  type FedexResult,
  type FedexTrack,
  fedexEnvelope,
  fedexTrack,
  filled,
} from './wire.ts';

/** What an answer says of one number. */
export type FedexReading = {
  readonly result: TrackResult;
  /** The shipment's number, where FedEx says that there are more pieces. */
  readonly shipmentNumber: string | null;
};

export type FedexAnswer = {
  /** One for each number that FedEx answered; none when it refused the call. */
  readonly readings: readonly FedexReading[];
  readonly refusal: FedexRefusal | null;
  /** The reading of one number; a failure where the answer has none. */
  readingFor(trackingNumber: string): FedexReading;
};

/** What is known of the answer as a whole. */
type Surroundings = {
  readonly payload: unknown;
  readonly requestId: string | null;
  readonly context: ParseContext;
  readonly observedAt: Instant;
  readonly warnings: readonly Warning[];
};

/** Adds what is known about one number, e.g. its ship date. */
type ContextOf = (trackingNumber: string) => Partial<ParseContext>;

/** Reads a body of any shape; never throws on data. */
export function readAnswer(
  body: unknown,
  given: ParseContext,
  contextOf: ContextOf = () => ({}),
): FedexAnswer {
  const payload = typeof body === 'string' ? fromJson(body) : body;
  const { wire, warnings } = readWire(fedexEnvelope, payload);
  const alerts = alertsOf(wire?.output?.alerts);
  const entries = wire?.output?.completeTrackResults ?? [];
  const surroundings: Surroundings = {
    payload,
    requestId: filled(wire?.transactionId),
    context: { ...given, source: given.source ?? (wire && isPush(wire) ? 'push' : 'poll') },
    observedAt: given.observedAt ?? toInstant(systemClock.now()),
    warnings: [...warnings, ...alerts.map(toWarning)],
  };
  const readings = entries.map((entry, index) => readEntry(entry, index, entries, surroundings, contextOf));
  const refusal = readings.length > 0 ? null : (wire?.errors?.[0] ?? alerts.find(({ code }) => code) ?? null);
  return {
    readings,
    refusal,
    readingFor(asked) {
      const trackingNumber = canonicalNumber(asked) ?? '';
      const reading = readings.find(({ result }) => result.trackingNumber === trackingNumber);
      if (reading) return reading;
      const result = refusal
        ? toRefusedResult(refusal, refusalContext(trackingNumber, surroundings, given.httpStatus))
        : noAnswer(trackingNumber, readings.length > 0, surroundings);
      return { result, shipmentNumber: null };
    },
  };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readEntry(
  entry: unknown,
  index: number,
  entries: readonly unknown[],
  surroundings: Surroundings,
  contextOf: ContextOf,
): FedexReading {
  const path = `output.completeTrackResults.${index}`;
  const short = bounded(entry);
  const { wire: track, warnings } = readWire(fedexTrack, short.value);
  const { payload, observedAt } = surroundings;
  const asked = entries.length === 1 ? canonicalNumber(surroundings.context.trackingNumber) : null;
  const trackingNumber = (track && numberOf(track)) ?? asked ?? '';
  const context = { ...surroundings.context, ...contextOf(trackingNumber) };
  const life = chooseLife(track?.trackResults ?? [], context);
  if (life === undefined || !(life.result.error || hasNews(life.result))) {
    return { result: noAnswer(trackingNumber, false, surroundings), shipmentNumber: null };
  }
  if (life.result.error) {
    const refused = refusalContext(trackingNumber, surroundings, undefined);
    return { result: toRefusedResult(life.result.error, refused), shipmentNumber: null };
  }
  const observation = toObservation(life.result, {
    trackingNumber,
    observedAt,
    source: context.source ?? 'poll',
    policy: context.policy,
    pii: context.pii,
    path: `${path}.trackResults.${life.index}`,
    warnings: [
      ...surroundings.warnings,
      ...[...short.warnings, ...warnings, ...(life.warning ? [life.warning] : [])].map((warning) =>
        under(path, warning),
      ),
    ],
    raw: context.keepRaw ? withOnly(entry, entries, payload) : undefined,
  });
  return {
    result: { outcome: 'found', carrier: 'fedex', trackingNumber, observation },
    shipmentNumber: life.result.additionalTrackingInfo?.hasAssociatedShipments
      ? (masterNumberOf(life.result) ?? trackingNumber)
      : null,
  };
}

/** The pieces that an answer about a shipment lists, each once. */
export function readPieces(body: unknown, context: StatusContext): Piece[] {
  const entries = readWire(fedexEnvelope, body).wire?.output?.completeTrackResults ?? [];
  const pieces = entries.flatMap((entry) => {
    const track = readWire(fedexTrack, entry).wire;
    return (track?.trackResults ?? []).flatMap((result) => {
      const own = canonicalNumber(result.trackingNumberInfo?.trackingNumber);
      const trackingNumber = own ?? canonicalNumber(track?.trackingNumber);
      return trackingNumber === null || result.error ? [] : [toPiece(trackingNumber, result, context)];
    });
  });
  return [...new Map(pieces.map((piece) => [piece.trackingNumber, piece])).values()];
}

const numberOf = ({ trackingNumber, trackResults }: FedexTrack): string | null =>
  canonicalNumber(trackingNumber) ?? canonicalNumber(trackResults?.[0]?.trackingNumberInfo?.trackingNumber);

const hasNews = ({ latestStatusDetail, scanEvents, dateAndTimes }: FedexResult): boolean =>
  latestStatusDetail != null || (scanEvents ?? []).length > 0 || (dateAndTimes ?? []).length > 0;

const under = (path: string, warning: Warning): Warning => ({
  ...warning,
  path: warning.path === '' ? path : `${path}.${warning.path}`,
});

/** The payload as if this number alone had been asked for: a batch holds other people's parcels. */
function withOnly(entry: unknown, entries: readonly unknown[], payload: unknown): unknown {
  if (entries.length === 1 || !isRecord(payload) || !isRecord(payload['output'])) return payload;
  return { ...payload, output: { ...payload['output'], completeTrackResults: [entry] } };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const refusalContext = (
  trackingNumber: string,
  { observedAt, requestId, context }: Surroundings,
  httpStatus: number | undefined,
): RefusalContext => ({
  trackingNumber,
  observedAt,
  httpStatus,
  retryAfterMs: context.retryAfterMs,
  requestId,
});

function noAnswer(
  trackingNumber: string,
  isAboutOthers: boolean,
  { context: { httpStatus, retryAfterMs }, requestId }: Surroundings,
): TrackResult {
  const details = { carrier: 'fedex', retryAfterMs, requestId: requestId ?? undefined };
  const error = isAboutOthers
    ? new CarrierResponseError('fedex: the answer is about another number', { ...details, httpStatus })
    : failureOfStatus(httpStatus, 'fedex: the body is no tracking answer', details);
  return { outcome: 'failed', carrier: 'fedex', trackingNumber, error };
}
