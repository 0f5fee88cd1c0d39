/** When a parcel came to each status and substatus first and last, how often, and how often delivery was tried. */

import { isAttempt, type Substatus, type TrackingStatus } from '../model/status.ts';
import type { Milestone, Milestones, Moment, TrackedEvent } from '../model/tracker.ts';
import type { PlacedEvent } from './event-order.ts';
import type { Mark } from './fold.ts';

const HOUR_MS = 3_600_000;

/** Of marks in time's order. */
export function milestonesOf(marks: readonly Mark[]): Milestones {
  const byStatus: { [Status in TrackingStatus]?: Milestone } = {};
  const bySubstatus: { [Sub in Substatus]?: Milestone } = {};
  for (const { status, moment } of marks) {
    byStatus[status.status] = again(byStatus[status.status], moment);
    bySubstatus[status.substatus] = again(bySubstatus[status.substatus], moment);
  }
  return { byStatus, bySubstatus };
}

const again = (milestone: Milestone | undefined, moment: Moment): Milestone => ({
  first: milestone?.first ?? moment,
  last: moment,
  count: (milestone?.count ?? 0) + 1,
});

/** Carriers scan one attempt more than once, at the door and for the notice they leave. */
const ONE_ATTEMPT_MS = 2 * HOUR_MS;

/** How often delivery was tried in vain; scans of one attempt follow each other closely. */
export function countAttempts(events: readonly PlacedEvent<TrackedEvent>[]): number {
  let attempts = 0;
  let lastAt: number | null = null;
  for (const { event, at } of events) {
    if (event.substatus === 'out_for_delivery') lastAt = null;
    if (!event.movesStatus || !isAttempt(event.substatus)) continue;
    if (lastAt === null || at - lastAt > ONE_ATTEMPT_MS) attempts += 1;
    lastAt = at;
  }
  return attempts;
}
