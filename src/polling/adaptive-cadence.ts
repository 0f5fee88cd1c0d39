/** Polls by where the parcel is on its way: often when news is near, seldom when nothing is expected. */

import { ConfigurationError } from '../errors.ts';
import type { Substatus } from '../model/status.ts';
import type { Moment, Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { isCollected } from './age-based-cadence.ts';
import { type Cadence, type CadenceDecision, later, spanOf } from './cadence.ts';
import { jitterOf } from './jitter.ts';
import { hoursMoved, instantAtDestination, localHourOf } from './local-hours.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The intervals, in milliseconds, and the limits of {@link adaptiveCadence}. */
export type AdaptiveSchedule = typeof SCHEDULE;

const SCHEDULE = {
  /** No scan yet, in the first day, the first week, and after it. */
  unscannedFirstDayMs: 6 * HOUR_MS,
  unscannedFirstWeekMs: 12 * HOUR_MS,
  unscannedMs: 24 * HOUR_MS,
  /** Polling stops after so long without a first scan. */
  unscannedLimitMs: 14 * DAY_MS,
  /** On the way, with the estimate far off or unknown. */
  inTransitMs: 6 * HOUR_MS,
  /** Expected within a day, or overdue by less. */
  nearEtaMs: 2 * HOUR_MS,
  /** On the morning of the expected day, when carriers load their vans. */
  loadingHoursMs: 30 * MINUTE_MS,
  loadingFromHour: 5,
  loadingToHour: 11,
  /** Out for delivery, between these local hours; outside of them at the next opening. */
  outForDeliveryMs: 30 * MINUTE_MS,
  deliveryFromHour: 7,
  deliveryToHour: 22,
  /** Someone must act, or a delivery failed. */
  actionMs: 4 * HOUR_MS,
  pickupMs: 12 * HOUR_MS,
  pickupLastDayMs: 6 * HOUR_MS,
  /** Delayed; after `delayedLimitMs` without news `silentMs`. */
  delayedMs: 6 * HOUR_MS,
  delayedLimitMs: 7 * DAY_MS,
  /** After the delivery: proof, corrections and returns arrive late. */
  deliveredMs: 24 * HOUR_MS,
  deliveredLimitMs: 72 * HOUR_MS,
  returningMs: 12 * HOUR_MS,
  returningLimitMs: 45 * DAY_MS,
  /** No scan for `silentFromMs`; polling stops after `silentLimitMs`. */
  silentMs: 24 * HOUR_MS,
  silentFromMs: 15 * DAY_MS,
  silentLimitMs: 60 * DAY_MS,
  /** While the carrier pushes. */
  pushNetMs: 24 * HOUR_MS,
  /** Each tracker's intervals are longer or shorter by up to this share, always by the same. */
  jitter: 0.15,
};

/**
 * The default. Intervals follow stage, estimate, local delivery hours, silence and returns; none is cut short by an
 * exception. Stops three days after delivery, when a return is complete, after 14 days without a first scan, and after
 * 60 days of silence.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming a setting that is unknown or no positive number.
 */
export function adaptiveCadence(changes: Partial<AdaptiveSchedule> = {}): Cadence {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(SCHEDULE, name) || !(Number.isFinite(value) && value >= 0)) {
      throw new ConfigurationError(
        'INVALID_OPTIONS',
        `adaptiveCadence: ${name}: unknown, or not a positive number.`,
      );
    }
  }
  const schedule = { ...SCHEDULE, ...changes };
  return (tracker, now, { pushActive }) => {
    const plan = planOf({ tracker, now, schedule });
    if ('stop' in plan) return plan;
    const ms = pushActive ? Math.max(plan.ms, schedule.pushNetMs) : plan.ms;
    const why = ms === plan.ms ? plan.why : `pushed by the carrier, safety net every ${spanOf(ms)}`;
    const next = later(now, ms * (1 + schedule.jitter * jitterOf(tracker.id)));
    return { nextPollAt: plan.moved && ms === plan.ms ? plan.moved(next) : next, why, urgency: plan.urgency };
  };
}

type Situation = { readonly tracker: Tracker; readonly now: Instant; readonly schedule: AdaptiveSchedule };

type Plan =
  | {
      readonly ms: number;
      readonly why: string;
      readonly urgency: 0 | 1 | 2;
      /** Into the hours in which polling makes sense. */
      readonly moved?: (next: Instant) => Instant;
    }
  | Extract<CadenceDecision, { stop: unknown }>;

function planOf(situation: Situation): Plan {
  const { tracker, schedule } = situation;
  if (tracker.returnState === 'completed') return { stop: 'return_completed', why: 'back with the sender' };
  if (tracker.substatus === 'package_disposed') return { stop: 'closed', why: 'disposed of' };
  if (tracker.status === 'delivered') return afterDelivery(situation);
  if (!isCollected(tracker)) return beforeFirstScan(situation);
  if (tracker.returnState === 'in_progress') return onTheWayBack(situation);
  const silentMs = silenceOf(situation);
  if (silentMs >= schedule.silentLimitMs) {
    return { stop: 'stale', why: `no scan for ${spanOf(schedule.silentLimitMs)}` };
  }
  if (silentMs >= schedule.silentFromMs) {
    return { ms: schedule.silentMs, why: `no scan for ${spanOf(silentMs)}`, urgency: 2 };
  }
  return byStage(situation);
}

