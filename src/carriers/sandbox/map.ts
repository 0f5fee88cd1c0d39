/** From the sandbox's record of a parcel to an observation. Pure. */

import { timeOfIso } from '../../model/event-time.ts';
import { type Location, type ServicePoint, toLocation } from '../../model/location.ts';
import type {
  Delivery,
  Eta,
  NumberRelation,
  Observation,
  Piece,
  RelatedNumber,
  Warning,
  Weight,
} from '../../model/observation.ts';
import { type TrackingEvent, toTrackingEvent } from '../../model/tracking-event.ts';
import { normalize, type StatusAnswer, type StatusPolicy } from '../../normalization/normalize.ts';
import { toProductName } from '../../normalization/plain-text.ts';
import type { Instant } from '../../time/clock.ts';
import { instantAt, readIso } from '../../time/wall-clock.ts';
import { orderEvents } from '../../timeline/event-order.ts';
import type { ParseContext } from '../carrier.ts';
import { sandboxCodes } from './codes.ts';
import type { WireParcel, WirePlace, WireScan } from './wire.ts';

const MAX_SCANS = 1_000;

export type SandboxReading = {
  readonly trackingNumber: string;
  readonly observedAt: Instant;
  readonly warnings: readonly Warning[];
};

export function toObservation(
  parcel: WireParcel,
  reading: SandboxReading,
  context: ParseContext,
): Observation {
  const scans = parcel.scans ?? [];
  const { movesStatus: _movesStatus, ...status } = toStatus(parcel.status, context.policy);
  return {
    ...status,
    carrier: 'sandbox',
    trackingNumber: reading.trackingNumber,
    events: orderEvents(
      scans
        .slice(0, MAX_SCANS)
        .reverse()
        .map((scan) => toEvent(scan, context.policy)),
    ),
    eta: toEta(parcel.estimate?.from, parcel.estimate?.to, 'estimate'),
    originalEta: toEta(parcel.promisedOn, parcel.promisedOn, 'promisedOn'),
    delivery: status.status === 'delivered' ? toDelivery(parcel.delivery) : null,
    servicePoint: toServicePoint(parcel.servicePoint),
    service: parcel.service
      ? { code: parcel.service.code ?? null, name: toProductName(parcel.service.name) }
      : null,
    origin: toPlace(parcel.sender),
    destination: toPlace(parcel.recipient),
    weight: toWeight(parcel.weight),
    pieces: (parcel.pieces ?? []).flatMap((piece) => toPiece(piece, context.policy)),
    pieceCount: parcel.pieceCount ?? null,
    references: (parcel.references ?? []).flatMap(({ type, value }) =>
      value ? [{ type: type ?? null, value }] : [],
    ),
    relatedNumbers: (parcel.related ?? []).flatMap(toRelatedNumber),
    carrierUniqueId: parcel.id ?? null,
    observedAt: reading.observedAt,
    source: context.source ?? 'poll',
    warnings:
      scans.length > MAX_SCANS
        ? [...reading.warnings, { path: 'parcel.scans', message: `only the newest ${MAX_SCANS} were read` }]
        : reading.warnings,
  };
}

export function toStatus(status: WireParcel['status'], policy: StatusPolicy | undefined): StatusAnswer {
  const code = status?.code || null;
  const text = status?.text ?? null;
  const codes = code === null ? [] : [{ table: sandboxCodes, code }];
  return normalize({ code, category: null, text, codes }, policy);
}

const toEvent = (scan: WireScan, policy: StatusPolicy | undefined): TrackingEvent =>
  toTrackingEvent(toStatus(scan, policy), timeOfIso(scan.at), {
    carrier: 'sandbox',
    eventId: scan.id ?? null,
    location: toPlace(scan.place),
    signedBy: null,
  });

const toPlace = (place: WirePlace | null | undefined): Location | null =>
  place ? toLocation({ ...place, streetLines: place.street ? [place.street] : [] }) : null;

function toEta(from: string | null | undefined, to: string | null | undefined, source: string): Eta | null {
  const [begins, ends] = [readIso(from ?? ''), readIso(to ?? '')];
  if (begins === null || ends === null) return null;
  const isDay = begins.precision === 'day' || ends.precision === 'day';
  return {
    from: isDay ? begins.localTime.slice(0, 10) : begins.localTime,
    to: isDay ? ends.localTime.slice(0, 10) : ends.localTime,
    fromUtc: begins.utcOffset === null ? null : instantAt(begins.localTime, begins.utcOffset),
    toUtc: ends.utcOffset === null ? null : instantAt(ends.localTime, ends.utcOffset),
    precision: isDay ? 'day' : 'minute',
    source,
  };
}

function toDelivery(delivery: WireParcel['delivery']): Delivery | null {
  if (!delivery) return null;
  const { occurredAt, localTime } = timeOfIso(delivery.at);
  const available = delivery.proofs ?? [];
  return {
    at: occurredAt,
    localTime,
    signedBy: delivery.signedBy || null,
    placement: delivery.placement || null,
    proof: available.length === 0 ? null : { signatureImage: null, photo: null, document: null, available },
  };
}

const POINT_TYPES: readonly ServicePoint['type'][] = ['shop', 'locker', 'post_office'];

function toServicePoint(point: WireParcel['servicePoint']): ServicePoint | null {
  if (!point) return null;
  const address = toPlace(point.address);
  return {
    type: POINT_TYPES.find((type) => type === point.type) ?? 'unknown',
    name: address?.name ?? null,
    code: point.code ?? null,
    address,
    openUntil: readIso(point.openUntil ?? '')?.localTime.slice(0, 10) ?? null,
  };
}

const WEIGHT_UNITS: readonly Weight['unit'][] = ['kg', 'g', 'lb', 'oz'];

function toWeight(weight: WireParcel['weight']): Weight | null {
  const unit = WEIGHT_UNITS.find((candidate) => candidate === weight?.unit);
  const value = weight?.value;
  return unit !== undefined && typeof value === 'number' && value >= 0 ? { value, unit } : null;
}

function toPiece(piece: NonNullable<WireParcel['pieces']>[number], policy?: StatusPolicy): Piece[] {
  if (!piece.trackingNumber) return [];
  const { status, substatus } = toStatus(piece.status, policy);
  return [{ trackingNumber: piece.trackingNumber, status, substatus, weight: toWeight(piece.weight) }];
}

const RELATIONS: readonly NumberRelation[] = ['last_mile', 'return'];

function toRelatedNumber(related: NonNullable<WireParcel['related']>[number]): RelatedNumber[] {
  if (!related.number) return [];
  const relation = RELATIONS.find((candidate) => candidate === related.relation) ?? 'alternate';
  return [{ number: related.number, carrier: related.carrier ?? null, relation }];
}
