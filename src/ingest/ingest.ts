/**
 * The one way in: what a poll, a push or the host observed is merged into its tracker and committed, with what the host
 * is to be told, in one transaction.
 */

import { StoreConflictError } from '../errors.ts';
import type { Observation } from '../model/observation.ts';
import type { PollRecord, Tracker } from '../model/tracker.ts';
import type { CommitResult, IngestCommit, Store } from '../stores/store.ts';
import { type Clock, type Instant, toInstant } from '../time/clock.ts';
import type { TrackerChange } from '../timeline/changes.ts';
import { merge } from '../timeline/merge.ts';
import type { MergePolicy } from '../timeline/policy.ts';
import { messagesOf } from './messages.ts';
import { startNextLife, superseded } from './next-life.ts';
import { createTurns } from './turns.ts';

/** One thing to take in. */
export type IngestItem = {
  readonly trackerId: string;
  /** An answer to merge; or the change itself, made of the tracker as it is kept, and again when another was faster. */
  readonly news: Observation | ((tracker: Tracker) => Changed);
  /** Checked and ended with the commit. */
  readonly lease?: string | undefined;
  /** How to poll the merged tracker from now on. Left out, that stays as it is. */
  readonly plan?: ((tracker: Tracker) => PollRecord) | undefined;
};

/** A tracker after merging; the same object where nothing at all is new. */
export type Changed = {
  readonly tracker: Tracker;
  readonly changes: readonly TrackerChange[];
  /** What the answer says of the next parcel with this number. */
  readonly nextLife?: Observation | null;
};

export type IngestResult = { readonly trackerId: string } & (
  | {
      /** `unchanged`: the answer brought nothing new. */
      readonly outcome: 'changed' | 'unchanged';
      readonly tracker: Tracker;
      readonly previous: Tracker;
      readonly changes: readonly TrackerChange[];
    }
  | { readonly outcome: 'lease_lost' | 'missing' }
  /** Nothing was written. */
  | { readonly outcome: 'failed'; readonly error: unknown }
);

/** One result per item, in order. Rejects when the store itself fails. */
export type Ingest = (items: readonly IngestItem[]) => Promise<readonly IngestResult[]>;

export type IngestOptions = {
  readonly store: Store;
  readonly clock: Clock;
  readonly policy?: MergePolicy | undefined;
};

/** Other processes may be faster so many times in a row; more is no race but a fault. */
const MAX_ROUNDS = 20;

export function createIngest({ store, clock, policy }: IngestOptions): Ingest {
  async function handOn(merged: Prepared['merged'], now: Instant): Promise<void> {
    if (!merged?.nextLife) return;
    const next = await startNextLife(merged.tracker, store, now);
    await ingestNow([{ trackerId: next.id, news: merged.nextLife }]);
  }

  const ingestNow: Ingest = async (items) => {
    const results = new Map<IngestItem, IngestResult>();
    let pending = items;
    for (let round = 0; pending.length > 0 && round < MAX_ROUNDS; round += 1) {
      const now = toInstant(clock.now());
      const prepared = await prepare(firstOfEach(pending), { store, policy }, now);
      // Before the commit, so that an answer about two parcels isn't half taken in when the process ends here.
      for (const { merged } of prepared) await handOn(merged, now);
      const outcomes = await commit(prepared, store, now);
      for (const [item, result] of outcomes) if (result !== undefined) results.set(item, result);
      pending = pending.filter((item) => !results.has(item));
    }
    return items.map(
      (item) => results.get(item) ?? { ...idOf(item), outcome: 'failed', error: tooManyRaces() },
    );
  };

  // Within a process nobody races: each waits, and finds the tracker as the one before it left it.
  const takeTurns = createTurns();
  return (items) =>
    takeTurns(
      items.map(({ trackerId }) => trackerId),
      () => ingestNow(items),
    );
}

/** Items of one tracker build on one another: each waits for the one before it. */
const firstOfEach = (items: readonly IngestItem[]): IngestItem[] => [
  ...new Map(items.toReversed().map((item) => [item.trackerId, item])).values(),
];

