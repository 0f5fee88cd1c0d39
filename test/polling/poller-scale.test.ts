/** What many due parcels cost a carrier over its own wire: none of it depends on how many there are. */

import { describe, expect, it } from 'vitest';
import { ups } from '../../src/carriers/ups/index.ts';
import { fixedCadence } from '../../src/polling/cadence.ts';
import { createManualClock, type ManualClock } from '../../src/testing/manual-clock.ts';
import { createUpsSimulator } from '../../src/testing/ups-simulator.ts';
import { upsNumbers } from '../support/ups-numbers.ts';
import {
  createScene,
  dueTracker,
  HOUR_MS,
  later,
  MINUTE_MS,
  numbers,
  START,
  settle,
  steady,
} from './scene.ts';

const cadence = fixedCadence(24 * HOUR_MS);
const dueUps = (count: number) => upsNumbers(count).map((number) => dueTracker(number, { carrier: 'ups' }));

/** With turns for what is read from bodies. */
const pass = (clock: ManualClock, ms: number): Promise<void> => clock.until(clock.sleep(ms));

function upsScene(simulator: ReturnType<typeof createUpsSimulator>) {
  return { carriers: [ups({ ...simulator.credentials, baseUrl: simulator.origin })], fetch: simulator.fetch };
}

describe('ten thousand due parcels of a dead carrier', () => {
  it('cost it no more requests than parcels and a hundred retries, and delay no other carrier', async () => {
    const clock = createManualClock(START);
    const simulator = createUpsSimulator({ clock });
    simulator.fault({ kind: 'status', status: 503, times: 1_000_000 });
    const other = steady('other');
    const { carriers, fetch } = upsScene(simulator);
    const scene = createScene({ carriers: [...carriers, other], fetch, clock, cadence });
    await scene.keep(...dueUps(10_000), ...numbers('OTHER', 300).map((number) => dueTracker(number)));
    const poller = scene.client.createPoller();
    await poller.start();
    await settle(clock);
    expect(other.calls).toHaveLength(300);
    await pass(clock, 15 * MINUTE_MS);
    expect(simulator.calls.length).toBeGreaterThan(10);
    expect(simulator.calls.length).toBeLessThanOrEqual(10_100);
    await poller.stop();
  });

  it('are all asked for soon after it is back', async () => {
    const clock = createManualClock(START);
    const simulator = createUpsSimulator({ clock });
    simulator.fault({ kind: 'status', status: 503, times: 1_000_000 });
    const { client, keep, store } = createScene({ ...upsScene(simulator), clock, cadence });
    await keep(...dueUps(1_000));
    const poller = client.createPoller();
    await poller.start();
    await pass(clock, 15 * MINUTE_MS);
    simulator.clearFaults();
    await pass(clock, 10 * MINUTE_MS);
    const { trackers } = await store.list({ filter: {}, limit: 1_000, after: undefined });
    const asked = trackers.filter(({ poll }) => poll.lastOutcome === 'not_found');
    // Those that met the dead carrier wait for their own turn.
    expect(asked.length).toBeGreaterThan(990);
    await poller.stop();
  });
});

describe('a thousand calls that find no token', () => {
  it('ask for one, in each process and for each credential', async () => {
    const clock = createManualClock(START);
    const simulator = createUpsSimulator({ clock });
    const another = createUpsSimulator({ clock, clientId: 'another-client' });
    const tokens = ({ calls }: typeof simulator) =>
      calls.filter(({ path }) => path.includes('/oauth/')).length;
    for (const [mine, expected, calls] of [
      [simulator, 1, 1_000],
      [simulator, 2, 50],
      [another, 1, 50],
    ] as const) {
      const { client, keep } = createScene({
        ...upsScene(mine),
        clock,
        cadence,
        concurrency: { ups: 1_000 },
      });
      await keep(...dueUps(calls));
      const poller = client.createPoller({ batchSize: 1_000 });
      expect(await clock.until(poller.tick())).toMatchObject({ ups: { notFound: calls } });
      expect(tokens(mine)).toBe(expected);
    }
  });
});

describe('a cadence that fails for one parcel', () => {
  it.each([
    ['the past', () => later(-HOUR_MS)],
    ['NaN', () => Number.NaN as never],
    ['an invalid date', () => String(new Date(Number.NaN))],
    [
      'an exception',
      () => {
        throw new RangeError('secret');
      },
    ],
  ])(
    'by %s costs that one an hour, says so in its poll record, and no other anything',
    async (_, nextPollAt) => {
      const { client, keep, pollOf } = createScene({
        carriers: [steady('acme')],
        cadence: (tracker, now) => ({
          nextPollAt: tracker.id === 'ACME2' ? nextPollAt() : later(2 * HOUR_MS, now),
          why: 'as told',
        }),
      });
      await keep(...numbers('ACME', 3).map((number) => dueTracker(number)));
      expect(await client.createPoller().tick()).toMatchObject({ acme: { found: 3, failed: 0 } });
      expect(await pollOf('ACME1')).toMatchObject({ nextPollAt: later(2 * HOUR_MS), lastError: null });
      expect(await pollOf('ACME2')).toMatchObject({
        nextPollAt: later(HOUR_MS),
        why: 'the cadence failed',
        lastError: { code: 'INVALID_OPTIONS' },
      });
      expect((await pollOf('ACME2')).lastError?.message).not.toContain('secret');
      expect(await pollOf('ACME3')).toMatchObject({ nextPollAt: later(2 * HOUR_MS), lastError: null });
    },
  );
});
