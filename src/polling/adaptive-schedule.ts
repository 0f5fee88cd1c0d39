/** The intervals and limits of the adaptive cadence, all of which a host may change. Durations in milliseconds. */

import { invalidCadence } from './cadence.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const ADAPTIVE_SCHEDULE = {
  /** No scan yet: in the first day, in the first week, and later. Polling stops after `unscannedLimitMs`. */
  unscannedFirstDayMs: 6 * HOUR_MS,
  unscannedFirstWeekMs: 12 * HOUR_MS,
  unscannedMs: 24 * HOUR_MS,
  unscannedLimitMs: 14 * DAY_MS,
  /** On the way. */
  inTransitMs: 4 * HOUR_MS,
  /** On the way, and expected within a day, or since less than a day. */
  nearEtaMs: 2 * HOUR_MS,
  /** The same while vans are loaded: on the expected day, and on days on which it may come. */
  loadingMs: 30 * MINUTE_MS,
  maybeLoadingMs: 60 * MINUTE_MS,
  loadingFromHour: 5,
  loadingToHour: 11,
  /** Out for delivery, in the hours of deliveries; not at all outside of them. */
  outForDeliveryMs: 30 * MINUTE_MS,
  deliveryFromHour: 7,
  deliveryToHour: 22,
  /** Held, or someone must act. */
  actionMs: 4 * HOUR_MS,
  /** Waits to be picked up; on the last day for it. */
  pickupMs: 12 * HOUR_MS,
  pickupLastDayMs: 6 * HOUR_MS,
  /** Delayed, lost or undeliverable; after `delayedLimitMs` without change, `silentMs`. */
  delayedMs: 6 * HOUR_MS,
  delayedLimitMs: 7 * DAY_MS,
  /** After the delivery, for so long: proof, corrections and returns arrive late. */
  deliveredMs: 24 * HOUR_MS,
  deliveredLimitMs: 3 * DAY_MS,
  /** For so long after that, while another piece that the carrier lists is on its way. */
  otherPiecesLimitMs: 14 * DAY_MS,
  /** On its way back, for so long. */
  returningMs: 12 * HOUR_MS,
  returningLimitMs: 45 * DAY_MS,
  /** No scan for `silentFromMs`. Polling stops after `silentLimitMs`. */
  silentMs: 24 * HOUR_MS,
  silentFromMs: 15 * DAY_MS,
  silentLimitMs: 60 * DAY_MS,
  /** While the carrier pushes; and while it does so and delivery is near. */
  pushNetMs: 24 * HOUR_MS,
  pushNetNearMs: 4 * HOUR_MS,
  /** Each tracker's intervals are longer or shorter by up to this share, always by the same. */
  jitter: 0.15,
} as const;

export type AdaptiveSchedule = { readonly [Name in keyof typeof ADAPTIVE_SCHEDULE]: number };

/** Shorter intervals are no care for a carrier. */
const SHORTEST_MS = MINUTE_MS;
const LONGEST_MS = 366 * DAY_MS;

/** @throws ConfigurationError (`INVALID_OPTIONS`) naming a setting that is unknown or out of its bounds. */
export function toAdaptiveSchedule(changes: Partial<AdaptiveSchedule>): AdaptiveSchedule {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    if (!Object.hasOwn(ADAPTIVE_SCHEDULE, name))
      throw invalidCadence(`adaptiveCadence: unknown \`${name}\`.`);
    const problem = problemOf(name, value);
    if (problem !== undefined) throw invalidCadence(`adaptiveCadence: ${name}: expected ${problem}.`);
  }
  const schedule: AdaptiveSchedule = { ...ADAPTIVE_SCHEDULE, ...Object.fromEntries(given) };
  if (schedule.deliveryFromHour === schedule.deliveryToHour) {
    throw invalidCadence('adaptiveCadence: deliveryFromHour and deliveryToHour: expected different hours.');
  }
  return schedule;
}

function problemOf(name: string, value: number): string | undefined {
  if (name === 'jitter') return value >= 0 && value <= 0.5 ? undefined : 'a share from 0 to 0.5';
  if (name.endsWith('Hour')) {
    return Number.isInteger(value) && value >= 0 && value <= 24 ? undefined : 'a whole hour from 0 to 24';
  }
  const isDuration = value >= SHORTEST_MS && value <= LONGEST_MS;
  return isDuration ? undefined : `${SHORTEST_MS} ms, a minute, to ${LONGEST_MS} ms, a year`;
}
