/** How long FedEx's lists can be. */

import { type Bounded, bounded as boundedBy } from '../bounds.ts';

const MAX_SCANS = 1_000;
const MAX_OTHERS = 100;

/** A copy with shorter lists, and the newest of the scans; the value itself where none is too long. */
export const bounded = (value: unknown): Bounded =>
  boundedBy(value, { scans: 'scanEvents', maxScans: MAX_SCANS, maxOthers: MAX_OTHERS, newest });

/** By the texts of their dates, which sort as time to within a day. */
const newest = (scans: readonly unknown[], max: number): unknown[] =>
  scans
    .map((scan) => ({ scan, date: dateOf(scan) }))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .slice(0, max)
    .map(({ scan }) => scan);

function dateOf(scan: unknown): string {
  const date: unknown = typeof scan === 'object' && scan !== null && 'date' in scan ? scan.date : undefined;
  return typeof date === 'string' ? date : '';
}
