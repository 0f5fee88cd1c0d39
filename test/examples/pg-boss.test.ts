/** `examples/pg-boss.ts`: the host's queue in PostgreSQL. */

import { expect, it, onTestFinished } from 'vitest';
import { aDatabase, createPool } from '../support/postgres.ts';
import { exampleToStart, newsIn } from '../support/run-example.ts';

const NUMBERS = Array.from({ length: 25 }, (_, index) => `SANDBOX_CUSTOMS_HELD_${index + 2}`);
const WAITS = { timeout: 30_000, interval: 100 };

it('does one job for each parcel when it is due, in whichever process', { timeout: 90_000 }, async () => {
  const url = await aDatabase();
  const pool = createPool({ connectionString: url });
  onTestFinished(() => pool.end());
  const rows = async (query: string) => (await pool.query(query)).rows;
  const start = await exampleToStart('pg-boss.ts', { DATABASE_URL: url });

  const first = start(...NUMBERS, 'SANDBOX_RETURN_COMPLETED');
  await expect.poll(() => askedIn(first.lines).length, WAITS).toBe(NUMBERS.length + 1);
  expect(askedIn(first.lines)).toContain('SANDBOX_RETURN_COMPLETED: found, asked about again: never');
  await expect.poll(() => newsIn(first.lines), WAITS).toContainEqual(expect.stringMatching(/^tracker.returned /));
  expect(await rows(JOBS)).toEqual(await rows(PLANS));
  expect(await rows(JOBS)).toHaveLength(NUMBERS.length);

  // The second finds each parcel's job there, and makes no more of them.
  const second = start();
  await expect.poll(() => rows(CONNECTIONS), WAITS).toHaveLength(2);
  await pool.query(DUE);
  const asked = () => [first, second].flatMap(({ lines }) => askedIn(lines));
  await expect.poll(() => asked().length, WAITS).toBe(2 * NUMBERS.length + 1);
  for (const number of NUMBERS) {
    expect(asked().filter((line) => line.startsWith(`${number}: found`))).toHaveLength(2);
  }
  const clean = { code: 0, errors: '' };
  expect(await Promise.all([first.end(), second.end()])).toEqual([clean, clean]);
  expect(await rows(JOBS)).toEqual(await rows(PLANS));
  expect(await rows(JOBS)).toHaveLength(NUMBERS.length);
});

const askedIn = (lines: readonly string[]): string[] => lines.filter((line) => line.includes('asked about again'));

/** The jobs that wait or run, and what is planned: in the end the same. */
const JOBS = `
  select data->>'trackerId' as id, start_after as at from pgboss.job
  where name = 'ask-about-parcel' and state < 'completed' order by 1, 2`;
const PLANS = 'select tracker_id as id, next_poll_at as at from parceltrail.polls where next_poll_at is not null order by 1';
