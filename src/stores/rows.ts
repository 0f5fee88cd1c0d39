/**
 * Trackers, events, transitions and messages as the rows of a database's tables, and back. Documents hold the values
 * whole; columns beside them are what queries need, and copies of what a person with SQL wants to see.
 */

import type {
  Ledger,
  Metadata,
  PollRecord,
  TrackedEvent,
  Tracker,
  TrackerIdentity,
  Transition,
} from '../model/tracker.ts';
import type { OutboxMessage } from '../outbox/message.ts';
import type { Instant } from '../time/clock.ts';
import { instantOrNull } from './instants.ts';

/** The parts of a tracker that have columns of their own; the rest is its `state`. */
type Columns = {
  readonly id: string;
  readonly tenant_id: string | null;
  readonly carrier: string;
  readonly tracking_number: string;
  readonly generation: number;
  readonly reference: string | null;
  readonly order_id: string | null;
  readonly metadata: Metadata;
  readonly status: Tracker['status'];
  readonly substatus: Tracker['substatus'];
  readonly reason: Tracker['reason'];
  readonly action_required: boolean;
  readonly description: string | null;
  readonly version: number;
  readonly sequence: number;
  readonly created_at: Instant;
  readonly updated_at: Instant;
  readonly ledger: Ledger;
};

/** Copies. */
type TrackerCopies = {
  readonly status_since: Instant | null;
  readonly delivered_at: Instant | null;
  readonly eta: string | null;
  readonly shipped_after: string | null;
  readonly carrier_unique_id: string | null;
  readonly postal_code: string | null;
};

type TrackerState = Omit<
  Tracker,
  | 'id'
  | 'tenantId'
  | 'carrier'
  | 'trackingNumber'
  | 'generation'
  | 'reference'
  | 'orderId'
  | 'metadata'
  | 'status'
  | 'substatus'
  | 'reason'
  | 'actionRequired'
  | 'description'
  | 'version'
  | 'sequence'
  | 'createdAt'
  | 'updatedAt'
  | 'ledger'
  | 'poll'
  | 'events'
  | 'transitions'
> & {
  /** Ids, oldest first: a late scan moves the others without a change of their rows. */
  readonly eventOrder: readonly string[];
};

export type TrackerRow = Columns & TrackerCopies & { readonly state: TrackerState };

/** What has to be read to have a tracker again. */
export type KeptRow = Columns & {
  readonly poll: PollRecord;
  readonly state: TrackerState;
  /** In any order. */
  readonly events: readonly TrackedEvent[];
  /** In the order of their positions. */
  readonly transitions: readonly Transition[];
};

/**
 * What a commit never changes: what a tracker is told apart by, and the host's labels, since those change only together
 * with the version. Indexes hold them: to write them again would be dear.
 */
export const LASTING_COLUMNS = [
  'id',
  'tenant_id',
  'carrier',
  'tracking_number',
  'generation',
  'created_at',
  'reference',
  'order_id',
  'metadata',
] as const;

export function toTrackerRow(tracker: Tracker): TrackerRow {
  const {
    id,
    tenantId,
    carrier,
    trackingNumber,
    generation,
    reference,
    orderId,
    metadata,
    status,
    substatus,
    reason,
    actionRequired,
    description,
    version,
    sequence,
    createdAt,
    updatedAt,
    ledger,
    poll: _,
    events,
    transitions: __,
    ...rest
  } = tracker;
  return {
    id,
    tenant_id: tenantId,
    carrier,
    tracking_number: trackingNumber,
    generation,
    reference,
    order_id: orderId,
    metadata,
    status,
    substatus,
    reason,
    action_required: actionRequired,
    description,
    version,
    sequence,
    created_at: createdAt,
    updated_at: updatedAt,
    ledger,
    status_since: instantOrNull(rest.statusSince.occurredAt),
    delivered_at: instantOrNull(rest.delivery?.at),
    eta: rest.eta?.to ?? null,
    shipped_after: rest.shippedAfter,
    carrier_unique_id: rest.carrierUniqueId,
    postal_code: rest.destination?.postalCode ?? null,
    state: { ...rest, eventOrder: events.map((event) => event.id) },
  };
}

/** The row beside a tracker's that changes with each poll, and is therefore kept small. */
export const toPollRow = (tracker: TrackerIdentity & { readonly id: string }, poll: PollRecord) => ({
  tracker_id: tracker.id,
  tenant_id: tracker.tenantId,
  carrier: tracker.carrier,
  ...toPollColumns(poll),
});

/** The record, and copies of what queries need. */
export const toPollColumns = (poll: PollRecord) => ({
  next_poll_at: poll.nextPollAt,
  urgency: poll.urgency,
  stop_reason: poll.stopReason,
  poll,
});

export function fromTrackerRow(row: KeptRow): Tracker {
  const { eventOrder, ...rest } = row.state;
  const byId = new Map(row.events.map((event) => [event.id, event]));
  return {
    ...rest,
    id: row.id,
    tenantId: row.tenant_id,
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    generation: row.generation,
    reference: row.reference,
    orderId: row.order_id,
    metadata: row.metadata,
    status: row.status,
    substatus: row.substatus,
    reason: row.reason,
    actionRequired: row.action_required,
    description: row.description,
    version: row.version,
    sequence: row.sequence,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ledger: row.ledger,
    poll: row.poll,
    events: eventOrder.flatMap((id) => byId.get(id) ?? []),
    transitions: row.transitions,
  };
}

export const toMessageRow = (message: OutboxMessage) => ({
  id: message.id,
  tracker_id: message.trackerId,
  tenant_id: message.tenantId,
  sequence: message.sequence,
  type: message.type,
  created_at: message.createdAt,
  message,
  next_attempt_at: message.createdAt,
});
