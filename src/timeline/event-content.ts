/** An event as it was told: what the carrier said, and what we read of it; without what a tracker notes about it. */

import type { TrackedEvent } from '../model/tracker.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import { canonicalText, isSameValue } from './same-value.ts';

/** What a tracker notes about an event. */
export type EventNotes = Pick<TrackedEvent, 'id' | 'standing' | 'source' | 'firstSeenAt' | 'amended'>;

/** Field by field: a spread costs Node many times as much, and there is one per scan. */
export const toTrackedEvent = (event: TrackingEvent, notes: EventNotes): TrackedEvent => ({
  id: notes.id,
  standing: notes.standing,
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
  source: notes.source,
  firstSeenAt: notes.firstSeenAt,
  amended: notes.amended,
});

/** The carrier's own telling, without what we make of it. */
export const isSameTelling = (a: TrackingEvent, b: TrackingEvent): boolean =>
  a.provenance.code === b.provenance.code &&
  a.provenance.category === b.provenance.category &&
  a.provenance.text === b.provenance.text &&
  a.occurredAt === b.occurredAt &&
  a.localTime === b.localTime &&
  a.utcOffset === b.utcOffset &&
  a.eventId === b.eventId &&
  a.signedBy === b.signedBy &&
  isSameValue(a.location, b.location);

/** The telling and our reading of it. */
export const isSameContent = (a: TrackingEvent, b: TrackingEvent): boolean =>
  a.status === b.status &&
  a.substatus === b.substatus &&
  a.actionRequired === b.actionRequired &&
  a.reason === b.reason &&
  a.party === b.party &&
  a.description === b.description &&
  a.provenance.matchedBy === b.provenance.matchedBy &&
  a.provenance.rule === b.provenance.rule &&
  a.movesStatus === b.movesStatus &&
  a.timeZone === b.timeZone &&
  a.timeSource === b.timeSource &&
  a.timePrecision === b.timePrecision &&
  a.ambiguous === b.ambiguous &&
  a.carrier === b.carrier &&
  isSameTelling(a, b);

/** For two tellings of one time: the same one is the greater, whichever came first. */
export const isGreaterContent = (a: TrackingEvent, b: TrackingEvent): boolean =>
  contentText(a) > contentText(b);

const NO_NOTES: EventNotes = { id: '', standing: 'listed', source: 'poll', firstSeenAt: '', amended: false };

const contentText = (event: TrackingEvent): string => canonicalText(toTrackedEvent(event, NO_NOTES));
