/** What stays true of a shipment all the way: weight, counts, references, other numbers. */

import type { Reference, RelatedNumber, Weight } from '../../model/observation.ts';
import { canonicalNumber, filled, type WireText } from '../wire.ts';
import type { ShipmentRecord } from './record.ts';
import type { Warn } from './zones.ts';

const WEIGHT_UNITS: ReadonlyMap<string, Weight['unit']> = new Map([
  ['KG', 'kg'],
  ['KGS', 'kg'],
  ['METRIC', 'kg'],
  ['G', 'g'],
  ['GR', 'g'],
  ['LB', 'lb'],
  ['LBS', 'lb'],
  ['IMPERIAL', 'lb'],
  ['OZ', 'oz'],
]);

/** A weight; zero is how DHL says that it knows none. */
export function readWeight(value: WireText, unit: WireText, warn: () => void): Weight | null {
  const written = filled(value);
  if (written === null || Number(written) === 0) return null;
  const known = WEIGHT_UNITS.get(filled(unit)?.toUpperCase() ?? '');
  const number = Number(written);
  if (number > 0 && Number.isFinite(number) && known !== undefined) return { value: number, unit: known };
  warn();
  return null;
}

/** The pieces of the shipment, however many of them the answer lists. */
export function readCount(count: WireText, listed: number, warn: Warn, path: string): number | null {
  const written = filled(count);
  const number = Number(written);
  if (written !== null && Number.isSafeInteger(number) && number > 0) return number;
  if (written !== null && number !== 0) warn(path, 'no count of pieces');
  return listed > 0 ? listed : null;
}

/** References that are numbers of this very parcel, in DHL's own books or in those of who takes it over. */
const RELATIONS: ReadonlyMap<string, RelatedNumber['relation']> = new Map([
  ['ecommerce-number', 'alternate'],
  ['local-tracking-number', 'last_mile'],
]);

/** Partners for the last mile that are DHL's own divisions. */
const OWN_PROVIDER = /^(?:express|freight(?:-[a-z]{2})?|parcel-[a-z]{2})$/;

/** The shipment's own number, as one beside the number that was asked for. */
export function numberOfShipment(
  { number, division, destination }: ShipmentRecord,
  isPiece: boolean,
): RelatedNumber[] {
  if (number === null) return [];
  if (isPiece) return [{ number, carrier: 'dhl', relation: 'master' }];
  const handover = { division, provider: null, destinationCountry: destination?.country ?? null };
  const partner = lastMile(number, handover);
  return [partner.carrier === 'usps' ? partner : { number, carrier: 'dhl', relation: 'alternate' }];
}

/** The postal service's own numbers, behind `420` and the ZIP code where that stands before them. */
const USPS_NUMBER = /^(?:420\d{5}(?:\d{4})?)?(9[2-5]\d{20}(?:\d{4})?)$/;

type Entry = { readonly type: string | null; readonly value: string };

/** The shipper's references, once each. */
export const readReferences = (entries: readonly Entry[]): Reference[] =>
  unique(entries.filter(({ type }) => !RELATIONS.has(type?.toLowerCase() ?? '')));

/** The other numbers among the references. */
export function readRelatedNumbers(entries: readonly Entry[], handover: Handover): RelatedNumber[] {
  return unique(entries).flatMap(({ type, value }): RelatedNumber[] => {
    const relation = RELATIONS.get(type?.toLowerCase() ?? '');
    const number = canonicalNumber(value);
    if (relation === undefined || number === null) return [];
    return [relation === 'last_mile' ? lastMile(number, handover) : { number, carrier: 'dhl', relation }];
  });
}

export type Handover = {
  /** The division that hands over. */
  readonly division: string | null;
  /** The partner for the last mile, as DHL names it. */
  readonly provider: string | null;
  readonly destinationCountry: string | null;
};

function lastMile(number: string, { division, provider, destinationCountry }: Handover): RelatedNumber {
  const [, postal] = USPS_NUMBER.exec(number) ?? [];
  const isAmerican = destinationCountry === 'US' || (destinationCountry === null && division === 'ecommerce');
  if (postal !== undefined && isAmerican) return { number: postal, carrier: 'usps', relation: 'last_mile' };
  const isOwn = OWN_PROVIDER.test(provider?.toLowerCase() ?? '');
  return { number, carrier: isOwn ? 'dhl' : null, relation: 'last_mile' };
}

export const toEntries = (
  references: readonly { readonly type: WireText; readonly value: WireText }[],
): Entry[] =>
  references.flatMap(({ type, value }) => {
    const text = filled(value);
    return text === null || text === 'NA' ? [] : [{ type: filled(type), value: text }];
  });

const unique = (entries: readonly Entry[]): Entry[] => [
  ...new Map(entries.map((entry) => [`${entry.type}\n${entry.value}`, entry])).values(),
];
