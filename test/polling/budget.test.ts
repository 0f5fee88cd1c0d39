import { describe, expect, it, vi } from 'vitest';
import type { CallQuota } from '../../src/carriers/carrier.ts';
import { type CallLimiter, createBudget, storeLimiter } from '../../src/polling/budget.ts';
import { fixedCadence } from '../../src/polling/cadence.ts';
import type { BudgetRequest } from '../../src/stores/budget-windows.ts';
import { createMemoryStore } from '../../src/stores/memory/index.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import {
  answering,
  createScene,
  DAY_MS,
  dueTracker,
  HOUR_MS,
  inTransit,
  later,
  MINUTE_MS,
  numbers,
  SECOND_MS,
  START,
  settle,
  steady,
} from './scene.ts';

const cadence = fixedCadence(DAY_MS);
const adapter = { id: 'acme', credentialKey: 'acme-key' };

/** The windows a quota is counted in, as length in seconds and calls. */
async function windowsOf(quota: CallQuota | undefined, isSpread: boolean) {
  const asked: BudgetRequest[] = [];
  const limiter: CallLimiter = {
    take: async (request) => {
      asked.push(request);
      return { granted: 0, left: 1, retryAt: null };
    },
    pause: async () => {},
  };
  await createBudget({ limiter, clock: createManualClock(START), adapter, quota, isSpread }).look();
  return asked[0]?.windows.map(({ lengthMs, calls }) => [lengthMs / SECOND_MS, calls]);
}

describe('a budget', () => {
  it.each([
    [undefined, []],
    [{}, []],
    [
      { perSecond: 140, perDay: 100_000 },
      [
        [1, 140],
        [86_400, 100_000],
      ],
    ],
    [{ perHour: 60 }, [[3_600, 60]]],
    [{ perSecond: 2.5 }, [[1, 2]]],
    [{ perSecond: 0.2 }, [[5, 1]]],
    [{ perDay: 0.5 }, [[172_800, 1]]],
  ])('counts a quota of %j in windows', async (quota, windows) => {
    expect(await windowsOf(quota, false)).toEqual(windows);
  });

  it.each([
    [{ perSecond: 140 }, [[1, 140]]],
    [
      { perHour: 60 },
      [
        [3_600, 60],
        [300, 6],
      ],
    ],
    [
      { perDay: 250 },
      [
        [86_400, 250],
        [3_600, 16],
      ],
    ],
    [
      { perHour: 60, perDay: 250 },
      [
        [3_600, 16],
        [86_400, 250],
        [300, 6],
      ],
    ],
    [
      { perHour: 10, perDay: 240 },
      [
        [3_600, 10],
        [86_400, 240],
        [300, 1],
      ],
    ],
    [
      { perDay: 0.5 },
      [
        [172_800, 1],
        [3_600, 1],
      ],
    ],
  ])('spreads a quota of %j over its window', async (quota, windows) => {
    expect(await windowsOf(quota, true)).toEqual(windows);
  });

  it.each([
    ['no instant', 'soon', 60_000],
    ['no time at all', null, 60_000],
    ['the past, by a clock of its own', later(-HOUR_MS), 100],
    ['now', START, 100],
    ['a moment', later(500), 500],
    ['an hour', later(HOUR_MS), 60_000],
  ])('rests within bounds where the limiter names %s', async (_, retryAt, restMs) => {
    const limiter = { take: async () => ({ granted: 0, left: 0, retryAt }), pause: async () => {} };
    const budget = createBudget({
      limiter,
      clock: createManualClock(START),
      adapter,
      quota: {},
      isSpread: true,
    });
    expect(await budget.look()).toEqual({ calls: 0, restMs });
  });

  it.each([Number.NaN, -3, undefined])('takes nothing where a limiter gives %s', async (garbage) => {
    const grant = { granted: garbage, left: garbage, retryAt: null } as never;
    const limiter = { take: async () => grant, pause: async () => {} };
    const budget = createBudget({
      limiter,
      clock: createManualClock(START),
      adapter,
      quota: {},
      isSpread: true,
    });
    expect((await budget.take(5)).granted).toBe(0);
    expect((await budget.look()).calls).toBe(0);
  });

  it('never takes more than it asked for', async () => {
    const limiter = { take: async () => ({ granted: 9, left: 0, retryAt: null }), pause: async () => {} };
    const budget = createBudget({
      limiter,
      clock: createManualClock(START),
      adapter,
      quota: {},
      isSpread: true,
    });
    expect((await budget.take(5)).granted).toBe(5);
  });
});

