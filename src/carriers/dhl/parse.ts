/** Reads any body of DHL, of either API, poll or push, shipment or refusal, told apart by its shape. Never throws on data. */

import type { TrackResult, Warning } from '../../model/observation.ts';
import { applyPiiPolicy } from '../../normalization/pii.ts';
import { systemClock, toInstant } from '../../time/clock.ts';
import { type Bounds, bounded } from '../bounds.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber, filled, readBody, readWire, type WireSchema } from '../wire.ts';
import { MYDHL_LISTS, UNIFIED_LISTS } from './bounds.ts';
import { anotherNumber, dhlFailure, handshake, isNotFound, readRefusal } from './failure.ts';
import { firstDay, type Life, livesAbout, livesByNumber, rankLives } from './lives.ts';
import { toObservation } from './map.ts';
import { recordOfMydhl } from './mydhl.ts';
import type { ShipmentRecord } from './record.ts';
import { recordOfUnified, withReferencesListed } from './unified.ts';
import { isHandshake, scopeOf } from './webhook.ts';
import { dhlEnvelope, dhlShipment, expressShipment } from './wire.ts';
import type { Warn } from './zones.ts';

/** Far more than DHL answers at once. */
const MAX_SHIPMENTS = 200;

/** What reading a body of DHL may be told. */
export type DhlParseContext = ParseContext & {
  /** The division that is meant, where one number belongs to several: `express`, `parcel-de`, … */
  readonly service?: string | undefined;
};

/**
 * Reads a recorded body of DHL, as JSON text or parsed: an answer of the Unified API or of MyDHL, a push, or an
 * error. Needs no credentials.
 *
 * @returns at least one result; one per number where the body is all that is known.
 */
export function parseDhl(payload: unknown, context: DhlParseContext = {}): TrackResult[] {
  const body = readBody(payload);
  const reading: Reading = {
    asked: canonicalNumber(context.trackingNumber),
    observedAt: context.observedAt ?? toInstant(systemClock.now()),
    payload,
    context,
  };
  const { wire = {}, warnings } = readWire(dhlEnvelope, body);
  const scope = scopeOf(wire);
  if (isHandshake(scope)) return [failed(reading, handshake(scope ?? ''))];
  if (!hasShipments(body)) return [readRefused(body, reading)];
  const also = (wire.possibleAdditionalShipmentsUrl ?? []).flatMap(toAdditional);
  return readShipments(body.shipments, [...warnings, ...also], {
    ...reading,
    context: { source: scope === null ? 'poll' : 'push', ...context },
  });
}

type Reading = {
  /** The number that was asked for, in canonical form. */
  readonly asked: string | null;
  readonly observedAt: string;
  readonly payload: unknown;
  readonly context: DhlParseContext;
};

function readShipments(
  shipments: readonly unknown[],
  warnings: readonly Warning[],
  reading: Reading,
): TrackResult[] {
  // DHL found nothing, and said so without an error.
  if (shipments.length === 0) return [nothingKnown(null, reading)];
  const lives = shipments.slice(0, MAX_SHIPMENTS).flatMap(readShipment);
  if (lives.length === 0) return [readRefused(null, reading)];
  const { asked, context } = reading;
  if (asked === null) {
    return [...livesByNumber(lives)].map(([number, own]) => toFound(number, own, warnings, reading));
  }
  const own = livesAbout(lives, asked);
  return [
    own.length > 0
      ? toFound(asked, own, warnings, reading)
      : failed(reading, anotherNumber(context.httpStatus)),
  ];
}

/** None where a shipment says nothing but its number. */
function readShipment(shipment: unknown, index: number): Life[] {
  if (!isRecord(shipment)) return [];
  const path = `shipments.${index}.`;
  const warnings: Warning[] = [];
  const warn: Warn = (field, message) => warnings.push({ path: `${path}${field}`, message });
  const record = isMydhl(shipment) ? readMydhl(shipment, warn) : readUnified(shipment, warn);
  return record === null ? [] : [{ record, path, warnings }];
}

const NUMBERS: ReadonlySet<string> = new Set(['id', 'shipmentTrackingNumber']);

const saysSomething = (shipment: object): boolean =>
  Object.entries(shipment).some(
    ([name, value]) => !NUMBERS.has(name) && value !== null && value !== undefined,
  );

