/** What a host does with the parcels it follows: begins, reads, decides, ends. */

import type { Asker } from '../asking/ask.ts';
import { ConfigurationError } from '../errors.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { dueNow, superseded } from '../ingest/next-life.ts';
import type { Observation } from '../model/observation.ts';
import type { Reason } from '../model/reason.ts';
import type { Substatus } from '../model/status.ts';
import type { PollRecord, Tracker } from '../model/tracker.ts';
import { toTrackingNumber } from '../model/tracking-number.ts';
import type { PurgeSelection, Store } from '../stores/store.ts';
import { type Clock, type Instant, toInstant } from '../time/clock.ts';
import type { TrackerChange } from '../timeline/changes.ts';
import { overrideStatus } from '../timeline/override-status.ts';
import type { MergePolicy } from '../timeline/policy.ts';
import type { ListOptions } from './list-filter.ts';
import { createListing, type TrackerListing } from './listing.ts';
import { type OrderSummary, type RollUpPolicy, summarize } from './order-summary.ts';
import {
  createRegistrar,
  type RegisterManyOptions,
  type RegisterResult,
  type RegistrarGround,
} from './register.ts';
import { type LabelChanges, type RegisterInput, toLabelChanges, toTenantId } from './registration.ts';

/** Where given, another tenant's trackers are not there. */
export type TenantScope = { readonly tenantId?: string | null | undefined };

export type FindOptions = TenantScope & {
  readonly trackingNumber: string;
  readonly carrier?: string | undefined;
  /** Which of the parcels that have had the number. @default the newest */
  readonly generation?: number | undefined;
};

/** The host's own word on a parcel, kept with its note in the tracker's log. */
export type StatusOverrideInput = {
  readonly substatus: Substatus;
  readonly reason?: Reason | null | undefined;
  /** When it happened, ISO 8601. @default now */
  readonly at?: Instant | undefined;
  /** Who says so and why, for the record: `J. Doe, phoned the customer`. */
  readonly note: string;
};

export type TrackerUpdate = { readonly tracker: Tracker; readonly changes: readonly TrackerChange[] };

export type TrackerHistory = Pick<Tracker, 'events' | 'transitions' | 'milestones' | 'etaHistory'>;

export type PurgeOptions = Omit<PurgeSelection, 'limit'>;

export type Following = {
  /**
   * Begins to follow a parcel, or gives the tracker that follows it already. Nothing is asked where the number's form
   * decides the carrier; else the likely carriers are, and the one that knows the number gets it.
   *
   * @throws ConfigurationError, InvalidTrackingNumberError, before anything is written.
   */
  register(input: RegisterInput, options?: { readonly signal?: AbortSignal | undefined }): Promise<Tracker>;
  /** Registers thousands; a bad one fails alone. */
  registerMany(
    inputs: Iterable<RegisterInput>,
    options?: RegisterManyOptions,
  ): Promise<readonly RegisterResult[]>;
  /** A tracker by its id. */
  get(id: string, scope?: TenantScope): Promise<Tracker | undefined>;
  /** A tracker by its number; without `tenantId` among those of no tenant. */
  find(options: FindOptions): Promise<Tracker | undefined>;
  /** Trackers by conditions, newest first; those left out don't matter. */
  list(options?: ListOptions): TrackerListing;
  /** What happened to a parcel, and what it was told to be. */
  history(id: string, scope?: TenantScope): Promise<TrackerHistory | undefined>;
  /** Changes reference, order id or metadata. */
  update(id: string, changes: LabelChanges, scope?: TenantScope): Promise<Tracker | undefined>;
  /**
   * Takes in an observation that was not polled: a push, an import, a scan of one's own. It goes to the tracker of its
   * carrier and number; undefined where there is none.
   */
  ingest(observation: Observation, scope?: TenantScope): Promise<TrackerUpdate | undefined>;
  /** Says what a parcel's status is, whatever the carrier says; null takes it back. */
  override(
    id: string,
    input: StatusOverrideInput | null,
    scope?: TenantScope,
  ): Promise<TrackerUpdate | undefined>;
  /**
   * Asks the likely carriers again about a parcel without scans. Where another one knows it, a tracker at that one
   * takes over. Gives the tracker that follows the parcel now.
   */
  redetect(id: string, scope?: TenantScope): Promise<Tracker | undefined>;
  /** Polls it no more; its status stays. False where there is no such tracker. */
  stop(id: string, scope?: TenantScope): Promise<boolean>;
  /** Polls it again, at once. */
  resume(id: string, scope?: TenantScope): Promise<boolean>;
  /** Deletes a tracker with all that is known of it. */
  remove(id: string, scope?: TenantScope): Promise<boolean>;
  /** Deletes what fits all conditions, at least one; gives how many trackers. */
  purge(options: PurgeOptions): Promise<number>;
  /** What an order's parcels come to; undefined where none is followed. */
  summarizeOrder(orderId: string, options?: TenantScope & RollUpPolicy): Promise<OrderSummary | undefined>;
};

