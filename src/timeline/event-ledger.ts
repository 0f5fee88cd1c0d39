/** The events of a tracker as a set of facts: what was told, when it was told last, and whether it was taken back. */

import type { Observation, ObservationSource } from '../model/observation.ts';
import type { FullAnswer, Ledger, TrackedEvent, Tracker } from '../model/tracker.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import type { Instant } from '../time/clock.ts';
import { isGreaterContent, isSameContent, isSameTelling, toTrackedEvent } from './event-content.ts';
import { type KeyedEvent, keyEvents } from './event-key.ts';
import { type Vouching, vouchingOf } from './full-answers.ts';

/** Events with `retracted` brought up to date in their standing, and when they were told. */
export type EventLedger = { readonly events: readonly TrackedEvent[]; readonly told: Ledger['told'] };

export type Telling = {
  /** The full answers that are known now, this one among them where it is one. */
  readonly answers: readonly FullAnswer[];
  readonly settleMs: number;
};

/** Tells a tracker the events of an answer. */
export function tellEvents(
  tracker: Tracker,
  observation: Observation,
  { answers, settleMs }: Telling,
): EventLedger {
  const { ledger, events: known } = tracker;
  const vouchedBefore = vouchingOf(ledger.answers, settleMs);
  const toldAt = new Map(known.map((event) => [event.id, lastToldAt(event, ledger.told, vouchedBefore)]));
  const events = new Map(known.map((event) => [event.id, event]));
  for (const keyed of keyEvents(observation.events, tracker)) {
    const event = events.get(keyed.id);
    const lastTold = toldAt.get(keyed.id);
    const isKnown = event !== undefined && lastTold !== undefined;
    events.set(
      keyed.id,
      isKnown ? toldAgain(event, lastTold, keyed.event, observation) : toldFirst(keyed, observation),
    );
    if (lastTold === undefined || observation.observedAt > lastTold) {
      toldAt.set(keyed.id, observation.observedAt);
    }
  }
  return stand([...events.values()], toldAt, vouchingOf(answers, settleMs));
}

/** What a full answer vouches for need not be noted: had it not listed the event, the event would be retracted. */
function lastToldAt(event: TrackedEvent, told: Ledger['told'], vouchedAt: Vouching): Instant {
  const noted = told[event.id] ?? event.firstSeenAt;
  const implied = event.standing === 'retracted' ? null : vouchedAt(event);
  return implied !== null && implied > noted ? implied : noted;
}

function stand(
  events: readonly TrackedEvent[],
  toldAt: ReadonlyMap<string, Instant>,
  vouchedAt: Vouching,
): EventLedger {
  const told: Record<string, Instant> = {};
  const standing = events.map((event) => {
    const lastTold = toldAt.get(event.id) ?? event.firstSeenAt;
    const vouched = vouchedAt(event);
    const isRetracted = vouched !== null && vouched > lastTold;
    const isImplied = lastTold === event.firstSeenAt || (!isRetracted && lastTold === vouched);
    if (!isImplied) told[event.id] = lastTold;
    if (isRetracted === (event.standing === 'retracted')) return event;
    return toTrackedEvent(event, { ...event, standing: isRetracted ? 'retracted' : 'listed' });
  });
  return { events: standing, told };
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
  const isLast =
    !isSame && (observedAt > lastTold || (observedAt === lastTold && isGreaterContent(telling, known)));
  const amended = known.amended || !isSameTelling(known, telling);
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