function afterDelivery({ tracker, now, schedule }: Situation): Plan {
  const leftMs = schedule.deliveredLimitMs - sinceMs(tracker.statusSince, tracker.updatedAt, now);
  if (leftMs <= 0) return { stop: 'delivered', why: `delivered ${spanOf(schedule.deliveredLimitMs)} ago` };
  return { ms: schedule.deliveredMs, why: 'delivered; proof or a correction may follow', urgency: 2 };
}

function beforeFirstScan({ tracker, now, schedule }: Situation): Plan {
  const ageMs = Date.parse(now) - Date.parse(tracker.createdAt);
  if (ageMs >= schedule.unscannedLimitMs) {
    return { stop: 'no_first_scan', why: `no scan in ${spanOf(schedule.unscannedLimitMs)}` };
  }
  if (ageMs < DAY_MS) return { ms: schedule.unscannedFirstDayMs, why: 'no scan yet, first day', urgency: 1 };
  if (ageMs < 7 * DAY_MS)
    return { ms: schedule.unscannedFirstWeekMs, why: 'no scan yet, first week', urgency: 2 };
  return { ms: schedule.unscannedMs, why: `no scan for ${spanOf(ageMs)}`, urgency: 2 };
}

function onTheWayBack({ tracker, now, schedule }: Situation): Plan {
  if (sinceMs(tracker.statusSince, tracker.updatedAt, now) >= schedule.returningLimitMs) {
    return { stop: 'stale', why: `on its way back for ${spanOf(schedule.returningLimitMs)}` };
  }
  return { ms: schedule.returningMs, why: 'on its way back', urgency: 2 };
}

function byStage(situation: Situation): Plan {
  const { tracker, now, schedule } = situation;
  const { substatus } = tracker;
  if (substatus === 'out_for_delivery') {
    return {
      ms: schedule.outForDeliveryMs,
      why: 'out for delivery, inside the delivery hours',
      urgency: 0,
      moved: (next) =>
        hoursMoved(next, tracker, { from: schedule.deliveryFromHour, to: schedule.deliveryToHour }),
    };
  }
  if (substatus === 'pickup_available') return waitingForPickup(situation);
  if (DELAYED.has(substatus)) {
    const isOld = sinceMs(tracker.substatusSince, tracker.updatedAt, now) >= schedule.delayedLimitMs;
    return isOld
      ? { ms: schedule.silentMs, why: `delayed for over ${spanOf(schedule.delayedLimitMs)}`, urgency: 2 }
      : { ms: schedule.delayedMs, why: 'delayed', urgency: 1 };
  }
  if (tracker.actionRequired || substatus === 'package_held') {
    return { ms: schedule.actionMs, why: 'held, or someone must act', urgency: 1 };
  }
  return onTheWay(situation);
}

const DELAYED: ReadonlySet<Substatus> = new Set(['delayed', 'package_lost', 'package_undeliverable']);

function waitingForPickup({ tracker, now, schedule }: Situation): Plan {
  const lastDay = tracker.servicePoint?.openUntil;
  return lastDay && lastDay <= now.slice(0, 10)
    ? { ms: schedule.pickupLastDayMs, why: 'waits to be picked up, last day', urgency: 1 }
    : { ms: schedule.pickupMs, why: 'waits to be picked up', urgency: 2 };
}

function onTheWay({ tracker, now, schedule }: Situation): Plan {
  const untilMs = untilEtaMs(tracker, now);
  if (untilMs === undefined) return { ms: schedule.inTransitMs, why: 'on the way, no estimate', urgency: 1 };
  if (untilMs > DAY_MS)
    return { ms: schedule.inTransitMs, why: 'on the way, estimate over a day off', urgency: 1 };
  if (untilMs < -DAY_MS) return { ms: schedule.inTransitMs, why: 'on the way, overdue', urgency: 1 };
  const hour = localHourOf(now, tracker);
  const isLoading = hour !== undefined && hour >= schedule.loadingFromHour && hour < schedule.loadingToHour;
  return isLoading
    ? { ms: schedule.loadingHoursMs, why: 'expected today, vans are being loaded', urgency: 0 }
    : { ms: schedule.nearEtaMs, why: 'expected within a day', urgency: 0 };
}

/** Until the end of the estimate; of a day, until it ends at the destination. */
function untilEtaMs(tracker: Tracker, now: Instant): number | undefined {
  if (tracker.eta === null) return undefined;
  const { to, toUtc, precision } = tracker.eta;
  const wallClock = precision === 'day' ? `${to.slice(0, 10)}T23:59:59` : to;
  const end = toUtc ?? instantAtDestination(wallClock, tracker) ?? `${wallClock}Z`;
  const ms = Date.parse(end) - Date.parse(now);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Since the newest scan that counts, or since registration. */
function silenceOf({ tracker, now }: Situation): number {
  const newest = tracker.events.findLast(({ standing }) => standing === 'listed');
  return newest === undefined
    ? Date.parse(now) - Date.parse(tracker.createdAt)
    : sinceMs(newest, newest.firstSeenAt, now);
}

/** A wall clock without zone is off by half a day at most, which no limit here minds. */
function sinceMs({ occurredAt, localTime }: Moment, otherwise: Instant, now: Instant): number {
  const at = Date.parse(
    occurredAt ??
      (localTime === null ? otherwise : localTime.length === 10 ? `${localTime}T12:00:00Z` : `${localTime}Z`),
  );
  return Date.parse(now) - (Number.isNaN(at) ? Date.parse(otherwise) : at);
}
