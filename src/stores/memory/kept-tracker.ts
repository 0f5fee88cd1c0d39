/** A tracker as it is kept in memory: what is searched for in the open, the rest packed. */

import type { PollRecord, Tracker } from '../../model/tracker.ts';
import type { Instant } from '../../time/clock.ts';
import { type PackedJson, pack, unpack } from './packed-json.ts';

export type KeptLease = { readonly token: string; readonly until: Instant };

type Searched =
  | 'id'
  | 'tenantId'
  | 'carrier'
  | 'trackingNumber'
  | 'generation'
  | 'reference'
  | 'orderId'
  | 'status'
  | 'substatus'
  | 'actionRequired'
  | 'createdAt'
  | 'updatedAt'
  | 'version';

export type KeptTracker = Pick<Tracker, Searched> & {
  /** As JSON text. */
  readonly metadata: string;
  readonly poll: PollRecord;
  readonly lease: KeptLease | null;
  readonly packed: PackedJson;
};

/** Whether a lease holds, or whether it would with this token. */
export const isHeld = (lease: KeptLease | null, now: Instant, token = lease?.token): lease is KeptLease =>
  lease !== null && lease.token === token && lease.until > now;

export function toKept(
  tracker: Tracker,
  { poll, lease }: { readonly poll: PollRecord; readonly lease: KeptLease | null },
): KeptTracker {
  const { metadata, poll: _, reference, orderId, updatedAt, version, ...rest } = tracker;
  return {
    id: tracker.id,
    tenantId: tracker.tenantId,
    carrier: tracker.carrier,
    trackingNumber: tracker.trackingNumber,
    generation: tracker.generation,
    reference,
    orderId,
    status: tracker.status,
    substatus: tracker.substatus,
    actionRequired: tracker.actionRequired,
    createdAt: tracker.createdAt,
    updatedAt,
    version,
    metadata: JSON.stringify(metadata),
    poll: { ...poll },
    lease,
    packed: pack(rest),
  };
}

/** The inverse of {@link toKept}. */
export function toTracker({
  packed,
  metadata,
  poll,
  reference,
  orderId,
  updatedAt,
  version,
}: KeptTracker): Tracker {
  // What was packed is the rest of a tracker.
  const rest = unpack(packed) as Omit<
    Tracker,
    'metadata' | 'poll' | 'reference' | 'orderId' | 'updatedAt' | 'version'
  >;
  return {
    ...rest,
    metadata: JSON.parse(metadata),
    poll: structuredClone(poll),
    reference,
    orderId,
    updatedAt,
    version,
  };
}
