/**
 * What a store must do, in domain verbs. Failure rejects, absence is undefined, and what one call writes is written
 * whole or not at all. `storeConformance` of `parceltrail/testing` holds a store to every sentence here.
 */

import type { Substatus, TrackingStatus } from '../model/status.ts';
import type {
  Ledger,
  Metadata,
  PollRecord,
  TrackedEvent,
  Tracker,
  TrackerLabels,
  Transition,
} from '../model/tracker.ts';
import type { MessageType, OutboxMessage } from '../outbox/message.ts';
import type { Instant } from '../time/clock.ts';
import type { BudgetGrant, BudgetRequest } from './budget-windows.ts';

export type Store = {
  /** What it is, for messages: `memory`, `sqlite`, `postgres`. */
  readonly name: string;

  /**
   * Brings the schema to this version of the package; does nothing where it is there already. Each step is a
   * transaction; of several processes that start at once one does it and the others wait.
   *
   * Every other method rejects with `MIGRATION_FAILED`, having written nothing, while the schema is missing, or where
   * it is newer or older than the package knows; a store may look once, when it is first used. A store without a schema
   * is always ready.
   */
  migrate(): Promise<MigrationReport>;

  /**
   * Keeps new trackers whole, and answers in the order of the list. Where the tenant has that carrier's number in that
   * generation already, be it from earlier in the list, nothing is written and the kept one is given. The message goes
   * with each new one, in the same transaction. An id that another parcel has is refused with `STORE_CONFLICT`.
   */
  register(registrations: readonly Registration[]): Promise<readonly Registered[]>;

  /** By id; undefined where there is none. */
  get(id: string): Promise<Tracker | undefined>;

  /** The newest generation of a tenant's number at one carrier; of several carriers' the tracker made last. */
  find(wanted: TrackerAddress): Promise<Tracker | undefined>;

  /**
   * Trackers newest first (by creation, then id), a page at a time. A position stays good while trackers come and go,
   * be it the place of one that was removed: nothing that stays is given twice or left out.
   */
  list(query: ListQuery): Promise<TrackerPage>;

  /** Trackers with all that merging needs; those that don't exist are left out. Order is free. */
  loadForIngest(ids: readonly string[]): Promise<readonly Tracker[]>;

  /**
   * Writes what merging brought, each commit in full or not at all, in the order of the list. A commit is refused
   * with `missing` when the tracker was removed, with `lease_lost` when it names a lease that is no longer held, with
   * `conflict` when the tracker's version is not `expectedVersion`, in this order; `failed` is one that the store can't
   * write. Other commits of the list go on. Rejects when the store itself fails; then each may be written or not.
   */
  commitIngest(commits: readonly IngestCommit[], now: Instant): Promise<readonly CommitResult[]>;

  /**
   * Changes those of the host's labels that are given, and with them the version and `updatedAt`; undefined where
   * there is no such tracker.
   */
  updateLabels(id: string, labels: Partial<TrackerLabels>, now: Instant): Promise<Tracker | undefined>;

  /**
   * Leases trackers that are due: no two claims hold one tracker at a time. Tenants take turns, so that one with a long
   * queue holds back no other; a tenant's most urgent first, of these the longest due. Fewer than `limit` are given only
   * where no more are due. A lease ends by itself after `leaseMs`, and its tracker is due from then on.
   *
   * A store with a clock of its own decides by that about leases and what is due; others go by `now`, here and below.
   */
  claimDue(request: ClaimRequest): Promise<readonly Claim[]>;

  /** By carrier, how many trackers wait to be claimed, and since when the first of them does; carriers without any are left out. */
  dueCounts(now: Instant): Promise<readonly DueCount[]>;

  /** Lengthens leases that are still held, counted from now; gives the ids whose lease is lost. */
  renew(
    leases: readonly Lease[],
    options: { readonly now: Instant; readonly leaseMs: number },
  ): Promise<readonly string[]>;

  /**
   * Ends leases and notes how the poll went, without touching the timeline; gives the ids whose lease was lost, for
   * which nothing is written. Without `poll` the tracker is due again as before.
   */
  release(releases: readonly Release[], now: Instant): Promise<readonly string[]>;

  /**
   * Notes when to poll, whoever holds a lease, ends that lease, and counts the version on: what the host decides can't be
   * undone by a poll or a push under way. For `stop`, `resume` and "ask again now". False where there is no such tracker.
   */
  reschedule(id: string, poll: PollRecord): Promise<boolean>;

  /**
   * Leases messages for delivery, those first that have been due longest; of one tracker only the first that is
   * undelivered, and none while another is leased, so that its messages go out in order. A dead one holds back the
   * tracker's later messages no more. Each claim counts as an attempt.
   */
  claimOutbox(request: OutboxClaimRequest): Promise<readonly ClaimedMessage[]>;

  /** Marks messages as delivered, to be tried again, or dead; gives the ids whose lease was lost, which stay as they are. */
  settleOutbox(settlements: readonly Settlement[], now: Instant): Promise<readonly string[]>;

  /** Makes delivered and dead messages waiting ones, due now and without attempts; gives how many. */
  replayOutbox(selection: OutboxSelection, now: Instant): Promise<number>;

  /** How many messages wait, are leased for delivery, and are dead. */
  outboxCounts(now: Instant): Promise<OutboxCounts>;

  /** Deletes trackers with their events, transitions and messages; gives how many there were. */
  remove(ids: readonly string[]): Promise<number>;

  /** Deletes what fits, at most `limit` trackers; gives how many. At least one condition must be there. */
  purge(selection: PurgeSelection): Promise<number>;

  /** Deletes messages that were delivered before then; gives how many. */
  purgeOutbox(before: Instant): Promise<number>;

  /** Takes calls from a carrier's budget that all processes share; see {@link BudgetGrant}. */
  takeBudget(request: BudgetRequest): Promise<BudgetGrant>;

  /**
   * Lets nobody take calls of this budget until then; a later time given before stays. A store with a clock of its own
   * pauses for as long as it is from `now` until then.
   */
  pauseBudget(key: string, until: Instant, now: Instant): Promise<void>;

  /** Ends what the store itself has opened; the host's handle stays open. */
  close(): Promise<void>;
};

