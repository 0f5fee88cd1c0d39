/** Which parcel of an answer is meant: an answer may list a shipment's other pieces, and former lives of a number. */

import type { Observation } from '../../model/observation.ts';
import { readIso } from '../../time/wall-clock.ts';
import { canonicalNumber } from '../wire.ts';
import type { UpsParcel, UpsShipment } from './wire.ts';
import { isDate, readDate } from './zones.ts';

/** A parcel with the shipment it was listed under. Several of one number are the lives of a re-used number. */
export type Life = {
  readonly parcel: UpsParcel;
  readonly shipment: UpsShipment;
  /** Where it is in the payload; ends in a dot. */
  readonly path: string;
};

export const livesOf = (shipments: readonly UpsShipment[]): Life[] =>
  shipments.flatMap((shipment, at) =>
    (shipment.package ?? []).map((parcel, index) => ({
      parcel,
      shipment,
      path: `trackResponse.shipment.${at}.package.${index}.`,
    })),
  );

/** The lives of the number that was asked for. A parcel that names no number at all is taken for it. */
export function livesAbout(lives: readonly Life[], asked: string): readonly Life[] {
  const own = lives.filter(({ parcel }) => canonicalNumber(parcel.trackingNumber) === asked);
  return own.length > 0 ? own : lives.filter((life) => isAbout(life, asked));
}

function isAbout({ parcel, shipment }: Life, asked: string): boolean {
  const alternates = (parcel.alternateTrackingNumber ?? []).map(({ number }) => number);
  const names = [parcel.trackingNumber, shipment.inquiryNumber, ...alternates]
    .map(canonicalNumber)
    .filter((name) => name !== null);
  return names.length === 0 || names.includes(asked);
}

/** For a body alone: lives by number. Pieces beside the parcel that was inquired for are not among them. */
export function livesByNumber(lives: readonly Life[]): ReadonlyMap<string, readonly Life[]> {
  const byNumber = new Map<string, Life[]>();
  for (const life of lives) {
    const inquired = canonicalNumber(life.shipment.inquiryNumber);
    const number = canonicalNumber(life.parcel.trackingNumber) ?? inquired ?? '';
    if (number !== inquired && lists(life.shipment, inquired)) continue;
    byNumber.set(number, [...(byNumber.get(number) ?? []), life]);
  }
  return byNumber;
}

const lists = (shipment: UpsShipment, number: string | null): boolean =>
  (shipment.package ?? []).some(
    (parcel) => number !== null && canonicalNumber(parcel.trackingNumber) === number,
  );

/** A life, as it was read. */
export type ReadLife = { readonly life: Life; readonly observation: Observation };

/** Best first: nearest to the day of shipping where that is known, else by the newest scan. */
export function rankLives(lives: readonly ReadLife[], shipDate: string | undefined): ReadLife[] {
  const shipped = toMs(readIso(shipDate ?? '')?.localTime.slice(0, 10) ?? null);
  const merit = (life: ReadLife): number =>
    shipped === null
      ? (toMs(newestTime(life)) ?? Number.MIN_SAFE_INTEGER)
      : -Math.abs((toMs(firstDay(life)) ?? Number.MAX_SAFE_INTEGER) - shipped);
  return [...lives].sort((first, second) => merit(second) - merit(first));
}

/** `YYYY-MM-DD` of the pickup, else of the first scan. */
export const firstDay = ({ life, observation }: ReadLife): string | null =>
  readDate(life.shipment.pickupDate) ??
  observation.events.find(({ localTime }) => localTime !== null)?.localTime?.slice(0, 10) ??
  null;

function newestTime({ observation }: ReadLife): string | null {
  const newest = observation.events.at(-1);
  return newest?.occurredAt ?? newest?.localTime ?? null;
}

/** A wall clock counts as if it were UTC: the lives of a number lie months apart, zones hours. */
function toMs(time: string | null): number | null {
  if (time === null) return null;
  return Date.parse(isDate(time) || time.endsWith('Z') ? time : `${time}Z`);
}
