/** Rows as databases give them, read: columns have one name everywhere and hold what `rows.ts` makes, JSON comes as text. */

import type { Ledger, Metadata, PollRecord, TrackedEvent, Tracker, Transition } from '../model/tracker.ts';
import { readJson, readNullable, readTenant, readText } from './portable-text.ts';
import { fromTrackerRow, type KeptRow } from './rows.ts';
import type { Claim } from './store.ts';

type ReadRow = Readonly<Record<string, unknown>>;

/** Of a tracker's row, with the events in any order and the transitions in theirs. */
export const readTracker = (
  row: ReadRow,
  { events, transitions }: { readonly events: unknown[]; readonly transitions: unknown[] },
): Tracker =>
  fromTrackerRow({
    id: readText(row['id'] as string),
    tenant_id: readTenant(row['tenant_id'] as string),
    carrier: readText(row['carrier'] as string),
    tracking_number: readText(row['tracking_number'] as string),
    generation: Number(row['generation']),
    reference: readNullable(row['reference'] as string | null),
    order_id: readNullable(row['order_id'] as string | null),
    metadata: readJson(row['metadata'] as string) as Metadata,
    status: row['status'] as Tracker['status'],
    substatus: row['substatus'] as Tracker['substatus'],
    reason: row['reason'] as Tracker['reason'],
    // True, or 1 where a database has no booleans.
    action_required: Number(row['action_required']) === 1,
    description: readNullable(row['description'] as string | null),
    version: Number(row['version']),
    sequence: Number(row['sequence']),
    created_at: row['created_at'] as string,
    updated_at: row['updated_at'] as string,
    ledger: readJson(row['ledger'] as string) as Ledger,
    poll: readJson(row['poll'] as string) as PollRecord,
    state: readJson(row['state'] as string) as KeptRow['state'],
    events: events as TrackedEvent[],
    transitions: transitions as Transition[],
  });

/** Of a tracker's row joined with its poll's. */
export const readClaim = (row: ReadRow, lease: string): Claim => ({
  id: readText(row['id'] as string),
  lease,
  tenantId: readTenant(row['tenant_id'] as string),
  carrier: readText(row['carrier'] as string),
  trackingNumber: readText(row['tracking_number'] as string),
  shippedAfter: readNullable(row['shipped_after'] as string | null),
  createdAt: row['created_at'] as string,
  carrierUniqueId: readNullable(row['carrier_unique_id'] as string | null),
  destinationPostalCode: readNullable(row['postal_code'] as string | null),
  poll: readJson(row['poll'] as string) as PollRecord,
});