export type MigrationReport = { readonly from: number; readonly to: number };

export type Registration = { readonly tracker: Tracker; readonly message: OutboxMessage };

export type Registered = { readonly tracker: Tracker; readonly isNew: boolean };

export type TrackerAddress = {
  readonly tenantId: string | null;
  readonly trackingNumber: string;
  readonly carrier?: string | undefined;
  readonly generation?: number | undefined;
};

/** Conditions are joined by "and"; a list means "one of". */
export type ListFilter = {
  /** Left out: all tenants. */
  readonly tenantId?: string | null | undefined;
  readonly carrier?: string | readonly string[] | undefined;
  readonly status?: TrackingStatus | readonly TrackingStatus[] | undefined;
  readonly substatus?: Substatus | readonly Substatus[] | undefined;
  readonly trackingNumber?: string | undefined;
  readonly reference?: string | undefined;
  readonly orderId?: string | undefined;
  readonly actionRequired?: boolean | undefined;
  /** Whether it is polled. */
  readonly active?: boolean | undefined;
  /** By when their last change was written. */
  readonly updatedAfter?: Instant | undefined;
  readonly createdAfter?: Instant | undefined;
  readonly createdBefore?: Instant | undefined;
  /** Each key must be there at the top of the metadata with an equal value. */
  readonly metadata?: Metadata | undefined;
};

export type ListQuery = {
  readonly filter: ListFilter;
  /** 1 to 1,000. */
  readonly limit: number;
  /** Where the page before it ended. */
  readonly after: PagePosition | undefined;
};

/** The last tracker of a page. The client makes an opaque, checked cursor of it. */
export type PagePosition = { readonly createdAt: Instant; readonly id: string };

