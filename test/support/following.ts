/** Following a parcel in tests: scans at times, polls and pushes that tell of them, a tracker that hears of both. */

import { timeOfInstant } from '../../src/model/event-time.ts';
import type { Observation } from '../../src/model/observation.ts';
import { partyOf, type Reason } from '../../src/model/reason.ts';
import { type Substatus, statusFieldsOf } from '../../src/model/status.ts';
import type { Tracker } from '../../src/model/tracker.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import type { TrackerChange } from '../../src/timeline/changes.ts';
import { createTracker, type NewTracker } from '../../src/timeline/create-tracker.ts';
import { movesParcel } from '../../src/timeline/event-facts.ts';
import { merge } from '../../src/timeline/merge.ts';
import type { MergePolicy } from '../../src/timeline/policy.ts';
import { anEvent, anObservation } from './observations.ts';

export const aTracker = (of: Partial<NewTracker> = {}): Tracker =>
  createTracker({
    id: 't1',
    tenantId: null,
    carrier: 'acme',
    trackingNumber: 'ACME123',
    generation: 1,
    createdAt: '2025-05-01T00:00:00.000Z',
    ...of,
  });

/** `5T14:30` is the 5th of May 2025, half past two UTC. */
export function instant(time: string): string {
  const [day = '', clock = '00:00'] = time.split('T');
  const ms = Date.UTC(2025, 4, Number(day)) + Date.parse(`1970-01-01T${clock}:00Z`);
  return new Date(ms).toISOString();
}

/** `delayed:weather` at a time as {@link instant} reads it. */
export function scan(meaning: string, time: string, rest: Partial<TrackingEvent> = {}): TrackingEvent {
  const [substatus, reason = null] = meaning.split(':') as [Substatus, Reason?];
  return {
    ...anEvent({ substatus, ...timeOfInstant(instant(time), null, '-05:00') }),
    reason,
    party: partyOf(reason),
    provenance: {
      matchedBy: 'code',
      rule: `acme/${substatus}`,
      code: substatus,
      category: null,
      text: substatus,
    },
    movesStatus: substatus !== 'other',
    ...rest,
  };
}

/** A full answer; its summary is that of its newest event, unless it is given. */
export function poll(
  time: string,
  events: readonly TrackingEvent[],
  rest: Partial<Observation> = {},
): Observation {
  const newest = events.findLast(movesParcel);
  return {
    ...anObservation(newest ? statusFieldsOf(newest) : { substatus: 'other' }),
    events,
    observedAt: instant(time),
    ...rest,
  };
}

export const push = (time: string, event: TrackingEvent, rest: Partial<Observation> = {}): Observation => ({
  ...poll(time, [event], rest),
  source: 'push',
});

/** A carrier's summary of a parcel, without events. */
export const summary = (meaning: string, time: string, rest: Partial<Observation> = {}): Observation =>
  poll(time, [], { ...statusFieldsOf(scan(meaning, time)), ...rest });

/** The tracker after some answers. */
export const follow = (tracker: Tracker, answers: readonly Observation[], policy?: MergePolicy): Tracker =>
  answers.reduce((before, answer) => merge(before, answer, policy).tracker, tracker);

/** What the last of some answers changed. */
export function lastChanges(tracker: Tracker, answers: readonly Observation[]): readonly TrackerChange[] {
  const last = answers.at(-1);
  if (last === undefined) return [];
  return merge(follow(tracker, answers.slice(0, -1)), last).changes;
}

export const kinds = (changes: readonly TrackerChange[]): string[] => changes.map(({ kind }) => kind);

/** `delivered listed`, in time's order. */
export const standings = ({ events }: Tracker): string[] =>
  events.map(({ substatus, standing }) => `${substatus} ${standing}`);

/** `live in_transit/out_for_delivery -> delivered/delivered`, in the order in which they were heard. */
export const log = ({ transitions }: Tracker): string[] =>
  transitions.map(({ mode, from, to }) => `${mode} ${from?.substatus ?? '-'} -> ${to.substatus}`);
