/**
 * A limiter of your own, as the client's `limiter`: rate-limiter-flexible counts the calls, in your PostgreSQL here, for
 * all clients that ask with the same credentials, whichever stores they have.
 *
 *   const client = createTrackingClient({ carriers, store, limiter: await postgresLimiter(pool) });
 */

import type { BudgetGrant, BudgetRequest, CallLimiter } from 'parceltrail';
import type pg from 'pg';
import { type RateLimiterAbstract, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';

export type Counting = { readonly keyPrefix: string; readonly points: number; readonly duration: number };

/** Makes its table where it isn't there. */
export async function postgresLimiter(pool: pg.Pool, tableName = 'carrier_calls'): Promise<CallLimiter> {
  const options = { storeClient: pool, storeType: 'pool', tableName };
  const makeTable = () =>
    new Promise<void>((resolve, reject) => {
      const made = (error?: Error) => (error ? reject(error) : resolve());
      new RateLimiterPostgres({ ...options, points: 1, duration: 1 }, made);
    });
  // Of two processes that begin at once, PostgreSQL refuses one; it finds the other's table there then.
  await makeTable().catch(makeTable);
  return sharedLimiter(
    (counting) =>
      new RateLimiterPostgres({ ...options, ...counting, tableCreated: true, clearExpiredByTimeout: false }),
  );
}

/** The same with any other of the library's limiters that count in a database, say Redis. */
export function sharedLimiter(create: (counting: Counting) => RateLimiterAbstract): CallLimiter {
  const pauses = create({ keyPrefix: 'pause', points: 1, duration: 1 });
  const pauseOf = async (key: string): Promise<number> => (await pauses.get(key))?.msBeforeNext ?? 0;
  const limiters = new Map<string, RateLimiterAbstract>();
  const limiterOf = ({ calls, lengthMs }: BudgetRequest['windows'][number]): RateLimiterAbstract => {
    const name = `${calls}_in_${lengthMs}`;
    const limiter = limiters.get(name) ?? create(countingOf(calls, lengthMs));
    limiters.set(name, limiter);
    return limiter;
  };

  return {
    async take({ key, now, calls, windows }): Promise<BudgetGrant> {
      const inMs = (ms: number) => new Date(Date.parse(now) + ms).toISOString();
      const pausedMs = await pauseOf(key);
      if (pausedMs > 0) return { granted: 0, left: 0, retryAt: inMs(pausedMs) };
      const shortestFirst = windows.toSorted((a, b) => a.lengthMs - b.lengthMs).map(limiterOf);
      const looks = await Promise.all(shortestFirst.map((limiter) => lookAt(limiter, key)));
      const free = Math.min(Number.MAX_SAFE_INTEGER, ...looks.map(({ left }) => left));
      const wanted = Math.min(calls, free);
      const waitMs = Math.max(0, ...looks.filter(({ left }) => left <= wanted).map(({ ms }) => ms));
      try {
        for (const limiter of wanted > 0 ? shortestFirst : []) await limiter.consume(key, wanted);
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        // Others were faster. What is counted by now stays so: some calls too few, and never one too many.
        return { granted: 0, left: 0, retryAt: inMs((refusal as RateLimiterRes).msBeforeNext) };
      }
      const left = free - wanted;
      return { granted: wanted, left, retryAt: left === 0 ? inMs(waitMs) : null };
    },

    async pause(key, until) {
      const ms = Date.parse(until) - Date.now();
      // A later end given before stays.
      if (ms > (await pauseOf(key))) await pauses.block(key, secondsOf(ms));
    },
  };
}

/**
 * The library's windows begin with a call and then stand still, so that two of them, one after the other, let through
 * twice their calls. A carrier's window slides: of parts that stand still it touches one more than fit into it.
 */
function countingOf(calls: number, lengthMs: number): Counting {
  const parts = Math.min(5, calls);
  const duration = secondsOf(lengthMs / Math.max(1, parts - 1));
  // By length alone: a poller may be allowed less of an hour than `refresh`, and both make calls of the same hour.
  return { keyPrefix: `${lengthMs}`, points: Math.floor(calls / parts), duration };
}

/** Eighths of a second, rounded up: in milliseconds again they are whole ones, as PostgreSQL wants them. */
const secondsOf = (ms: number): number => Math.ceil(ms / 125) / 8;

async function lookAt(limiter: RateLimiterAbstract, key: string) {
  const current = await limiter.get(key);
  return current === null || current.msBeforeNext <= 0
    ? { left: limiter.points, ms: limiter.msDuration }
    : { left: current.remainingPoints, ms: current.msBeforeNext };
}
