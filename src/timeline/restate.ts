/** Reading again what events mean, by today's code tables. The carrier has told nothing new. */

import type { TrackedEvent, Tracker } from '../model/tracker.ts';
import type { EventStatus } from '../model/tracking-event.ts';
import type { Instant } from '../time/clock.ts';
import { isSameContent, toTrackedEvent } from './event-content.ts';
import { type MergePolicy, readPolicy } from './policy.ts';
import { type TrackerUpdate, withFacts } from './with-facts.ts';

/** Gives each event the status that `read` makes of it. `now` is when it is done. */
export function restateEvents(
  tracker: Tracker,
  read: (event: TrackedEvent) => EventStatus,
  now: Instant,
  policy?: MergePolicy,
): TrackerUpdate {
  const events = tracker.events.map((event) => {
    const restated = toTrackedEvent({ ...event, ...read(event) }, event);
    return isSameContent(event, restated) ? event : restated;
  });
  return withFacts(
    tracker,
    { events, ledger: tracker.ledger },
    { source: 'reread', observedAt: now },
    readPolicy(policy),
  );
}
