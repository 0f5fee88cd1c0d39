/** Where a parcel waits to be picked up, or is expected to: a point that it has left again is past. */

import type { ServicePoint } from '../model/location.ts';
import { isTerminal, type Substatus } from '../model/status.ts';
import type { Asked } from '../model/tracker.ts';
import type { Course } from './fold.ts';

/** Scans that say that it is on its way again; others may be told of a parcel that waits. */
const LEAVES: ReadonlySet<Substatus> = new Set(['out_for_delivery', 'package_departed', 'package_forwarded']);

/** What the carrier has said since the parcel left counts: it may be on its way to another point. */
export function servicePointOf(
  told: Asked<ServicePoint> | undefined,
  course: Course | null,
): ServicePoint | null {
  if (told === undefined || (course !== null && isTerminal(course.status.status))) return null;
  const leftAt = course === null ? null : leavingOf(course);
  return leftAt !== null && Date.parse(told.askedAt) < leftAt ? null : told.value;
}

/** When it left the last point at which it waited; null where it did not. */
function leavingOf({ steps }: Course): number | null {
  const waiting = steps.findLastIndex(({ to }) => to.substatus === 'pickup_available');
  if (waiting < 0) return null;
  return steps.slice(waiting).find(({ to }) => LEAVES.has(to.substatus))?.mark.at ?? null;
}
