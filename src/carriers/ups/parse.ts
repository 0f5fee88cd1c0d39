/** Reads any body of UPS, poll or push, parcel or refusal, told apart by its shape. Never throws on data. */

import { CarrierResponseError } from '../../errors.ts';
import type { Observation, TrackResult, Warning } from '../../model/observation.ts';
import { applyPiiPolicy } from '../../normalization/pii.ts';
import { systemClock, toInstant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber, readBody, readWire } from '../wire.ts';
import { readRefusal, toRefusal, type UpsRefusal, upsFailure } from './failure.ts';
import {
  firstDay,
  type Life,
  livesAbout,
  livesByNumber,
  livesOf,
  type ReadLife,
  rankLives,
} from './lives.ts';
import { toObservation } from './map.ts';
import { isPush, pushField, toParcel } from './webhook.ts';
import { type UpsNotice, type UpsParcel, type UpsShipment, upsAnswer, upsPush } from './wire.ts';

/** UPS's code for a number it knows nothing of. */
const NOT_FOUND = 'TW0001';

/**
 * Reads a recorded body of UPS: an answer of the Track API, a push of Track Alert v1 or v2, or an error, as JSON
 * text or parsed. Needs no credentials.
 *
 * @returns at least one result; one per number where the body is all that is known.
 */
export function parseUps(payload: unknown, context: ParseContext = {}): TrackResult[] {
  const body = readBody(payload);
  const reading: Reading = {
    asked: canonicalNumber(context.trackingNumber),
    observedAt: context.observedAt ?? toInstant(systemClock.now()),
    payload,
    context,
  };
  if (!isRecord(body)) return [readRefused(body, reading)];
  if ('trackResponse' in body) return readAnswer(body, reading);
  return isPush(body) ? [readPush(body, reading)] : [readRefused(body, reading)];
}

type Reading = {
  /** The number that was asked for, in canonical form. */
  readonly asked: string | null;
  readonly observedAt: string;
  readonly payload: unknown;
  readonly context: ParseContext;
};

function readAnswer(body: object, reading: Reading): TrackResult[] {
  const { wire, warnings } = readWire(upsAnswer, body);
  const shipments = wire?.trackResponse?.shipment ?? [];
  const lives = livesOf(shipments);
  const { asked } = reading;
  const byNumber = asked === null ? livesByNumber(lives) : new Map([[asked, livesAbout(lives, asked)]]);
  const found = [...byNumber].flatMap(([number, own]) => toFound(number, own, warnings, reading));
  const empty = shipments
    .filter((shipment) => (shipment.package ?? []).length === 0)
    .filter(({ inquiryNumber }) => asked === null || (canonicalNumber(inquiryNumber) ?? asked) === asked)
    .map((shipment) => toEmptyResult(shipment, reading));
  const results = [...found, ...empty];
  if (results.length > 0) return asked === null ? results : results.slice(0, 1);
  return [shipments.length > 0 ? toMismatch(reading) : readRefused(body, reading)];
}

/** One result for all lives of a number; none where there are none. */
function toFound(
  trackingNumber: string,
  lives: readonly Life[],
  warnings: readonly Warning[],
  reading: Reading,
): TrackResult[] {
  const read = lives.map((life) => ({ life, observation: observe(trackingNumber, life, reading) }));
  const [chosen, ...leftOut] = rankLives(read, reading.context.shipDate);
  if (chosen === undefined) return [];
  const notices = (chosen.life.shipment.warnings ?? []).flatMap(toNotice);
  const all = [...warnings, ...notices, ...leftOut.map(toLeftOut), ...chosen.observation.warnings];
  return [toResult({ ...chosen.observation, warnings: all }, reading)];
}

const observe = (trackingNumber: string, { parcel, shipment, path }: Life, reading: Reading): Observation =>
  toObservation(parcel, {
    trackingNumber,
    path,
    siblings: shipment.package ?? [],
    observedAt: reading.observedAt,
    source: reading.context.source ?? 'poll',
    policy: reading.context.policy,
  });

