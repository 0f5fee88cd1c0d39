/** Which shipment of an answer is meant: one number may belong to several divisions, and to several years. */

import type { Warning } from '../../model/observation.ts';
import { readIso } from '../../time/wall-clock.ts';
import { divisionOfNumber, isPieceNumber } from './division.ts';
import type { ShipmentRecord } from './record.ts';

/** A shipment with its place in the answer. */
export type Life = {
  readonly record: ShipmentRecord;
  /** Where it is in the payload; ends in a dot. */
  readonly path: string;
  readonly warnings: readonly Warning[];
};

/** What a host may know of the shipment it means. */
export type LifeHints = { readonly service?: string | undefined; readonly shipDate?: string | undefined };

/** The shipments about a number: under that number, else with a piece or a reference of that number. */
export function livesAbout(lives: readonly Life[], asked: string): readonly Life[] {
  const own = lives.filter(({ record }) => (record.number ?? asked) === asked);
  if (own.length > 0) return own;
  const known = lives.filter(({ record }) => names(record, asked));
  if (known.length > 0) return known;
  // DHL finds shipments by their pieces, and doesn't always list these.
  const [only] = lives;
  const mayBePiece =
    isPieceNumber(asked) && only?.record.pieces.length === 0 && only.record.division === 'express';
  return lives.length === 1 && mayBePiece ? lives : [];
}

const names = ({ pieces, references, relatedNumbers, scans }: ShipmentRecord, asked: string): boolean =>
  pieces.some(({ number }) => number === asked) ||
  relatedNumbers.some(({ number }) => number === asked) ||
  references.some(({ value }) => value.toUpperCase() === asked) ||
  scans.some((scan) => scan.pieces.includes(asked));

/** For a body alone: the shipments by their numbers. */
export function livesByNumber(lives: readonly Life[]): ReadonlyMap<string, readonly Life[]> {
  const byNumber = new Map<string, Life[]>();
  for (const life of lives) {
    const number = life.record.number ?? '';
    byNumber.set(number, [...(byNumber.get(number) ?? []), life]);
  }
  return byNumber;
}

/** Best first: of the division that is meant, nearest to the day of shipping, scanned last. */
export function rankLives(lives: readonly Life[], trackingNumber: string, hints: LifeHints): Life[] {
  const division = hints.service?.toLowerCase() ?? divisionOfNumber(trackingNumber);
  const shipped = dayMs(readIso(hints.shipDate ?? '')?.localTime);
  const isMeant = ({ record }: Life): number => Number(record.division === division);
  const distance = (life: Life): number =>
    shipped === null ? 0 : Math.abs((dayMs(firstDay(life)) ?? Number.MAX_SAFE_INTEGER) - shipped);
  return [...lives].sort(
    (a, b) =>
      isMeant(b) - isMeant(a) || distance(a) - distance(b) || newestTime(b).localeCompare(newestTime(a)),
  );
}

/** The day of the first scan. */
export const firstDay = ({ record }: Life): string | null =>
  timesOf(record)
    .reduce<string | null>((first, time) => (first === null || time < first ? time : first), null)
    ?.slice(0, 10) ?? null;

const newestTime = ({ record }: Life): string =>
  timesOf(record).reduce((newest, time) => (time > newest ? time : newest), '');

// A wall clock counts as if it were UTC: lives lie months apart, zones hours.
const timesOf = ({ scans, summary }: ShipmentRecord): string[] =>
  [...scans, ...(summary ? [summary] : [])].flatMap(({ time }) => time.localTime ?? []);

const dayMs = (time: string | null | undefined): number | null =>
  time ? Date.parse(`${time.slice(0, 10)}T00:00:00Z`) : null;
