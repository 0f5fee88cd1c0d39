/** A tracker of which nothing is known yet. */

import type { PollRecord, Tracker, TrackerIdentity, TrackerLabels } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { NOTHING_KNOWN } from './derived.ts';

export type NewTracker = TrackerIdentity &
  Partial<TrackerLabels> & {
    readonly id: string;
    readonly createdAt: Instant;
    readonly shippedAfter?: Instant | null | undefined;
    /** @default one that is not polled yet */
    readonly poll?: PollRecord | undefined;
  };

const NOT_POLLED: PollRecord = {
  nextPollAt: null,
  why: null,
  urgency: 2,
  stopReason: null,
  lastPolledAt: null,
  lastOutcome: null,
  lastError: null,
  failures: 0,
  lastPushAt: null,
};

const NO_MOMENT = { occurredAt: null, localTime: null };

/** Makes a tracker; pure, so the id and the time are given. */
export const createTracker = (of: NewTracker): Tracker => ({
  id: of.id,
  tenantId: of.tenantId,
  carrier: of.carrier,
  trackingNumber: of.trackingNumber,
  generation: of.generation,
  reference: of.reference ?? null,
  orderId: of.orderId ?? null,
  metadata: of.metadata ?? {},
  version: 1,
  sequence: 0,
  shippedAfter: of.shippedAfter ?? null,
  createdAt: of.createdAt,
  updatedAt: of.createdAt,
  ...NOTHING_KNOWN,
  statusSince: NO_MOMENT,
  substatusSince: NO_MOMENT,
  events: [],
  transitions: [],
  milestones: { byStatus: {}, bySubstatus: {} },
  eta: null,
  originalEta: null,
  etaHistory: [],
  etaSlipHours: null,
  attempts: 0,
  returnState: null,
  delivery: null,
  servicePoint: null,
  service: null,
  origin: null,
  destination: null,
  weight: null,
  pieces: [],
  pieceCount: null,
  references: [],
  relatedNumbers: [],
  carrierUniqueId: null,
  poll: of.poll ?? NOT_POLLED,
  ledger: { answers: [], told: {}, meant: {}, sayings: [], importedFrom: null, override: null },
});
