/** FedEx's scans as tracking events, each read in its place among the others. */

import { type TrackingEvent, toTrackingEvent } from '../../model/tracking-event.ts';
import { orderEvents } from '../../timeline/event-order.ts';
import { filled } from '../wire.ts';
import { type Course, courseAfter, START, situationOfDelivery } from './course.ts';
import { locationOf } from './places.ts';
import {
  NO_PLACE,
  type ScanPlace,
  type Situation,
  type StatusContext,
  statusOfScan,
} from './status-question.ts';
import type { FedexResult, FedexScan } from './wire.ts';
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

/** Reads the scans of one parcel, each by itself and then in its place. */
export function readScans(result: FedexResult, context: StatusContext, warn: Warn): ScanReading {
  const readings = readInOrder(result, context, warn);
  const latest = readings.findLast(({ event }) => event.movesStatus);
  const latestDelivery = readings.findLast(({ event }) => saysDelivered(event));
  const commit = filled(result.serviceCommitMessage?.type);
  const events: TrackingEvent[] = [];
  let course = START;
  let delivery: ScanReading['delivery'] = null;
  for (const reading of readings) {
    const { scan } = reading;
    const place: ScanPlace = {
      commit: reading === latest ? commit : null,
      situation: saysDelivered(reading.event)
        ? situationOfDelivery(
            result,
            { scan, details: reading === latestDelivery ? result.deliveryDetails : null },
            course,
          )
        : null,
    };
    if (reading === latestDelivery) delivery = { situation: place.situation };
    const isPlain = place.commit === null && place.situation === null;
    const event = isPlain ? reading.event : toEvent(scan, context, place);
    events.push(event);
    course = courseAfter(course, event);
  }
  return { events, course, latest: latest?.scan ?? null, delivery };
}

type Reading = { readonly event: TrackingEvent; readonly scan: FedexScan };

/** Oldest first; FedEx lists them roughly newest first. */
function readInOrder(result: FedexResult, context: StatusContext, warn: Warn): Reading[] {
  const scanOf = new Map<TrackingEvent, FedexScan>();
  const scans = result.scanEvents ?? [];
  for (let index = scans.length - 1; index >= 0; index -= 1) {
    const scan = scans[index];
    if (scan === undefined || saysNothing(scan)) continue;
    const event = toEvent(scan, context, NO_PLACE);
    if (event.localTime === null && filled(scan.date) !== null) {
      warn({ path: `scanEvents.${index}.date`, message: 'no date' });
    }
    scanOf.set(event, scan);
  }
  return orderEvents([...scanOf.keys()]).flatMap((event) => {
    const scan = scanOf.get(event);
    return scan === undefined ? [] : [{ event, scan }];
  });
}

const saysNothing = (scan: FedexScan): boolean =>
  (filled(scan.date) ??
    filled(scan.eventType) ??
    filled(scan.eventDescription) ??
    filled(scan.derivedStatusCode) ??
    filled(scan.derivedStatus)) === null;

// What a host has overridden is not read again.
const saysDelivered = (event: TrackingEvent): boolean =>
  event.status === 'delivered' && event.provenance.matchedBy !== 'override';

const toEvent = (scan: FedexScan, context: StatusContext, place: ScanPlace): TrackingEvent =>
  toTrackingEvent(statusOfScan(scan, context, place), timeOfFedex(scan.date), {
    carrier: 'fedex',
    eventId: null,
    location: locationOf(scan.scanLocation),
    signedBy: null,
  });
