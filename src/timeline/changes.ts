/** What a merge altered in what a tracker shows, as a list of facts. */

import type { Eta } from '../model/observation.ts';
import type { TrackedEvent, Tracker, Transition } from '../model/tracker.ts';
import { isSameEstimate } from './eta-history.ts';
import { isSameTelling } from './event-content.ts';

/**
 * One change of a tracker. Events that are named here are to be written, transitions to be added.
 *
 * `event.added`: a scan was heard of; its `standing` says whether it counts. `event.amended`: the carrier tells it
 * otherwise. `event.reread`: its words are the same, and mean something else to us. `event.retracted`: the carrier no
 * longer lists it. `event.relisted`: it does again. `event.reassigned`: it turned out to be another parcel's, or this
 * one's. `event.confirmed`: the carrier tells what the host alone had told. `event.seen_earlier`: it was known before
 * we knew.
 *
 * `eta.changed`: another estimate stands; not when the journey is over and none does any more.
 *
 * `status.changed`: the status is another one now, by news or by a correction. `status.backfilled`: the parcel had
 * this status before the one that was known, or the host has said what was known.
 */
export type TrackerChange =
  | { readonly kind: 'event.added'; readonly event: TrackedEvent }
  | {
      readonly kind:
        | 'event.amended'
        | 'event.reread'
        | 'event.retracted'
        | 'event.relisted'
        | 'event.reassigned'
        | 'event.confirmed'
        | 'event.seen_earlier';
      readonly event: TrackedEvent;
      readonly previous: TrackedEvent;
    }
  | { readonly kind: 'status.changed' | 'status.backfilled'; readonly transition: Transition }
  | { readonly kind: 'eta.changed'; readonly from: Tracker['eta']; readonly to: Eta }
  | {
      readonly kind: 'delivery.changed';
      readonly from: Tracker['delivery'];
      readonly to: Tracker['delivery'];
    }
  | { readonly kind: 'details.changed'; readonly fields: readonly (keyof Tracker)[] };

/** The fields that `details.changed` names. */
const DETAILS = [
  'description',
  'provenance',
  'actionRequired',
  'party',
  'statusSince',
  'substatusSince',
  'milestones',
  'eta',
  'originalEta',
  'etaHistory',
  'etaSlipHours',
  'attempts',
  'returnState',
  'servicePoint',
  'service',
  'origin',
  'destination',
  'weight',
  'pieces',
  'pieceCount',
  'references',
  'relatedNumbers',
  'carrierUniqueId',
] as const satisfies readonly (keyof Tracker)[];

/** Both share what is equal, so that comparing is cheap. */
export function changesBetween(before: Tracker, after: Tracker): TrackerChange[] {
  const changes: TrackerChange[] = eventChanges(before.events, after.events);
  for (const transition of after.transitions.slice(before.transitions.length)) {
    const kind = transition.mode === 'backfilled' ? 'status.backfilled' : 'status.changed';
    changes.push({ kind, transition });
  }
  const isNewEta = after.eta !== null && !isSameEstimate(before.eta, after.eta);
  if (isNewEta) changes.push({ kind: 'eta.changed', from: before.eta, to: after.eta });
  if (before.delivery !== after.delivery) {
    changes.push({ kind: 'delivery.changed', from: before.delivery, to: after.delivery });
  }
  const fields = DETAILS.filter((name) => before[name] !== after[name] && !(isNewEta && name === 'eta'));
  return fields.length === 0 ? changes : [...changes, { kind: 'details.changed', fields }];
}

function eventChanges(before: readonly TrackedEvent[], after: readonly TrackedEvent[]): TrackerChange[] {
  if (before === after) return [];
  const known = new Map(before.map((event) => [event.id, event]));
  return after.flatMap((event): TrackerChange[] => {
    const previous = known.get(event.id);
    if (previous === undefined) return [{ kind: 'event.added', event }];
    return previous === event ? [] : [{ kind: kindOf(previous, event), event, previous }];
  });
}

function kindOf(previous: TrackedEvent, event: TrackedEvent) {
  if (previous.standing !== event.standing) {
    if (event.standing === 'retracted') return 'event.retracted';
    return previous.standing === 'retracted' ? 'event.relisted' : 'event.reassigned';
  }
  if (!isSameTelling(previous, event) || previous.amended !== event.amended) return 'event.amended';
  if (previous.source === 'import' && event.source !== 'import') return 'event.confirmed';
  return previous.firstSeenAt === event.firstSeenAt ? 'event.reread' : 'event.seen_earlier';
}
