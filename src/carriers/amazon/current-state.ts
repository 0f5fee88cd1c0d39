/** Where a parcel is now: by its newest event, unless Amazon's own summary is further on. */

import {
  isTerminal,
  journeyRank,
  type NormalizedStatus,
  statusFieldsOf,
  type TrackingStatus,
} from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { normalize, type StatusAnswer, type StatusPolicy } from '../../normalization/normalize.ts';
import type { AmazonRecord, Leg } from './record.ts';
import type { ScanReading } from './scan-events.ts';
import { statusOfDetails, statusOfSummary, withDetails } from './status-question.ts';

/** The status of a parcel; its history may be shorter than its life, and its newest code may be new to us. */
export function currentState(
  record: AmazonRecord,
  scans: ScanReading,
  policy: StatusPolicy | undefined,
): NormalizedStatus {
  const leg = scans.leg ?? legOfDetails(record);
  const summary = statusOfSummary(record, leg, policy);
  const event = scans.events.findLast(({ movesStatus }) => movesStatus);
  if (event === undefined) {
    return statusFieldsOf(leftToSay(summary ?? statusOfDetails(record, leg, policy), scans.events));
  }
  const told = event.status === 'returned' ? event : withDetails(event, record, policy);
  return statusFieldsOf(summary && isFurther(summary, event, scans.events) ? summary : told);
}

/** Of a history that is gone, the details of the way back remain. */
const legOfDetails = ({ details }: AmazonRecord): Leg => (details.RETURNS.length > 0 ? 'RETURNS' : 'FORWARD');

/** How far along a status is. A parcel whose pickup was called off has got further than its label. */
function stageOf(status: TrackingStatus): number {
  if (status === 'returned') return 4;
  if (isTerminal(status)) return 3;
  return status === 'in_transit' ? 2 : status === 'unknown' ? 1 : 0;
}

/**
 * An event says more than the summary of the same stage. Only where the newest event is one nobody knows, the
 * summary may also tell how far the parcel got within it.
 */
function isFurther(summary: StatusAnswer, event: TrackingEvent, events: readonly TrackingEvent[]): boolean {
  if (!summary.movesStatus || event.provenance.matchedBy === 'override') return false;
  if (stageOf(summary.status) !== stageOf(event.status))
    return stageOf(summary.status) > stageOf(event.status);
  const newestIsUnknown = events.at(-1)?.provenance.matchedBy === 'none';
  return newestIsUnknown && journeyRank(summary.substatus) > journeyRank(event.substatus);
}

/** A status nobody knows is told as it is written, as are events that move nothing. */
function leftToSay(summary: StatusAnswer | undefined, events: readonly TrackingEvent[]): NormalizedStatus {
  const newest = events.at(-1);
  if (summary?.movesStatus || newest === undefined) return summary ?? NOTHING_SAID;
  return newest;
}

const NOTHING_SAID = normalize({ code: null, category: null, text: null, codes: [] });
