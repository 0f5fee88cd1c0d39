/** The events of a tracker as a set of facts: what was told, when it was told last, and whether it was taken back. */

import type { Observation, ObservationSource } from '../model/observation.ts';
import type { FullAnswer, Ledger, TrackedEvent, Tracker } from '../model/tracker.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import type { Instant } from '../time/clock.ts';
import { isGreaterContent, isSameContent, isSameTelling, toTrackedEvent } from './event-content.ts';
import { movesParcel } from './event-facts.ts';
import { type KeyedEvent, keyEvents } from './event-key.ts';
import { type Vouching, vouchingOf } from './full-answers.ts';

/** Events with `retracted` brought up to date in their standing, and when they were told. */
export type EventLedger = { readonly events: readonly TrackedEvent[] } & Pick<Ledger, 'told' | 'meant'>;

export type Telling = {
  /** The full answers that are known now, this one among them where it is one. */
  readonly answers: readonly FullAnswer[];
  readonly settleMs: number;
};

/** When an event was told last, and when it was told last with the meaning it has. */
type Times = { readonly toldAt: Instant; readonly meantAt: Instant };

type Known = { readonly event: TrackedEvent; readonly times: Times };

/** Tells a tracker the events of an answer. */
export function tellEvents(
  tracker: Tracker,
  observation: Observation,
  { answers, settleMs }: Telling,
): EventLedger {
  const { ledger, events } = tracker;
  const vouchedBefore = vouchingOf(ledger.answers, settleMs);
  const known = new Map<string, Known>(
    events.map((event) => [event.id, { event, times: timesOf(event, ledger, vouchedBefore) }]),
  );
  for (const keyed of keyEvents(observation.events, tracker)) {
    const before = known.get(keyed.id);
    known.set(
      keyed.id,
      before === undefined ? toldFirst(keyed, observation) : toldAgain(before, keyed.event, observation),
    );
  }
  return stand([...known.values()], vouchingOf(answers, settleMs));
}

/** What a full answer vouches for need not be noted: had it not listed the event, the event would be retracted. */
function timesOf(event: TrackedEvent, { told, meant }: Ledger, vouchedAt: Vouching): Times {
  const noted = told[event.id] ?? event.firstSeenAt;
  const implied = event.standing === 'retracted' || isHostsAlone(event) ? null : vouchedAt(event);
  const toldAt = implied !== null && implied > noted ? implied : noted;
  return { toldAt, meantAt: meant[event.id] ?? toldAt };
}

function stand(known: readonly Known[], vouchedAt: Vouching): EventLedger {
  const told: Record<string, Instant> = {};
  const meant: Record<string, Instant> = {};
  const events = known.map(({ event, times: { toldAt, meantAt } }) => {
    const vouched = isHostsAlone(event) ? null : vouchedAt(event);
    const isRetracted = vouched !== null && vouched > toldAt;
    const isImplied = toldAt === event.firstSeenAt || (!isRetracted && toldAt === vouched);
    if (!isImplied) told[event.id] = toldAt;
    if (meantAt !== toldAt) meant[event.id] = meantAt;
    if (isRetracted === (event.standing === 'retracted')) return event;
    return toTrackedEvent(event, { ...event, standing: isRetracted ? 'retracted' : 'listed' });
  });
  return { events, told, meant };
}

/** The carrier can't take back what it has never told. */
const isHostsAlone = ({ source }: TrackedEvent): boolean => source === 'import';

const toldFirst = ({ id, event }: KeyedEvent, { source, observedAt }: Observation): Known => ({
  event: toTrackedEvent(event, { id, standing: 'listed', source, firstSeenAt: observedAt, amended: false }),
  times: { toldAt: observedAt, meantAt: observedAt },
});

/** The carrier's earliest telling says since when the event is known; the host's does where there is no other. */
function toldAgain(
  { event: known, times }: Known,
  telling: TrackingEvent,
  { source, observedAt }: Observation,
): Known {
  const counts = outweighs(telling, observedAt, known, times);
  const isFirst = isEarlier(observedAt, source, known);
  const amended = known.amended || !isSameTelling(known, telling);
  const isChanged = counts && !isSameContent(known, telling);
  const event =
    !isFirst && !isChanged && amended === known.amended
      ? known
      : toTrackedEvent(isChanged ? telling : known, {
          id: known.id,
          standing: known.standing,
          source: isFirst ? source : known.source,
          firstSeenAt: isFirst ? observedAt : known.firstSeenAt,
          amended,
        });
  return {
    event,
    times: {
      toldAt: observedAt > times.toldAt ? observedAt : times.toldAt,
      meantAt: counts ? observedAt : times.meantAt,
    },
  };
}

/**
 * Of two tellings the later one counts. But one that doesn't say where the parcel is (a code or a wording that nobody
 * knows) takes nothing away from one that does.
 */
function outweighs(
  telling: TrackingEvent,
  askedAt: Instant,
  known: TrackedEvent,
  { meantAt }: Times,
): boolean {
  if (movesParcel(telling) !== movesParcel(known)) return movesParcel(telling);
  return askedAt > meantAt || (askedAt === meantAt && isGreaterContent(telling, known));
}

function isEarlier(askedAt: Instant, source: ObservationSource, known: TrackedEvent): boolean {
  const isHosts = source === 'import';
  if (isHosts !== isHostsAlone(known)) return !isHosts;
  return askedAt < known.firstSeenAt || (askedAt === known.firstSeenAt && source < known.source);
}