export type FollowingGround = RegistrarGround & {
  readonly store: Store;
  readonly clock: Clock;
  readonly asker: Asker;
  readonly ingest: Ingest;
  readonly policy: MergePolicy | undefined;
  /** When to ask next after news that nobody asked for. */
  readonly planAfterNews: (tracker: Tracker, now: Instant) => PollRecord;
};

const MAX_NOTE = 1_000;
const PURGE_CHUNK = 500;

export function createFollowing(ground: FollowingGround): Following {
  const { store, clock, asker, ingest, policy } = ground;
  const registrar = createRegistrar(ground);
  const now = (): Instant => toInstant(clock.now());

  async function get(id: string, { tenantId }: TenantScope = {}): Promise<Tracker | undefined> {
    const tracker = typeof id === 'string' ? await store.get(id) : undefined;
    return tenantId === undefined || tracker?.tenantId === tenantId ? tracker : undefined;
  }

  async function change(
    trackerId: string,
    news: Parameters<Ingest>[0][number]['news'],
  ): Promise<TrackerUpdate | undefined> {
    const at = now();
    const [result] = await ingest([{ trackerId, news, plan: (tracker) => planned(tracker, at) }]);
    if (result?.outcome === 'failed') throw result.error;
    return result !== undefined && 'tracker' in result
      ? { tracker: result.tracker, changes: result.changes }
      : undefined;
  }

  /** What the host has stopped stays stopped. */
  const planned = (tracker: Tracker, at: Instant): PollRecord =>
    tracker.poll.stopReason === 'stopped_by_host' || tracker.poll.stopReason === 'superseded'
      ? tracker.poll
      : ground.planAfterNews(tracker, at);

  async function reschedule(
    id: string,
    scope: TenantScope | undefined,
    to: (poll: PollRecord) => PollRecord,
  ) {
    const tracker = await get(id, scope);
    return tracker === undefined ? false : store.reschedule(id, to(tracker.poll));
  }

  return {
    register: (input, { signal } = {}) => registrar.one(input, signal),
    registerMany: (inputs, options) => registrar.many([...inputs], options),
    get,
    find: async ({ trackingNumber, carrier, tenantId, generation }) =>
      store.find({
        tenantId: toTenantId(tenantId),
        trackingNumber: toTrackingNumber(trackingNumber),
        carrier,
        generation,
      }),
    list: (options = {}) => createListing(options, store),
    async history(id, scope) {
      const tracker = await get(id, scope);
      if (tracker === undefined) return undefined;
      const { events, transitions, milestones, etaHistory } = tracker;
      return { events, transitions, milestones, etaHistory };
    },
    async update(id, changes, scope) {
      const checked = toLabelChanges(changes);
      return (await get(id, scope)) && store.updateLabels(id, checked, now());
    },
    async ingest(observation, { tenantId } = {}) {
      const tracker = await store.find({
        tenantId: toTenantId(tenantId),
        trackingNumber: toTrackingNumber(observation?.trackingNumber),
        carrier: observation.carrier,
      });
      return tracker && change(tracker.id, observation);
    },
    async override(id, input, scope) {
      const entry = input && toOverride(input, now());
      return (await get(id, scope)) && change(id, (tracker) => overrideStatus(tracker, entry, now(), policy));
    },
    async redetect(id, scope) {
      const tracker = await get(id, scope);
      if (tracker === undefined || tracker.events.length > 0) return tracker;
      return moveToOwner(tracker);
    },
    stop: (id, scope) =>
      reschedule(id, scope, (poll) => ({
        ...poll,
        nextPollAt: null,
        why: 'stopped by the host',
        stopReason: 'stopped_by_host',
      })),
    resume: (id, scope) => reschedule(id, scope, (poll) => dueNow(poll, now())),
    async remove(id, scope) {
      return (await get(id, scope)) === undefined ? false : (await store.remove([id])) > 0;
    },
    async purge(options) {
      let purged = 0;
      for (let last = PURGE_CHUNK; last === PURGE_CHUNK; purged += last) {
        last = await store.purge({ ...toPurge(options), limit: PURGE_CHUNK });
      }
      return purged;
    },
    async summarizeOrder(orderId, { tenantId, ...rollUp } = {}) {
      const trackers: Tracker[] = [];
      const mine = { orderId, tenantId: toTenantId(tenantId) };
      for await (const tracker of createListing(mine, store)) trackers.push(tracker);
      return summarize(orderId, trackers, rollUp);
    },
  };

  async function moveToOwner(tracker: Tracker): Promise<Tracker> {
    const result = await asker.one({ trackingNumber: tracker.trackingNumber });
    if (result.outcome !== 'found' || result.carrier === tracker.carrier) return tracker;
    const { tenantId, reference, orderId, metadata, shippedAfter } = tracker;
    const taken = await registrar.one({
      trackingNumber: result.trackingNumber,
      carrier: result.carrier,
      tenantId,
      reference,
      orderId,
      metadata,
      shippedAfter,
    });
    await store.reschedule(tracker.id, superseded(tracker.poll));
    return (await change(taken.id, result.observation))?.tracker ?? taken;
  }
}

