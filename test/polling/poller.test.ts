import { describe, expect, it } from 'vitest';
import { ups } from '../../src/carriers/ups/index.ts';
import { adaptiveCadence } from '../../src/polling/adaptive-cadence.ts';
import { fixedCadence } from '../../src/polling/cadence.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import { createUpsSimulator } from '../../src/testing/ups-simulator.ts';
import { fakeCarrier } from '../support/fake-carrier.ts';
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
  steady,
} from './scene.ts';

const hourly = fixedCadence(HOUR_MS);

describe('a tick', () => {
  it('asks for what is due, keeps what comes, and plans the next poll', async () => {
    const acme = steady('acme');
    const { client, keep, store } = createScene({ carriers: [acme], cadence: hourly });
    await keep(dueTracker('ACME1'), dueTracker('ACME2', { poll: { nextPollAt: later(1) } }));
    expect(await client.createPoller().tick()).toEqual({
      acme: { claimed: 1, found: 1, notFound: 0, failed: 0, lost: 0, returned: 0, changed: 1 },
    });
    expect(acme.calls).toEqual([['ACME1']]);
    expect(await store.get('ACME1')).toMatchObject({
      substatus: 'package_accepted',
      version: 2,
      poll: { nextPollAt: later(HOUR_MS), lastPolledAt: START, lastOutcome: 'found' },
    });
  });

  it('goes on until nothing is due', async () => {
    const acme = steady('acme');
    const { client, keep } = createScene({ carriers: [acme] });
    await keep(...numbers('ACME', 50).map((number) => dueTracker(number)));
    expect(await client.createPoller({ batchSize: 8 }).tick()).toMatchObject({
      acme: { claimed: 50, found: 50 },
    });
    expect(new Set(acme.calls.flat()).size).toBe(50);
  });

  it('lets all else in the process have its turn, though nothing makes it wait', async () => {
    const acme = steady('acme');
    const { client, keep } = createScene({ carriers: [acme] });
    await keep(...numbers('ACME', 50).map((number) => dueTracker(number)));
    let callsByThen: number | undefined;
    const ticking = client.createPoller({ batchSize: 4 }).tick();
    setImmediate(() => {
      callsByThen = acme.calls.length;
    });
    await ticking;
    expect(acme.calls).toHaveLength(50);
    expect(callsByThen).toBeLessThan(10);
  });

  it('fills the calls of a carrier that takes many numbers', async () => {
    const bulk = steady('bulk', { batchSize: 30, concurrency: 4 });
    const { client, keep } = createScene({ carriers: [bulk] });
    await keep(...numbers('BULK', 100).map((number) => dueTracker(number)));
    await client.createPoller().tick();
    expect(bulk.calls.map((call) => call.length)).toEqual([30, 30, 30, 10]);
  });

  it('tells a carrier all that is known of a parcel', async () => {
    const asked: unknown[] = [];
    const acme = answering('acme', (request) => {
      asked.push(request);
      return inTransit('acme', request.trackingNumber);
    });
    const { client, store, keep } = createScene({ carriers: [acme] });
    await keep(dueTracker('ACME1', { shippedAfter: '2026-02-27T10:00:00.000Z' }));
    await client.createPoller().tick();
    expect(asked).toEqual([{ trackingNumber: 'ACME1', shipDate: '2026-02-27' }]);
    expect((await store.get('ACME1'))?.poll.lastOutcome).toBe('found');
  });

  it('keeps the status of a parcel that the carrier knows no more', async () => {
    const acme = fakeCarrier('acme', { says: (number) => inTransit('acme', number) });
    const { client, clock, keep, store } = createScene({ carriers: [acme], cadence: hourly });
    await keep(dueTracker('ACME1'));
    await client.createPoller().tick();
    await clock.advance(HOUR_MS);
    const silent = createScene({ carriers: [fakeCarrier('acme')], clock, store, cadence: hourly });
    expect(await silent.client.createPoller().tick()).toMatchObject({ acme: { notFound: 1, changed: 0 } });
    expect(await store.get('ACME1')).toMatchObject({
      substatus: 'package_accepted',
      version: 2,
      poll: { lastOutcome: 'not_found', nextPollAt: later(2 * HOUR_MS) },
    });
  });

  it('asks only the carriers and only for the tenants it is to ask', async () => {
    const acme = steady('acme');
    const other = steady('other');
    const { client, keep } = createScene({ carriers: [acme, other] });
    await keep(
      dueTracker('ACME1', { tenantId: 'a' }),
      dueTracker('ACME2', { tenantId: 'b' }),
      dueTracker('ACME3'),
      dueTracker('OTHER1', { tenantId: 'a' }),
    );
    expect(await client.createPoller({ carriers: ['acme'], tenants: ['a', null] }).tick()).toEqual({
      acme: expect.objectContaining({ claimed: 2 }),
    });
    expect(acme.calls.flat().sort()).toEqual(['ACME1', 'ACME3']);
    expect(other.calls).toEqual([]);
  });

  it('asks first for parcels whose delivery is near', async () => {
    const acme = steady('acme', { concurrency: 1 });
    const { client, keep } = createScene({ carriers: [acme] });
    const urgencies = [2, 1, 0, 2, 0, 1] as const;
    await keep(...urgencies.map((urgency, place) => dueTracker(`ACME${place}`, { poll: { urgency } })));
    await client.createPoller({ batchSize: 2 }).tick();
    expect(acme.calls.flat()).toEqual(['ACME2', 'ACME4', 'ACME1', 'ACME5', 'ACME0', 'ACME3']);
  });

  it('lets tenants take turns, however long the queue of one is', async () => {
    const acme = steady('acme', { concurrency: 1 });
    const { client, keep } = createScene({ carriers: [acme] });
    await keep(
      ...numbers('ACME', 60).map((number) => dueTracker(number, { tenantId: 'big' })),
      ...['ACME101', 'ACME102'].map((number) =>
        dueTracker(number, { tenantId: 'small', poll: { nextPollAt: later(-SECOND_MS) } }),
      ),
    );
    await client.createPoller({ batchSize: 4 }).tick();
    expect(acme.calls.slice(0, 4).flat()).toEqual(expect.arrayContaining(['ACME101', 'ACME102']));
  });

  it('begins nothing after its time, and gives back what it has not asked for', async () => {
    const { clock, client, keep, pollOf } = createScene({
      carriers: [
        answering(
          'acme',
          async ({ trackingNumber }, context) => {
            await context.clock.sleep(10 * SECOND_MS);
            return inTransit('acme', trackingNumber);
          },
          { concurrency: 1 },
        ),
      ],
    });
    await keep(...numbers('ACME', 4).map((number) => dueTracker(number)));
    const ticking = client.createPoller({ batchSize: 4 }).tick({ timeLimitMs: 15 * SECOND_MS });
    await clock.advance(20 * SECOND_MS);
    expect(await ticking).toMatchObject({ acme: { claimed: 4, found: 2, returned: 2 } });
    expect(await pollOf('ACME4')).toMatchObject({ nextPollAt: START, lastPolledAt: null });
    expect(clock.pending).toBe(0);
  });

  it('ends at once with its signal, and gives back what is under way', async () => {
    const hanging = answering(
      'acme',
      (_, { signal }) =>
        new Promise((__, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const { clock, client, keep, store } = createScene({ carriers: [hanging] });
    await keep(dueTracker('ACME1'));
    const controller = new AbortController();
    const ticking = client.createPoller().tick({ signal: controller.signal });
    await clock.advance(SECOND_MS);
    controller.abort(new Error('enough'));
    await expect(ticking).rejects.toThrow('enough');
    const [claim] = await store.claimDue({ now: later(SECOND_MS), limit: 1, leaseMs: 1, owner: 'test' });
    expect(claim).toMatchObject({ id: 'ACME1', poll: { nextPollAt: START, failures: 0 } });
    expect(clock.pending).toBe(0);
    await expect(client.createPoller().tick({ signal: controller.signal })).rejects.toThrow('enough');
  });
});

describe('a poller that was started', () => {
  it('polls what comes due, and rests where nothing is', async () => {
    const acme = steady('acme');
    const { client, clock, keep } = createScene({ carriers: [acme], cadence: hourly });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller({ idleMs: 10 * SECOND_MS });
    await poller.start();
    await clock.advance(3 * HOUR_MS + MINUTE_MS);
    await poller.stop();
    expect(acme.calls).toHaveLength(4);
    expect(poller.stats()).toMatchObject({ acme: { claimed: 4, found: 4, changed: 1 } });
  });

  it('may be started twice, and again after a stop under way', async () => {
    const acme = steady('acme');
    const { client, clock, keep } = createScene({ carriers: [acme], cadence: hourly });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller();
    await Promise.all([poller.start(), poller.start()]);
    await clock.advance(SECOND_MS);
    const stopped = poller.stop();
    const started = poller.start();
    await Promise.all([stopped, started]);
    await clock.advance(HOUR_MS + MINUTE_MS);
    expect(acme.calls).toHaveLength(2);
    await poller.stop();
  });

  it('goes on where it is started again right after the signal of its start has aborted', async () => {
    const acme = steady('acme');
    const { client, clock, keep } = createScene({ carriers: [acme], cadence: hourly });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller();
    const controller = new AbortController();
    await poller.start({ signal: controller.signal });
    await clock.advance(SECOND_MS);
    controller.abort();
    await poller.start();
    await clock.advance(HOUR_MS + MINUTE_MS);
    expect(acme.calls).toHaveLength(2);
    await poller.stop();
  });

  it('tells by how much it is late', async () => {
    const lags: number[] = [];
    const { client, clock, keep } = createScene({
      carriers: [steady('acme')],
      hooks: { 'poll.started': ({ lagMs }) => lags.push(lagMs) },
    });
    await keep(dueTracker('ACME1'), dueTracker('ACME2', { poll: { nextPollAt: later(MINUTE_MS) } }));
    await clock.advance(2 * MINUTE_MS);
    const poller = client.createPoller();
    await poller.tick();
    expect(lags.sort()).toEqual([2 * MINUTE_MS, MINUTE_MS].sort());
    expect(poller.stats()).toMatchObject({ acme: { lagMs: 2 * MINUTE_MS } });
    await poller.tick();
    expect(poller.stats()).toMatchObject({ acme: { lagMs: 0 } });
  });

  it('rests where all that is due was asked for, so that calls are filled', async () => {
    const acme = fakeCarrier('acme', {
      batchSize: 3,
      async answer(requests, context) {
        await context.clock.sleep(SECOND_MS, context.signal);
        return requests.map(({ trackingNumber }) => inTransit('acme', trackingNumber));
      },
    });
    const { client, clock, keep } = createScene({ carriers: [acme] });
    await keep(
      ...[0, 1, 2, 3, 4, 5].map((second) =>
        dueTracker(`ACME${second}`, { poll: { nextPollAt: later(second * SECOND_MS) } }),
      ),
    );
    const poller = client.createPoller({ idleMs: 3 * SECOND_MS });
    await poller.start();
    for (let second = 0; second < 12; second += 1) await clock.advance(SECOND_MS);
    await poller.stop();
    expect(acme.calls.flat()).toHaveLength(6);
    expect(acme.calls).toHaveLength(4);
  });

  it('does what its cadence says for a whole journey of a simulated carrier', async () => {
    const clock = createManualClock('2026-03-02T15:00:00.000Z');
    const simulator = createUpsSimulator({ clock });
    simulator.addParcel({ trackingNumber: '1Z5R89390357567127', scenario: 'delivered' });
    const { client } = createScene({
      carriers: [ups({ ...simulator.credentials, baseUrl: simulator.origin })],
      fetch: simulator.fetch,
      clock,
      cadence: adaptiveCadence({ jitter: 0 }),
    });
    const { id } = await client.register({ trackingNumber: '1Z5R89390357567127' });
    const poller = client.createPoller();
    const whys = new Set<string | null>();
    for (let hours = 0; hours < 9 * 24; hours += 1) {
      await poller.tick();
      whys.add((await client.get(id))?.poll.why ?? null);
      await clock.advance(HOUR_MS);
    }
    expect([...whys]).toEqual(
      expect.arrayContaining([
        'no scan yet, first day',
        'on the way, expected in over two days',
        'on the way, expected within a day',
        'out for delivery, inside the delivery hours',
        'delivered; proof or a correction may follow',
        'delivered 3 d ago',
      ]),
    );
    expect(await client.get(id)).toMatchObject({
      status: 'delivered',
      poll: { nextPollAt: null, stopReason: 'delivered' },
    });
    expect(poller.stats()).toMatchObject({ ups: { failed: 0, lost: 0, returned: 0, changed: 8 } });
  });
});

describe('a poller whose clock differs', () => {
  it("doesn't ask without end where the store's clock is ahead", async () => {
    const acme = steady('acme');
    const { store, clock } = createScene({ carriers: [acme] });
    const ahead = <Value extends { readonly now: string }>(value: Value) => ({
      ...value,
      now: later(DAY_MS, value.now),
    });
    const scene = createScene({
      carriers: [acme],
      clock,
      cadence: hourly,
      store: {
        ...store,
        claimDue: (request) => store.claimDue(ahead(request)),
        commitIngest: (commits, now) => store.commitIngest(commits, later(DAY_MS, now)),
      },
    });
    await scene.keep(dueTracker('ACME1'));
    const poller = scene.client.createPoller();
    for (let turn = 0; turn < 30; turn += 1) await poller.tick();
    // From where it was due, hour by hour, up to the store's time.
    expect(acme.calls).toHaveLength(25);
  });

  it('goes on where its clock is put back', async () => {
    const acme = steady('acme');
    const { client, clock, keep } = createScene({ carriers: [acme], cadence: hourly });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller();
    await poller.tick();
    await clock.set(later(-HOUR_MS));
    await keep(dueTracker('ACME2', { poll: { nextPollAt: later(-2 * HOUR_MS) } }));
    expect(await poller.tick()).toMatchObject({ acme: { found: 1 } });
  });
});
