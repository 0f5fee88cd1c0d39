import fc from 'fast-check';
import { dhl } from 'parceltrail/carriers/dhl';
import { expect, it } from 'vitest';
import { createDhlSimulator } from '../../src/testing/dhl-simulator.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import { createTrackingClient } from '../../src/tracking-client.ts';

const START = '2026-03-02T09:00:00.000Z';
const START_MS = Date.parse(START);

it('stands still until it is moved', async () => {
  const clock = createManualClock(START);
  await Promise.resolve();
  expect(clock.now()).toBe(START_MS);
  await clock.advance(1);
  expect(clock.now()).toBe(START_MS + 1);
});

it('takes an instant or milliseconds, and refuses what is neither', () => {
  expect(createManualClock(START_MS).now()).toBe(createManualClock(START).now());
  expect(() => createManualClock('soon')).toThrow(RangeError);
  expect(() => createManualClock(Number.NaN)).toThrow(RangeError);
});

it('wakes sleepers in the order of their times, each at its own time', async () => {
  const clock = createManualClock(START);
  const woken: string[] = [];
  const sleep = async (name: string, ms: number) => {
    await clock.sleep(ms);
    woken.push(`${name} at ${clock.now() - START_MS}`);
  };
  const all = [sleep('late', 300), sleep('early', 100), sleep('twin', 100), sleep('now', 0)];
  await clock.advance(300);
  await Promise.all(all);
  expect(woken).toEqual(['now at 0', 'early at 100', 'twin at 100', 'late at 300']);
});

it('wakes, within one advance, sleepers that were woken and slept again', async () => {
  const clock = createManualClock(START);
  const ticks: number[] = [];
  const ticking = (async () => {
    for (let tick = 0; tick < 4; tick += 1) {
      await clock.sleep(50);
      ticks.push(clock.now() - START_MS);
    }
  })();
  await clock.advance(175);
  expect(ticks).toEqual([50, 100, 150]);
  expect(clock.pending).toBe(1);
  await clock.advance(25);
  await ticking;
  expect(ticks).toHaveLength(4);
});

it('leaves sleepers alone whose time has not come', async () => {
  const clock = createManualClock(START);
  let isAwake = false;
  const sleeping = clock.sleep(100).then(() => {
    isAwake = true;
  });
  await clock.advance(99);
  expect([isAwake, clock.pending]).toEqual([false, 1]);
  await clock.advance(1);
  await sleeping;
  expect([isAwake, clock.pending]).toEqual([true, 0]);
});

it('rejects an aborted sleep with the reason of its signal, and forgets it', async () => {
  const clock = createManualClock(START);
  const abort = new AbortController();
  const sleeping = clock.sleep(100, abort.signal);
  abort.abort(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
  await expect(clock.sleep(100, abort.signal)).rejects.toThrow('enough');
  expect(clock.pending).toBe(0);
});

it('moves to an instant, waking those on the way, and back without waking anybody', async () => {
  const clock = createManualClock(START);
  const sleeping = clock.sleep(60_000);
  await clock.set('2026-03-02T08:00:00.000Z');
  expect([clock.now(), clock.pending]).toEqual([START_MS - 3_600_000, 1]);
  await clock.set('2026-03-02T09:01:00.000Z');
  await sleeping;
  expect(clock.now()).toBe(START_MS + 60_000);
});

it('wakes everybody due, in order, however the sleeps and steps fall', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 }),
      async (sleeps, steps) => {
        const clock = createManualClock(0);
        const woken: number[] = [];
        for (const ms of sleeps) void clock.sleep(ms).then(() => woken.push(ms));
        for (const step of steps) await clock.advance(step);
        const end = steps.reduce((sum, step) => sum + step, 0);
        expect(woken).toEqual(sleeps.filter((ms) => ms <= end).sort((a, b) => a - b));
        expect(clock.pending).toBe(sleeps.length - woken.length);
      },
    ),
    { numRuns: 60 },
  );
});

it('moves as far as some work waits, past the waits of others, and no further', async () => {
  const clock = createManualClock(START);
  const woken: string[] = [];
  void clock.sleep(150).then(() => woken.push('another'));
  void clock.sleep(500).then(() => woken.push('later'));
  const work = async () => {
    await clock.sleep(100);
    await clock.sleep(100);
    return clock.now() - START_MS;
  };
  expect(await clock.until(work())).toBe(200);
  expect([clock.now() - START_MS, woken]).toEqual([200, ['another']]);
});

it('rejects as the work does, and lets no deadline come that work alone is waiting beside', async () => {
  const clock = createManualClock(START);
  void clock.sleep(50, undefined, { holdsProcess: false });
  const work = new Promise((_, reject) => setTimeout(() => reject(new Error('refused')), 20));
  await expect(clock.until(work)).rejects.toThrow('refused');
  expect([clock.now() - START_MS, clock.pending]).toEqual([0, 1]);
});

it('lets a carrier that is asked once a second be asked for several numbers', async () => {
  const clock = createManualClock(START);
  const simulator = createDhlSimulator({ clock });
  const numbers = ['3318810025', '7777777770', '1000000002'];
  for (const trackingNumber of numbers) simulator.addParcel({ trackingNumber, scenario: 'delivered' });
  const client = createTrackingClient({
    carriers: [dhl({ ...simulator.credentials, baseUrl: simulator.origin })],
    fetch: simulator.fetch,
    clock,
  });
  const outcomes: string[] = [];
  for (const number of numbers) outcomes.push((await clock.until(client.track(number))).outcome);
  expect(outcomes).toEqual(['found', 'found', 'found']);
  expect(clock.now() - START_MS).toBe(2_000);
});
