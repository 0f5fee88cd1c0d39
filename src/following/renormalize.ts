/** Reads the stored scans of many trackers again by today's code tables, and says what has come to mean otherwise. */

import type { CarrierAdapter } from '../carriers/carrier.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import type { StatusName, TrackedEvent, Tracker } from '../model/tracker.ts';
import type { EventStatus } from '../model/tracking-event.ts';
import type { StatusPolicy } from '../normalization/normalize.ts';
import { createRestate, type Restate, type StatusTables } from '../normalization/restate.ts';
import { type Clock, toInstant } from '../time/clock.ts';
import type { TrackerChange } from '../timeline/changes.ts';
import type { MergePolicy } from '../timeline/policy.ts';
import { restateEvents } from '../timeline/restate.ts';
import type { FindingGround } from './finding.ts';
import { readTime } from './instants.ts';
import { createListing } from './listing.ts';
import type { OneTracker, TrackerUpdate } from './one-tracker.ts';
import { toObject } from './refusal.ts';

export type RenormalizeOptions = {
  /** Trackers that have changed since then: an ISO 8601 instant with its offset, or a date, from its beginning in UTC. */
  readonly since: string;
  readonly carrier?: string | readonly string[] | undefined;
  /** Only of this tenant; null: of none. @default all */
  readonly tenantId?: string | null | undefined;
  /** Says what would change, and writes nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /** Ends it between two trackers; what has been written stays. */
  readonly signal?: AbortSignal | undefined;
};

/** A scan that means something else by today's tables. */
export type RereadEvent = {
  readonly id: string;
  /** The carrier's code and words. */
  readonly code: string | null;
  readonly text: string | null;
  readonly from: StatusName;
  readonly to: StatusName;
};

export type RenormalizedTracker = {
  readonly trackerId: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly events: readonly RereadEvent[];
  /** The parcel's status before and after; null where it stays. */
  readonly status: { readonly from: StatusName; readonly to: StatusName } | null;
};

export type RenormalizeReport = {
  /** Trackers that were looked at. */
  readonly examined: number;
  readonly changed: readonly RenormalizedTracker[];
  /** Carriers whose scans can't be read again, with how many trackers have some: none of ours, or without `statusTables`. */
  readonly skipped: readonly { readonly carrier: string; readonly trackers: number }[];
  /** Trackers whose change couldn't be written; all others were. */
  readonly failed: readonly { readonly trackerId: string; readonly error: unknown }[];
};

export type RenormalizeGround = FindingGround & {
  readonly clock: Clock;
  readonly trackers: OneTracker;
  readonly policy: MergePolicy | undefined;
  /** What the host says of a carrier's codes. */
  readonly statusPolicyOf: (adapter: CarrierAdapter) => StatusPolicy;
};

const NAMES: ReadonlySet<string> = new Set<keyof RenormalizeOptions>([
  'since',
  'carrier',
  'tenantId',
  'dryRun',
  'signal',
]);

export async function renormalize(
  options: RenormalizeOptions,
  ground: RenormalizeGround,
): Promise<RenormalizeReport> {
  const { since, carrier, tenantId, dryRun = false, signal } = toObject('renormalize', options, NAMES);
  const changed: RenormalizedTracker[] = [];
  const failed: RenormalizeReport['failed'][number][] = [];
  const skipped = new Map<string, number>();
  let examined = 0;
  const updatedAfter = readTime('since', since);
  for await (const tracker of createListing({ updatedAfter, carrier, tenantId }, ground)) {
    signal?.throwIfAborted();
    examined += 1;
    for (const id of unreadable(tracker, ground)) skipped.set(id, (skipped.get(id) ?? 0) + 1);
    try {
      const planned = reread(tracker, ground);
      if (planned.changes.length === 0) continue;
      const update = dryRun ? planned : await write(tracker, ground);
      if (update !== undefined && update.changes.length > 0) changed.push(toReport(update));
    } catch (error) {
      failed.push({ trackerId: tracker.id, error });
    }
  }
  return {
    examined,
    changed,
    skipped: [...skipped].map(([id, trackers]) => ({ carrier: id, trackers })),
    failed,
  };
}

/** Made of the tracker as it is kept by then, and again where another was faster. */
const write = ({ id }: Tracker, ground: RenormalizeGround): Promise<TrackerUpdate | undefined> =>
  ground.trackers.tell(id, (kept) => reread(kept, ground));

function reread(
  tracker: Tracker,
  { registry, statusPolicyOf, clock, policy }: RenormalizeGround,
): TrackerUpdate {
  const { trackingNumber } = tracker;
  const read = (event: TrackedEvent): EventStatus => {
    const adapter = isHostsOwn(event) ? undefined : adapterOf(event, registry);
    if (adapter?.statusTables === undefined) return event;
    const policy = statusPolicyOf(adapter);
    return restateBy(adapter.statusTables)(event, { trackingNumber, source: event.source, policy });
  };
  return restateEvents(tracker, read, toInstant(clock.now()), policy);
}

/** What the host itself has said a scan means is not for the carrier's tables, whatever its words. */
const isHostsOwn = ({ source, status, provenance }: TrackedEvent): boolean =>
  source === 'import' && provenance.matchedBy === 'none' && status !== 'unknown';

const restates = new WeakMap<StatusTables, Restate>();

function restateBy(tables: StatusTables): Restate {
  const known = restates.get(tables) ?? createRestate(tables);
  restates.set(tables, known);
  return known;
}

/** Scans of one tracker may be of two carriers: the one that took it in, and the one of the last mile. */
const adapterOf = ({ carrier }: TrackedEvent, registry: CarrierRegistry): CarrierAdapter | undefined =>
  registry.all.find(({ id }) => id === carrier);

const unreadable = ({ events }: Tracker, { registry }: RenormalizeGround): ReadonlySet<string> =>
  new Set(
    events
      .filter((event) => !isHostsOwn(event) && adapterOf(event, registry)?.statusTables === undefined)
      .map(({ carrier }) => carrier),
  );

function toReport({ tracker, changes }: TrackerUpdate): RenormalizedTracker {
  const transitions = changes.flatMap((change) =>
    change.kind === 'status.changed' ? [change.transition] : [],
  );
  const [first, last] = [transitions[0], transitions.at(-1)];
  return {
    trackerId: tracker.id,
    carrier: tracker.carrier,
    trackingNumber: tracker.trackingNumber,
    events: changes.flatMap(toRereadEvent),
    status: first === undefined || last === undefined ? null : { from: first.from ?? UNKNOWN, to: last.to },
  };
}

const UNKNOWN: StatusName = { status: 'unknown', substatus: 'other', reason: null };

function toRereadEvent(change: TrackerChange): RereadEvent[] {
  if (!('previous' in change)) return [];
  const { event, previous } = change;
  const isSame = event.substatus === previous.substatus && event.reason === previous.reason;
  if (isSame && event.movesStatus === previous.movesStatus) return [];
  const { code, text } = event.provenance;
  return [{ id: event.id, code, text, from: nameOf(previous), to: nameOf(event) }];
}

const nameOf = ({ status, substatus, reason }: StatusName): StatusName => ({ status, substatus, reason });