describe('a poller whose carrier has no calls left', () => {
  it('claims nothing', async () => {
    const store = createMemoryStore();
    const claimDue = vi.fn(store.claimDue);
    const { client, keep } = createScene({ carriers: [steady('acme')], store: { ...store, claimDue } });
    await keep(dueTracker('ACME1'));
    await store.pauseBudget('acme/acme-key', later(HOUR_MS), later(0));
    await client.createPoller().tick();
    expect(claimDue).not.toHaveBeenCalled();
  });

  it('burns none while nothing is due', async () => {
    const { client, clock, keep } = createScene({
      carriers: [steady('acme')],
      quotas: { acme: { perSecond: 5 } },
      cadence,
    });
    const poller = client.createPoller();
    await poller.start();
    await clock.advance(10 * MINUTE_MS);
    await keep(...numbers('ACME', 5).map((number) => dueTracker(number)));
    await clock.advance(5 * SECOND_MS);
    expect(poller.stats()).toMatchObject({ acme: { found: 5 } });
    await poller.stop();
  });

  it('gives back what another process had the calls for', async () => {
    const store = createMemoryStore();
    const { client, keep } = createScene({
      carriers: [steady('acme', { concurrency: 1 })],
      quotas: { acme: { perSecond: 4 } },
      store: {
        ...store,
        claimDue: async (request) => {
          const windows = [{ lengthMs: SECOND_MS, calls: 4 }];
          await store.takeBudget({ key: 'acme/acme-key', now: START, calls: 3, windows });
          return store.claimDue(request);
        },
      },
      cadence,
    });
    await keep(...numbers('ACME', 4).map((number) => dueTracker(number)));
    const poller = client.createPoller();
    expect(await poller.tick({ timeLimitMs: 1 })).toMatchObject({
      acme: { claimed: 4, found: 1, returned: 3 },
    });
    expect(await store.claimDue({ now: START, limit: 9, leaseMs: 1, owner: 'other' })).toHaveLength(3);
  });

  it('gives the parcels whose delivery is near what there is', async () => {
    const acme = steady('acme');
    const { client, keep } = createScene({ carriers: [acme], quotas: { acme: { perHour: 30 } }, cadence });
    await keep(
      ...numbers('ACME', 20).map((number) => dueTracker(number, { poll: { urgency: 2 } })),
      ...['ACME101', 'ACME102', 'ACME103'].map((number) => dueTracker(number, { poll: { urgency: 0 } })),
    );
    await client.createPoller().tick();
    expect(acme.calls.flat().sort()).toEqual(['ACME101', 'ACME102', 'ACME103']);
  });

  it('has some left for what becomes urgent later, however much was due before', async () => {
    const acme = steady('acme');
    const { client, clock, keep } = createScene({
      carriers: [acme],
      quotas: { acme: { perDay: 240 } },
      cadence,
    });
    await keep(...numbers('ACME', 1_000).map((number) => dueTracker(number, { poll: { urgency: 2 } })));
    const poller = client.createPoller();
    await poller.start();
    await clock.advance(10 * HOUR_MS);
    const urgent = { urgency: 0, nextPollAt: later(10 * HOUR_MS) } as const;
    await keep(dueTracker('ACME9999', { poll: urgent }));
    await clock.advance(HOUR_MS + MINUTE_MS);
    expect(acme.calls.flat()).toContain('ACME9999');
    await poller.stop();
  });
});

describe('two pollers on one store', () => {
  it('never exceed the quota in any stretch of its length', async () => {
    const store = createMemoryStore();
    const clock = createManualClock(START);
    const calledAt: number[] = [];
    const scenes = [0, 1].map(() => {
      const acme = answering('acme', ({ trackingNumber }) => {
        calledAt.push(clock.now());
        return inTransit('acme', trackingNumber);
      });
      return createScene({ carriers: [acme], store, clock, cadence, quotas: { acme: { perSecond: 7 } } });
    });
    await scenes[0]?.keep(...numbers('ACME', 200).map((number) => dueTracker(number)));
    const pollers = scenes.map(({ client }) => client.createPoller({ idleMs: 300 }));
    await Promise.all(pollers.map((poller) => poller.start()));
    await clock.advance(MINUTE_MS);
    await Promise.all(pollers.map((poller) => poller.stop()));
    expect(calledAt).toHaveLength(200);
    const most = Math.max(
      ...calledAt.map((from) => calledAt.filter((at) => at >= from && at < from + SECOND_MS).length),
    );
    expect(most).toBeLessThanOrEqual(7);
    const elapsedMs = (calledAt.at(-1) ?? 0) - Date.parse(START);
    expect(elapsedMs).toBeLessThan(35 * SECOND_MS);
  });
});

describe("a host's own limiter", () => {
  const limited = (limiter: CallLimiter) =>
    createScene({ carriers: [steady('acme')], cadence, limiter, quotas: { acme: { perSecond: 3 } } });

  it('decides in place of the store, for pollers and for refreshes', async () => {
    const taken: BudgetRequest[] = [];
    let left = 3;
    const { client, keep } = limited({
      take: async (request) => {
        taken.push(request);
        const granted = Math.min(left, request.calls);
        left -= granted;
        return { granted, left, retryAt: left === 0 ? later(HOUR_MS) : null };
      },
      pause: async () => {},
    });
    await keep(...numbers('ACME', 5).map((number) => dueTracker(number)));
    await client.createPoller().tick();
    expect(left).toBe(0);
    expect(taken[0]).toEqual({
      key: 'acme/acme-key',
      now: START,
      calls: 0,
      windows: [{ lengthMs: SECOND_MS, calls: 3 }],
    });
    expect(await client.refresh('ACME5')).toMatchObject({ outcome: 'deferred', retryAt: later(HOUR_MS) });
  });

  it("that can't tell has nothing called, until it can", async () => {
    let isDown = true;
    const store = createMemoryStore();
    const { client, clock, keep } = limited({
      pause: async () => {},
      take: (request) => (isDown ? Promise.reject(new Error('down')) : store.takeBudget(request)),
    });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller();
    await poller.start();
    await clock.advance(MINUTE_MS);
    expect(poller.stats()).toMatchObject({ acme: { claimed: 0 } });
    isDown = false;
    await clock.advance(MINUTE_MS);
    expect(poller.stats()).toMatchObject({ acme: { found: 1 } });
    await poller.stop();
  });

  it('of one poller goes before that of the client', async () => {
    const { client, clock, keep } = createScene({
      carriers: [steady('acme')],
      cadence,
      limiter: { take: () => Promise.reject(new Error('not to be asked')), pause: async () => {} },
    });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller({ limiter: storeLimiter(createMemoryStore(), clock) });
    await poller.tick();
    expect(poller.stats()).toMatchObject({ acme: { found: 1 } });
    await settle(clock);
  });
});
