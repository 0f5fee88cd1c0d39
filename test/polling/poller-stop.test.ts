import { execFile } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fixedCadence } from '../../src/polling/cadence.ts';
import { createMemoryStore } from '../../src/stores/memory/index.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import {
  answering,
  createScene,
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

/** Takes ten seconds for each call. */
const slow = () =>
  answering(
    'acme',
    async ({ trackingNumber }, { clock, signal }) => {
      await clock.sleep(10 * SECOND_MS, signal);
      return inTransit('acme', trackingNumber);
    },
    { concurrency: 2 },
  );

describe('stopping a poller', () => {
  it('commits what is under way, gives back the rest, and claims nothing more', async () => {
    const acme = slow();
    const { client, clock, keep, pollOf, store } = createScene({ carriers: [acme], cadence });
    await keep(...numbers('ACME', 6).map((number) => dueTracker(number)));
    const poller = client.createPoller({ batchSize: 4 });
    await poller.start();
    await clock.advance(SECOND_MS);
    const stopped = poller.stop();
    await clock.advance(20 * SECOND_MS);
    await stopped;
    expect(acme.calls).toHaveLength(2);
    expect(poller.stats()).toMatchObject({ acme: { claimed: 4, found: 2, returned: 2 } });
    expect(await pollOf('ACME1')).toMatchObject({ nextPollAt: later(HOUR_MS + 10 * SECOND_MS) });
    const now = later(21 * SECOND_MS);
    const claims = await store.claimDue({ now, limit: 10, leaseMs: 1, owner: 'other' });
    expect(claims.map(({ id }) => id).sort()).toEqual(['ACME3', 'ACME4', 'ACME5', 'ACME6']);
    await clock.advance(HOUR_MS);
    expect(acme.calls).toHaveLength(2);
  });

  it('aborts calls that take too long, and gives their trackers back as they were', async () => {
    const acme = slow();
    const { client, clock, keep, store } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller();
    await poller.start();
    await clock.advance(SECOND_MS);
    const stopped = poller.stop({ timeoutMs: 2 * SECOND_MS });
    await clock.advance(2 * SECOND_MS);
    await stopped;
    expect(poller.stats()).toMatchObject({ acme: { claimed: 1, returned: 1, failed: 0 } });
    const now = later(3 * SECOND_MS);
    expect(await store.claimDue({ now, limit: 1, leaseMs: 1, owner: 'other' })).toMatchObject([
      { id: 'ACME1', poll: { nextPollAt: START, failures: 0, lastPolledAt: null } },
    ]);
    expect(clock.pending).toBe(0);
  });

  it('gives back what was being claimed', async () => {
    const memory = createMemoryStore();
    const clock = createManualClock(START);
    const acme = steady('acme');
    const { client, keep, store } = createScene({
      carriers: [acme],
      cadence,
      clock,
      store: {
        ...memory,
        claimDue: async (request) => {
          await clock.sleep(SECOND_MS);
          return memory.claimDue(request);
        },
      },
    });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller();
    await poller.start();
    await settle(clock);
    const stopped = poller.stop();
    await clock.advance(SECOND_MS);
    await stopped;
    expect(acme.calls).toEqual([]);
    expect(poller.stats()).toMatchObject({ acme: { claimed: 1, returned: 1 } });
    expect((await store.get('ACME1'))?.poll.nextPollAt).toBe(START);
  });

  it('waits for a tick too', async () => {
    const acme = slow();
    const { client, clock, keep } = createScene({ carriers: [acme], cadence });
    await keep(...numbers('ACME', 6).map((number) => dueTracker(number)));
    const poller = client.createPoller({ batchSize: 6 });
    const ticking = poller.tick();
    await clock.advance(SECOND_MS);
    const stopped = poller.stop();
    await clock.advance(9 * SECOND_MS);
    await stopped;
    expect(await ticking).toMatchObject({ acme: { claimed: 6, found: 2, returned: 4 } });
    expect(clock.pending).toBe(0);
  });

  it('is shared by all who ask for it, and does nothing twice', async () => {
    const { client, clock, keep } = createScene({ carriers: [slow()], cadence });
    await keep(dueTracker('ACME1'));
    const poller = client.createPoller();
    await poller.stop();
    await poller.start();
    await clock.advance(SECOND_MS);
    const stops = Promise.all([poller.stop(), poller.stop(), poller[Symbol.asyncDispose]()]);
    await clock.advance(10 * SECOND_MS);
    await stops;
    await poller.stop();
    expect(clock.pending).toBe(0);
  });

  it('is done by the signal it was started with', async () => {
    const acme = steady('acme');
    const { client, clock, keep } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    const controller = new AbortController();
    const poller = client.createPoller();
    await poller.start({ signal: controller.signal });
    await clock.advance(MINUTE_MS);
    controller.abort();
    await clock.advance(2 * HOUR_MS);
    expect(acme.calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it('leaves nothing behind, a hundred times over', async () => {
    const acme = steady('acme');
    const { client, clock, keep } = createScene({ carriers: [acme, steady('other')], cadence });
    await keep(dueTracker('ACME1'));
    const { signal } = new AbortController();
    const poller = client.createPoller();
    for (let cycle = 0; cycle < 100; cycle += 1) {
      await poller.start({ signal });
      await clock.advance(MINUTE_MS);
      await poller.stop();
      expect(clock.pending).toBe(0);
      expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    }
    expect(acme.calls).toHaveLength(2);
  });

  it('on the real clock holds nothing that would keep the process running', async () => {
    const script = fileURLToPath(new URL('../support/start-stop-process.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
      timeout: 15_000,
    });
    expect(JSON.parse(stdout)).toMatchObject({ held: [], stats: { sandbox: { found: 50 } } });
  });
});
