/** Which parcel is meant where FedEx knows several that carried the number. It uses numbers again. */

import type { Warning } from '../../model/observation.ts';
import { readIso } from '../../time/wall-clock.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber, filled } from '../wire.ts';
import { dateOf } from './estimates.ts';
import type { FedexResult } from './wire.ts';
import { dayOf, timeOfFedex } from './zones.ts';

/** A result with its place in the list. Several of one number are the lives of a re-used number. */
export type Life = { readonly index: number; readonly result: FedexResult };

export type ChosenLife = Life & { readonly warnings: readonly Warning[] };

/** What a host may know of the life it means. */
export type LifeHints = Pick<ParseContext, 'carrierUniqueId' | 'shipDate'>;

/** The results about a number itself; an answer about a shipment may list its other pieces beside them. */
export function livesOf(results: readonly FedexResult[], trackingNumber: string): Life[] {
  const all = results.map((result, index) => ({ result, index }));
  const own = all.filter(({ result }) => (numberOf(result) ?? trackingNumber) === trackingNumber);
  return own.length > 0 ? own : all;
}

/** The number a result names. */
export const numberOf = ({ trackingNumberInfo }: FedexResult): string | null =>
  canonicalNumber(trackingNumberInfo?.trackingNumber);

/**
 * By the carrier's unique id, else by the ship date that is nearest, else the one scanned last. Refused results
 * count only where all are. Undefined when there are none.
 */
export function chooseLife(
  all: readonly Life[],
  { carrierUniqueId, shipDate }: LifeHints,
): ChosenLife | undefined {
  const known = all.filter(({ result }) => !result.error);
  const lives = known.length > 0 ? known : all;
  const [only] = lives;
  if (only === undefined || lives.length === 1) return only && { ...only, warnings: [] };
  const chosen =
    lives.find(({ result }) => carrierUniqueId !== undefined && idOf(result) === carrierUniqueId) ??
    nearestTo(shipDate, lives) ??
    best(lives, newestScanOf);
  if (chosen === undefined) return undefined;
  return { ...chosen, warnings: [warningAbout(lives, chosen)] };
}

const idOf = (result: FedexResult): string | null =>
  filled(result.trackingNumberInfo?.trackingNumberUniqueId);

function nearestTo(shipDate: string | undefined, lives: readonly Life[]): Life | undefined {
  const wanted = dayNumber(readIso(shipDate ?? '')?.localTime.slice(0, 10));
  if (wanted === null) return undefined;
  const dated = lives.filter(({ result }) => dayNumber(shipDayOf(result)) !== null);
  return best(dated, (result) => -Math.abs((dayNumber(shipDayOf(result)) ?? 0) - wanted));
}

/** The day it was shipped; without one, the day of its first scan. */
function shipDayOf(result: FedexResult): string | null {
  const shipped = dateOf(result, 'SHIP');
  if (shipped?.localTime) return dayOf(shipped);
  const days = (result.scanEvents ?? []).flatMap(({ date }) => dayOf(timeOfFedex(date)) ?? []);
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

const dayNumber = (day: string | null | undefined): number | null =>
  day ? Date.parse(`${day}T00:00:00Z`) / 86_400_000 : null;

function newestScanOf(result: FedexResult): string {
  const times = (result.scanEvents ?? []).map(({ date }) => {
    const { occurredAt, localTime } = timeOfFedex(date);
    return occurredAt ?? localTime ?? '';
  });
  return times.reduce((newest, time) => (time > newest ? time : newest), '');
}

/** The first of those with the greatest score. */
function best<Score extends string | number>(
  lives: readonly Life[],
  scoreOf: (result: FedexResult) => Score,
): Life | undefined {
  const scored = lives.map((life) => ({ life, score: scoreOf(life.result) }));
  return scored.reduce<(typeof scored)[number] | undefined>(
    (top, each) => (top === undefined || each.score > top.score ? each : top),
    undefined,
  )?.life;
}

function warningAbout(lives: readonly Life[], chosen: Life): Warning {
  const others = lives
    .filter((life) => life !== chosen)
    .map(({ result }) => idOf(result) ?? 'one without an id');
  return {
    path: 'trackResults',
    message: `${lives.length} parcels carried this number; left out: ${others.slice(0, 10).join(', ')}`,
  };
}
