/** Scans and transitions as rows: the document, and copies of what a person with SQL wants to see. */

import type { TrackedEvent, Transition } from '../../model/tracker.ts';
import { instantOrNull } from '../instants.ts';

export const toEventRow = (trackerId: string, event: TrackedEvent) => ({
  tracker_id: trackerId,
  id: event.id,
  occurred_at: instantOrNull(event.occurredAt),
  local_time: event.localTime,
  status: event.status,
  substatus: event.substatus,
  reason: event.reason,
  code: event.provenance.code,
  description: event.description,
  city: event.location?.city ?? null,
  country: event.location?.country ?? null,
  standing: event.standing,
  source: event.source,
  first_seen_at: instantOrNull(event.firstSeenAt),
  event,
});

export const toTransitionRow = (trackerId: string, transition: Transition, position: number) => ({
  tracker_id: trackerId,
  id: transition.id,
  position,
  from_status: transition.from?.status ?? null,
  from_substatus: transition.from?.substatus ?? null,
  to_status: transition.to.status,
  to_substatus: transition.to.substatus,
  to_reason: transition.to.reason,
  code: transition.code,
  source: transition.source,
  mode: transition.mode,
  occurred_at: instantOrNull(transition.occurredAt),
  observed_at: instantOrNull(transition.observedAt),
  transition,
});
