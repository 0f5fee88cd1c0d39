/** One carrier's polling: look at the budget, claim what is due, ask in full calls, commit. Knows no other carrier. */

import pLimit from 'p-limit';
import type { CarrierAdapter } from '../carriers/carrier.ts';
import type { Claim, Store } from '../stores/store.ts';
import { type Clock, toInstant } from '../time/clock.ts';
import type { Budget } from './budget.ts';
import type { PollOutcomes, TellPoll } from './poll-events.ts';
import type { PollTrackers } from './poll-trackers.ts';

/** What rounds came to: each tracker that was claimed is found, not found, failed, lost or returned. */
export type PollCounts = PollOutcomes & {
  readonly claimed: number;
  /** Given back unasked: the budget was gone, the carrier had asked to wait, or the poller was stopping. */
  readonly returned: number;
};

export type LaneRound = {
  readonly counts: PollCounts;
  /** By how much the tracker that waited longest was late; 0 where nothing was due. */
  readonly lagMs: number;
  /** How long to rest before the next round. */
  readonly restMs: number;
  /** Nothing is due any more, or the carrier is away; else a rest is for the budget. */
  readonly isIdle: boolean;
  /** What the store or the limiter threw. */
  readonly failure?: unknown;
};

export type RoundSignals = {
  /** Ends the calls under way; their trackers are given back. */
  readonly abort: AbortSignal;
  /** Nothing more is begun; what is claimed and not yet asked for is given back. */
  readonly stopping: AbortSignal;
};

export type Lane = {
  readonly carrier: string;
  /** Never rejects. */
  round(signals: RoundSignals): Promise<LaneRound>;
};

export type LaneGround = {
  readonly adapter: CarrierAdapter;
  /** Calls at once. */
  readonly concurrency: number;
  /** Trackers claimed at once. */
  readonly batchSize: number;
  readonly leaseMs: number;
  /** The rest where nothing is due. */
  readonly idleMs: number;
  readonly tenants: readonly (string | null)[] | undefined;
  readonly owner: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly budget: Budget;
  readonly pollTrackers: PollTrackers;
  readonly tell: TellPoll;
};

export const NO_POLLS: PollCounts = {
  claimed: 0,
  found: 0,
  notFound: 0,
  failed: 0,
  lost: 0,
  returned: 0,
  changed: 0,
};

export function createLane(ground: LaneGround): Lane {
  const { adapter, clock, budget, idleMs } = ground;
  const limit = pLimit(ground.concurrency);
  const perCall = adapter.capabilities.batchSize;
  const rest = createRest(clock);
  const pollBatch = createPollBatch(ground, rest);

  async function round(signals: RoundSignals): Promise<LaneRound> {
    if (rest.leftMs() > 0) return idle(rest.leftMs());
    const look = await budget.look();
    if (look.calls === 0) return { ...idle(look.restMs), isIdle: false };
    if (signals.stopping.aborted) return idle(idleMs);
    const claimedAt = clock.now();
    const wanted = Math.min(ground.batchSize, look.calls * perCall);
    const claims = await claim(wanted, claimedAt, ground);
    if (claims.length === 0) return idle(idleMs);
    const lagMs = lagOf(claims, claimedAt);
    const batches = inBatches(claims, perCall);
    const granted = await grantedFor(batches.length, claims, ground);
    const done = await Promise.allSettled([
      giveBack(batches.slice(granted).flat(), ground),
      ...batches.slice(0, granted).map((batch) => limit(() => pollBatch(batch, claimedAt, signals))),
    ]);
    const ended = done.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const counts = sumOf([{ ...NO_POLLS, claimed: claims.length }, ...ended.map(({ counts }) => counts)]);
    const failure = done.find((each) => each.status === 'rejected')?.reason;
    // Where all that is due was polled, what falls due meanwhile fills the next calls.
    const isAll = claims.length < wanted && granted === batches.length;
    // A budget of which nothing came is another process's.
    const isNothing = counts.claimed === counts.returned + counts.lost && counts.returned > 0;
    const isAway = counts.found + counts.notFound === 0 && ended.some(({ isAway }) => isAway);
    const isIdle = isAll || isNothing || isAway;
    return { counts, lagMs, restMs: rest.leftMs() || (isIdle ? idleMs : 0), isIdle, failure };
  }

  return {
    carrier: adapter.id,
    async round(signals) {
      try {
        return await round(signals);
      } catch (error) {
        ground.tell.failed({ carrier: adapter.id, trackerIds: [], error });
        return { ...idle(idleMs), failure: error };
      }
    },
  };
}

