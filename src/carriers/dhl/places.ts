/** DHL's places. Often one text holds city, region and country: "SYDNEY - AUSTRALIA", "BRONX, NY, US", "AUCKLAND-NZ". */

import { type Location, toLocation } from '../../model/location.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { filled, type WireText } from '../wire.ts';
import { countryNamed } from './countries.ts';
import type { DhlAddress, DhlPerson, ExpressParty } from './wire.ts';

/** What helps to tell a state from a country where both have the same two letters. */
export type PlaceHints = {
  /** The division, lower case. */
  readonly service: string | null;
  /** The countries it comes from and goes to, as far as they are stated. */
  readonly countries: readonly string[];
};

export const NO_HINTS: PlaceHints = { service: null, countries: [] };

const US_STATES: ReadonlySet<string> = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH ' +
    'OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'
  ).split(' '),
);

/** Where the region behind a city is written in letters. */
const LETTERED_REGIONS: ReadonlySet<string> = new Set(['US', 'CA', 'AU', 'BR', 'MX', 'IN']);

const AMERICAN_SERVICE = 'ecommerce';
const EUROPEAN_SERVICE = /^(?:parcel-[a-z]{2}|ecommerce-[a-z]{2,8}|post-de|svb)$/;

/** More than a city. */
const JOINED = /[-,]/;
const REGION = /^[A-Z]{2,3}$/;
const STATE_AND_ZIP = /^([A-Z]{2}) (\d{5}(?:-\d{4})?)$/;

export function readAddress(
  address: DhlAddress,
  hints: PlaceHints,
  name: string | null = null,
): Location | null {
  if (!address && name === null) return null;
  const { addressLocality, streetAddress } = address ?? {};
  const country = countryNamed(filled(address?.countryCode));
  const parts = readLocality(toPlainText(filled(addressLocality)), country, hints);
  return toLocation({
    ...parts,
    postalCode: filled(address?.postalCode) ?? parts.postalCode,
    name,
    streetLines: [toPlainText(filled(streetAddress)) ?? ''],
  });
}

/** Express's service area, whose description is the only place of a checkpoint: `AUCKLAND-NZ`. */
export const readServiceArea = (description: WireText): Location | null =>
  toLocation(readLocality(toPlainText(filled(description)), null, { service: 'express', countries: [] }));

/** A party of an Express shipment. Its city is often withheld; its service area isn't. */
export function readParty(party: ExpressParty): Location | null {
  const { name, postalAddress, serviceArea } = party ?? {};
  const country = countryNamed(filled(postalAddress?.countryCode));
  const area = (serviceArea ?? []).map(({ description }) => readServiceArea(description))[0] ?? null;
  const city = toPlainText(filled(postalAddress?.cityName));
  const isArea = city === null && (country === null || area?.country === null || area?.country === country);
  return toLocation({
    city: isArea ? area?.city : city,
    region: filled(postalAddress?.provinceCode) ?? (isArea ? area?.region : null),
    postalCode: filled(postalAddress?.postalCode),
    country: country ?? area?.country,
    name: toPlainText(filled(name)),
  });
}

/** A person or company by name. */
export function readPerson(person: DhlPerson): string | null {
  const names = [person?.givenName, person?.familyName].flatMap((part) => filled(part) ?? []);
  return toPlainText(filled(person?.organizationName) ?? filled(person?.name) ?? names.join(' '));
}

type Parts = {
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
};

function readLocality(text: string | null, stated: string | null, hints: PlaceHints): Parts {
  if (text === null) return { city: null, region: null, postalCode: null, country: stated };
  if (!JOINED.test(text)) return { city: text, region: null, postalCode: null, country: stated };
  const dashed = splitAtDash(text, stated);
  const parts = dashed.rest.split(',').map((part) => part.trim());
  const country = dashed.country ?? countryOfLast(parts, hints);
  // A country that is written out was either split off already or stands last.
  if (parts.length > 1 && country !== null && countryNamed(parts.at(-1) ?? '') === country) parts.pop();
  const { region, postalCode } = regionOfLast(parts, country, hints);
  if (region !== null) parts.pop();
  const isUs = country === null && region !== null;
  return { city: parts.join(', ') || null, region, postalCode, country: isUs ? 'US' : country };
}

/** `CITY - COUNTRY` and `CITY-XX`; a dash within a city stays. */
function splitAtDash(text: string, stated: string | null): { rest: string; country: string | null } {
  const at = text.lastIndexOf('-');
  const country = at > 0 ? countryNamed(text.slice(at + 1).trim()) : null;
  if (country === null || (stated !== null && stated !== country)) return { rest: text, country: stated };
  return { rest: text.slice(0, at).trim(), country };
}

/** The country a text of several parts ends in; null where its two letters may as well be a state's. */
function countryOfLast(parts: readonly string[], { service, countries }: PlaceHints): string | null {
  const last = parts.at(-1) ?? '';
  const country = parts.length > 1 ? countryNamed(last) : null;
  if (country === null || !US_STATES.has(last) || countries.includes(country)) return country;
  return EUROPEAN_SERVICE.test(service ?? '') ? country : null;
}

/** Whether letters behind a city are those of a state, where no country is told. */
function isState(last: string, { service, countries }: PlaceHints): boolean {
  if (!US_STATES.has(last.slice(0, 2))) return false;
  if (service === AMERICAN_SERVICE) return true;
  const isUnmistakable = countryNamed(last) === null;
  const isDomestic = countries.length > 1 && countries.every((country) => country === 'US');
  return isDomestic || (isUnmistakable && countries.includes('US'));
}

function regionOfLast(
  parts: readonly string[],
  country: string | null,
  hints: PlaceHints,
): Pick<Parts, 'region' | 'postalCode'> {
  const last = parts.at(-1) ?? '';
  const none = { region: null, postalCode: null };
  if (parts.length < 2) return none;
  if (country === 'US' || (country === null && isState(last, hints))) {
    const [, state = last, zip = null] = STATE_AND_ZIP.exec(last) ?? [];
    return US_STATES.has(state) ? { region: state, postalCode: zip } : none;
  }
  return LETTERED_REGIONS.has(country ?? '') && REGION.test(last) ? { region: last, postalCode: null } : none;
}
