/** USPS's places: cities, buildings that stand where a city should, and what a missing country means. */

import { type Location, toLocation } from '../../model/location.ts';
import { zoneOfLocation } from '../../model/location-zone.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { filled, type WireText } from '../wire.ts';
import { countryCodeOf } from './countries.ts';
import type { UspsParcel, UspsScan } from './wire.ts';

/** What USPS delivers to without crossing a border: states, insular areas, and military post (AA, AE, AP). */
const US_REGIONS: ReadonlySet<string> = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR ' +
    'PA RI SC SD TN TX UT VT VA WA WV WI WY AS FM GU MH MP PR PW VI AA AE AP'
  ).split(' '),
);

/** Insular areas have a code among the countries as well, under which their zone is found. */
const INSULAR_AREAS: ReadonlySet<string> = new Set(['AS', 'FM', 'GU', 'MH', 'MP', 'PR', 'PW', 'VI']);

/** What went through a number has lost its zeros. */
const SHORT_POSTAL_CODE = /^\d{3,4}$/;
const BUILDING = /\b(?:annex|center|facility|isc|ndc|p&dc|post office)\b|\(usps\)/i;

/** Whether the parcel crosses a border, so that a place without a country may be abroad. */
export const isInternational = (parcel: UspsParcel): boolean =>
  /^i|international/i.test(filled(parcel.mailType) ?? '') ||
  [parcel.originCountry, parcel.destinationCountryCode, parcel.destinationCountry].some(isAbroad);

function isAbroad(country: WireText): boolean {
  const code = countryCodeOf(filled(country));
  return code !== null && code !== 'US' && !INSULAR_AREAS.has(code);
}

export const originOf = (parcel: UspsParcel): Location | null =>
  toPlace(
    {
      city: filled(parcel.originCity),
      region: filled(parcel.originState),
      postalCode: filled(parcel.originZIPCode) ?? filled(parcel.originZIP),
      country: filled(parcel.originCountry),
      name: toPlainText(filled(parcel.mailerName)),
    },
    isInternational(parcel),
  );

export const destinationOf = (parcel: UspsParcel): Location | null =>
  toPlace(
    {
      city: filled(parcel.destinationCity),
      region: filled(parcel.destinationState),
      postalCode: filled(parcel.destinationZIPCode) ?? filled(parcel.destinationZIP),
      country: filled(parcel.destinationCountry) ?? filled(parcel.destinationCountryCode),
      name: null,
    },
    isInternational(parcel),
  );

/** Where a scan was made. `mayBeAbroad` is for parcels that cross a border. */
export function placeOfScan(scan: UspsScan, mayBeAbroad: boolean): Location | null {
  const city = toPlainText(filled(scan.eventCity));
  const region = filled(scan.eventState);
  const postalCode = filled(scan.eventZIPCode) ?? filled(scan.eventZIP);
  const country = filled(scan.eventCountry);
  // A building stands in place of the city, with neither state nor postal code.
  const isBuilding = city !== null && (region ?? postalCode) === null && BUILDING.test(city);
  const isKnownHome = mayBeAbroad && isBuilding && stateInName(city) !== null;
  const name = toPlainText(filled(scan.firm) ?? filled(scan.eventPartner));
  const place = toPlace({ city, region, postalCode, country, name }, mayBeAbroad && !isKnownHome);
  return place && isBuilding ? { ...place, city: null, name: city } : place;
}

type Parts = Readonly<Record<'city' | 'region' | 'postalCode' | 'country' | 'name', string | null>>;

/** USPS leaves its own country out. */
function toPlace(parts: Parts, mayBeAbroad: boolean): Location | null {
  const { postalCode } = parts;
  const country = parts.country === null ? ownCountry(parts, mayBeAbroad) : countryCodeOf(parts.country);
  const isShort = country === 'US' && SHORT_POSTAL_CODE.test(postalCode ?? '');
  return toLocation({
    ...parts,
    postalCode: isShort ? (postalCode ?? '').padStart(5, '0') : postalCode,
    country,
  });
}

function ownCountry({ city, region, postalCode }: Parts, mayBeAbroad: boolean): 'US' | null {
  const isPlace = (city ?? region ?? postalCode) !== null;
  return US_REGIONS.has(region ?? '') || (isPlace && !mayBeAbroad) ? 'US' : null;
}

/** The zone of a place. Insular areas are asked for by their own code, buildings by the state in their name. */
export function zoneOfPlace(place: Location | null): string | null {
  if (place === null || place.country !== 'US') return zoneOfLocation(place);
  const region = place.region ?? stateInName(place.name ?? '');
  const inStates = zoneOfLocation({ ...place, region });
  return inStates === null && INSULAR_AREAS.has(region ?? '')
    ? zoneOfLocation({ ...place, country: region })
    : inStates;
}

/** `OR` in `PORTLAND OR DISTRIBUTION CENTER`; a name begins with its city. */
const stateInName = (name: string): string | null =>
  name
    .split(/[ (]/)
    .slice(1)
    .findLast((word) => US_REGIONS.has(word)) ?? null;

/** The same city of the same state, as far as both are known. */
export function isSamePlace(one: Location | null, other: Location | null): boolean {
  if (!one?.city || !other?.city || !isSameText(one.city, other.city)) return false;
  return one.region === null || other.region === null || isSameText(one.region, other.region);
}

const isSameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
