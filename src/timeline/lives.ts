/**
 * Which of a tracker's events are about its parcel: carriers use numbers again, so an older parcel's events may come
 * with them, and the next one's.
 */

import type { Standing, TrackedEvent, Tracker } from '../model/tracker.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { isStart, movesParcel } from './event-facts.ts';
import type { PlacedEvent } from './event-order.ts';
import { advance, type Course, type FoldContext, hasEnded, isSummary, type Mark, readOn } from './fold.ts';
import type { Summary } from './headline.ts';
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

/**
 * Milliseconds before which what is over was of an older parcel; events before a `shippedAfter` are in any case. What
 * the host itself has told, at the oldest then, is of this parcel.
 */
export function fenceOf(
  { shippedAfter, createdAt }: Pick<Tracker, 'shippedAfter' | 'createdAt'>,
  hostsOldest: Instant | null,
  { formerLifeMs }: ReadPolicy,
): number {
  if (shippedAfter !== null) return Date.parse(shippedAfter);
  const fence = Date.parse(createdAt) - formerLifeMs;
  return hostsOldest === null ? fence : Math.min(fence, Date.parse(hostsOldest));
}

export type LivesContext = FoldContext & {
  readonly fence: number;
  /** Whether every event before the fence is of an older parcel, not only those of a life that is over. */
  readonly isSharp: boolean;
  readonly hostsWord: Mark | null;
  readonly summary: Summary | null;
};

type Life = {
  readonly events: PlacedEvent<TrackedEvent>[];
  readonly marks: Mark[];
  course: Course | null;
  /** When it was heard of last, whether that moved it or not; minus infinity before. */
  heardAt: number;
  /** Whether something moved the parcel after the fence. */
  isRecent: boolean;
};

/**
 * What has no time is of no life in particular: each begins with it, so that it is neither lost with an older parcel
 * nor makes that one this one.
 */
type Lives = { readonly timeless: Life; readonly timed: Life[] };

/** Tells the lives apart: walks through the marks in time's order and begins anew where a parcel starts again. */
export function ownLifeOf(placed: readonly PlacedEvent<TrackedEvent>[], context: LivesContext): OwnLife {
  const standings = new Map<string, Standing>();
  const lives: Lives = { timeless: beginLife(), timed: [] };
  for (const turn of withWords(placed, context)) {
    if (!('event' in turn)) join(lives, turn, context);
    else if (isFormer(turn.event, context)) standings.set(turn.event.id, 'former_life');
    else if (movesParcel(turn.event)) join(lives, markOf(turn.event, turn.at), context).events.push(turn);
    else newestOf(lives).events.push(turn);
  }
  return choose(lives, standings, context);
}

/** The events, with the host's word and the carrier's summary in their places among them. */
function withWords(
  placed: readonly PlacedEvent<TrackedEvent>[],
  { hostsWord, summary }: LivesContext,
): readonly (PlacedEvent<TrackedEvent> | Mark)[] {
  if (hostsWord === null && summary === null) return placed;
  const turns: (PlacedEvent<TrackedEvent> | Mark)[] = [...placed];
  if (summary !== null) {
    const { mark, saidAt } = summary;
    const last = placed.findLastIndex(
      ({ event }) => movesParcel(event) && (roughTimeOf(event) ?? '') <= saidAt,
    );
    turns.splice(last + 1, 0, { ...mark, at: Math.max(mark.at, placed[last]?.at ?? mark.at) });
  }
  if (hostsWord !== null) {
    const next = turns.findIndex(({ at }) => at > hostsWord.at);
    turns.splice(next < 0 ? turns.length : next, 0, hostsWord);
  }
  return turns;
}

function isFormer(event: TrackedEvent, { isSharp, fence }: LivesContext): boolean {
  const latest = isSharp ? latestOf(event) : null;
  return latest !== null && Date.parse(latest) < fence;
}

const beginLife = (from?: Life): Life => ({
  events: [],
  marks: from === undefined ? [] : [...from.marks],
  course: from?.course ?? null,
  heardAt: Number.NEGATIVE_INFINITY,
  isRecent: false,
});

const newestOf = ({ timeless, timed }: Lives): Life => timed.at(-1) ?? timeless;

function join(lives: Lives, mark: Mark, context: LivesContext): Life {
  const life = Number.isFinite(mark.at) ? lifeAt(lives, mark, context) : lives.timeless;
  const read = readOn(life.course, mark, context);
  life.marks.push(read);
  life.course = advance(life.course, read, context);
  life.heardAt = Math.max(life.heardAt, mark.at);
  life.isRecent ||= mark.at >= context.fence;
  return life;
}

function lifeAt({ timeless, timed }: Lives, mark: Mark, context: LivesContext): Life {
  const latest = timed.at(-1);
  if (latest !== undefined && !isNextLife(latest, mark, context)) return latest;
  const life = beginLife(timeless);
  timed.push(life);
  return life;
}

/**
 * What was over before the fence is an older parcel's, and so is what had long been silent when another one started.
 * After it, the next parcel takes an end and a start long after it.
 */
function isNextLife(
  { course, heardAt }: Life,
  mark: Mark,
  { policy, fence, isSharp }: LivesContext,
): boolean {
  if (course === null || mark.isHosts) return false;
  const { stageMark } = course;
  const crossesFence = !isSharp && heardAt < fence && mark.at >= fence;
  if (hasEnded(course) && crossesFence && Number.isFinite(stageMark.at)) return true;
  const silentSince = hasEnded(course) ? stageMark.at : crossesFence ? heardAt : Number.NaN;
  return Number.isFinite(silentSince) && mark.at - silentSince > policy.nextLifeMs && isStart(mark.status);
}

function choose(
  { timeless, timed }: Lives,
  standings: Map<string, Standing>,
  context: LivesContext,
): OwnLife {
  const { fence, isSharp } = context;
  const recent = isSharp ? 0 : timed.findIndex(({ isRecent }) => isRecent);
  const own = recent < 0 ? timed.length : recent;
  const left: PlacedEvent<TrackedEvent>[] = [];
  // News that moves nothing is of no life in particular.
  for (const placed of [timeless, ...timed.slice(0, own)].flatMap(({ events }) => events)) {
    if (own > 0 && Number.isFinite(placed.at) && placed.at < fence) {
      standings.set(placed.event.id, 'former_life');
    } else left.push(placed);
  }
  left.push(...(timed[own]?.events ?? []));
  for (const { event } of timed.slice(own + 1).flatMap(({ events }) => events)) {
    standings.set(event.id, 'next_life');
  }
  const { course, marks } = timed[own] ?? timeless;
  return {
    events: left,
    course,
    marks: marks.filter((mark) => !isSummary(mark) || course?.steps.some((step) => step.mark === mark)),
    standings,
    nextStart: startOf(timed[own + 1]),
  };
}

const startOf = (life: Life | undefined): Instant | null => {
  const first = life?.marks.find(({ at }) => Number.isFinite(at));
  return first === undefined ? null : (roughTimeOf(first.moment) ?? toInstant(first.at));
};

export const markOf = (event: TrackedEvent, at: number): Mark => ({
  status: event,
  said: event.substatus,
  moment: { occurredAt: event.occurredAt, localTime: event.localTime },
  at,
  eventId: event.id,
  location: event.location,
  isHosts: false,
});
