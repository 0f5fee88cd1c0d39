/** The same parcels for every store and for bare SQL, and what comes of polling them. */

import type { IngestCommit, Registration, Tracker } from 'parceltrail';
import {
  aCommit,
  anEvent,
  aPoll,
  aRegistration,
  aTracker,
} from '../src/testing/store-conformance/fixtures.ts';

export const LEASE_MS = 600_000;
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 2, 1);

const SCANS = [
  'Label created',
  'Picked up',
  'Departed',
  'Arrived',
  'Customs',
  'Departed',
  'Arrived',
  'Out for delivery',
];

const instant = (ms: number): string => new Date(ms).toISOString();
export const present = (): string => instant(Date.now());

export const trackerOf = (number: number, scans: number): Tracker =>
  aTracker(`trk_${String(number).padStart(10, '0')}`, {
    trackingNumber: `1Z${String(number).padStart(16, '0')}`,
    reference: `REF-${number}`,
    orderId: `ORDER-${number >> 1}`,
    metadata: { channel: 'web', customer: number % 1_000 },
    createdAt: instant(START_MS + number),
    updatedAt: instant(START_MS + number),
    events: Array.from({ length: scans }, (_, index) => scan(number, index)),
  });

/** Due one after the other, all of them by now. */
export const registrationOf = (number: number, scans: number): Registration =>
  aRegistration({
    ...trackerOf(number, scans),
    poll: aPoll({ nextPollAt: instant(START_MS + number * 100) }),
  });

const scan = (number: number, index: number) => {
  const at = START_MS + number * 1_000 + index * 3 * HOUR_MS;
  return anEvent(`${(number * 7_919 + index).toString(36).padStart(8, '0')}${index}`, {
    occurredAt: instant(at),
    localTime: instant(at - 5 * HOUR_MS).slice(0, 19),
    description: SCANS[index % SCANS.length] ?? null,
  });
};

/** One new scan, one message, due again in an hour. */
export const commitOf = (tracker: Tracker, lease: string): IngestCommit =>
  aCommit(tracker, {
    lease,
    poll: aPoll({ nextPollAt: instant(Date.now() + HOUR_MS), lastOutcome: 'found' }),
    events: [anEvent(`new-${tracker.version}-${tracker.events.length}`, { occurredAt: present() })],
    tracker: { updatedAt: present() },
  });
