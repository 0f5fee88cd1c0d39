/** Whose parcel an answer is about, where a number has had more than one. */

import type { Observation } from '../model/observation.ts';
import { isTerminal } from '../model/status.ts';
import type { Tracker } from '../model/tracker.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import type { Instant } from '../time/clock.ts';
import { derive } from './derived.ts';
import { keyEvents } from './event-key.ts';
import { movesParcel } from './headline.ts';
import { fenceOf } from './lives.ts';
import type { ReadPolicy } from './policy.ts';
import { roughTimeOf } from './time-span.ts';
import type { KnownFacts } from './with-facts.ts';

export type Whose = 'own_life' | 'former_life' | 'former_parcel' | 'next_parcel';

/**
 * `former_life`: all of it happened before this parcel can have been shipped. `former_parcel` and `next_parcel`: the
 * carrier's own id says that it is another one.
 */
export function whoseAnswer(tracker: Tracker, observation: Observation, policy: ReadPolicy): Whose {
  const newest = newestOf(observation);
  if (
    observation.source !== 'import' &&
    newest !== null &&
    Date.parse(newest) < fenceOf(tracker, null, policy)
  ) {
    return 'former_life';
  }
  if (!isAnotherParcel(tracker, observation)) return 'own_life';
  const own = newestMoving(tracker.events.filter(({ standing }) => standing === 'listed'));
  return own === null || (newest !== null && newest > own) ? 'next_parcel' : 'former_parcel';
}

/** The newest time of which the answer tells anything. */
const newestOf = ({ events, delivery }: Observation): Instant | null =>
  newestMoving(events) ??
  (delivery === null ? null : roughTimeOf({ occurredAt: delivery.at, localTime: delivery.localTime }));

const newestMoving = (events: readonly TrackingEvent[]): Instant | null =>
  events.reduce<Instant | null>((newest, event) => {
    const time = movesParcel(event) ? roughTimeOf(event) : null;
    return time !== null && (newest === null || time > newest) ? time : newest;
  }, null);

/** By the carrier's own id; but a carrier may correct the id of a parcel whose scans we know. */
function isAnotherParcel(tracker: Tracker, { carrierUniqueId, events }: Observation): boolean {
  const own = tracker.carrierUniqueId;
  if (own === null || carrierUniqueId === null || own === carrierUniqueId) return false;
  const known = new Set(tracker.events.map(({ id }) => id));
  return !keyEvents(events, tracker.generation).some(({ id }) => known.has(id));
}

/** Whether the newest of the answer belongs to the parcel that has got the number after this one. */
export function isAboutNextLife(
  tracker: Tracker,
  heard: KnownFacts,
  observation: Observation,
  policy: ReadPolicy,
): boolean {
  const newest = newestMoving(observation.events);
  const endedAt = roughTimeOf(tracker.statusSince);
  if (!isTerminal(tracker.status) || newest === null || endedAt === null) return false;
  if (Date.parse(newest) - Date.parse(endedAt) <= policy.nextLifeMs) return false;
  const { view } = derive({ ...tracker, ...heard }, policy);
  const next = new Set(view.events.filter(({ standing }) => standing === 'next_life').map(({ id }) => id));
  return keyEvents(observation.events, tracker.generation).some(
    ({ id, event }) => next.has(id) && roughTimeOf(event) === newest,
  );
}

/** What of an answer is about other parcels, by where its events have come to stand. */
export function otherLivesIn(
  { events, generation }: Tracker,
  observation: Observation,
): { readonly nextLife: Observation | null; readonly recycledSuspected: boolean } {
  const others = new Map(
    events.flatMap(({ id, standing }) =>
      standing === 'next_life' || standing === 'former_life' ? [[id, standing]] : [],
    ),
  );
  if (others.size === 0) return { nextLife: null, recycledSuspected: false };
  const keyed = keyEvents(observation.events, generation);
  const next = keyed.filter(({ id }) => others.get(id) === 'next_life').map(({ event }) => event);
  return {
    nextLife: next.length === 0 ? null : { ...observation, events: next },
    recycledSuspected: keyed.some(({ id }) => others.get(id) === 'former_life'),
  };
}