/** UPS warns beside a parcel too; the parcel stays found. */
function toNotice(notice: UpsNotice): Warning[] {
  const { code, message } = toRefusal(notice);
  const said = [code, message].filter((part) => part !== null).join(' ');
  return said === '' ? [] : [{ path: 'trackResponse.shipment.warnings', message: said }];
}

const toLeftOut = (left: ReadLife): Warning => ({
  path: left.life.path.slice(0, -1),
  message: `another parcel of this number, first seen ${firstDay(left) ?? 'at an unknown time'}, was left out`,
});

/** What UPS says where it lists no parcel. */
function toEmptyResult(shipment: UpsShipment, reading: Reading): TrackResult {
  const trackingNumber = reading.asked ?? canonicalNumber(shipment.inquiryNumber) ?? '';
  const refusals = (shipment.warnings ?? []).map(toRefusal);
  const refusal = refusals.find(({ code }) => code === NOT_FOUND) ?? refusals[0] ?? null;
  return toRefusedResult(trackingNumber, refusal, refusal?.code === NOT_FOUND, reading);
}

function readPush(body: object, reading: Reading): TrackResult {
  const { wire, warnings } = readWire(upsPush, body);
  const parcel: UpsParcel = toParcel(wire ?? {});
  const own = canonicalNumber(parcel.trackingNumber);
  const numbers = [own, canonicalNumber(wire?.alternateTrackingNumber)].filter((number) => number !== null);
  const { asked, context } = reading;
  if (asked !== null && numbers.length > 0 && !numbers.includes(asked)) return toMismatch(reading);
  const observation = toObservation(parcel, {
    trackingNumber: asked ?? own ?? '',
    path: '',
    siblings: [],
    observedAt: reading.observedAt,
    source: context.source ?? 'push',
    policy: context.policy,
  });
  const ownWarnings = observation.warnings.map(({ path, message }) => ({ path: pushField(path), message }));
  return toResult({ ...observation, warnings: [...warnings, ...ownWarnings] }, reading);
}

function toResult(observation: Observation, { payload, context }: Reading): TrackResult {
  const kept = context.keepRaw ? { ...observation, raw: payload } : observation;
  const { carrier, trackingNumber } = observation;
  return { outcome: 'found', carrier, trackingNumber, observation: applyPiiPolicy(kept, context.pii) };
}

/** An answer about another number is never given out under the one that was asked for. */
const toMismatch = ({ asked, context }: Reading): TrackResult => ({
  outcome: 'failed',
  carrier: 'ups',
  trackingNumber: asked ?? '',
  error: new CarrierResponseError('ups: the answer is about another number', {
    carrier: 'ups',
    httpStatus: context.httpStatus,
  }),
});

/** A body that is no parcel: an error of UPS, or anything at all, such as a page of a proxy. */
function readRefused(body: unknown, reading: Reading): TrackResult {
  const refusal = readRefusal(body);
  // UPS documents 404 for an unknown number; a text under 404 is a page of somebody else.
  const isNotFound =
    refusal?.code === NOT_FOUND || (reading.context.httpStatus === 404 && typeof body !== 'string');
  return toRefusedResult(reading.asked ?? '', refusal, isNotFound, reading);
}

function toRefusedResult(
  trackingNumber: string,
  refusal: UpsRefusal | null,
  isNotFound: boolean,
  { observedAt, context }: Reading,
): TrackResult {
  const about = { carrier: 'ups', trackingNumber };
  if (!isNotFound) return { outcome: 'failed', ...about, error: upsFailure(refusal, context) };
  const { code = null, message = null } = refusal ?? {};
  return { outcome: 'not_found', ...about, carrierCode: code, message, observedAt };
}

const isRecord = (body: unknown): body is object =>
  typeof body === 'object' && body !== null && !Array.isArray(body);
