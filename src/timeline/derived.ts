/** All that follows from a tracker's facts. A function of the set of facts: not of the order in which they were heard. */

import { isTerminal, type NormalizedStatus, statusFieldsOf } from '../model/status.ts';
import type { Headline, Ledger, Sayings, TrackedEvent, Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { deliveryOf } from './deliveries.ts';
import { viewEstimates } from './eta-history.ts';
import { type PlacedEvent, placeTrackedEvents } from './event-order.ts';
import { advance, type Course, type Mark, type Step } from './fold.ts';
import { bareSummary, toSummary } from './headline.ts';
import { hostsMark } from './hosts-word.ts';
import { returnStateOf } from './legal-changes.ts';
import { fenceOf, type LivesContext, type OwnLife, ownLifeOf } from './lives.ts';
import { countAttempts, milestonesOf } from './milestones.ts';
import { viewPieces } from './pieces.ts';
import type { ReadPolicy } from './policy.ts';
import { joinBoth } from './registers.ts';
import { keepSame } from './same-value.ts';
import { joinAll, saidBefore } from './sayings.ts';
import { servicePointOf } from './service-point.ts';

/** What a tracker knows. */
export type Facts = { readonly events: readonly TrackedEvent[]; readonly ledger: Ledger };

/** What doesn't change while a tracker learns. */
export type Frame = Pick<Tracker, 'shippedAfter' | 'createdAt'>;

/** What a tracker shows of its facts. */
export type View = Pick<
  Tracker,
  | keyof NormalizedStatus
  | 'references'
  | 'relatedNumbers'
  | 'statusSince'
  | 'substatusSince'
  | 'events'
  | 'milestones'
  | 'eta'
  | 'originalEta'
  | 'etaHistory'
  | 'etaSlipHours'
  | 'attempts'
  | 'returnState'
  | 'delivery'
  | 'servicePoint'
  | 'service'
  | 'origin'
  | 'destination'
  | 'weight'
  | 'pieces'
  | 'pieceCount'
  | 'carrierUniqueId'
>;

export const NOTHING_KNOWN: NormalizedStatus = {
  status: 'unknown',
  substatus: 'other',
  actionRequired: false,
  reason: null,
  party: 'none',
  description: null,
  provenance: { matchedBy: 'none', rule: null, code: null, category: null, text: null },
};

const NO_MOMENT = { occurredAt: null, localTime: null };

export type Derived = { readonly view: View; readonly steps: readonly Step[] };

export function derive(frame: Frame, { events, ledger }: Facts, policy: ReadPolicy): Derived {
  const placed = placeTrackedEvents(events);
  const { own, sayings, context } = findOwnLife(frame, placed, ledger, policy);
  const { course, marks } = own.course === null ? lastKnown(placed, sayings.headline, context) : own;
  const view: View = {
    ...viewStatus(course),
    ...viewSayings(sayings, course),
    events: placed.map(({ event }) => standingAs(event, own)),
    milestones: milestonesOf(marks),
    attempts: countAttempts(own.events),
    delivery: course?.status.status === 'delivered' ? handover(course, marks, placed, sayings) : null,
  };
  return { view, steps: course?.steps ?? [] };
}

type Findings = { readonly own: OwnLife; readonly sayings: Sayings; readonly context: LivesContext };

/**
 * What was said late may be about the next parcel with this number. So what is certain counts first, and what was said
 * of a later start only where that turns out to be before the next parcel's.
 */
function findOwnLife(
  frame: Frame,
  placed: readonly PlacedEvent<TrackedEvent>[],
  ledger: Ledger,
  policy: ReadPolicy,
): Findings {
  const standing = placed.filter(({ event }) => event.standing !== 'retracted');
  for (let counted = Math.min(1, ledger.sayings.length); ; ) {
    const sayings = joinAll(ledger.sayings.slice(0, counted));
    const context = contextOf(frame, ledger, sayings, policy);
    const own = ownLifeOf(standing, context);
    const before = saidBefore(ledger.sayings, own.nextStart);
    if (before <= counted) return { own, sayings, context };
    counted = before;
  }
}

const contextOf = (
  frame: Frame,
  { importedFrom, override }: Ledger,
  { details, headline }: Sayings,
  policy: ReadPolicy,
): LivesContext => ({
  policy,
  origin: details.origin?.value ?? null,
  destination: details.destination?.value ?? null,
  fence: fenceOf(frame, earlierInstant(importedFrom, override?.at ?? null), policy),
  isSharp: frame.shippedAfter !== null,
  hostsWord: override && hostsMark(override),
  summary: toSummary(headline, override),
});

/** Null where both are. */
const earlierInstant = (a: Instant | null, b: Instant | null): Instant | null =>
  joinBoth(a, b, (one, other) => (one < other ? one : other));

const viewStatus = (course: Course | null) => ({
  ...statusFieldsOf(course?.status ?? NOTHING_KNOWN),
  statusSince: course?.statusMark.moment ?? NO_MOMENT,
  substatusSince: course?.substatusMark.moment ?? NO_MOMENT,
  returnState: course && returnStateOf(course.stage),
});

/** What is expected of a delivery is past once the journey is over. */
function viewSayings(sayings: Sayings, course: Course | null) {
  const { details, estimates, originalEta, pieces, references, relatedNumbers } = sayings;
  const isOver = course !== null && isTerminal(course.status.status);
  const eta = viewEstimates(estimates, originalEta);
  return {
    eta: isOver ? null : eta.current,
    originalEta: eta.original,
    etaHistory: eta.history,
    etaSlipHours: isOver ? null : eta.slipHours,
    servicePoint: servicePointOf(details.servicePoint, course),
    service: details.service?.value ?? null,
    origin: details.origin?.value ?? null,
    destination: details.destination?.value ?? null,
    weight: details.weight?.value ?? null,
    pieces: viewPieces(pieces),
    pieceCount: details.pieceCount?.value ?? null,
    references,
    relatedNumbers,
    carrierUniqueId: details.carrierUniqueId?.value ?? null,
  };
}

type Known = { readonly course: Course | null; readonly marks: readonly Mark[] };

/** What was known once is not forgotten, even where the carrier took back all of it. */
function lastKnown(
  placed: readonly PlacedEvent<TrackedEvent>[],
  headline: Headline | null,
  context: LivesContext,
): Known {
  const { course, marks } = ownLifeOf(placed, context);
  if (course !== null || headline === null) return { course, marks };
  const mark = bareSummary(headline);
  return { course: advance(null, mark, context), marks: [mark] };
}

function standingAs(event: TrackedEvent, { standings }: OwnLife): TrackedEvent {
  const standing = event.standing === 'retracted' ? 'retracted' : (standings.get(event.id) ?? 'listed');
  return standing === event.standing ? event : { ...event, standing };
}

function handover(
  course: Course,
  marks: readonly Mark[],
  placed: readonly PlacedEvent<TrackedEvent>[],
  { deliveries }: Sayings,
): Tracker['delivery'] {
  const scans = marks
    .slice(marks.indexOf(course.statusMark))
    .filter(({ status }) => status.status === 'delivered');
  const signers = new Map(placed.map(({ event }) => [event.id, event.signedBy]));
  const own = new Set(scans.map(({ eventId }) => eventId));
  const others = placed.filter(({ event }) => event.status === 'delivered' && !own.has(event.id));
  return deliveryOf(
    scans.map(({ moment, eventId }) => ({ ...moment, signedBy: signers.get(eventId ?? '') ?? null })),
    others.map(({ event }) => event),
    deliveries,
  );
}

/** The view, with all that is equal taken from the one before; the very same where nothing changed. */
export function keepView<Whole extends View>(before: Whole, after: View): Whole {
  const changed: Partial<Record<keyof View, unknown>> = {};
  for (const name of Object.keys(after) as (keyof View)[]) {
    const value = keepSame<unknown>(before[name], after[name]);
    if (value !== before[name]) changed[name] = value;
  }
  return Object.keys(changed).length === 0 ? before : { ...before, ...changed };
}
