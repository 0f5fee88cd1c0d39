/** Reads any body of Amazon, poll or push, parcel or refusal, told apart by its shape. Never throws on data. */

import type { TrackResult, Warning } from '../../model/observation.ts';
import { systemClock, toInstant } from '../../time/clock.ts';
import { type Bounded, bounded } from '../bounds.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber, readBody, readWire, type WireSchema } from '../wire.ts';
import { milestoneBounds, packageBounds, shipmentBounds } from './bounds.ts';
import { type Circumstances, nothingKnown, readRefusal, toRefusedResult, unusable } from './failure.ts';
import { isPackage, readPackage } from './fulfillment.ts';
import { toObservation } from './map.ts';
import {
  DETAIL_PATH,
  isAbout,
  isNotification,
  numberIn,
  readMilestones,
  trackingDetailIn,
} from './milestones.ts';
import type { AmazonRecord } from './record.ts';
import { isEmpty, isShipment, numberOf, numbersOf, readShipment } from './shipping.ts';
import { contentOfPush } from './webhook.ts';
import { amazonMilestones, amazonPackage, amazonShipment } from './wire.ts';
import type { Warn } from './zones.ts';

/**
 * Reads a recorded body of Amazon, as JSON text or parsed: an answer of Amazon Shipping (v2 or v1), what its webhook
 * sends, a `SHIPMENT_TRACKING_MILESTONE_CHANGED` notification, package details of Multi-Channel Fulfilment, or an
 * error. Needs no credentials and never throws on data.
 *
 * @returns one result.
 */
export function parseAmazon(payload: unknown, context: ParseContext = {}): TrackResult[] {
  const body = readBody(payload);
  const pushed = isRecord(body) ? contentOfPush(body) : null;
  const reading: Reading = {
    asked: canonicalNumber(context.trackingNumber),
    observedAt: context.observedAt ?? toInstant(systemClock.now()),
    body,
    context,
    path: pushed === null ? '' : 'detail.',
    isPush: pushed !== null,
  };
  return [isRecord(body) ? readContent(pushed ?? body, reading) : readPage(reading)];
}

type Reading = {
  /** The number that was asked for, in canonical form. */
  readonly asked: string | null;
  readonly observedAt: string;
  /** As it was recorded. */
  readonly body: unknown;
  readonly context: ParseContext;
  /** Where the content lies in the body; empty, or ends in a dot. */
  readonly path: string;
  readonly isPush: boolean;
};

function readContent(content: object, reading: Reading): TrackResult {
  if (isNotification(content)) return readNotification(content, { ...reading, isPush: true });
  // The model's own example leaves this wrapper out.
  const payload: unknown = Reflect.get(content, 'payload');
  const [inner, path] = isRecord(payload) ? [payload, `${reading.path}payload.`] : [content, reading.path];
  if (isPackage(inner)) return readFulfillment(inner, { ...reading, path });
  if (isShipment(inner)) return readAnswer(inner, { ...reading, path });
  return toRefusedResult(readRefusal(content), circumstancesOf(reading, null));
}

function readPage(reading: Reading): TrackResult {
  const circumstances = circumstancesOf(reading, null);
  // A text under 404 is a page of somebody else: only Amazon itself can say that it doesn't know a parcel.
  return typeof reading.body === 'string' && reading.context.httpStatus === 404
    ? unusable('the body is no tracking answer', circumstances)
    : toRefusedResult(null, circumstances);
}

function readAnswer(body: object, reading: Reading): TrackResult {
  const { asked } = reading;
  const { wire: shipment = {}, warnings } = readAt(
    reading.path,
    amazonShipment,
    bounded(body, shipmentBounds),
  );
  const named = numbersOf(shipment);
  if (asked !== null && named.length > 0 && !named.includes(asked)) return anotherNumber(reading);
  const trackingNumber = asked ?? numberOf(shipment.trackingId) ?? '';
  const record = readShipment(shipment, trackingNumber, collect(reading.path, warnings));
  if (!isEmpty(record)) return toFound(record, trackingNumber, warnings, reading);
  const circumstances = circumstancesOf(reading, trackingNumber);
  const refusal = isRecord(reading.body) ? readRefusal(reading.body) : null;
  return refusal === null ? nothingKnown(circumstances) : toRefusedResult(refusal, circumstances);
}

function readNotification(body: object, reading: Reading): TrackResult {
  const { asked } = reading;
  const detail = trackingDetailIn(body);
  if (detail === null) {
    return unusable('the notification tells of no parcel', circumstancesOf(reading, null));
  }
  const path = `${reading.path}${DETAIL_PATH}`;
  const { wire: tracking = {}, warnings } = readAt(path, amazonMilestones, bounded(detail, milestoneBounds));
  if (asked !== null && !isAbout(tracking, asked)) return anotherNumber(reading);
  const trackingNumber = asked ?? numberIn(tracking) ?? '';
  const record = readMilestones(tracking, collect(path, warnings));
  if (!isEmpty(record)) return toFound(record, trackingNumber, warnings, reading);
  return unusable('the notification tells of no milestone', circumstancesOf(reading, trackingNumber));
}

function readFulfillment(body: object, reading: Reading): TrackResult {
  const { asked } = reading;
  const { wire: parcel = {}, warnings } = readAt(reading.path, amazonPackage, bounded(body, packageBounds));
  const own = numberOf(parcel.trackingNumber);
  if (asked !== null && own !== null && own !== asked) return anotherNumber(reading);
  const trackingNumber = asked ?? own ?? '';
  const record = readPackage(parcel, collect(reading.path, warnings));
  return isEmpty(record)
    ? unusable('the body is no tracking answer', circumstancesOf(reading, trackingNumber))
    : toFound(record, trackingNumber, warnings, reading);
}

function toFound(
  record: AmazonRecord,
  trackingNumber: string,
  warnings: readonly Warning[],
  { observedAt, body, context, isPush }: Reading,
): TrackResult {
  const observation = toObservation(record, {
    trackingNumber,
    observedAt,
    source: context.source ?? (isPush ? 'push' : 'poll'),
    warnings,
    policy: context.policy,
    pii: context.pii,
    raw: context.keepRaw ? body : undefined,
  });
  return { outcome: 'found', carrier: 'amazon', trackingNumber, observation };
}

/** An answer about another number is never given out under the one that was asked for. */
const anotherNumber = (reading: Reading): TrackResult =>
  unusable('the answer is about another number', circumstancesOf(reading, null));

const circumstancesOf = (
  { asked, observedAt, context: { httpStatus, retryAfterMs, requestId } }: Reading,
  trackingNumber: string | null,
): Circumstances => ({
  trackingNumber: asked ?? trackingNumber ?? '',
  observedAt,
  httpStatus,
  retryAfterMs,
  requestId,
});

/** Reads by a schema, with warnings that say where in the body. */
function readAt<Wire>(
  path: string,
  schema: WireSchema<Wire>,
  cut: Bounded,
): { readonly wire: Wire | undefined; readonly warnings: Warning[] } {
  const { wire, warnings } = readWire(schema, cut.value);
  const all = [...cut.warnings, ...warnings];
  return { wire, warnings: all.map((warning) => ({ ...warning, path: path + warning.path })) };
}

const collect =
  (path: string, warnings: Warning[]): Warn =>
  (warning) => {
    warnings.push({ ...warning, path: path + warning.path });
  };

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
