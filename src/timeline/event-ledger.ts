/** The events of a tracker as a set of facts: what was told, when it was told last, and whether it was taken back. */

import type { Observation, ObservationSource } from '../model/observation.ts';
import type { FullAnswer, Ledger, TrackedEvent } from '../model/tracker.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import type { Instant } from '../time/clock.ts';
import { type KeyedEvent, keyEvents } from './event-key.ts';
import { type Vouching, vouchingOf } from './full-answers.ts';
import { canonicalText, isSameValue } from './same-value.ts';

/** Events by id, each `listed` or `retracted`, or as it stood where that did not change. */
export type EventLedger = {
  readonly events: ReadonlyMap<string, TrackedEvent>;
  readonly told: Ledger['told'];
};

export type Telling = {
  readonly observation: Observation;
  readonly generation: number;
  /** The full answers known before, and with this observation. */
  readonly before: readonly FullAnswer[];
  readonly after: readonly FullAnswer[];
  readonly settleMs: number;
};

export function tellEvents(
  known: readonly TrackedEvent[],
  told: Ledger['told'],
  { observation, generation, before, after, settleMs }: Telling,
): EventLedger {
  const vouchedBefore = vouchingOf(before, settleMs);
  const toldAt = new Map(known.map((event) => [event.id, lastToldAt(event, told, vouchedBefore)]));
  const events = new Map(known.map((event) => [event.id, event]));
  for (const keyed of keyEvents(observation.events, generation)) {
    const event = events.get(keyed.id);
    const lastTold = toldAt.get(keyed.id);
    const isKnown = event !== undefined && lastTold !== undefined;
    events.set(
      keyed.id,
      isKnown ? toldAgain(event, lastTold, keyed.event, observation) : toldFirst(keyed, observation),
    );
    if (lastTold === undefined || observation.observedAt > lastTold)
      toldAt.set(keyed.id, observation.observedAt);
  }
  return stand(events, toldAt, vouchingOf(after, settleMs));
}

/** What a full answer vouches for need not be noted: had it not listed the event, the event would be retracted. */
function lastToldAt(event: TrackedEvent, told: Ledger['told'], vouchedAt: Vouching): Instant {
  const noted = told[event.id] ?? event.firstSeenAt;
  const implied = event.standing === 'retracted' ? null : vouchedAt(event);
  return implied !== null && implied > noted ? implied : noted;
}

function stand(
  events: Map<string, TrackedEvent>,
  toldAt: ReadonlyMap<string, Instant>,
  vouchedAt: Vouching,
): EventLedger {
  const told: Record<string, Instant> = {};
  for (const [id, event] of events) {
    const lastTold = toldAt.get(id) ?? event.firstSeenAt;
    const vouched = vouchedAt(event);
    const isRetracted = vouched !== null && vouched > lastTold;
    const isImplied = lastTold === event.firstSeenAt || (!isRetracted && lastTold === vouched);
    if (!isImplied) told[id] = lastTold;
    if (isRetracted !== (event.standing === 'retracted')) {
      events.set(id, { ...event, standing: isRetracted ? 'retracted' : 'listed' });
    }
  }
  return { events, told };
}

const toldFirst = ({ id, event }: KeyedEvent, { source, observedAt }: Observation): TrackedEvent =>
  toTrackedEvent(event, { id, standing: 'listed', source, firstSeenAt: observedAt, amended: false });

/** The later telling counts; the earlier one says since when the event is known. */
function toldAgain(
  known: TrackedEvent,
  lastTold: Instant,
  telling: TrackingEvent,
  { source, observedAt }: Observation,
): TrackedEvent {
  const isFirst = isEarlier(observedAt, source, known);
  const isSame = isSameContent(known, telling);
  if (isSame && !isFirst) return known;
  const isLast =
    !isSame &&
    (observedAt > lastTold ||
      (observedAt === lastTold && canonicalText(contentOf(telling)) > canonicalText(contentOf(known))));
  const amended = known.amended || !isSameWording(known, telling);
  if (!isFirst && !isLast && amended === known.amended) return known;
  return toTrackedEvent(isLast ? telling : known, {
    id: known.id,
    standing: known.standing,
    source: isFirst ? source : known.source,
    firstSeenAt: isFirst ? observedAt : known.firstSeenAt,
    amended,
  });
}

const isEarlier = (askedAt: Instant, source: ObservationSource, known: TrackedEvent): boolean =>
  askedAt < known.firstSeenAt || (askedAt === known.firstSeenAt && source < known.source);

type Facts = Pick<TrackedEvent, 'id' | 'standing' | 'source' | 'firstSeenAt' | 'amended'>;

/** Field by field: a spread costs Node many times as much, and there is one per scan. */
const toTrackedEvent = (event: TrackingEvent, facts: Facts): TrackedEvent => ({
  id: facts.id,
  standing: facts.standing,
  status: event.status,
  substatus: event.substatus,
  actionRequired: event.actionRequired,
  reason: event.reason,
  party: event.party,
  description: event.description,
  provenance: event.provenance,
  movesStatus: event.movesStatus,
  occurredAt: event.occurredAt,
  localTime: event.localTime,
  utcOffset: event.utcOffset,
  timeZone: event.timeZone,
  timeSource: event.timeSource,
  timePrecision: event.timePrecision,
  ambiguous: event.ambiguous,
  carrier: event.carrier,
  eventId: event.eventId,
  location: event.location,
  signedBy: event.signedBy,
  source: facts.source,
  firstSeenAt: facts.firstSeenAt,
  amended: facts.amended,
});

const contentOf = (event: TrackingEvent): TrackingEvent => {
  const { id, standing, source, firstSeenAt, amended, ...content } = event as TrackedEvent;
  return content;
};

/** Our reading of it and the carrier's own telling. */
const isSameContent = (a: TrackingEvent, b: TrackingEvent): boolean =>
  a.substatus === b.substatus &&
  a.reason === b.reason &&
  a.movesStatus === b.movesStatus &&
  a.actionRequired === b.actionRequired &&
  a.description === b.description &&
  a.provenance.matchedBy === b.provenance.matchedBy &&
  a.provenance.rule === b.provenance.rule &&
  a.timeZone === b.timeZone &&
  a.timeSource === b.timeSource &&
  a.timePrecision === b.timePrecision &&
  a.ambiguous === b.ambiguous &&
  a.status === b.status &&
  a.party === b.party &&
  a.carrier === b.carrier &&
  isSameWording(a, b);

/** The carrier's own telling, without what we make of it. */
const isSameWording = (a: TrackingEvent, b: TrackingEvent): boolean =>
  a.provenance.code === b.provenance.code &&
  a.provenance.category === b.provenance.category &&
  a.provenance.text === b.provenance.text &&
  a.occurredAt === b.occurredAt &&
  a.localTime === b.localTime &&
  a.utcOffset === b.utcOffset &&
  a.eventId === b.eventId &&
  a.signedBy === b.signedBy &&
  isSameValue(a.location, b.location);
