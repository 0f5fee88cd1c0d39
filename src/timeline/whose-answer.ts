/** Whose parcel an answer is about, where a number has had more than one. */

import type { Observation } from '../model/observation.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { movesParcel, newestTimeOf } from './event-facts.ts';
import { keyEvents } from './event-key.ts';
import { fenceOf } from './lives.ts';
import type { ReadPolicy } from './policy.ts';
import { latestOf } from './time-span.ts';

export type Whose = 'own_life' | 'former_life' | 'former_parcel' | 'next_parcel';

/**
 * `former_life`: all of it happened before this parcel can have been shipped. `former_parcel` and `next_parcel`: the
 * carrier's own id says that it is another one.
 */
export function whoseAnswer(tracker: Tracker, observation: Observation, policy: ReadPolicy): Whose {
  const latest = latestIn(observation);
  const isFormer = latest !== null && Date.parse(latest) < fenceOf(tracker, null, policy);
  if (isFormer && observation.source !== 'import') return 'former_life';
  if (!isAnotherParcel(tracker, observation)) return 'own_life';
  const newest = newestTimeOf(observation.events.filter(movesParcel));
  const own = newestTimeOf(
    tracker.events.filter((event) => event.standing === 'listed' && movesParcel(event)),
  );
  return own === null || (newest !== null && newest > own) ? 'next_parcel' : 'former_parcel';
}

/** The latest that anything it tells can have happened; null where it tells no time. */
function latestIn({ events, delivery }: Observation): Instant | null {
  const scanned = greatest(events.filter(movesParcel).map(latestOf));
  if (scanned !== null || delivery === null) return scanned;
  return latestOf({ occurredAt: delivery.at, localTime: delivery.localTime });
}

const greatest = (times: readonly (Instant | null)[]): Instant | null =>
  times.reduce<Instant | null>((latest, time) => ((time ?? '') > (latest ?? '') ? time : latest), null);

/** By the carrier's own id; but a carrier may correct the id of a parcel whose scans we know. */
function isAnotherParcel(tracker: Tracker, { carrierUniqueId, events }: Observation): boolean {
  const own = tracker.carrierUniqueId;
  if (own === null || carrierUniqueId === null || own === carrierUniqueId) return false;
  const known = new Set(tracker.events.map(({ id }) => id));
  return !keyEvents(events, tracker).some(({ id }) => known.has(id));
}

/** What of an answer is about other parcels, by where its events have come to stand. */
export function otherLivesIn(
  tracker: Tracker,
  observation: Observation,
): { readonly nextLife: Observation | null; readonly recycledSuspected: boolean } {
  const others = new Map(
    tracker.events.flatMap(({ id, standing }) =>
      standing === 'next_life' || standing === 'former_life' ? [[id, standing]] : [],
    ),
  );
  if (others.size === 0) return { nextLife: null, recycledSuspected: false };
  const keyed = keyEvents(observation.events, tracker);
  const next = keyed.filter(({ id }) => others.get(id) === 'next_life').map(({ event }) => event);
  return {
    nextLife: next.length === 0 ? null : { ...observation, events: next },
    recycledSuspected: keyed.some(({ id }) => others.get(id) === 'former_life'),
  };
}
