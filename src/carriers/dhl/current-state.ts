/** Where a shipment is now: DHL's own word on it, or the scan that says more or is newer; and what its pieces add. */

import { isTerminal, type NormalizedStatus, needsAction, statusFieldsOf } from '../../model/status.ts';
import type { EventTime, TrackingEvent } from '../../model/tracking-event.ts';
import { situationOf } from './course.ts';
import type { ShipmentRecord } from './record.ts';
import { type ReadScan, type ScanReading, toEvent } from './scan-events.ts';
import { isCoarse, type StatusContext, statusInSituation } from './status-question.ts';

/** The state of what `reading` is about; `summary` is DHL's own word on it, where it has one. */
export function currentState(
  reading: ScanReading,
  summary: ReadScan | null,
  context: StatusContext,
): NormalizedStatus {
  const from = choose(summary, decidingScan(reading.scans)) ?? summary ?? reading.scans.at(-1);
  if (from === undefined) return NOTHING;
  const status = statusFieldsOf(from.event);
  return isOnTheWayBack(status, reading)
    ? statusFieldsOf(statusInSituation(from.scan, 'returning_to_shipper', context))
    : status;
}

const NOTHING: NormalizedStatus = {
  status: 'unknown',
  substatus: 'other',
  actionRequired: false,
  reason: null,
  party: 'none',
  description: null,
  provenance: { matchedBy: 'none', rule: null, code: null, category: null, text: null },
};

/** DHL's own word on the shipment, read after all of its scans. */
export function readSummary(
  record: ShipmentRecord,
  { course }: ScanReading,
  context: StatusContext,
): ReadScan | null {
  const scan = record.summary;
  if (scan === null) return null;
  const event = toEvent(scan, context);
  const situation = situationOf(event, record, course);
  return { scan, event: situation ? toEvent(scan, context, situation) : event };
}

/** The newest scan that moves the parcel, unless it is too coarse to take back an older one. */
export function decidingScan(scans: readonly ReadScan[]): ReadScan | undefined {
  let decided: ReadScan | undefined;
  for (const older of withoutLateData(scans.filter(({ event }) => event.movesStatus).reverse())) {
    if (decided !== undefined && !yieldsTo(decided.event, older.event)) break;
    decided = older;
  }
  return decided;
}

/** The shipper's data may reach DHL after the parcel did; they don't take back that it is under way. */
function withoutLateData(newestFirst: readonly ReadScan[]): readonly ReadScan[] {
  const at = newestFirst.findIndex(({ event }) => event.status !== 'pre_transit');
  return newestFirst[at]?.event.status === 'in_transit' ? newestFirst.slice(at) : newestFirst;
}

/**
 * What is read from DHL's six words alone may move a parcel on, but not take back what an older scan said within the
 * same status, or reopen a parcel that has arrived.
 */
const yieldsTo = (newer: TrackingEvent, older: TrackingEvent): boolean =>
  isCoarse(newer) && (older.status === newer.status || isTerminal(older.status));

function choose(stated: ReadScan | null, decided: ReadScan | undefined): ReadScan | undefined {
  if (!stated?.event.movesStatus) return decided;
  if (decided === undefined) return stated;
  const age = compareTimes(stated.scan.time, decided.scan.time);
  if (age < 0 || isLateData(stated.event, decided.event)) return decided;
  if (!isCoarse(stated.event)) return stated;
  // The scan of the same moment says what the coarse word means.
  if (age === 0 && !isCoarse(decided.event)) return decided;
  return yieldsTo(stated.event, decided.event) ? decided : stated;
}

const isLateData = (stated: TrackingEvent, decided: TrackingEvent): boolean =>
  stated.status === 'pre_transit' && decided.status === 'in_transit';

/** Negative where the first is older. Two of one wall clock are one moment: DHL puts an offset on it now and then. */
function compareTimes(first: EventTime, second: EventTime): number {
  if (first.localTime === null || second.localTime === null || first.localTime === second.localTime) return 0;
  if (first.occurredAt !== null && second.occurredAt !== null) {
    return Date.parse(first.occurredAt) - Date.parse(second.occurredAt);
  }
  return first.localTime < second.localTime ? -1 : 1;
}

/** A parcel that was turned round is on its way back, whatever its later scans say of the way. */
function isOnTheWayBack(
  { status, substatus, provenance }: NormalizedStatus,
  { course }: ScanReading,
): boolean {
  return (
    course.isReturning &&
    status === 'in_transit' &&
    !needsAction(substatus) &&
    provenance.matchedBy !== 'override'
  );
}
