/** All that follows from a tracker's facts. A function of the set of facts: not of the order in which they were heard. */

import { isTerminal, type NormalizedStatus, statusFieldsOf } from '../model/status.ts';
import type { Ledger, TrackedEvent, Tracker } from '../model/tracker.ts';
import { deliveryOf } from './deliveries.ts';
import { viewEstimates } from './eta-history.ts';
import { type PlacedEvent, placeEvents } from './event-order.ts';
import { advance, type Course, type Mark, type Step } from './fold.ts';
import { standingHeadline } from './headline.ts';
import { hostsMark } from './hosts-word.ts';
import { returnStateOf } from './legal-changes.ts';
import { fenceOf, type LivesContext, type OwnLife, ownLifeOf } from './lives.ts';
import { countAttempts, milestonesOf } from './milestones.ts';
import type { ReadPolicy } from './policy.ts';
import { keepSame } from './same-value.ts';

/** What a tracker knows, and lives by. */
export type Facts = Pick<Tracker, 'shippedAfter' | 'createdAt' | 'references' | 'relatedNumbers'> & {
  readonly events: readonly TrackedEvent[];
  readonly ledger: Ledger;
};

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

export function derive(facts: Facts, policy: ReadPolicy): Derived {
  const { ledger } = facts;
  const placed = placeEvents(inIdOrder(facts.events));
  const context = contextOf(facts, policy);
  const own = ownLifeOf(
    placed.filter(({ event }) => event.standing !== 'retracted'),
    context,
  );
  const { course, marks } = withSummary(own, ledger, context) ?? lastKnown(placed, context);
  const status = course?.status ?? NOTHING_KNOWN;
  const isOver = isTerminal(status.status);
  const eta = viewEstimates(ledger.estimates, ledger.originalEta);
  const { details } = ledger;
  const view: View = {
    ...statusFieldsOf(status),
    statusSince: course?.statusMark.moment ?? NO_MOMENT,
    substatusSince: course?.substatusMark.moment ?? NO_MOMENT,
    events: placed.map(({ event }) => standingAs(event, own)),
    milestones: milestonesOf(marks),
    eta: isOver ? null : eta.current,
    originalEta: eta.original,
    etaHistory: eta.history,
    etaSlipHours: isOver ? null : eta.slipHours,
    attempts: countAttempts(own.events),
    returnState: course && returnStateOf(course.stage),
    delivery: status.status === 'delivered' && course ? handover(course, marks, placed, ledger) : null,
    servicePoint: isOver ? null : (details.servicePoint?.value ?? null),
    service: details.service?.value ?? null,
    origin: context.origin,
    destination: context.destination,
    weight: details.weight?.value ?? null,
    pieces: details.pieces?.value ?? [],
    pieceCount: details.pieceCount?.value ?? null,
    references: facts.references,
    relatedNumbers: facts.relatedNumbers,
    carrierUniqueId: details.carrierUniqueId?.value ?? null,
  };
  return { view, steps: course?.steps ?? [] };
}

/** So that ties in time don't depend on the order of arrival. */
const inIdOrder = (events: readonly TrackedEvent[]): TrackedEvent[] =>
  [...events].sort((a, b) => (a.id < b.id ? -1 : 1));

function contextOf(facts: Facts, policy: ReadPolicy): LivesContext {
  const { details, importedFrom, former, override } = facts.ledger;
  return {
    policy,
    origin: details.origin?.value ?? null,
    destination: details.destination?.value ?? null,
    fence: fenceOf(facts, importedFrom, policy),
    isSharp: facts.shippedAfter !== null,
    former: new Set(former),
    hostsWord: override && hostsMark(override),
  };
}

type Known = { readonly course: Course | null; readonly marks: readonly Mark[] };

/** The carrier's summary comes last, where it still stands. Null where nothing is known. */
function withSummary(
  { course, marks }: OwnLife,
  { headline, override }: Ledger,
  context: LivesContext,
): Known | null {
  const mark = standingHeadline(headline, marks, override);
  if (mark === null) return course && { course, marks };
  const after = advance(course, mark, context);
  return { course: after, marks: after === course ? marks : [...marks, mark] };
}

/** What was known once is not forgotten, even where the carrier took back all of it. */
function lastKnown(placed: readonly PlacedEvent<TrackedEvent>[], context: LivesContext): Known {
  return { course: ownLifeOf(placed, context).course, marks: [] };
}

function standingAs(event: TrackedEvent, { standings }: OwnLife): TrackedEvent {
  const standing = event.standing === 'retracted' ? 'retracted' : (standings.get(event.id) ?? 'listed');
  return standing === event.standing ? event : { ...event, standing };
}

function handover(
  course: Course,
  marks: readonly Mark[],
  placed: readonly PlacedEvent<TrackedEvent>[],
  { deliveries }: Ledger,
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
  let whole = before;
  for (const name of Object.keys(after) as (keyof View)[]) {
    const value = keepSame<unknown>(before[name], after[name]);
    if (value !== before[name]) whole = { ...whole, [name]: value };
  }
  return whole;
}
