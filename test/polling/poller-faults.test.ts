import { describe, expect, it } from 'vitest';
import { ups } from '../../src/carriers/ups/index.ts';
import { type AnyTrackingError, CarrierRateLimitError, CarrierUnavailableError } from '../../src/errors.ts';
import type { CallLimiter } from '../../src/polling/budget.ts';
import { fixedCadence } from '../../src/polling/cadence.ts';
import type { PollFailed } from '../../src/polling/poll-events.ts';
import { createMemoryStore } from '../../src/stores/memory/index.ts';
import type { Store } from '../../src/stores/store.ts';
import { createManualClock, type ManualClock } from '../../src/testing/manual-clock.ts';
import { createUpsSimulator } from '../../src/testing/ups-simulator.ts';
import { failed, found } from '../support/fake-carrier.ts';
import { anEvent } from '../support/observations.ts';
import { upsNumbers } from '../support/ups-numbers.ts';
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

const cadence = fixedCadence(HOUR_MS);
const nothingBut = (error: Error): never => {
  throw error;
};
const failing =
  (error: AnyTrackingError) =>
  ({ trackingNumber }: { trackingNumber: string }) =>
    failed('acme', trackingNumber, error);

describe('a carrier that asks to wait', () => {
  const limited = () => failing(new CarrierRateLimitError('acme: 429', { retryAfterMs: 120_000 }));

  it('gets one call, the next not before, and holds back no other carrier', async () => {
    const acme = answering('acme', limited(), { concurrency: 1 });
    const other = steady('other');
    const { client, clock, keep, pollOf } = createScene({ carriers: [acme, other], cadence });
    const due = [...numbers('ACME', 40), ...numbers('OTHER', 40)];
    await keep(...due.map((number) => dueTracker(number)));
    const poller = client.createPoller();
    await poller.start();
    await clock.advance(119 * SECOND_MS);
    expect(acme.calls).toHaveLength(1);
    expect(other.calls).toHaveLength(40);
    await clock.advance(2 * SECOND_MS);
    expect(acme.calls).toHaveLength(2);
    // Those that were not asked for have lost nothing.
    expect(await pollOf('ACME40')).toMatchObject({ nextPollAt: START, failures: 0, lastPolledAt: null });
    await poller.stop();
  });

  it('gets no call from another process either', async () => {
    const store = createMemoryStore();
    const clock = createManualClock(START);
    const acme = answering('acme', limited(), { concurrency: 1 });
    const [one, two] = [0, 1].map(() => createScene({ carriers: [acme], cadence, store, clock }));
    await one?.keep(...numbers('ACME', 10).map((number) => dueTracker(number)));
    await one?.client.createPoller().tick();
    expect(await two?.client.createPoller().tick()).toMatchObject({ acme: { claimed: 0 } });
    expect(acme.calls).toHaveLength(1);
    await clock.advance(120 * SECOND_MS);
    await two?.client.createPoller().tick();
    expect(acme.calls).toHaveLength(2);
  });

  it.each<[string, () => unknown, readonly string[]]>([
    ['rejects', () => Promise.reject(new Error('down')), ['CarrierRateLimitError', 'Error']],
    ['throws', () => nothingBut(new Error('down')), ['CarrierRateLimitError', 'Error']],
    ['gives no promise', () => undefined, ['CarrierRateLimitError']],
  ])('is left alone by its own process also where sharing the pause %s', async (_, pause, told) => {
    const heard: PollFailed[] = [];
    const acme = answering('acme', limited(), { concurrency: 1 });
    const { client, clock, keep } = createScene({
      carriers: [acme],
      cadence,
      limiter: {
        take: (request) => createMemoryStore().takeBudget(request),
        pause: pause as CallLimiter['pause'],
      },
      hooks: { 'poll.failed': (event) => heard.push(event) },
    });
    await keep(...numbers('ACME', 5).map((number) => dueTracker(number)));
    const poller = client.createPoller();
    await poller.start();
    await clock.advance(119 * SECOND_MS);
    expect(acme.calls).toHaveLength(1);
    expect(heard.map(({ error }) => error.name)).toEqual(told);
    await poller.stop();
  });

  it('for years is asked again after a day', async () => {
    let isFirst = true;
    const forYears = failing(new CarrierRateLimitError('acme: 429', { retryAfterMs: 1e12 }));
    const acme = answering(
      'acme',
      (request) => {
        const answer = isFirst ? forYears(request) : inTransit('acme', request.trackingNumber);
        isFirst = false;
        return answer;
      },
      { concurrency: 1 },
    );
    const { client, clock, keep, pollOf } = createScene({ carriers: [acme], cadence: fixedCadence(DAY_MS) });
    await keep(...numbers('ACME', 3).map((number) => dueTracker(number)));
    const poller = client.createPoller();
    await poller.start();
    await clock.advance(DAY_MS - SECOND_MS);
    expect(acme.calls).toHaveLength(1);
    await clock.advance(MINUTE_MS);
    for (const number of numbers('ACME', 3))
      expect(await pollOf(number)).toMatchObject({ lastOutcome: 'found' });
    await poller.stop();
  });

  it('is heard over the wire as well', async () => {
    const clock = createManualClock(START);
    const simulator = createUpsSimulator({ clock });
    simulator.addParcel({ trackingNumber: '1Z5R89390357567127', scenario: 'delivered' });
    const requests: number[] = [];
    const { client } = createScene({
      carriers: [ups({ ...simulator.credentials, baseUrl: simulator.origin })],
      fetch: simulator.fetch,
      clock,
      cadence,
      hooks: { 'request.finished': ({ url }) => url.includes('/track/') && requests.push(clock.now()) },
    });
    const { id } = await client.register({ trackingNumber: '1Z5R89390357567127' });
    simulator.fault({ kind: 'status', status: 429, retryAfter: '120' });
    const poller = client.createPoller();
    await poller.tick();
    await clock.advance(119 * SECOND_MS);
    await poller.tick();
    expect(requests).toEqual([Date.parse(START)]);
    expect(await client.get(id)).toMatchObject({
      poll: { lastError: { code: 'CARRIER_RATE_LIMITED' }, nextPollAt: later(120 * SECOND_MS) },
    });
    await clock.advance(SECOND_MS);
    await poller.tick();
    expect(requests).toEqual([START, later(120 * SECOND_MS)].map(Date.parse));
  });
});

