/** Polls by where the parcel is on its way: often when news is near, seldom when nothing is expected. */

import { isTerminal, type Substatus } from '../model/status.ts';
import type { Moment, Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { type AdaptiveSchedule, toAdaptiveSchedule } from './adaptive-schedule.ts';
import { isCollected } from './age-based-cadence.ts';
import { type Cadence, type CadenceDecision, endOf, isOver, later, spanOf } from './cadence.ts';
import { netUnderPushes } from './composed-cadences.ts';
import { jitterOf } from './jitter.ts';
import { afterIntervals, isWithin, type LocalClock, localClockOf, localHourAt } from './local-hours.ts';

const DAY_MS = 86_400_000;

/**
 * The default. Intervals follow stage, estimate, the hours of the day where the parcel is going, silence and returns;
 * none is cut short by an exception. Stops three days after delivery, up to 14 days later while another piece is on its
 * way; when a return is complete, after 14 days without a first scan, and after 60 days of silence.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming a setting that is unknown or out of its bounds.
 * @example adaptiveCadence({ outForDeliveryMs: 15 * 60_000 })
 */
export function adaptiveCadence(changes: Partial<AdaptiveSchedule> = {}): Cadence {
  const schedule = toAdaptiveSchedule(changes);
  return (tracker, now, { pushActive }) => {
    const situation = { tracker, now, schedule, clock: localClockOf(tracker) };
    const plan = planOf(situation);
    if ('stop' in plan) return plan;
    const { urgency, why, ms, hourly } = plan;
    const intervals = 1 + schedule.jitter * jitterOf(tracker.id);
    const { clock } = situation;
    const nextPollAt =
      hourly === undefined || clock === undefined
        ? later(now, ms * intervals)
        : afterIntervals(now, intervals, { clock, msAt: hourly });
    if (!pushActive) return { nextPollAt, why, urgency };
    const netMs = urgency === 0 ? schedule.pushNetNearMs : schedule.pushNetMs;
    const net = later(now, netMs * intervals);
    return nextPollAt >= net
      ? { nextPollAt, why, urgency }
      : { nextPollAt: net, why: netUnderPushes(netMs), urgency };
  };
}

type Situation = {
  readonly tracker: Tracker;
  readonly now: Instant;
  readonly schedule: AdaptiveSchedule;
  readonly clock: LocalClock | undefined;
};

type Plan =
  | {
      readonly ms: number;
      readonly why: string;
      readonly urgency: 0 | 1 | 2;
      /** Where the local time is known, `ms` by the hour of the day; infinite where a poll makes no sense. */
      readonly hourly?: (hour: number) => number;
    }
  | Extract<CadenceDecision, { stop: unknown }>;

function planOf(situation: Situation): Plan {
  const { tracker, schedule } = situation;
  if (tracker.status === 'delivered') return afterDelivery(situation);
  const end = endOf(tracker);
  if (end !== undefined) return end;
  if (!isCollected(tracker)) return beforeFirstScan(situation);
  if (tracker.returnState === 'in_progress') return onTheWayBack(situation);
  const silentMs = silenceOf(situation);
  if (isOver(silentMs, schedule.silentLimitMs, tracker, situation.now)) {
    return { stop: 'stale', why: `no scan for ${spanOf(schedule.silentLimitMs)}` };
  }
  if (silentMs >= schedule.silentFromMs) {
    return { ms: schedule.silentMs, why: `no scan for ${spanOf(silentMs)}`, urgency: 2 };
  }
  return byStage(situation);
}

function afterDelivery({ tracker, now, schedule }: Situation): Plan {
  const { deliveredMs, deliveredLimitMs, otherPiecesLimitMs } = schedule;
  const isWhole = tracker.pieces.every(({ status }) => status === null || isTerminal(status));
  const limitMs = deliveredLimitMs + (isWhole ? 0 : otherPiecesLimitMs);
  const leftMs = limitMs - sinceMs(tracker.statusSince, tracker.updatedAt, now);
  // A last poll shortly before the limit is the last one, whichever way the jitter goes.
  if (leftMs < deliveredMs / 2) return { stop: 'delivered', why: `delivered ${spanOf(limitMs)} ago` };
  const why = isWhole
    ? 'delivered; proof or a correction may follow'
    : 'delivered; another piece is on its way';
  return { ms: deliveredMs, why, urgency: 2 };
}

function beforeFirstScan({ tracker, now, schedule }: Situation): Plan {
  const ageMs = Date.parse(now) - Date.parse(tracker.createdAt);
  if (isOver(ageMs, schedule.unscannedLimitMs, tracker, now)) {
    return { stop: 'no_first_scan', why: `no scan in ${spanOf(schedule.unscannedLimitMs)}` };
  }
  if (ageMs < DAY_MS) return { ms: schedule.unscannedFirstDayMs, why: 'no scan yet, first day', urgency: 1 };
  return ageMs < 7 * DAY_MS
    ? { ms: schedule.unscannedFirstWeekMs, why: 'no scan yet, first week', urgency: 2 }
    : { ms: schedule.unscannedMs, why: `no scan in ${spanOf(ageMs)}`, urgency: 2 };
}

function onTheWayBack({ tracker, now, schedule }: Situation): Plan {
  const returningMs = sinceMs(tracker.statusSince, tracker.updatedAt, now);
  if (isOver(returningMs, schedule.returningLimitMs, tracker, now)) {
    return { stop: 'stale', why: `on its way back for ${spanOf(schedule.returningLimitMs)}` };
  }
  return { ms: schedule.returningMs, why: 'on its way back', urgency: 2 };
}

const DELAYED: ReadonlySet<Substatus> = new Set(['delayed', 'package_lost', 'package_undeliverable']);

function byStage(situation: Situation): Plan {
  const { tracker, now, schedule } = situation;
  const { substatus, actionRequired } = tracker;
  if (substatus === 'out_for_delivery') return outForDelivery(situation);
  if (substatus === 'pickup_available') return waitingForPickup(situation);
  const { delayedMs, delayedLimitMs, silentMs, actionMs, maybeLoadingMs } = schedule;
  if (DELAYED.has(substatus)) {
    const isOld = sinceMs(tracker.substatusSince, tracker.updatedAt, now) >= delayedLimitMs;
    if (isOld) return { ms: silentMs, why: `delayed for over ${spanOf(delayedLimitMs)}`, urgency: 2 };
    const hourly = whileLoading(maybeLoadingMs, delayedMs, schedule);
    return { ms: delayedMs, why: 'delayed', urgency: 1, hourly };
  }
  if (actionRequired || substatus === 'package_held') {
    const hourly = whileLoading(maybeLoadingMs, actionMs, schedule);
    return { ms: actionMs, why: 'held, or someone must act', urgency: 1, hourly };
  }
  return onTheWay(situation);
}

function outForDelivery({ now, schedule, clock }: Situation): Plan {
  const hours = { from: schedule.deliveryFromHour, to: schedule.deliveryToHour };
  const isDelivering = clock === undefined || isWithin(localHourAt(Date.parse(now), clock), hours);
  return {
    ms: schedule.outForDeliveryMs,
    why: `out for delivery, ${isDelivering ? 'inside' : 'outside'} the delivery hours`,
    urgency: 0,
    hourly: (hour) => (isWithin(hour, hours) ? schedule.outForDeliveryMs : Number.POSITIVE_INFINITY),
  };
}

function waitingForPickup({ tracker, now, schedule, clock }: Situation): Plan {
  const lastDay = tracker.servicePoint?.openUntil;
  return lastDay && lastDay <= dayAt(now, clock)
    ? { ms: schedule.pickupLastDayMs, why: 'waits to be picked up, last day', urgency: 1 }
    : { ms: schedule.pickupMs, why: 'waits to be picked up', urgency: 2 };
}

function onTheWay(situation: Situation): Plan {
  const { schedule } = situation;
  const { inTransitMs, nearEtaMs, loadingMs, maybeLoadingMs } = schedule;
  const untilMs = untilEtaMs(situation);
  if (untilMs !== undefined && untilMs > 2 * DAY_MS) {
    return { ms: inTransitMs, why: 'on the way, expected in over two days', urgency: 1 };
  }
  if (untilMs !== undefined && Math.abs(untilMs) <= DAY_MS) {
    const hourly = whileLoading(loadingMs, nearEtaMs, schedule);
    return { ms: nearEtaMs, why: 'on the way, expected within a day', urgency: 0, hourly };
  }
  const expected = untilMs === undefined ? 'no estimate' : untilMs > 0 ? 'expected in two days' : 'overdue';
  const hourly = whileLoading(maybeLoadingMs, inTransitMs, schedule);
  return { ms: inTransitMs, why: `on the way, ${expected}`, urgency: 1, hourly };
}

/** The day at the destination; in UTC where its clock isn't known. */
const dayAt = (now: Instant, clock: LocalClock | undefined): string =>
  later(now, clock?.offsetMsAt(Date.parse(now)) ?? 0).slice(0, 10);

/** One interval for the hours in which vans are loaded, another for the rest of the day. */
const whileLoading =
  (loadingMs: number, otherwiseMs: number, { loadingFromHour, loadingToHour }: AdaptiveSchedule) =>
  (hour: number): number =>
    isWithin(hour, { from: loadingFromHour, to: loadingToHour }) ? loadingMs : otherwiseMs;

/** Until the end of the estimate; of a day, until it ends at the destination. */
function untilEtaMs({ tracker: { eta }, now, clock }: Situation): number | undefined {
  if (eta === null) return undefined;
  const { to, toUtc, precision } = eta;
  const endsAt =
    toUtc === null ? endOfWallClock(precision === 'day' ? to.slice(0, 10) : to, clock) : Date.parse(toUtc);
  return Number.isNaN(endsAt) ? undefined : endsAt - Date.parse(now);
}

/** On the day on which clocks are changed it may be off by an hour, which no limit here minds. */
function endOfWallClock(wallClock: string, clock: LocalClock | undefined): number {
  const asIfUtc = Date.parse(wallClock.length === 10 ? `${wallClock}T23:59:59Z` : `${wallClock}Z`);
  return Number.isNaN(asIfUtc) || clock === undefined ? asIfUtc : asIfUtc - clock.offsetMsAt(asIfUtc);
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
  const told = occurredAt ?? (localTime?.length === 10 ? `${localTime}T12:00:00Z` : `${localTime}Z`);
  const at = Date.parse(told);
  return Date.parse(now) - (Number.isNaN(at) ? Date.parse(otherwise) : at);
}