/** The names one API has for what it tells, and the other doesn't have. */
const UNIFIED_NAMES = ['id', 'service', 'origin', 'destination', 'details'];
const MYDHL_NAMES = [
  'shipmentTrackingNumber',
  'shipmentTimestamp',
  'shipperDetails',
  'receiverDetails',
  'pieces',
];

const countOf = (names: readonly string[], shipment: object): number =>
  names.filter((name) => name in shipment).length;

const isMydhl = (shipment: object): boolean =>
  countOf(MYDHL_NAMES, shipment) > countOf(UNIFIED_NAMES, shipment);

function readUnified(shipment: object, warn: Warn): ShipmentRecord | null {
  const wire = readBounded(dhlShipment, withReferencesListed(shipment), UNIFIED_LISTS, warn);
  return wire && saysSomething(wire) ? recordOfUnified(wire, warn) : null;
}

function readMydhl(shipment: object, warn: Warn): ShipmentRecord | null {
  const wire = readBounded(expressShipment, shipment, MYDHL_LISTS, warn);
  const controlled = (wire?.controlledAccessDataCodes ?? []).flatMap((code) => filled(code) ?? []);
  if (controlled.length > 0) {
    warn('controlledAccessDataCodes', `not to be shown to others: ${controlled.slice(0, 20).join(', ')}`);
  }
  return wire && saysSomething(wire) ? recordOfMydhl(wire, warn) : null;
}

function readBounded<Wire>(
  schema: WireSchema<Wire>,
  shipment: object,
  bounds: Bounds,
  warn: Warn,
): Wire | undefined {
  const short = bounded(shipment, bounds);
  const { wire, warnings } = readWire(schema, short.value);
  for (const { path, message } of [...short.warnings, ...warnings]) warn(path, message);
  return wire;
}

/** One result for all shipments of a number. */
function toFound(
  trackingNumber: string,
  lives: readonly Life[],
  warnings: readonly Warning[],
  reading: Reading,
): TrackResult {
  const { context, observedAt, payload } = reading;
  const [chosen, ...leftOut] = rankLives(lives, trackingNumber, context) as [Life, ...Life[]];
  const observation = toObservation(chosen.record, {
    trackingNumber,
    observedAt,
    source: context.source ?? 'poll',
    policy: context.policy,
    pii: context.pii,
    warnings: [...warnings, ...leftOut.map(toLeftOut), ...chosen.warnings],
  });
  const kept = context.keepRaw ? { ...observation, raw: payload } : observation;
  return {
    outcome: 'found',
    carrier: 'dhl',
    trackingNumber,
    observation: applyPiiPolicy(kept, context.pii),
  };
}

const toLeftOut = (left: Life): Warning => ({
  path: left.path.slice(0, -1),
  message: `another shipment of this number, of ${left.record.division ?? 'an unknown division'}, first seen ${firstDay(left) ?? 'at an unknown time'}, was left out`,
});

/** `/shipments?trackingNumber=…&service=parcel-nl`. */
const ADDITIONAL_SERVICE = /[?&]service=([a-z-]{2,30})/i;

function toAdditional(url: string | number | null | undefined): Warning[] {
  const [, service] = ADDITIONAL_SERVICE.exec(filled(url) ?? '') ?? [];
  const message = `the number may also be one of ${service}`;
  return service === undefined ? [] : [{ path: 'possibleAdditionalShipmentsUrl', message }];
}

/** A body without a shipment: an error of DHL, or anything at all, such as a page of a proxy. */
function readRefused(body: unknown, reading: Reading): TrackResult {
  const refusal = readRefusal(body, reading.context);
  const about = { ...reading, asked: reading.asked ?? refusal.trackingNumber };
  return isNotFound(body, refusal)
    ? nothingKnown(refusal.message, about)
    : failed(about, dhlFailure(refusal));
}

const failed = (
  { asked }: Reading,
  error: Extract<TrackResult, { outcome: 'failed' }>['error'],
): TrackResult => ({ outcome: 'failed', carrier: 'dhl', trackingNumber: asked ?? '', error });

const nothingKnown = (message: string | null, { asked, observedAt }: Reading): TrackResult => ({
  outcome: 'not_found',
  carrier: 'dhl',
  trackingNumber: asked ?? '',
  carrierCode: null,
  message,
  observedAt,
});

const hasShipments = (body: unknown): body is { readonly shipments: readonly unknown[] } =>
  isRecord(body) && 'shipments' in body && Array.isArray(body.shipments);

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
