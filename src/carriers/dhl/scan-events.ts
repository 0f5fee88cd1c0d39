/** DHL's scans as tracking events: each read by itself, then in its place among the others. */

import { type TrackingEvent, toTrackingEvent } from '../../model/tracking-event.ts';
import { orderEvents } from '../../timeline/event-order.ts';
import { type Course, courseAfter, START, situationOf } from './course.ts';
import type { Scan, ShipmentRecord } from './record.ts';
import { nameBehind, nameInstead } from './signer.ts';
import { mayBeExpress, type StatusContext, statusInSituation, statusOfScan } from './status-question.ts';

export type ReadScan = { readonly scan: Scan; readonly event: TrackingEvent };

/** The scans oldest first, with what they show up to the newest. */
export type ScanReading = { readonly scans: readonly ReadScan[]; readonly course: Course };

/** `newestFirst` are the scans to read: all of the shipment's, or those of one piece. */
export function readScans(
  newestFirst: readonly Scan[],
  record: ShipmentRecord,
  context: StatusContext,
): ScanReading {
  const scans: ReadScan[] = [];
  let course = START;
  for (const read of inOrder(newestFirst, context)) {
    if (undoesTheOneBefore(read.event)) undoLast(scans);
    const situation = situationOf(read.event, record, course);
    const event = situation ? toEvent(read.scan, context, situation) : read.event;
    scans.push({ scan: read.scan, event });
    course = courseAfter(course, event);
  }
  return { scans, course };
}

function inOrder(newestFirst: readonly Scan[], context: StatusContext): ReadScan[] {
  const scanOf = new Map<TrackingEvent, Scan>();
  for (let index = newestFirst.length - 1; index >= 0; index -= 1) {
    const scan = newestFirst[index];
    if (scan !== undefined) scanOf.set(toEvent(scan, context), scan);
  }
  return orderEvents([...scanOf.keys()]).flatMap((event) => {
    const scan = scanOf.get(event);
    return scan === undefined ? [] : [{ scan, event }];
  });
}

export function toEvent(
  scan: Scan,
  context: StatusContext,
  situation?: Parameters<typeof statusInSituation>[1],
): TrackingEvent {
  const status = situation ? statusInSituation(scan, situation, context) : statusOfScan(scan, context);
  return toTrackingEvent(status, scan.time, {
    carrier: 'dhl',
    eventId: null,
    location: scan.location,
    signedBy: status.status === 'delivered' ? signerOf(scan, context) : null,
  });
}

/** Express alone is known to put a name in place of the words. */
const signerOf = ({ signedBy, text }: Scan, { division }: StatusContext): string | null =>
  signedBy ?? nameBehind(text) ?? (mayBeExpress(division) ? nameInstead(text) : null);

/** Parcel Germany's `STORN`: the driver took the scan before it back. */
const TAKEN_BACK = /^dhl\.parcel_de(?:_detail|_cause)\/STORN/;

const undoesTheOneBefore = ({ provenance }: TrackingEvent): boolean => TAKEN_BACK.test(provenance.rule ?? '');

function undoLast(scans: ReadScan[]): void {
  const at = scans.findLastIndex(({ event }) => event.movesStatus);
  const undone = scans[at];
  if (undone !== undefined) scans[at] = { ...undone, event: { ...undone.event, movesStatus: false } };
}
