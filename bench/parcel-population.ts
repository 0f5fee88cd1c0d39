/**
 * Seeded lives of parcels, as their carriers would tell them. The shares are assumptions, not measurements: what
 * counts is that every cadence meets the same parcels.
 */

import type { Location } from '../src/model/location.ts';
import type { Eta } from '../src/model/observation.ts';
import type { Reason } from '../src/model/reason.ts';
import type { Substatus } from '../src/model/status.ts';
import { seededRandom, seedOf } from '../src/testing/seeded-random.ts';
import { toInstant } from '../src/time/clock.ts';
import { utcOffsetIn } from '../src/time/local-time.ts';
import { offsetMs } from '../src/time/wall-clock.ts';

export type ParcelScan = {
  readonly at: number;
  readonly substatus: Substatus;
  readonly reason?: Reason;
  readonly utcOffset: string;
};

/** One parcel from its label on. */
export type ParcelLife = {
  readonly id: string;
  readonly registeredAt: number;
  /** Oldest first. */
  readonly scans: readonly ParcelScan[];
  /** What the carrier estimates, from when on; oldest first. */
  readonly estimates: readonly { readonly at: number; readonly eta: Eta | null }[];
  readonly destination: Location;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const FROM = Date.parse('2026-03-02T00:00:00.000Z');
export const POPULATION_DAYS = 60;

type Draw = () => number;

const drawFrom = (seed: number): Draw => {
  const random = seededRandom(seed);
  return () => random.between(0, 999_999_999) / 1e9;
};

const ZONES: readonly (readonly [share: number, zone: string, country: string, region: string | null])[] = [
  [0.3, 'America/New_York', 'US', 'NY'],
  [0.15, 'America/Chicago', 'US', 'IL'],
  [0.2, 'America/Los_Angeles', 'US', 'CA'],
  // Of these nothing tells the zone but the offsets of the scans.
  [0.1, 'America/Denver', 'US', null],
  [0.15, 'Europe/Berlin', 'DE', null],
  [0.1, 'Europe/London', 'GB', null],
];

export function createParcel(index: number, seed: number): ParcelLife {
  const draw = drawFrom(seedOf(`parcel-${index}`, seed));
  const [, zone, country, region] = pickZone(draw());
  const life = createLife(zone, draw);
  const labelAt = life.local(FROM + Math.floor(draw() * POPULATION_DAYS) * DAY_MS, 8 + 10 * draw());
  const registeredAt = life.isWeekend(labelAt) && draw() < 0.7 ? labelAt + 2 * DAY_MS : labelAt;
  live(life, registeredAt, draw);
  return {
    id: `parcel-${seed}-${index}`,
    registeredAt,
    scans: life.scans.sort((a, b) => a.at - b.at),
    estimates: life.estimates.sort((a, b) => a.at - b.at),
    destination: { city: null, region, postalCode: null, country, name: null, streetLines: [] },
  };
}

function pickZone(drawn: number): (typeof ZONES)[number] {
  let upTo = 0;
  for (const zone of ZONES) {
    upTo += zone[0];
    if (drawn < upTo) return zone;
  }
  return ZONES[0] as (typeof ZONES)[number];
}

type Life = ReturnType<typeof createLife>;

/** A life being written, by the wall clock at its destination. */
function createLife(zone: string, draw: Draw) {
  const scans: ParcelScan[] = [];
  const estimates: { at: number; eta: Eta | null }[] = [];
  const offsetAt = (at: number): string => utcOffsetIn(toInstant(at), zone) ?? '+00:00';
  const localDay = (at: number): number => Math.floor((at + offsetMs(offsetAt(at))) / DAY_MS);
  const deliversOnSaturdays = draw() < 0.5;
  const atDay = (day: number, hour: number): number => {
    const asIfUtc = day * DAY_MS + hour * HOUR_MS;
    return asIfUtc - offsetMs(offsetAt(asIfUtc));
  };
  /** 0 is a Sunday. */
  const weekday = (day: number): number => (day + 4) % 7;
  const isWorking = (day: number): boolean =>
    weekday(day) !== 0 && (weekday(day) !== 6 || deliversOnSaturdays);
  const nextWorking = (day: number): number => (isWorking(day + 1) ? day + 1 : nextWorking(day + 1));
  return {
    scans,
    estimates,
    localDay,
    atDay,
    local: (at: number, hour: number): number => atDay(localDay(at), hour),
    isWeekend: (at: number): boolean => [0, 6].includes(weekday(localDay(at))),
    workingDaysAfter(day: number, count: number): number {
      let after = day;
      for (let left = count; left > 0; left -= 1) after = nextWorking(after);
      return after;
    },
    scan(at: number, substatus: Substatus, reason?: Reason): void {
      scans.push({ at, substatus, utcOffset: offsetAt(at), ...(reason === undefined ? {} : { reason }) });
    },
    estimate(at: number, day: number): void {
      estimates.push({ at, eta: dayEstimate(day) });
    },
  };
}

const dayEstimate = (day: number): Eta => {
  const date = toInstant(day * DAY_MS).slice(0, 10);
  return { from: date, to: date, fromUtc: null, toUtc: null, precision: 'day', source: 'estimate' };
};

function live(life: Life, registeredAt: number, draw: Draw): void {
  if (draw() < 0.85) life.scan(registeredAt, 'information_received');
  if (draw() < 0.04) return;
  const collectedAt = collectionOf(life, registeredAt, draw);
  life.scan(collectedAt, 'package_accepted');
  const collectedOn = life.localDay(collectedAt);
  const promised = life.workingDaysAfter(collectedOn, transitDays(draw()));
  const estimates = draw();
  const told = draw() < 0.85 ? promised : draw() < 0.65 ? life.workingDaysAfter(promised, 1) : promised - 1;
  if (estimates < 0.85) life.estimate(estimates < 0.3 ? registeredAt : collectedAt, told);
  const arrival = withTrouble(life, { collectedAt, promised, isEstimated: estimates < 0.85 }, draw);
  travel(life, collectedAt, arrival ?? promised, draw);
  if (arrival !== null) atTheDoor(life, arrival, draw);
}

/** In the evening of the day of the label or the next working day; sometimes days later. */
function collectionOf(life: Life, registeredAt: number, draw: Draw): number {
  const day = life.localDay(registeredAt);
  const drawn = draw();
  const isEarly = registeredAt < life.atDay(day, 14) && !life.isWeekend(registeredAt);
  const later =
    drawn < 0.7 ? (isEarly ? 0 : 1) : drawn < 0.88 ? 1 : drawn < 0.95 ? 2 : 4 + Math.floor(3 * draw());
  return life.atDay(life.workingDaysAfter(day, later), 15 + 4 * draw());
}

const transitDays = (drawn: number): number =>
  [0.15, 0.45, 0.7, 0.85, 0.95, 0.98].findIndex((upTo) => drawn < upTo) + 1 || 7;

type Journey = { readonly collectedAt: number; readonly promised: number; readonly isEstimated: boolean };

/** What may go wrong on the way. Gives the day of arrival; null for what never arrives. */
function withTrouble(life: Life, { collectedAt, promised, isEstimated }: Journey, draw: Draw): number | null {
  const drawn = draw();
  const at = collectedAt + 2 * HOUR_MS + draw() * (life.atDay(promised, 4) - collectedAt - 2 * HOUR_MS);
  if (drawn >= 0.14) return promised;
  if (drawn < 0.007) {
    if (draw() < 0.6) life.scan(at + (7 + 5 * draw()) * DAY_MS, 'package_lost');
    return null;
  }
  const [substatus, reason, days] =
    drawn < 0.095
      ? (['delayed', 'weather', 1 + Math.floor(2 * draw())] as const)
      : drawn < 0.12
        ? (['package_held', 'customs_held', 1 + Math.floor(4 * draw())] as const)
        : (['address_issue', 'address_incorrect', 1 + Math.floor(2 * draw())] as const);
  life.scan(at, substatus, reason);
  const arrival = life.workingDaysAfter(promised, days);
  // The new date comes with the trouble, or in the evening of the day that was missed, or never.
  const news = draw();
  if (isEstimated && news < 0.6) life.estimate(at + draw() * 3 * HOUR_MS, arrival);
  else if (isEstimated && news < 0.8) life.estimate(life.atDay(promised, 20 + 3 * draw()), arrival);
  return arrival;
}

/** Hubs work at night; the depot has it in the morning before it goes out. */
function travel(life: Life, collectedAt: number, arrival: number, draw: Draw): void {
  life.scan(collectedAt + (1 + 4 * draw()) * HOUR_MS, 'package_departed');
  for (let day = life.localDay(collectedAt) + 1; day < arrival; day += 1) {
    if (draw() < 0.3) continue;
    const arrivedAt = life.atDay(day, 24 * draw());
    life.scan(arrivedAt, 'package_arrived');
    life.scan(arrivedAt + (2 + 3 * draw()) * HOUR_MS, 'package_departed');
  }
  life.scan(life.atDay(arrival, 1 + 4 * draw()), 'package_arrived');
}

function atTheDoor(life: Life, day: number, draw: Draw): void {
  const outAt = life.atDay(day, 6 + 2 * draw() + 2 * draw());
  life.scan(outAt, 'out_for_delivery');
  const doorAt = Math.max(outAt + HOUR_MS / 2, life.atDay(day, 9 + 6 * draw() + 5.5 * draw()));
  const drawn = draw();
  if (drawn < 0.06) {
    life.scan(doorAt, 'delivery_attempted', 'recipient_unavailable');
    const again = life.workingDaysAfter(day, 1);
    if (draw() < 0.5) life.estimate(doorAt + HOUR_MS, again);
    if (draw() < 0.9) atTheDoor(life, again, draw);
    else goBack(life, life.atDay(again, 10 + 8 * draw()), draw);
  } else if (drawn < 0.11) {
    life.scan(doorAt, 'pickup_available');
    const collectedOn = day + Math.floor(8 * draw() ** 2);
    const collectedAt = Math.max(doorAt + 3 * HOUR_MS, life.atDay(collectedOn, 9 + 11 * draw()));
    if (draw() < 0.92) life.scan(collectedAt, 'delivered');
    else goBack(life, doorAt + 10 * DAY_MS, draw);
  } else if (drawn < 0.13) goBack(life, doorAt, draw);
  else life.scan(doorAt, 'delivered');
}

function goBack(life: Life, at: number, draw: Draw): void {
  life.scan(at, 'return_to_sender');
  life.scan(at + (3 + 5 * draw()) * DAY_MS, 'return_to_sender', 'return_completed');
}