type Prepared = {
  readonly item: IngestItem;
  /** Undefined where there is no such tracker. */
  readonly merged?: Changed & { readonly previous: Tracker };
  /** Why the answer could not be merged. */
  readonly error?: unknown;
  /** Undefined where nothing is to be written. */
  readonly commit?: IngestCommit | undefined;
};

type Merging = Pick<IngestOptions, 'store' | 'policy'>;

async function prepare(
  items: readonly IngestItem[],
  { store, policy }: Merging,
  now: Instant,
): Promise<Prepared[]> {
  const loaded = await store.loadForIngest(items.map(({ trackerId }) => trackerId));
  const byId = new Map(loaded.map((tracker) => [tracker.id, tracker]));
  return items.map((item) => {
    const previous = byId.get(item.trackerId);
    if (previous === undefined) return { item };
    try {
      return { item, ...applied(item, previous, now, policy) };
    } catch (error) {
      return { item, error };
    }
  });
}

function applied(
  { news, plan, lease }: IngestItem,
  previous: Tracker,
  now: Instant,
  policy: MergePolicy | undefined,
): Pick<Prepared, 'merged' | 'commit'> {
  const changed: Changed = typeof news === 'function' ? news(previous) : merge(previous, news, policy);
  const { tracker: after, changes, nextLife = null } = changed;
  const messages = messagesOf(previous, changed, now);
  const tracker =
    after.version === previous.version ? after : written(after, previous, { messages: messages.length, now });
  const planned = plan?.(tracker);
  const poll = nextLife === null ? planned : superseded(planned ?? tracker.poll);
  const merged = {
    tracker: poll === undefined ? tracker : { ...tracker, poll },
    changes,
    nextLife,
    previous,
  };
  if (tracker === previous && poll === undefined && lease === undefined) return { merged };
  const commit = {
    tracker,
    expectedVersion: previous.version,
    events: without(tracker.events, previous.events),
    transitions: without(tracker.transitions, previous.transitions),
    messages,
    poll,
    lease,
  };
  return { merged, commit };
}

/** An answer may be old when it is written; who asks for what has changed since then must hear of it nevertheless. */
const written = (
  after: Tracker,
  { sequence, updatedAt }: Tracker,
  { messages, now }: { readonly messages: number; readonly now: Instant },
): Tracker => ({
  ...after,
  sequence: sequence + messages,
  updatedAt: now > updatedAt ? now : updatedAt,
});

/** Merging keeps what it doesn't change, as the same objects. */
function without<Element>(elements: readonly Element[], known: readonly Element[]): Element[] {
  const before = new Set(known);
  return elements.filter((element) => !before.has(element));
}

/** What is undefined lost a race and is to be done again. */
async function commit(
  prepared: readonly Prepared[],
  store: Store,
  now: Instant,
): Promise<(readonly [IngestItem, IngestResult | undefined])[]> {
  const writing = prepared.filter((each) => each.commit !== undefined);
  const written =
    writing.length === 0
      ? []
      : await store.commitIngest(
          writing.map((each) => each.commit as IngestCommit),
          now,
        );
  const outcomeOf = new Map(writing.map(({ item }, index) => [item, written[index]]));
  return prepared.map((each) => [each.item, resultOf(each, outcomeOf.get(each.item))]);
}

function resultOf(
  { item, merged, error }: Prepared,
  committed: CommitResult | undefined,
): IngestResult | undefined {
  const id = idOf(item);
  if (error !== undefined) return { ...id, outcome: 'failed', error };
  if (merged === undefined) return { ...id, outcome: 'missing' };
  if (committed?.outcome === 'conflict') return undefined;
  if (committed?.outcome === 'failed') return { ...id, outcome: 'failed', error: committed.error };
  if (committed !== undefined && committed.outcome !== 'committed')
    return { ...id, outcome: committed.outcome };
  const { tracker, previous, changes } = merged;
  const outcome = tracker.version === previous.version ? 'unchanged' : 'changed';
  return { ...id, outcome, tracker, previous, changes };
}

const idOf = ({ trackerId }: IngestItem) => ({ trackerId });

const tooManyRaces = (): StoreConflictError =>
  new StoreConflictError(
    'STORE_CONFLICT',
    `Others changed the tracker ${MAX_ROUNDS} times in a row while an answer was merged; try again.`,
  );