function toOverride({ substatus, reason = null, at, note }: StatusOverrideInput, now: Instant) {
  if (typeof note !== 'string' || note.trim() === '' || note.length > MAX_NOTE) {
    throw invalid('note', `expected a text of 1 to ${MAX_NOTE} characters that says who decided and why`);
  }
  const milliseconds = Date.parse(at ?? now);
  if (Number.isNaN(milliseconds)) throw invalid('at', 'expected an ISO 8601 instant');
  return { substatus, reason, at: toInstant(milliseconds), note };
}

const PURGE_NAMES: ReadonlySet<string> = new Set<keyof PurgeOptions>([
  'tenantId',
  'reference',
  'orderId',
  'closedBefore',
]);

function toPurge(options: PurgeOptions): PurgeOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  if (given.length === 0)
    throw invalid('purge', 'expected a condition; without one everything would be deleted');
  for (const [name, value] of given) {
    if (!PURGE_NAMES.has(name)) throw invalid(name, "trackers can't be purged by it");
    if (name === 'tenantId' ? value !== null && typeof value !== 'string' : typeof value !== 'string') {
      throw invalid(name, 'expected a text');
    }
  }
  const { closedBefore } = options;
  if (closedBefore === undefined) return options;
  if (Number.isNaN(Date.parse(closedBefore))) throw invalid('closedBefore', 'expected an ISO 8601 instant');
  return { ...options, closedBefore: toInstant(Date.parse(closedBefore)) };
}

const invalid = (path: string, problem: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `${path}: ${problem}.`, { path });
