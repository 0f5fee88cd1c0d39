/** What timeline rules ask of an event: whether it moves the parcel, starts a journey, and when it was, roughly. */

import type { Substatus } from '../model/status.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import type { Instant } from '../time/clock.ts';
import { roughTimeOf } from './time-span.ts';

/** Whether it says where the parcel is. */
export const movesParcel = ({ movesStatus, status }: TrackingEvent): boolean =>
  movesStatus && status !== 'unknown';

const STARTS: ReadonlySet<Substatus> = new Set(['information_received', 'package_accepted']);

/** Whether a parcel's journey begins with it. */
export const isStart = ({ substatus }: { readonly substatus: Substatus }): boolean => STARTS.has(substatus);

/** Null where none has a time. */
export function newestTimeOf(events: readonly TrackingEvent[]): Instant | null {
  let newest: Instant | null = null;
  for (const event of events) {
    const time = roughTimeOf(event);
    if (time !== null && (newest === null || time > newest)) newest = time;
  }
  return newest;
}
