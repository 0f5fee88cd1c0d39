/** What a host does with the parcels it follows: begins, reads, decides, ends. */

import { dueNow } from '../ingest/next-life.ts';
import type { Observation } from '../model/observation.ts';
import type { Tracker } from '../model/tracker.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { overrideStatus } from '../timeline/override-status.ts';
import { type FindOptions, findTracker, toAddress } from './finding.ts';
import { relabel } from './labels.ts';
import type { ListOptions } from './list-filter.ts';
import { createListing, type TrackerListing } from './listing.ts';
import { checkObservation } from './observation-input.ts';
import {
  createOneTracker,
  type OneTrackerGround,
  stoppedByHost,
  type TenantScope,
  type TrackerUpdate,
  tenantOf,
} from './one-tracker.ts';
import { checkRollUp, type OrderSummary, type RollUpPolicy, summarize } from './order-summary.ts';
import { type StatusOverrideInput, toOverrideEntry } from './override-input.ts';
import { type PurgeOptions, purge } from './purging.ts';
import { redetect } from './redetect.ts';
import { toLabel, toList, toObject } from './refusal.ts';
import {
  createRegistrar,
  type RegisterManyOptions,
  type RegisterResult,
  type RegistrarGround,
} from './register.ts';
import { type LabelChanges, type RegisterInput, toLabelChanges, toTenantId } from './registration.ts';
import {
  type RenormalizeGround,
  type RenormalizeOptions,
  type RenormalizeReport,
  renormalize,
} from './renormalize.ts';

export type TrackerHistory = Pick<Tracker, 'events' | 'transitions' | 'milestones' | 'etaHistory'>;

export type Following = {
  /**
   * Begins to follow a parcel, or gives the tracker that follows it already, which keeps its labels if it has any.
   * Nothing is asked where the number's form decides the carrier; else the likely carriers are, and the one that knows
   * the number gets it.
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
  /**
   * A tracker by its number, in any form that registering takes; without `tenantId` among those of no tenant. Of several
   * carriers' it is the one made last that has not been superseded.
   *
   * @throws ConfigurationError (`UNKNOWN_CARRIER`, `INVALID_OPTIONS`), InvalidTrackingNumberError
   */
  find(options: FindOptions): Promise<Tracker | undefined>;
  /** Trackers by conditions, newest first; those left out don't matter. */
  list(options?: ListOptions): TrackerListing;
  /** What happened to a parcel, and what it was told to be. */
  history(id: string, scope?: TenantScope): Promise<TrackerHistory | undefined>;
  /** Changes reference, order id or metadata; what is equal already makes no new version. */
  update(id: string, changes: LabelChanges, scope?: TenantScope): Promise<Tracker | undefined>;
  /**
   * Takes in an observation that was not polled: a push, an import, a scan of one's own. It goes to the tracker of its
   * carrier and number; undefined where there is none.
   *
   * @throws ConfigurationError (`UNKNOWN_CARRIER`, `INVALID_OPTIONS`), InvalidTrackingNumberError
   */
  ingest(observation: Observation, scope?: TenantScope): Promise<TrackerUpdate | undefined>;
  /** Says what a parcel's status is, whatever the carrier says; null takes it back. */
  override(
    id: string,
    input: StatusOverrideInput | null,
    scope?: TenantScope,
  ): Promise<TrackerUpdate | undefined>;
  /**
   * Asks the likely carriers again about a parcel without scans of its own. Where another one knows it, a tracker at
   * that one takes over. Gives the tracker that follows the parcel now.
   */
  redetect(id: string, scope?: TenantScope): Promise<Tracker | undefined>;
  /**
   * Reads the stored scans of trackers again by today's code tables, and writes what has come to mean otherwise. The
   * carriers aren't asked; what the host has said of a status stays. Call it after an update that has learned codes.
   *
   * @throws ConfigurationError (`INVALID_OPTIONS`) for options that could not work.
   * @example const { changed } = await client.renormalize({ since: '2026-01-01T00:00:00Z', dryRun: true });
   */
  renormalize(options: RenormalizeOptions): Promise<RenormalizeReport>;
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

export type FollowingGround = RegistrarGround &
  OneTrackerGround &
  Pick<RenormalizeGround, 'policy' | 'registry' | 'statusPolicyOf'>;

const SUMMARY_NAMES: ReadonlySet<string> = new Set<keyof (TenantScope & RollUpPolicy)>([
  'tenantId',
  'attention',
  'countPieces',
]);

export function createFollowing(ground: FollowingGround): Following {
  const { store, clock, asker, policy } = ground;
  const registrar = createRegistrar(ground);
  const trackers = createOneTracker(ground);
  const { get, tell, reschedule } = trackers;
  const now = (): Instant => toInstant(clock.now());
  return {
    register: async (input, options = {}) => registrar.one(input, toObject('options', options).signal),
    registerMany: async (inputs, options = {}) =>
      registrar.many(toList('registerMany', inputs), toObject('options', options)),
    get,
    find: async (options) => findTracker(toAddress(options), ground),
    list: (options = {}) => createListing(options, ground),
    async history(id, scope) {
      const tracker = await get(id, scope);
      if (tracker === undefined) return undefined;
      const { events, transitions, milestones, etaHistory } = tracker;
      return { events, transitions, milestones, etaHistory };
    },
    async update(id, changes, scope) {
      const checked = toLabelChanges(changes);
      const tracker = await get(id, scope);
      return tracker && relabel(tracker, checked, { store, now: now() });
    },
    async ingest(observation, scope) {
      checkObservation(observation);
      const { carrier, trackingNumber } = observation;
      const tenantId = tenantOf(scope) ?? null;
      const tracker = await findTracker({ tenantId, trackingNumber, carrier }, ground);
      return tracker && tell(tracker.id, observation);
    },
    async override(id, input, scope) {
      const entry = input === null ? null : toOverrideEntry(input, now());
      return (await get(id, scope)) && tell(id, (tracker) => overrideStatus(tracker, entry, now(), policy));
    },
    async redetect(id, scope) {
      const tracker = await get(id, scope);
      return tracker && redetect(tracker, { store, asker, registrar, trackers });
    },
    renormalize: (options) => renormalize(options, { ...ground, trackers }),
    stop: (id, scope) => reschedule(id, scope, stoppedByHost),
    resume: (id, scope) => reschedule(id, scope, (poll) => dueNow(poll, now())),
    remove: async (id, scope) => (await get(id, scope)) !== undefined && (await store.remove([id])) > 0,
    purge: (options) => purge(options, store),
    async summarizeOrder(orderId, options = {}) {
      const { tenantId, ...rollUp } = toObject('summarizeOrder', options, SUMMARY_NAMES);
      checkRollUp(rollUp);
      const trackers: Tracker[] = [];
      const mine = { orderId: toLabel('orderId', orderId), tenantId: toTenantId(tenantId) };
      for await (const tracker of createListing(mine, ground)) trackers.push(tracker);
      return summarize(orderId, trackers, rollUp);
    },
  };
}
