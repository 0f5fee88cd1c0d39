/** What stays true of a parcel all the way: places, service, weight, references, other numbers. */

import { type Location, toLocation } from '../../model/location.ts';
import type { Reference, RelatedNumber, Service, Weight } from '../../model/observation.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { toPlainText, toProductName } from '../../normalization/plain-text.ts';
import { canonicalNumber, filled, type WireText } from '../wire.ts';
import { upsFormats } from './formats.ts';
import type { UpsAddress, UpsParcel } from './wire.ts';
import type { Warn } from './zones.ts';

export function readAddress(address: UpsAddress, name: WireText = null): Location | null {
  if (!address && filled(name) === null) return null;
  const { addressLine1, addressLine2, addressLine3, city, stateProvince, postalCode } = address ?? {};
  return toLocation({
    city: filled(city),
    region: filled(stateProvince),
    postalCode: filled(postalCode),
    country: filled(address?.countryCode) ?? filled(address?.country),
    name: toPlainText(filled(name)),
    streetLines: [addressLine1, addressLine2, addressLine3].flatMap((line) => filled(line) ?? []),
  });
}

export function readPlace(parcel: UpsParcel, type: 'ORIGIN' | 'DESTINATION'): Location | null {
  const place = (parcel.packageAddress ?? []).find((entry) => filled(entry.type)?.toUpperCase() === type);
  return place ? readAddress(place.address, filled(place.name) ?? place.attentionName) : null;
}

export function readService({ service }: UpsParcel): Service | null {
  const code = filled(service?.code) ?? filled(service?.levelCode);
  const name = toProductName(filled(service?.description));
  return code === null && name === null ? null : { code, name };
}

const WEIGHT_UNITS: ReadonlyMap<string, Weight['unit']> = new Map([
  ['LBS', 'lb'],
  ['KGS', 'kg'],
]);

export function readWeight({ weight }: UpsParcel, warn: Warn): Weight | null {
  const written = filled(weight?.weight);
  if (written === null) return null;
  const value = Number(written);
  const unit = WEIGHT_UNITS.get(filled(weight?.unitOfMeasurement)?.toUpperCase() ?? '');
  if (value > 0 && Number.isFinite(value) && unit !== undefined) return { value, unit };
  warn('weight', 'no weight in pounds or kilograms');
  return null;
}

/** The pieces of the shipment, however many of them the answer lists. */
export function readPieceCount(parcel: UpsParcel): number | null {
  const count = Number(filled(parcel.packageCount) ?? 0);
  return Number.isSafeInteger(count) && count > 0 ? count : null;
}

export function readReferences(parcel: UpsParcel): Reference[] {
  const references = new Map<string, Reference>();
  for (const { type, number } of parcel.referenceNumber ?? []) {
    const reference = { type: filled(type), value: filled(number) ?? 'NA' };
    if (reference.value !== 'NA') references.set(`${reference.type} ${reference.value}`, reference);
  }
  return [...references.values()];
}

/** Codes after which the parcel goes on under another number. */
const RENUMBERING_RULES: ReadonlySet<string | null> = new Set(['ups.exception/CG', 'ups.exception/IB']);

export function readRelatedNumbers(
  parcel: UpsParcel,
  trackingNumber: string,
  events: readonly TrackingEvent[],
): RelatedNumber[] {
  const isRenumbered = events.some(({ provenance }) => RENUMBERING_RULES.has(provenance.rule));
  const alternates = (parcel.alternateTrackingNumber ?? []).map(({ type, number }) =>
    toRelatedNumber(filled(type), canonicalNumber(number), isRenumbered),
  );
  // UPS may be asked by another number than the parcel's own.
  const own = toRelatedNumber(null, canonicalNumber(parcel.trackingNumber), false);
  const related = new Map<string, RelatedNumber>();
  for (const entry of [...alternates, own].flat()) {
    if (entry.number !== trackingNumber && !related.has(entry.number)) related.set(entry.number, entry);
  }
  return [...related.values()];
}

function toRelatedNumber(type: string | null, number: string | null, isRenumbered: boolean): RelatedNumber[] {
  if (number === null) return [];
  if (type === 'USPS_PIC') return [{ number, carrier: 'usps', relation: 'last_mile' }];
  const carrier = upsFormats.some(({ pattern }) => pattern.test(number)) ? 'ups' : null;
  return [{ number, carrier, relation: isRenumbered ? 'replacement' : 'alternate' }];
}