describe('a dead carrier', () => {
  it('costs each of its parcels one call at most, and delays no other carrier', async () => {
    const acme = answering('acme', failing(new CarrierUnavailableError('acme: 503')));
    const other = steady('other');
    const { client, clock, keep } = createScene({ carriers: [acme, other], cadence });
    const due = [...numbers('ACME', 300), ...numbers('OTHER', 300)];
    await keep(...due.map((number) => dueTracker(number)));
    const poller = client.createPoller();
    await poller.start();
    await settle(clock);
    expect(other.calls).toHaveLength(300);
    await clock.advance(14 * SECOND_MS);
    const calls = acme.calls.flat();
    expect(new Set(calls).size).toBe(calls.length);
    await poller.stop();
  });

  it('that answers nothing at all delays no other carrier', async () => {
    const acme = answering(
      'acme',
      (_, { signal }) =>
        new Promise((__, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const other = steady('other');
    const { client, clock, keep } = createScene({ carriers: [acme, other], cadence });
    const due = [...numbers('ACME', 100), ...numbers('OTHER', 100)];
    await keep(...due.map((number) => dueTracker(number)));
    const poller = client.createPoller();
    await poller.start();
    await settle(clock);
    expect(other.calls).toHaveLength(100);
    const stopped = poller.stop({ timeoutMs: SECOND_MS });
    await clock.advance(SECOND_MS);
    await stopped;
    expect(clock.pending).toBe(0);
  });

  it('behind the breaker costs hardly any request, and its parcels lose nothing', async () => {
    const clock = createManualClock(START);
    const simulator = createUpsSimulator({ clock });
    simulator.fault({ kind: 'status', status: 503, times: 1_000_000 });
    let requests = 0;
    const { client, store } = createScene({
      carriers: [ups({ ...simulator.credentials, baseUrl: simulator.origin })],
      fetch: simulator.fetch,
      clock: { ...clock, sleep: async () => undefined } as never,
      cadence,
      hooks: { 'request.finished': () => (requests += 1) },
    });
    await store.register([]);
    const registered = await client.registerMany(
      upsNumbers(200).map((trackingNumber) => ({ trackingNumber })),
    );
    expect(registered.every(({ outcome }) => outcome === 'registered')).toBe(true);
    const counts = (await client.createPoller().tick())['ups'];
    expect(requests).toBeLessThan(60);
    expect((counts?.failed ?? 0) + (counts?.returned ?? 0)).toBe(counts?.claimed);
    expect(counts?.failed).toBeLessThan(20);
  });

  it('is asked again when it may be back, and then polled as ever', async () => {
    let isDown = true;
    const acme = answering('acme', (request) =>
      isDown
        ? failed('acme', request.trackingNumber, new CarrierUnavailableError('acme: 503'))
        : inTransit('acme', request.trackingNumber),
    );
    const { client, clock, keep, pollOf } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller();
    await poller.start();
    await clock.advance(30 * MINUTE_MS);
    isDown = false;
    await clock.advance(HOUR_MS);
    expect(await pollOf('ACME1')).toMatchObject({ failures: 0, lastError: null, lastOutcome: 'found' });
    await poller.stop();
  });
});

describe('an answer that cannot be merged', () => {
  it('costs its own tracker alone, and says so in its poll record', async () => {
    const heard: PollFailed[] = [];
    const bulk = answering(
      'bulk',
      ({ trackingNumber }) =>
        trackingNumber === 'BULK2'
          ? found('bulk', trackingNumber, { events: null as never })
          : inTransit('bulk', trackingNumber),
      { batchSize: 30 },
    );
    const { client, keep, store } = createScene({
      carriers: [bulk],
      cadence,
      hooks: { 'poll.failed': (event) => heard.push(event) },
    });
    await keep(...numbers('BULK', 3).map((number) => dueTracker(number)));
    expect(await client.createPoller().tick()).toMatchObject({ bulk: { found: 2, failed: 1, changed: 2 } });
    expect(await store.get('BULK2')).toMatchObject({
      version: 1,
      poll: { failures: 1, lastOutcome: 'failed', lastError: { code: 'CARRIER_RESPONSE' } },
    });
    const wait = Date.parse((await store.get('BULK2'))?.poll.nextPollAt ?? '') - Date.parse(START);
    expect(wait).toBeGreaterThanOrEqual(15 * SECOND_MS);
    expect(wait).toBeLessThanOrEqual(30 * SECOND_MS);
    expect(heard).toMatchObject([
      { carrier: 'bulk', trackerIds: ['BULK2'], error: { code: 'CARRIER_RESPONSE' } },
    ]);
  });

  it('and one that the store refuses, as well', async () => {
    const store = createMemoryStore();
    const refusing: Store = {
      ...store,
      commitIngest: async (commits, now) => {
        const results = await store.commitIngest(
          commits.filter(({ tracker }) => tracker.id !== 'ACME1'),
          now,
        );
        let next = 0;
        return commits.map(({ tracker }) =>
          tracker.id === 'ACME1'
            ? { outcome: 'failed', error: new Error('no such column') }
            : (results[next++] as (typeof results)[number]),
        );
      },
    };
    const { client, keep, pollOf } = createScene({ carriers: [steady('acme')], store: refusing, cadence });
    await keep(dueTracker('ACME1'), dueTracker('ACME2'));
    expect(await client.createPoller().tick()).toMatchObject({ acme: { found: 1, failed: 1 } });
    expect(await pollOf('ACME1')).toMatchObject({ failures: 1, lastError: { code: 'CARRIER_RESPONSE' } });
  });
});

describe('a database that fails', () => {
  const broken = (store: Store, methods: readonly (keyof Store)[], isDown: () => boolean): Store => {
    const whole: Record<string, unknown> = { ...store };
    for (const name of methods) {
      const work = store[name] as (...rest: unknown[]) => unknown;
      whole[name] = async (...rest: unknown[]) => {
        if (isDown()) throw new Error('the connection was cut');
        return work(...rest);
      };
    }
    return whole as Store;
  };

  it.each(['takeBudget', 'claimDue', 'loadForIngest', 'commitIngest'] as const)(
    'in %s for a while: the poller goes on by itself, and nothing is lost',
    async (method) => {
      let isDown = true;
      const heard: PollFailed[] = [];
      const memory = createMemoryStore();
      const { client, clock, keep, pollOf } = createScene({
        carriers: [steady('acme')],
        store: broken(memory, [method], () => isDown),
        cadence: fixedCadence(24 * HOUR_MS),
        hooks: { 'poll.failed': (event) => heard.push(event) },
      });
      const due = numbers('ACME', 20);
      await keep(...due.map((number) => dueTracker(number)));
      const poller = client.createPoller();
      await poller.start();
      await clock.advance(5 * MINUTE_MS);
      expect(heard.length).toBeGreaterThan(3);
      expect(heard.every(({ error }) => error.name === 'Error' && !('message' in error))).toBe(true);
      isDown = false;
      // The longest rest after failures, and the lease of what was claimed meanwhile.
      await clock.advance(3 * MINUTE_MS);
      for (const number of due) expect(await pollOf(number)).toMatchObject({ lastOutcome: 'found' });
      await poller.stop();
      expect(clock.pending).toBe(0);
    },
  );

  it('in one tick is told to whoever asked for it, after all carriers had their turn', async () => {
    const memory = createMemoryStore();
    const other = steady('other');
    const { client, keep } = createScene({
      carriers: [steady('acme'), other],
      store: {
        ...memory,
        claimDue: async (request) => {
          if (request.carriers?.includes('acme')) throw new Error('the connection was cut');
          return memory.claimDue(request);
        },
      },
      cadence,
    });
    await keep(dueTracker('ACME1'), dueTracker('OTHER1'));
    const poller = client.createPoller();
    await expect(poller.tick()).rejects.toThrow('the connection was cut');
    expect(other.calls).toEqual([['OTHER1']]);
    expect(poller.stats()).toMatchObject({ other: { found: 1 } });
  });

  it('after the claim leaves no lease behind where the calls could not be counted', async () => {
    const memory = createMemoryStore();
    let isDown = true;
    const acme = steady('acme');
    const { client, keep, store } = createScene({
      carriers: [acme],
      store: {
        ...memory,
        takeBudget: async (request) => {
          if (isDown && request.calls > 0) throw new Error('the connection was cut');
          return memory.takeBudget(request);
        },
      },
      cadence,
    });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller();
    await expect(poller.tick()).rejects.toThrow('the connection was cut');
    expect(acme.calls).toEqual([]);
    isDown = false;
    await poller.tick();
    expect((await store.get('ACME1'))?.poll.lastOutcome).toBe('found');
  });

  it("that fails behind an answer doesn't have the carrier asked again at once", async () => {
    const memory = createMemoryStore();
    const acme = steady('acme');
    const { client, clock, keep } = createScene({
      carriers: [acme],
      store: broken(memory, ['commitIngest'], () => true),
      cadence,
    });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller({ leaseMs: 10 * MINUTE_MS });
    await poller.start();
    await clock.advance(9 * MINUTE_MS);
    expect(acme.calls).toHaveLength(1);
    await poller.stop();
  });
});

describe('a lease that is lost', () => {
  /** Another process on the same store, for whose clock every lease has run out. */
  const hasty = (store: Store, clock: ManualClock) =>
    createScene({
      carriers: [steady('acme')],
      cadence,
      clock,
      store: {
        ...store,
        claimDue: (request) => store.claimDue({ ...request, now: later(2 * MINUTE_MS, request.now) }),
      },
    });

  it('during a slow call: nothing is written, and it is counted', async () => {
    const clock = createManualClock(START);
    const store = createMemoryStore();
    const slow = answering('acme', async ({ trackingNumber }, context) => {
      await context.clock.sleep(90 * SECOND_MS);
      return found('acme', trackingNumber, {
        events: [anEvent({ carrier: 'acme', occurredAt: later(-HOUR_MS), substatus: 'package_lost' })],
        substatus: 'package_lost',
      });
    });
    const sleeper = createScene({ carriers: [slow], cadence, clock, store });
    await sleeper.keep(dueTracker('ACME1'));
    const ticking = sleeper.client.createPoller().tick({ timeLimitMs: 10 * MINUTE_MS });
    await clock.advance(MINUTE_MS);
    const awake = hasty(store, clock).client.createPoller();
    expect(await awake.tick()).toMatchObject({ acme: { found: 1 } });
    const before = await store.get('ACME1');
    await clock.advance(MINUTE_MS);
    expect(await ticking).toMatchObject({ acme: { claimed: 1, found: 0, lost: 1, changed: 0 } });
    expect(await store.get('ACME1')).toEqual(before);
  });

  it('before the call: no call is made', async () => {
    const clock = createManualClock(START);
    const store = createMemoryStore();
    const acme = answering(
      'acme',
      async ({ trackingNumber }, context) => {
        await context.clock.sleep(trackingNumber === 'ACME1' ? 90 * SECOND_MS : 0);
        return inTransit('acme', trackingNumber);
      },
      { concurrency: 1 },
    );
    const { client, keep } = createScene({ carriers: [acme], cadence, clock, store });
    await keep(dueTracker('ACME1'), dueTracker('ACME2'));
    const ticking = client.createPoller({ batchSize: 2 }).tick({ timeLimitMs: 10 * MINUTE_MS });
    await clock.advance(MINUTE_MS);
    await hasty(store, clock).client.createPoller().tick();
    await clock.advance(MINUTE_MS);
    expect(await ticking).toMatchObject({ acme: { claimed: 2, found: 0, lost: 2 } });
    expect(acme.calls.flat()).toEqual(['ACME1']);
  });

  it('is none where it could be lengthened before the call', async () => {
    const clock = createManualClock(START);
    const acme = answering(
      'acme',
      async ({ trackingNumber }, context) => {
        await context.clock.sleep(70 * SECOND_MS);
        return inTransit('acme', trackingNumber);
      },
      { concurrency: 1 },
    );
    const { client, keep } = createScene({ carriers: [acme], cadence, clock });
    await keep(dueTracker('ACME1'), dueTracker('ACME2'));
    const ticking = client.createPoller({ batchSize: 2 }).tick({ timeLimitMs: 10 * MINUTE_MS });
    await clock.advance(5 * MINUTE_MS);
    expect(await ticking).toMatchObject({ acme: { claimed: 2, found: 2, lost: 0 } });
  });

  it('because the host stopped or removed the tracker meanwhile: its word holds', async () => {
    const clock = createManualClock(START);
    const slow = answering('acme', async ({ trackingNumber }, context) => {
      await context.clock.sleep(10 * SECOND_MS);
      return inTransit('acme', trackingNumber);
    });
    const { client, keep, store } = createScene({ carriers: [slow], cadence, clock });
    await keep(dueTracker('ACME1'), dueTracker('ACME2'));
    const ticking = client.createPoller().tick();
    await clock.advance(SECOND_MS);
    await client.stop('ACME1');
    await client.remove('ACME2');
    await clock.advance(30 * SECOND_MS);
    expect(await ticking).toMatchObject({ acme: { claimed: 2, lost: 2 } });
    expect((await store.get('ACME1'))?.poll).toMatchObject({
      nextPollAt: null,
      stopReason: 'stopped_by_host',
    });
  });
});

describe('a poller that died', () => {
  it('has its parcels polled by another after the lease', async () => {
    const acme = steady('acme');
    const { client, clock, store, keep } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    await store.claimDue({ now: START, limit: 1, leaseMs: 2 * MINUTE_MS, owner: 'dead' });
    const poller = client.createPoller();
    await poller.start();
    await clock.advance(2 * MINUTE_MS - SECOND_MS);
    expect(acme.calls).toHaveLength(0);
    await clock.advance(6 * SECOND_MS);
    expect(acme.calls).toHaveLength(1);
    await poller.stop();
  });
});
