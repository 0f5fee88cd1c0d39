/** Which parcel is meant where several carried one number. USPS uses numbers again after some months. */

import type { Observation } from '../../model/observation.ts';
import { readIso } from '../../time/wall-clock.ts';
import type { ParseContext, TrackRequest } from '../carrier.ts';
import { filled } from '../wire.ts';
import { readDay } from './dates.ts';
import { mailedOn, uniqueIdOf } from './parcel-facts.ts';
import type { UspsParcel } from './wire.ts';

const DAY_MS = 86_400_000;
/** How far a day of shipping may lie from the scans of its parcel; numbers rest far longer before they are used again. */
const SAME_LIFE_DAYS = 30;

/** What a host may know of the life it means. */
export type LifeHints = Pick<ParseContext, 'carrierUniqueId' | 'shipDate'>;

/** The life that is meant: by USPS's own id, else nearest to the day of shipping, else the newest. */
export function chooseLife<Life extends { readonly parcel: UspsParcel }>(
  lives: readonly [Life, ...Life[]],
  { carrierUniqueId, shipDate }: LifeHints,
): Life {
  const named = lives.find(
    ({ parcel }) => carrierUniqueId !== undefined && uniqueIdOf(parcel) === carrierUniqueId,
  );
  const shipped = dayNumber(shipDate ?? null);
  const merit = ({ parcel }: Life): number => {
    const first = dayNumber(firstDay(parcel)) ?? 0;
    return shipped === null ? first : -Math.abs(first - shipped);
  };
  return named ?? lives.reduce((best, life) => (merit(life) > merit(best) ? life : best));
}

/** The day USPS took it, else that of its first scan. */
function firstDay(parcel: UspsParcel): string | null {
  const days = (parcel.trackingEvents ?? []).flatMap(
    ({ eventTimestamp }) => readDay(filled(eventTimestamp)) ?? [],
  );
  return mailedOn(parcel) ?? days.sort()[0] ?? null;
}

/** Whether an answer speaks against what the host knows of its parcel. */
export function isAnotherLife(
  { carrierUniqueId, events, destination }: Observation,
  request: Omit<TrackRequest, 'trackingNumber'>,
): boolean {
  if (request.carrierUniqueId && carrierUniqueId !== null) return request.carrierUniqueId !== carrierUniqueId;
  const postalCode = toUsPostalCode(request.destinationPostalCode);
  const ownPostalCode = toUsPostalCode(destination?.postalCode ?? undefined);
  if (postalCode !== null && ownPostalCode !== null && postalCode !== ownPostalCode) return true;
  const shipped = dayNumber(request.shipDate ?? null);
  const days = events.flatMap(({ localTime }) => dayNumber(localTime) ?? []);
  if (shipped === null || days.length === 0) return false;
  return shipped < Math.min(...days) - SAME_LIFE_DAYS || shipped > Math.max(...days) + SAME_LIFE_DAYS;
}

/** The five digits USPS is asked with. */
export const toUsPostalCode = (postalCode: string | undefined): string | null =>
  /^(\d{5})(?:-?\d{4})?$/.exec(postalCode?.trim() ?? '')?.[1] ?? null;

const dayNumber = (time: string | null): number | null => {
  const day = readIso(time ?? '')?.localTime.slice(0, 10);
  return day === undefined ? null : Date.parse(`${day}T00:00:00Z`) / DAY_MS;
};
