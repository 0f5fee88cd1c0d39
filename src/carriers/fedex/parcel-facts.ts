/** What stays true of a parcel all the way: its service, weight and pieces, its references and other numbers. */

import type { NumberRelation, Reference, RelatedNumber, Service, Weight } from '../../model/observation.ts';
import { toProductName } from '../../normalization/plain-text.ts';
import { filled } from '../wire.ts';
import type { FedexResult } from './wire.ts';
import type { Warn } from './zones.ts';

const WEIGHT_UNITS = { LB: 'lb', KG: 'kg', OZ: 'oz', G: 'g' } as const satisfies Record<
  string,
  Weight['unit']
>;

const RELATIONS = {
  COD_RETURN_TRACKING_NUMBER: 'alternate',
  GROUP_MPS: 'master',
  JOB_GLOBAL_TRACKING_NUMBER: 'alternate',
  ORDER_GLOBAL_TRACKING_NUMBER: 'alternate',
  OUTBOUND_LINK_TO_RETURN: 'outbound',
  PARTNER_CARRIER_NUMBER: 'last_mile',
  REROUTE_TRACKING_NUMBER: 'replacement',
  RETURNED_TO_SHIPPER_TRACKING_NUMBER: 'return',
  STANDARD_MPS: 'master',
  TRACKING_NUMBER_OR_DOORTAG: 'alternate',
} as const satisfies Record<string, NumberRelation>;

const DOOR_TAG = /^DT\d/i;

/** Ground Economy, whose partner for the last mile is the postal service. */
const GROUND_ECONOMY = 'FXSP';

type Identifier = { readonly type: string | null; readonly value: string };

/** The shipper's references, once each. */
export const referencesOf = (result: FedexResult): Reference[] =>
  identifiersOf(result).filter(({ type }) => relationOf(type) === null);

/** The other numbers of this parcel or shipment. */
export function relatedNumbersOf(result: FedexResult, ownNumber: string): RelatedNumber[] {
  return identifiersOf(result).flatMap(({ type, value }): RelatedNumber[] => {
    const relation = relationOf(type);
    if (relation === null || value === ownNumber) return [];
    if (relation === 'last_mile') return [{ number: value, carrier: partnerOf(result), relation }];
    return [{ number: value, carrier: 'fedex', relation: DOOR_TAG.test(value) ? 'door_tag' : relation }];
  });
}

/** The number of the shipment this parcel is a piece of. */
export const masterNumberOf = (result: FedexResult): string | null =>
  identifiersOf(result).find(({ type }) => type === 'STANDARD_MPS')?.value ?? null;

const partnerOf = ({ trackingNumberInfo }: FedexResult): string | null =>
  trackingNumberInfo?.carrierCode === GROUND_ECONOMY ? 'usps' : null;

const relationOf = (type: string | null): NumberRelation | null =>
  type !== null && Object.hasOwn(RELATIONS, type) ? RELATIONS[type as keyof typeof RELATIONS] : null;

function identifiersOf({ additionalTrackingInfo }: FedexResult): Identifier[] {
  const all = (additionalTrackingInfo?.packageIdentifiers ?? []).flatMap(({ type, values, value }) =>
    (values ?? value ?? []).flatMap((each) => {
      const text = filled(each);
      return text === null || text === 'NA' ? [] : [{ type: filled(type), value: text }];
    }),
  );
  return [...new Map(all.map((each) => [`${each.type}\n${each.value}`, each])).values()];
}

export function serviceOf({ serviceDetail }: FedexResult): Service | null {
  const code = filled(serviceDetail?.type);
  const name = toProductName(serviceDetail?.description);
  return code === null && name === null ? null : { code, name };
}

/** The first weight that can be read; FedEx gives the same one in pounds and in kilograms. */
export function weightOf({ packageDetails }: FedexResult, warn: Warn): Weight | null {
  for (const { value, unit } of packageDetails?.weightAndDimensions?.weight ?? []) {
    if (filled(value) === null) continue;
    const number = Number(value);
    const name = filled(unit)?.toUpperCase() ?? '';
    if (Number.isFinite(number) && number > 0 && Object.hasOwn(WEIGHT_UNITS, name)) {
      return { value: number, unit: WEIGHT_UNITS[name as keyof typeof WEIGHT_UNITS] };
    }
    warn({ path: 'packageDetails.weightAndDimensions.weight', message: 'no weight with a known unit' });
  }
  return null;
}

/** The pieces of the shipment. */
export function pieceCountOf({ packageDetails }: FedexResult, warn: Warn): number | null {
  const text = filled(packageDetails?.count);
  if (text === null) return null;
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  warn({ path: 'packageDetails.count', message: 'no count of pieces' });
  return null;
}
