/** How long the lists of Amazon's bodies can be. */

import type { Bounds } from '../bounds.ts';

const MAX_SCANS = 1_000;
const MAX_OTHERS = 100;

const boundsOf = (scans: string, timeField: string): Bounds => ({
  scans,
  maxScans: MAX_SCANS,
  maxOthers: MAX_OTHERS,
  newest: (listed, max) => newestBy(timeField, listed, max),
});

export const shipmentBounds = boundsOf('eventHistory', 'eventTime');
export const milestoneBounds = boundsOf('milestoneHistory', 'occurredAt');
export const packageBounds = boundsOf('trackingEvents', 'eventDate');

/** By the texts of their times, which sort as time. */
const newestBy = (timeField: string, scans: readonly unknown[], max: number): unknown[] =>
  scans
    .map((scan) => ({ scan, at: textIn(scan, timeField) }))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .slice(0, max)
    .map(({ scan }) => scan);

function textIn(scan: unknown, field: string): string {
  const text: unknown = typeof scan === 'object' && scan !== null ? Reflect.get(scan, field) : undefined;
  return typeof text === 'string' ? text : '';
}