async function claim(limit: number, now: number, ground: LaneGround): Promise<readonly Claim[]> {
  const { store, adapter, leaseMs, owner, tenants } = ground;
  return store.claimDue({ now: toInstant(now), limit, leaseMs, owner, carriers: [adapter.id], tenants });
}

/** How many calls there are left for: another process may have been faster. */
async function grantedFor(calls: number, claims: readonly Claim[], ground: LaneGround): Promise<number> {
  try {
    return (await ground.budget.take(calls)).granted;
  } catch (error) {
    await giveBack(claims, ground);
    throw error;
  }
}

/** What came of some claims; and whether the carrier was found to be away. */
type Ended = { readonly counts: PollCounts; readonly isAway: boolean };

const present = (counts: PollCounts): Ended => ({ counts, isAway: false });

async function giveBack(claims: readonly Claim[], { store, clock }: LaneGround): Promise<Ended> {
  if (claims.length === 0) return present(NO_POLLS);
  const leases = claims.map(({ id, lease }) => ({ id, lease }));
  const lost = await store.release(leases, toInstant(clock.now()));
  return present({ ...NO_POLLS, returned: claims.length - lost.length, lost: lost.length });
}

function createPollBatch(ground: LaneGround, rest: Rest) {
  return async (claims: readonly Claim[], claimedAt: number, signals: RoundSignals): Promise<Ended> => {
    const { abort, stopping } = signals;
    if (stopping.aborted || abort.aborted || rest.leftMs() > 0) return giveBack(claims, ground);
    const { held, leftMs } = await stillHeld(claims, claimedAt, ground);
    const lost = claims.length - held.length;
    if (held.length === 0) return present({ ...NO_POLLS, lost });
    try {
      const limitMs = Math.floor(leftMs - ground.leaseMs * WRITING_SHARE);
      const how = { lagMs: lagOf(held, ground.clock.now()), signal: abort, limitMs };
      const { outcomes, restMs, isAway } = await ground.pollTrackers(held, how);
      rest.begin(restMs);
      return { counts: { ...NO_POLLS, ...outcomes, lost: outcomes.lost + lost }, isAway };
    } catch (error) {
      // Where the store failed, the leases are left to run out: what is given back would be asked for again at once.
      if (!abort.aborted) throw error;
      const { counts } = await giveBack(held, ground);
      return present({ ...counts, lost: counts.lost + lost });
    }
  };
}

/** The share of a lease that is left for writing what a call has brought. A call gets half a lease at least. */
const WRITING_SHARE = 1 / 8;

/** Leases that may run out during the call are lengthened first; what was lost meanwhile is let go. */
async function stillHeld(
  claims: readonly Claim[],
  claimedAt: number,
  { store, clock, leaseMs }: LaneGround,
): Promise<{ readonly held: readonly Claim[]; readonly leftMs: number }> {
  const now = clock.now();
  const leftMs = claimedAt + leaseMs - now;
  if (now >= claimedAt && leftMs >= leaseMs * (1 / 2 + WRITING_SHARE)) return { held: claims, leftMs };
  const lost = new Set(await store.renew(claims, { now: toInstant(now), leaseMs }));
  return { held: claims.filter(({ id }) => !lost.has(id)), leftMs: leaseMs };
}

type Rest = { leftMs(): number; begin(ms: number): void };

/** For how long the carrier is left alone. A clock that is put back ends a rest, as nobody knows what is left of it. */
function createRest(clock: Clock): Rest {
  let from = 0;
  let until = 0;
  return {
    leftMs() {
      const now = clock.now();
      return now >= from && now < until ? until - now : 0;
    },
    begin(ms) {
      if (ms <= this.leftMs()) return;
      from = clock.now();
      until = from + ms;
    },
  };
}

const idle = (restMs: number): LaneRound => ({ counts: NO_POLLS, lagMs: 0, restMs, isIdle: true });

const lagOf = (claims: readonly Claim[], now: number): number =>
  Math.max(
    0,
    ...claims.map(({ poll }) => (poll.nextPollAt === null ? 0 : now - Date.parse(poll.nextPollAt))),
  );

function inBatches<Element>(elements: readonly Element[], size: number): Element[][] {
  const batches: Element[][] = [];
  for (let start = 0; start < elements.length; start += size)
    batches.push(elements.slice(start, start + size));
  return batches;
}

export const sumOf = (all: readonly PollCounts[]): PollCounts =>
  all.reduce(
    (sum, each) => ({
      claimed: sum.claimed + each.claimed,
      found: sum.found + each.found,
      notFound: sum.notFound + each.notFound,
      failed: sum.failed + each.failed,
      lost: sum.lost + each.lost,
      returned: sum.returned + each.returned,
      changed: sum.changed + each.changed,
    }),
    NO_POLLS,
  );
