/** FedEx's scans as tracking events, each read in its place among the others. */

import type { TrackingEvent } from '../../model/tracking-event.ts';
import { orderEvents } from '../../timeline/event-order.ts';
import { type Course, START, situationOfDelivery } from './course.ts';
import { locationOf } from './places.ts';
import { type Situation, type StatusContext, statusOfScan } from './status-question.ts';
import { type FedexResult, type FedexScan, filled } from './wire.ts';
import { timeOfFedex, type Warn } from './zones.ts';

export type ScanReading = {
  /** Oldest first. */
  readonly events: readonly TrackingEvent[];
  /** What the scans show up to the newest. */
  readonly course: Course;
  /** The scan of the newest event that moves the parcel. */
  readonly latest: FedexScan | null;
  /** What the newest delivery on the record means here; null where there is none. */
  readonly delivery: { readonly situation: Situation | null } | null;
};

/** Reads the scans of one parcel. FedEx lists them roughly newest first. */
export function readScans(result: FedexResult, context: StatusContext, warn: Warn): ScanReading {
  const scanOf = new Map<TrackingEvent, FedexScan>();
  const scans = result.scanEvents ?? [];
  for (const [index, scan] of [...scans.entries()].reverse()) {
    const event = toEvent(scan, context, null);
    if (event.localTime === null && filled(scan.date) !== null) {
      warn({ path: `scanEvents.${index}.date`, message: 'no date' });
    }
    scanOf.set(event, scan);
  }
  const ordered = orderEvents([...scanOf.keys()]);
  const latest = ordered.findLast((event) => event.movesStatus);
  const latestDelivery = ordered.findLast(saysDelivered);

  let course = START;
  let delivery: ScanReading['delivery'] = null;
  const events = ordered.map((plain) => {
    const scan = scanOf.get(plain);
    let event = plain;
    if (scan && saysDelivered(plain)) {
      const situation = situationOfDelivery(
        result,
        { scan, details: plain === latestDelivery ? result.deliveryDetails : null },
        course,
      );
      if (situation !== null) event = toEvent(scan, context, situation);
      delivery = { situation };
    }
    course = {
      isReturning: course.isReturning || event.substatus === 'return_to_sender',
      isReadyForPickup: course.isReadyForPickup || event.substatus === 'pickup_available',
    };
    return event;
  });
  return { events, course, latest: (latest && scanOf.get(latest)) ?? null, delivery };
}

// What a host has overridden is not read again.
const saysDelivered = (event: TrackingEvent): boolean =>
  event.status === 'delivered' && event.provenance.matchedBy !== 'override';

function toEvent(scan: FedexScan, context: StatusContext, situation: Situation | null): TrackingEvent {
  const answer = statusOfScan(scan, context, situation);
  const time = timeOfFedex(scan.date);
  // Field by field: a second spread costs more than all the rest of reading a scan.
  return {
    status: answer.status,
    substatus: answer.substatus,
    actionRequired: answer.actionRequired,
    reason: answer.reason,
    party: answer.party,
    description: answer.description,
    provenance: answer.provenance,
    movesStatus: answer.movesStatus,
    occurredAt: time.occurredAt,
    localTime: time.localTime,
    utcOffset: time.utcOffset,
    timeZone: time.timeZone,
    timeSource: time.timeSource,
    timePrecision: time.timePrecision,
    ambiguous: time.ambiguous,
    carrier: 'fedex',
    eventId: null,
    location: locationOf(scan.scanLocation),
    signedBy: null,
  };
}