export type TrackerPage = {
  readonly trackers: readonly Tracker[];
  /** Undefined on the last page. */
  readonly next: PagePosition | undefined;
};

export type IngestCommit = {
  /** As it is to be kept, but for `poll`: its `version` is `expectedVersion`, or one more where something changed. */
  readonly tracker: Tracker;
  readonly expectedVersion: number;
  /** Those of the tracker's events that are new or changed, by id. */
  readonly events: readonly TrackedEvent[];
  /** Those of the tracker's transitions that are new. */
  readonly transitions: readonly Transition[];
  /** Messages to add, but for those whose id is there already; their sequences follow the kept tracker's. */
  readonly messages: readonly OutboxMessage[];
  /** How to poll from now on. Left out, the kept record stays: `tracker.poll` may be stale and is never written. */
  readonly poll?: PollRecord | undefined;
  /** Checked and, on success, ended in the same transaction. */
  readonly lease?: string | undefined;
};

export type CommitResult =
  | { readonly outcome: 'committed' | 'conflict' | 'lease_lost' | 'missing' }
  | { readonly outcome: 'failed'; readonly error: unknown };

export type ClaimRequest = {
  readonly now: Instant;
  readonly limit: number;
  readonly leaseMs: number;
  /** Who claims, for a person who looks at the table. */
  readonly owner: string;
  /** Only of these carriers. @default all */
  readonly carriers?: readonly string[] | undefined;
  /** Only of these tenants. @default all */
  readonly tenants?: readonly (string | null)[] | undefined;
};

/** A lease on one tracker. The token is new with each claim, so that a claimer who slept too long is refused. */
export type Lease = { readonly id: string; readonly lease: string };

/** A leased tracker, with what asking for it needs. */
export type Claim = Lease & {
  readonly tenantId: string | null;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly shippedAfter: Instant | null;
  readonly createdAt: Instant;
  readonly carrierUniqueId: string | null;
  readonly destinationPostalCode: string | null;
  readonly poll: PollRecord;
};

export type Release = Lease & {
  readonly poll?: PollRecord | undefined;
  /** Bookkeeping of an answer that brought nothing new; kept only while the tracker has this version. */
  readonly ledger?: { readonly value: Ledger; readonly expectedVersion: number } | undefined;
};

export type OutboxClaimRequest = {
  readonly now: Instant;
  readonly limit: number;
  readonly leaseMs: number;
  readonly owner: string;
};

export type ClaimedMessage = {
  readonly message: OutboxMessage;
  readonly lease: string;
  /** How often it was tried before. */
  readonly attempts: number;
};

export type Settlement = { readonly id: string; readonly lease: string } & (
  | { readonly outcome: 'delivered' }
  /** Given back untried: waiting again at once, and no attempt is counted. */
  | { readonly outcome: 'unsent' }
  | { readonly outcome: 'retry'; readonly retryAt: Instant; readonly error: string }
  | { readonly outcome: 'dead'; readonly error: string }
);

/** Conditions are joined by "and"; at least one must be there. */
export type OutboxSelection = {
  readonly ids?: readonly string[] | undefined;
  readonly trackerId?: string | undefined;
  readonly tenantId?: string | null | undefined;
  readonly types?: readonly MessageType[] | undefined;
  /** Created at or after. */
  readonly from?: Instant | undefined;
  /** Created before. */
  readonly to?: Instant | undefined;
  /** Only those that were given up. */
  readonly dead?: boolean | undefined;
};

export type DueCount = { readonly carrier: string; readonly due: number; readonly since: Instant };

export type OutboxCounts = { readonly waiting: number; readonly leased: number; readonly dead: number };

export type PurgeSelection = {
  readonly tenantId?: string | null | undefined;
  readonly reference?: string | undefined;
  readonly orderId?: string | undefined;
  /** Only those not polled any more whose last change is before then. */
  readonly closedBefore?: Instant | undefined;
  readonly limit: number;
};
