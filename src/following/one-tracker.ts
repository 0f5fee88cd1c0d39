/** Reading and changing one tracker, within a tenant where one is named. */

import type { Ingest, IngestItem } from '../ingest/ingest.ts';
import type { PollRecord, StopReason, Tracker } from '../model/tracker.ts';
import type { Store } from '../stores/store.ts';
import { type Clock, type Instant, toInstant } from '../time/clock.ts';
import type { TrackerChange } from '../timeline/changes.ts';
import { toObject } from './refusal.ts';
import { toTenantId } from './registration.ts';

/** Where given, another tenant's trackers are not there. */
export type TenantScope = { readonly tenantId?: string | null | undefined };

export type TrackerUpdate = { readonly tracker: Tracker; readonly changes: readonly TrackerChange[] };

export type OneTracker = {
  get(id: string, scope?: TenantScope): Promise<Tracker | undefined>;
  /** Merges news that nobody asked for. Undefined where the tracker is gone. */
  tell(id: string, news: IngestItem['news']): Promise<TrackerUpdate | undefined>;
  /** Changes when it is polled. False where there is no such tracker. */
  reschedule(
    id: string,
    scope: TenantScope | undefined,
    to: (poll: PollRecord) => PollRecord,
  ): Promise<boolean>;
};

export type OneTrackerGround = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ingest: Ingest;
  /** When to ask next after news that nobody asked for. */
  readonly planAfterNews: (tracker: Tracker, now: Instant) => PollRecord;
};

export function createOneTracker({ store, clock, ingest, planAfterNews }: OneTrackerGround): OneTracker {
  async function get(id: string, scope?: TenantScope): Promise<Tracker | undefined> {
    const tenantId = tenantOf(scope);
    const tracker = typeof id === 'string' ? await store.get(id) : undefined;
    return tenantId === undefined || tracker?.tenantId === tenantId ? tracker : undefined;
  }
  return {
    get,
    async tell(trackerId, news) {
      const now = toInstant(clock.now());
      const isPush = typeof news !== 'function' && news.source === 'push';
      const plan = (tracker: Tracker): PollRecord => {
        const heard = isPush ? { ...tracker, poll: { ...tracker.poll, lastPushAt: now } } : tracker;
        return PARKED.has(heard.poll.stopReason) ? heard.poll : planAfterNews(heard, now);
      };
      const [result] = await ingest([{ trackerId, news, plan }]);
      if (result?.outcome === 'failed') throw result.error;
      if (result === undefined || !('tracker' in result)) return undefined;
      return { tracker: result.tracker, changes: result.changes };
    },
    async reschedule(id, scope, to) {
      const tracker = await get(id, scope);
      if (tracker === undefined) return false;
      const poll = to(tracker.poll);
      const isResumed = tracker.poll.stopReason !== null && poll.stopReason === null;
      return store.reschedule(id, isResumed ? { ...poll, resumedAt: toInstant(clock.now()) } : poll);
    },
  };
}

/** What the host has stopped stays stopped, whatever comes in; what the carrier refuses, until the host resumes it. */
const PARKED: ReadonlySet<StopReason | null> = new Set<StopReason>([
  'stopped_by_host',
  'superseded',
  'not_authorized',
  'invalid_number',
]);

const SCOPE: ReadonlySet<string> = new Set<keyof TenantScope>(['tenantId']);

/**
 * Undefined where none is named.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`)
 */
export function tenantOf(scope: TenantScope = {}): string | null | undefined {
  const { tenantId } = toObject('scope', scope, SCOPE);
  return tenantId === undefined ? undefined : toTenantId(tenantId);
}

/** The poll record of a tracker that the host wants polled no more. */
export const stoppedByHost = (poll: PollRecord): PollRecord => ({
  ...poll,
  nextPollAt: null,
  why: 'stopped by the host',
  stopReason: 'stopped_by_host',
});
