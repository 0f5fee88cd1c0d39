/** What an answer says of one tracking number. */

import type { Piece, TrackResult, Warning } from '../../model/observation.ts';
import type { Instant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber, readWire } from '../wire.ts';
import { bounded } from './bounds.ts';
import { noAnswer, toRefusedResult } from './failure.ts';
import { piecesOf } from './listed-pieces.ts';
import { type ChosenLife, chooseLife, type LifeHints, livesOf, numberOf } from './lives.ts';
import { toObservation } from './map.ts';
import { masterNumberOf } from './parcel-facts.ts';
import { type FedexResult, type FedexTrack, fedexTrack } from './wire.ts';

export type FedexReading = {
  readonly result: TrackResult;
  /** The shipment's number, where FedEx says that there are more pieces. */
  readonly shipmentNumber: string | null;
};

/** What is known of the answer as a whole. */
export type Surroundings = {
  readonly payload: unknown;
  /** One for each number. */
  readonly entries: readonly unknown[];
  readonly requestId: string | null;
  readonly observedAt: Instant;
  /** About the answer as a whole. */
  readonly warnings: readonly Warning[];
  readonly context: ParseContext;
  /** What tells the lives of one number apart. */
  lifeOf(trackingNumber: string): LifeHints;
};

/** Reads one entry of an answer. */
export function readEntry(entry: unknown, index: number, surroundings: Surroundings): FedexReading {
  const { entries, requestId, observedAt, context } = surroundings;
  const path = `output.completeTrackResults.${index}`;
  const short = bounded(entry);
  const { wire: track = {}, warnings } = readWire(fedexTrack, short.value);
  const asked = entries.length === 1 ? canonicalNumber(context.trackingNumber) : null;
  const trackingNumber = numberOfTrack(track) ?? asked ?? '';
  const { httpStatus, retryAfterMs } = context;
  const circumstances = { trackingNumber, observedAt, requestId, httpStatus, retryAfterMs };
  const life = chooseLife(
    livesOf(track.trackResults ?? [], trackingNumber),
    surroundings.lifeOf(trackingNumber),
  );
  if (life?.result.error) {
    // The call itself went well, so its HTTP status says nothing of the number.
    const result = toRefusedResult(life.result.error, { ...circumstances, httpStatus: undefined });
    return { result, shipmentNumber: null };
  }
  if (life === undefined || !hasNews(life.result)) {
    return { result: noAnswer(circumstances), shipmentNumber: null };
  }
  const observation = toObservation(life.result, {
    source: context.source ?? 'poll',
    policy: context.policy,
    trackingNumber,
    observedAt,
    pieces: piecesBeside(track, life, context),
    path: `${path}.trackResults.${life.index}`,
    warnings: [
      ...surroundings.warnings,
      ...[...short.warnings, ...warnings, ...life.warnings].map((warning) => under(path, warning)),
    ],
    pii: context.pii,
    raw: context.keepRaw ? withOnly(entry, surroundings) : undefined,
  });
  return {
    result: { outcome: 'found', carrier: 'fedex', trackingNumber, observation },
    shipmentNumber: shipmentNumberOf(life.result, trackingNumber),
  };
}

/** The parcels of the shipment, where those of other numbers are listed beside this one. */
function piecesBeside(track: FedexTrack, { result }: ChosenLife, context: ParseContext): readonly Piece[] {
  const own = numberOf(result);
  const hasOthers = (track.trackResults ?? []).some((other) => numberOf(other) !== own);
  return hasOthers ? piecesOf([track], { source: context.source ?? 'poll', policy: context.policy }) : [];
}

const numberOfTrack = ({ trackingNumber, trackResults }: FedexTrack): string | null =>
  canonicalNumber(trackingNumber) ?? (trackResults?.[0] ? numberOf(trackResults[0]) : null);

/** Whether a result says anything beside the number. */
const hasNews = ({ trackingNumberInfo: _number, ...news }: FedexResult): boolean =>
  Object.values(news).some((part) => (Array.isArray(part) ? part.length > 0 : isRecord(part)));

const shipmentNumberOf = (result: FedexResult, trackingNumber: string): string | null =>
  result.additionalTrackingInfo?.hasAssociatedShipments ? (masterNumberOf(result) ?? trackingNumber) : null;

const under = (path: string, warning: Warning): Warning => ({
  ...warning,
  path: warning.path === '' ? path : `${path}.${warning.path}`,
});

/** The payload as if this number alone had been asked for: a batch holds other people's parcels. */
function withOnly(entry: unknown, { payload, entries }: Surroundings): unknown {
  if (entries.length === 1 || !isRecord(payload) || !isRecord(payload['output'])) return payload;
  return { ...payload, output: { ...payload['output'], completeTrackResults: [entry] } };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
