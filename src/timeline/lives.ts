/**
 * Which of a tracker's events are about its parcel: carriers use numbers again, so an older parcel's events may come
 * with them, and the next one's.
 */

import type { Ledger, Standing, TrackedEvent, Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { isStart, movesParcel } from './event-facts.ts';
import type { PlacedEvent } from './event-order.ts';
import { advance, type Course, type FoldContext, hasEnded, type Mark } from './fold.ts';
import type { ReadPolicy } from './policy.ts';
import { latestOf, roughTimeOf } from './time-span.ts';

/** A tracker's own life, and what the other events are. */
export type OwnLife = {
  /** In time's order. */
  readonly events: readonly PlacedEvent<TrackedEvent>[];
  readonly course: Course | null;
  /** What moved the parcel, or would have. */
  readonly marks: readonly Mark[];
  readonly standings: ReadonlyMap<string, Standing>;
  /** When the next parcel with this number started; null while there is none. */
  readonly nextStart: Instant | null;
};

/** Milliseconds before which what is over was of an older parcel; events before a `shippedAfter` are in any case. */
export function fenceOf(
  { shippedAfter, createdAt }: Pick<Tracker, 'shippedAfter' | 'createdAt'>,
  importedFrom: Ledger['importedFrom'],
  { formerLifeMs }: ReadPolicy,
): number {
  if (shippedAfter !== null) return Date.parse(shippedAfter);
  const fence = Date.parse(createdAt) - formerLifeMs;
  return importedFrom === null ? fence : Math.min(fence, Date.parse(importedFrom));
}

export type LivesContext = FoldContext & {
  readonly fence: number;
  /** Whether every event before the fence is of an older parcel, not only those of a life that is over. */
  readonly isSharp: boolean;
  readonly hostsWord: Mark | null;
};

type Life = {
  readonly events: PlacedEvent<TrackedEvent>[];
  readonly marks: Mark[];
  course: Course | null;
  /** Whether something moved the parcel after the fence, or before it. */
  isRecent: boolean;
  isOld: boolean;
};

/** Tells the lives apart: walks through the events in time's order and begins anew where a parcel starts again. */
export function ownLifeOf(placed: readonly PlacedEvent<TrackedEvent>[], context: LivesContext): OwnLife {
  const standings = new Map<string, Standing>();
  const lives = [beginLife()];
  let pending = context.hostsWord;
  for (const { event, at } of placed) {
    if (pending !== null && at > pending.at) {
      join(lives, pending, context);
      pending = null;
    }
    if (isFormer(event, context)) standings.set(event.id, 'former_life');
    else if (movesParcel(event)) join(lives, markOf(event, at), context).events.push({ event, at });
    else (lives.at(-1) ?? beginLife()).events.push({ event, at });
  }
  if (pending !== null) join(lives, pending, context);
  const own = context.isSharp ? 0 : lives.findIndex(({ isRecent, isOld }) => isRecent || !isOld);
  return choose(lives, own < 0 ? lives.length : own, standings, context);
}

function isFormer(event: TrackedEvent, { isSharp, fence }: LivesContext): boolean {
  const latest = isSharp ? latestOf(event) : null;
  return latest !== null && Date.parse(latest) < fence;
}

const beginLife = (): Life => ({ events: [], marks: [], course: null, isRecent: false, isOld: false });

function join(lives: Life[], mark: Mark, context: LivesContext): Life {
  const latest = lives.at(-1) ?? beginLife();
  const life = isNextLife(latest.course, mark, context) ? beginLife() : latest;
  if (life !== latest) lives.push(life);
  life.marks.push(mark);
  life.course = advance(life.course, mark, context);
  life.isRecent ||= mark.at >= context.fence;
  life.isOld ||= mark.at < context.fence && Number.isFinite(mark.at);
  return life;
}

/**
 * What was over before the fence is an older parcel's, and so is what had long been silent when another one started.
 * After it, the next parcel takes an end and a start long after it.
 */
function isNextLife(course: Course | null, mark: Mark, { policy, fence, isSharp }: LivesContext): boolean {
  if (course === null || mark.isHosts) return false;
  const { lastMark, stageMark } = course;
  const crossesFence = !isSharp && lastMark.at < fence && mark.at >= fence;
  if (hasEnded(course) && crossesFence && Number.isFinite(stageMark.at)) return true;
  const silentSince = hasEnded(course) ? stageMark.at : crossesFence ? lastMark.at : Number.NaN;
  return Number.isFinite(silentSince) && mark.at - silentSince > policy.nextLifeMs && isStart(mark.status);
}

function choose(
  lives: readonly Life[],
  own: number,
  standings: Map<string, Standing>,
  { fence }: LivesContext,
): OwnLife {
  const left: PlacedEvent<TrackedEvent>[] = [];
  for (const [index, life] of lives.entries()) {
    for (const placed of life.events) {
      // News that moves nothing is of no life in particular.
      if (index < own && placed.at < fence) standings.set(placed.event.id, 'former_life');
      else if (index > own) standings.set(placed.event.id, 'next_life');
      else left.push(placed);
    }
  }
  const { course = null, marks = [] } = lives[own] ?? {};
  const nextStart = lives[own + 1]?.marks[0];
  return {
    events: left,
    course,
    marks,
    standings,
    nextStart: nextStart ? roughTimeOf(nextStart.moment) : null,
  };
}

export const markOf = (event: TrackedEvent, at: number): Mark => ({
  status: event,
  moment: { occurredAt: event.occurredAt, localTime: event.localTime },
  at,
  eventId: event.id,
  location: event.location,
  isHosts: false,
});
