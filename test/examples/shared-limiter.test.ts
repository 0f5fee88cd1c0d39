/** `examples/shared-limiter.ts`: calls counted by a library of the host's. */

import { type CallLimiter, createTrackingClient, type RefreshResult } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { memoryStore } from 'parceltrail/stores/memory';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { afterEach, expect, it, vi } from 'vitest';
import { postgresLimiter, sharedLimiter } from '../../examples/shared-limiter.ts';
import { aDatabase, createPool } from '../support/postgres.ts';
import { seededRandom } from '../support/random.ts';

const HOUR_MS = 3_600_000;
const PER_HOUR = { lengthMs: HOUR_MS, calls: 60 };
const IN_TWO_HOURS = { lengthMs: 2 * HOUR_MS, calls: 100 };

afterEach(() => {
  vi.useRealTimers();
});

it('keeps two clients with stores of their own inside one rate, counted in PostgreSQL', async () => {
  const url = await aDatabase();
  const outcomes = (await Promise.all([twentyRefreshed(url), twentyRefreshed(url)])).flat();
  const deferred = outcomes.filter((result) => result.outcome === 'deferred');
  // Of 25 calls an hour, five at once.
  expect(outcomes.filter(({ outcome }) => outcome === 'found')).toHaveLength(5);
  expect(deferred).toHaveLength(35);
  const soon = new Date(Date.now() + HOUR_MS / 4).toISOString();
  expect(deferred.filter(({ retryAt }) => retryAt === null || retryAt > soon)).toEqual([]);
});

async function twentyRefreshed(databaseUrl: string): Promise<RefreshResult[]> {
  const pool = createPool({ connectionString: databaseUrl });
  const client = createTrackingClient({
    carriers: [sandbox()],
    store: memoryStore(),
    quotas: { sandbox: { perHour: 25 } },
    limiter: await postgresLimiter(pool),
  });
  const numbers = Array.from({ length: 20 }, (_, index) => `SANDBOX_WEATHER_${index + 2}`);
  const trackers = await Promise.all(numbers.map((trackingNumber) => client.register({ trackingNumber })));
  const results = await Promise.all(trackers.map(({ id }) => client.refresh(id)));
  await pool.end();
  return results.filter((result) => result !== undefined);
}

it('counts in PostgreSQL whatever the milliseconds come to', async () => {
  const pool = createPool({ connectionString: await aDatabase() });
  vi.useFakeTimers({ toFake: ['Date'] });
  const limiter = await postgresLimiter(pool);
  const now = new Date().toISOString();
  const request = { key: 'carrier', now, calls: 1, windows: [{ lengthMs: 1_001, calls: 4 }] };
  expect(await limiter.take(request)).toMatchObject({ granted: 1, left: 0 });
  await limiter.pause('carrier', new Date(Date.now() + 1_001).toISOString());
  vi.setSystemTime(Date.now() + 1_001);
  expect(await limiter.take(request)).toMatchObject({ granted: 0 });
  vi.setSystemTime(Date.now() + 125);
  expect(await limiter.take(request)).toMatchObject({ granted: 1 });
  await pool.end();
});

it('counts the calls of one hour together, whoever may have more of them', async () => {
  const pool = createPool({ connectionString: await aDatabase() });
  const limiter = await postgresLimiter(pool);
  const less = { lengthMs: HOUR_MS, calls: 40 };
  expect(await take(limiter, 6)).toMatchObject({ granted: 6, left: 6 });
  expect(await take(limiter, 10, [less])).toMatchObject({ granted: 2, left: 0 });
  expect(await take(limiter, 10)).toMatchObject({ granted: 4, left: 0 });
  await pool.end();
});

it('grants in no stretch of time more than the carrier does, and most of that', async () => {
  vi.useFakeTimers();
  const limiter = inMemory();
  const random = seededRandom(7);
  const granted: number[] = [];
  const from = Date.now();
  while (Date.now() < from + 48 * HOUR_MS) {
    const [one, other] = await Promise.all([
      take(limiter, random.below(12)),
      take(limiter, random.below(12)),
    ]);
    const calls = one.granted + other.granted;
    granted.push(...Array.from({ length: calls }, () => Date.now()));
    await vi.advanceTimersByTimeAsync(random.below(8 * 60_000));
  }
  for (const { lengthMs, calls } of [PER_HOUR, IN_TWO_HOURS]) {
    const over = granted.filter(
      (at, place) => (granted[place + calls] ?? Number.POSITIVE_INFINITY) < at + lengthMs,
    );
    expect(over).toEqual([]);
  }
  expect(granted.length).toBeGreaterThan(48 * 50 * 0.6);
});

it('says when there are more, and takes nothing for a look', async () => {
  vi.useFakeTimers();
  const limiter = inMemory();
  expect(await take(limiter, 0)).toEqual({ granted: 0, left: 12, retryAt: null });
  expect(await take(limiter, 5)).toEqual({ granted: 5, left: 7, retryAt: null });
  const more = new Date(Date.now() + HOUR_MS / 4).toISOString();
  expect(await take(limiter, 50)).toEqual({ granted: 7, left: 0, retryAt: more });
  expect(await take(limiter, 1)).toEqual({ granted: 0, left: 0, retryAt: more });
  await vi.advanceTimersByTimeAsync(HOUR_MS / 4);
  expect(await take(limiter, 1)).toMatchObject({ granted: 1 });
});

it('lets nobody call before the latest end of a pause', async () => {
  vi.useFakeTimers();
  const limiter = inMemory();
  const later = new Date(Date.now() + 120_000).toISOString();
  await limiter.pause('carrier', later);
  await limiter.pause('carrier', new Date(Date.now() + 60_000).toISOString());
  expect(await take(limiter, 1)).toEqual({ granted: 0, left: 0, retryAt: later });
  await vi.advanceTimersByTimeAsync(119_000);
  expect(await take(limiter, 1)).toMatchObject({ granted: 0 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await take(limiter, 1)).toMatchObject({ granted: 1 });
});

const inMemory = () => sharedLimiter((counting) => new RateLimiterMemory(counting));

const take = (limiter: CallLimiter, calls: number, windows = [IN_TWO_HOURS, PER_HOUR]) =>
  limiter.take({ key: 'carrier', now: new Date().toISOString(), calls, windows });
