/** What is told to the host when a tracker changes: the contract of outbox messages. */

import type { Delivery, Eta } from '../model/observation.ts';
import type { NormalizedStatus } from '../model/status.ts';
import type { Moment, TrackerIdentity, TrackerLabels } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';

/**
 * The kinds of messages. `tracker.updated` goes with every change; the finer ones with theirs. `tracker.returned` goes
 * when a return begins and again when the parcel is back: `returnState` says which.
 */
export const MESSAGE_TYPES = [
  'tracker.created',
  'tracker.updated',
  'tracker.out_for_delivery',
  'tracker.delivery_attempted',
  'tracker.pickup_available',
  'tracker.delivered',
  'tracker.returned',
  'tracker.exception',
  'tracker.action_required',
  'tracker.eta_changed',
  'tracker.reopened',
] as const;

export type MessageType = (typeof MESSAGE_TYPES)[number];

/** A tracker as messages show it: without its events. */
export type TrackerSnapshot = TrackerIdentity &
  TrackerLabels &
  NormalizedStatus & {
    readonly id: string;
    readonly version: number;
    readonly statusSince: Moment;
    readonly eta: Eta | null;
    readonly attempts: number;
    readonly returnState: 'in_progress' | 'completed' | null;
    readonly delivery: Delivery | null;
  };

export type OutboxMessage = {
  /** Made of the fact it tells, so that a fact can't be told under two ids. */
  readonly id: string;
  readonly type: MessageType;
  readonly trackerId: string;
  readonly tenantId: string | null;
  /** Counts a tracker's messages from 1, without a gap. */
  readonly sequence: number;
  /** When the SDK learned it. */
  readonly createdAt: Instant;
  /** Null for `tracker.created`. */
  readonly previous: TrackerSnapshot | null;
  readonly current: TrackerSnapshot;
};
