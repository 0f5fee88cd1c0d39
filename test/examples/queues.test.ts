/** `examples/pg-boss.ts` and `examples/bullmq.ts`: the host's own queue decides when carriers are asked. */

import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { aDatabase, createPool } from '../support/postgres.ts';
import { redisUrl } from '../support/redis.ts';
import { exampleToStart, newsIn } from '../support/run-example.ts';

const QUEUE = 'ask-about-parcel';
const NUMBERS = Array.from({ length: 25 }, (_, index) => `SANDBOX_CUSTOMS_HELD_${index + 2}`);
const WAITS = { timeout: 30_000, interval: 100 };
const CLEAN = { code: 0, errors: '' };

/** Each as tracker id and time. */
type Appointments = readonly string[];

type QueueUnderTest = {
  readonly example: string;
  readonly env: Readonly<Record<string, string>>;
  /** All that are to be done. */
  jobs(): Promise<Appointments>;
  /** Nobody waits for hours. */
  makeDue(): Promise<unknown>;
};

it('pg-boss has one job for each parcel, done when it is due by one process or another', {
  timeout: 90_000,
}, async () => {
  const { url, pool } = await aPool();
  await expectOneJobEach(pool, {
    example: 'pg-boss.ts',
    env: { DATABASE_URL: url },
    jobs: () =>
      appointments(
        pool,
        `select data->>'trackerId' as id, start_after as at from pgboss.job
        where name = '${QUEUE}' and state < 'completed'`,
      ),
    makeDue: () =>
      pool.query(`update pgboss.job set start_after = now() where name = '${QUEUE}' and state = 'created'`),
  });
});

it('BullMQ has one job for each parcel, put back until it is due for one process or another', {
  timeout: 90_000,
}, async ({ skip }) => {
  const address = await redisUrl(skip);
  const { url, pool } = await aPool();
  const redis = new Redis(address, { maxRetriesPerRequest: null });
  const queue = new Queue(QUEUE, { connection: redis });
  onTestFinished(async () => {
    await queue.obliterate({ force: true });
    await queue.close();
    await redis.quit();
  });
  await expectOneJobEach(pool, {
    example: 'bullmq.ts',
    env: { DATABASE_URL: url, REDIS_URL: address },
    async jobs() {
      const waiting = await queue.getJobs(['waiting', 'active', 'prioritized', 'failed']);
      const delayed = await redis.zrange(queue.toKey('delayed'), 0, -1, 'WITHSCORES');
      const put = delayed.flatMap((id, place) =>
        place % 2 === 0 ? [toAppointment(id, Math.floor(Number(delayed[place + 1]) / ORDERS))] : [],
      );
      return [...put, ...waiting.map(({ id }) => `${id} at once`)].sort();
    },
    makeDue: async () => Promise.all((await queue.getDelayed()).map((job) => job.promote())),
  });
});

/** BullMQ sorts jobs of one millisecond by so many numbers behind it. */
const ORDERS = 0x1000;

async function expectOneJobEach(pool: pg.Pool, queue: QueueUnderTest): Promise<void> {
  const plans = () =>
    appointments(
      pool,
      'select tracker_id as id, next_poll_at as at from parceltrail.polls where next_poll_at is not null',
    );
  const start = await exampleToStart(queue.example, queue.env);
  const first = start(...NUMBERS, 'SANDBOX_RETURN_COMPLETED');
  await expect.poll(() => askedIn(first.lines).length, WAITS).toBe(NUMBERS.length + 1);
  expect(askedIn(first.lines)).toContain('SANDBOX_RETURN_COMPLETED: found, asked about again: never');
  const returned = expect.stringMatching(/^tracker.returned SANDBOX_RETURN_COMPLETED /);
  await expect.poll(() => newsIn(first.lines), WAITS).toContainEqual(returned);

  // The second finds a job there for each parcel that is followed, and adds only that of its own.
  const second = start('SANDBOX_WEATHER');
  const asked = () => [first, second].flatMap(({ lines }) => askedIn(lines));
  await expect.poll(() => asked().join(), WAITS).toContain('SANDBOX_WEATHER: found');
  const before = await plans();
  expect(before).toHaveLength(NUMBERS.length + 1);
  await expect.poll(queue.jobs, WAITS).toEqual(before);

  await pool.query(ANSWERS_ARE_OLD);
  await queue.makeDue();
  const askedAbout = (number: string) => asked().filter((line) => line.startsWith(`${number}: found`)).length;
  await expect.poll(() => NUMBERS.filter((number) => askedAbout(number) < 2), WAITS).toEqual([]);
  expect(await Promise.all([first.end(), second.end()])).toEqual([CLEAN, CLEAN]);
  expect(NUMBERS.filter((number) => askedAbout(number) > 2)).toEqual([]);
  const after = await plans();
  expect(after).toHaveLength(before.length);
  expect(after.filter((plan) => before.includes(plan))).toEqual([]);
  expect(await queue.jobs()).toEqual(after);
}

const ANSWERS_ARE_OLD = `
  update parceltrail.polls set poll = jsonb_set(poll::jsonb, '{lastPolledAt}', '"2026-01-01T00:00:00.000Z"')::json`;

/** Lines in which a job tells what it came to. */
const askedIn = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.includes('asked about again'));

async function aPool() {
  const url = await aDatabase();
  const pool = createPool({ connectionString: url });
  onTestFinished(() => pool.end());
  return { url, pool };
}

/** As numbers, since the tests' database writes dates in a style that pg doesn't read. */
async function appointments(pool: pg.Pool, query: string): Promise<Appointments> {
  const { rows } = await pool.query<{ readonly id: string; readonly at: number }>(
    `select id, (extract(epoch from at) * 1000)::float8 as at from (${query}) as planned`,
  );
  return rows.map(({ id, at }) => toAppointment(id, at)).sort();
}

const toAppointment = (id: string, at: number): string => `${id} ${new Date(at).toISOString()}`;
