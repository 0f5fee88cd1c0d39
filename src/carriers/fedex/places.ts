/** FedEx's addresses as places, and whether two of them are the same. */

import { type Location, type ServicePoint, toLocation } from '../../model/location.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { filled } from '../wire.ts';
import type { FedexAddress, FedexPlace, FedexResult, FedexStation } from './wire.ts';

export function locationOf(address: FedexAddress, name?: string | null): Location | null {
  if (!address) return name ? toLocation({ name }) : null;
  return toLocation({
    city: address.city ?? null,
    region: address.stateOrProvinceCode ?? null,
    postalCode: address.postalCode ?? null,
    country: address.countryCode ?? null,
    name: name ?? null,
    streetLines: (address.streetLines ?? []).filter((line) => typeof line === 'string'),
  });
}

const placeOf = (place: FedexPlace): Location | null =>
  locationOf(
    place?.address,
    toPlainText(place?.contact?.companyName) ?? toPlainText(place?.contact?.personName),
  );

const stationOf = (station: FedexStation | null | undefined): Location | null =>
  placeOf(station?.locationContactAndAddress);

export const shipperOf = (result: FedexResult): Location | null =>
  placeOf(result.shipperInformation) ?? stationOf(result.originLocation);

/** The addressee's place, whatever has been redirected since. */
export const recipientOf = (result: FedexResult): Location | null =>
  placeOf(result.recipientInformation) ?? stationOf(result.destinationLocation);

/** Where the parcel is to go now. */
export function destinationOf(result: FedexResult): Location | null {
  const updated = locationOf(result.lastUpdatedDestinationAddress);
  // Next to nothing of an address must not hide the recipient's.
  return updated?.city ? updated : (recipientOf(result) ?? updated);
}

/** The same city; a region or country stands against it only where both name one. */
export function isSamePlace(one: Location | null, other: Location | null): boolean {
  if (!one?.city || !other?.city || !isSameText(one.city, other.city)) return false;
  return agree(one.region, other.region) && agree(one.country, other.country);
}

const isSameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const agree = (one: string | null, other: string | null): boolean =>
  one === null || other === null || isSameText(one, other);

const SERVICE_POINT_TYPES: Readonly<Record<string, ServicePoint['type']>> = {
  FEDEX_AUTHORIZED_SHIP_CENTER: 'shop',
  FEDEX_OFFICE: 'shop',
  FEDEX_ONSITE: 'shop',
  // Spelt as FedEx spells it.
  RETAIL_ALLICANCE_LOCATION: 'shop',
  FEDEX_GROUND_TERMINAL: 'carrier_facility',
  FEDEX_STAFFED: 'carrier_facility',
};

/** Where the parcel is held for its recipient. */
export function servicePointOf(station: FedexResult['holdAtLocation']): ServicePoint | null {
  const address = stationOf(station);
  const code = filled(station?.locationId);
  if (address === null && code === null) return null;
  const type = station?.locationType ?? '';
  return {
    type: (Object.hasOwn(SERVICE_POINT_TYPES, type) ? SERVICE_POINT_TYPES[type] : undefined) ?? 'unknown',
    name: address?.name ?? null,
    code,
    address,
    openUntil: null,
  };
}
