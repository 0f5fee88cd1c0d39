/** One turn of polling, for hosts that are called now and then: cron, serverless functions, tests. */

import { ConfigurationError } from '../errors.ts';
import { type Clock, eventLoopTurn } from '../time/clock.ts';
import { createDeadline, type Deadline } from '../time/deadline.ts';
import type { Runs } from '../time/runs.ts';
import { type Lane, NO_POLLS, type PollCounts, sumOf } from './lane.ts';

export type TickOptions = {
  /** Nothing is begun after so long; what is under way then is awaited, which ends before its lease does. @default 20000 */
  readonly timeLimitMs?: number | undefined;
  /** Ends it at once: calls are aborted, and their trackers given back. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Polls what is due until nothing is, or the time is over; gives what was done, by carrier. What a carrier's quota has
 * no room for at the moment is waited for within that time; a clock that stands still is to be moved meanwhile.
 *
 * @throws what the store threw, after all carriers had their turn, and the signal's reason.
 */
export type Tick = (options?: TickOptions) => Promise<{ readonly [carrier: string]: PollCounts }>;

export type TickGround = {
  readonly lanes: readonly Lane[];
  readonly clock: Clock;
  /** Those under way, for whoever has to end them. */
  readonly ticks: Runs;
};

const TIME_LIMIT_MS = 20_000;

export function createTick({ lanes, clock, ticks }: TickGround): Tick {
  async function turn(halt: AbortSignal, abort: AbortSignal, timeLimitMs: number) {
    const limit = createDeadline({
      clock,
      ms: timeLimitMs,
      parent: halt,
      onExpiry: () => new Error('Time is up.'),
    });
    try {
      return await Promise.all(lanes.map((lane) => untilIdle(lane, { abort, limit, clock })));
    } finally {
      limit.dispose();
    }
  }

  return async ({ timeLimitMs = TIME_LIMIT_MS, signal } = {}) => {
    if (!(timeLimitMs > 0)) {
      throw new ConfigurationError('INVALID_OPTIONS', 'tick: timeLimitMs: expected milliseconds above 0.');
    }
    signal?.throwIfAborted();
    const done = await ticks.begin((halt, kill) => turn(halt, kill, timeLimitMs), signal);
    signal?.throwIfAborted();
    const failed = done.find(({ failure }) => failure !== undefined);
    if (failed !== undefined) throw failed.failure;
    return Object.fromEntries(done.map(({ carrier, counts }) => [carrier, counts]));
  };
}

type LaneTurn = { readonly carrier: string; readonly counts: PollCounts; readonly failure?: unknown };

/** Never rejects, as lanes don't. */
async function untilIdle(
  lane: Lane,
  { abort, limit, clock }: { readonly abort: AbortSignal; readonly limit: Deadline; readonly clock: Clock },
): Promise<LaneTurn> {
  const { carrier } = lane;
  let counts = NO_POLLS;
  while (!limit.signal.aborted && !abort.aborted) {
    const round = await lane.round({ abort, stopping: limit.signal });
    counts = sumOf([counts, round.counts]);
    if (round.failure !== undefined) return { carrier, counts, failure: round.failure };
    if (round.isIdle || round.restMs >= limit.remainingMs()) break;
    if (round.restMs > 0) await clock.sleep(round.restMs, limit.signal).catch(() => undefined);
    // Rounds that never wait would keep all else from its turn, the end of the time among it.
    else await eventLoopTurn();
  }
  return { carrier, counts };
}
