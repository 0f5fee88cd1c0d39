import { describe, expect, it, vi } from 'vitest';
import type { Logger } from '../../src/logger.ts';
import { createDispatcher } from '../../src/outbox/dispatcher.ts';
import type { OutboxMessage } from '../../src/outbox/message.ts';
import { aFollowingClient, anAnswer, aScan } from '../support/followed.ts';

const steps = [aScan('package_accepted', -20), aScan('out_for_delivery', -4), aScan('delivered', -1)];

/** A store with two parcels delivered: six messages each. */
async function twoParcels() {
  const { client, store, clock } = aFollowingClient();
  for (const trackingNumber of ['ACME1', 'ACME2']) {
    await client.register({ trackingNumber });
    for (let known = 1; known <= steps.length; known += 1) {
      await client.ingest(anAnswer(steps.slice(0, known), known, { trackingNumber }));
    }
  }
  return { client, store, clock };
}

type Deliver = (message: OutboxMessage) => unknown;

async function drain(deliver: Deliver, ground: Awaited<ReturnType<typeof twoParcels>>, options = {}) {
  const dispatcher = createDispatcher({ deliver, ...options }, { ...ground, random: () => 0.5 });
  const sums = { delivered: 0, retried: 0, dead: 0 };
  for (let round = 0; round < 30; round += 1) {
    const counts = await dispatcher.tick();
    sums.delivered += counts.delivered;
    sums.retried += counts.retried;
    sums.dead += counts.dead;
  }
  return sums;
}

describe('a dispatcher', () => {
  it("delivers every message, each tracker's in order", async () => {
    const ground = await twoParcels();
    const heard: OutboxMessage[] = [];
    const sums = await drain((message) => heard.push(message), ground);
    expect(sums).toEqual({ delivered: 12, retried: 0, dead: 0 });
    const [first] = heard;
    const own = heard.filter(({ trackerId }) => trackerId === first?.trackerId);
    expect(own.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(12);
  });

  it("delivers one tracker's messages one after the other, never two at once", async () => {
    const ground = await twoParcels();
    const open = new Set<string>();
    const overlaps: string[] = [];
    await drain(async ({ trackerId }) => {
      if (open.has(trackerId)) overlaps.push(trackerId);
      open.add(trackerId);
      await Promise.resolve();
      open.delete(trackerId);
    }, ground);
    expect(overlaps).toEqual([]);
  });

  it('tries a message again after the wait, under the same id, and holds back those behind it', async () => {
    const ground = await twoParcels();
    const attempts: [string, number][] = [];
    let isDown = true;
    const deliver = (message: OutboxMessage, { attempt }: { attempt: number }) => {
      attempts.push([message.id, attempt]);
      if (isDown) throw new Error('the queue is down');
    };
    const dispatcher = createDispatcher({ deliver }, { ...ground, random: () => 0.5 });
    expect(await dispatcher.tick()).toEqual({ delivered: 0, retried: 2, dead: 0 });
    expect(await dispatcher.tick()).toEqual({ delivered: 0, retried: 0, dead: 0 });
    isDown = false;
    await ground.clock.advance(5_000);
    expect(await dispatcher.tick()).toEqual({ delivered: 2, retried: 0, dead: 0 });
    expect(
      attempts
        .slice(2)
        .map(([id]) => id)
        .sort(),
    ).toEqual(
      attempts
        .slice(0, 2)
        .map(([id]) => id)
        .sort(),
    );
    expect(attempts.slice(2).map(([, attempt]) => attempt)).toEqual([2, 2]);
  });

  it('gives a message up after the last attempt, goes on behind it, and can replay it', async () => {
    const ground = await twoParcels();
    const refuse = (message: OutboxMessage) => {
      if (message.type === 'tracker.created') throw new TypeError('no such queue');
    };
    const sums = await drain(refuse, ground, { retryDelaysMs: [] });
    expect(sums).toEqual({ delivered: 10, retried: 0, dead: 2 });
    expect(await ground.client.outboxCounts()).toMatchObject({ waiting: 0, dead: 2 });
    expect(await ground.client.replay({ dead: true })).toBe(2);
    const heard: string[] = [];
    await drain((message) => heard.push(message.type), ground);
    expect(heard).toEqual(['tracker.created', 'tracker.created']);
  });

  it('replays by type', async () => {
    const ground = await twoParcels();
    await drain(() => undefined, ground);
    expect(await ground.client.replay({ types: ['tracker.delivered'] })).toBe(2);
    const heard: string[] = [];
    await drain((message) => heard.push(message.type), ground);
    expect(heard).toEqual(['tracker.delivered', 'tracker.delivered']);
  });

  it('takes a delivery that hangs for a failed one', async () => {
    const ground = await twoParcels();
    const dispatcher = createDispatcher(
      { deliver: () => new Promise(() => undefined), deliveryTimeoutMs: 1_000 },
      ground,
    );
    const round = dispatcher.tick();
    await ground.clock.advance(1_000);
    expect(await round).toEqual({ delivered: 0, retried: 2, dead: 0 });
  });

  it("keeps no secret of a failure: only the error's name and code", async () => {
    const ground = await twoParcels();
    const settle = vi.spyOn(ground.store, 'settleOutbox');
    const error = Object.assign(new RangeError('token=hunter2'), { code: 'ECONNRESET' });
    const dispatcher = createDispatcher({ deliver: () => Promise.reject(error) }, ground);
    await dispatcher.tick();
    expect(JSON.stringify(settle.mock.calls)).not.toContain('hunter2');
    expect(settle.mock.calls[0]?.[0][0]).toMatchObject({ error: 'RangeError ECONNRESET' });
  });

  it('gives back what it had not begun when it is stopped, with no attempt counted', async () => {
    const ground = await twoParcels();
    const dispatcher = createDispatcher(
      { deliver: () => new Promise(() => undefined), concurrency: 1, batchSize: 2 },
      ground,
    );
    dispatcher.start();
    await ground.clock.advance(0);
    const stopped = dispatcher.stop({ timeoutMs: 100 });
    await ground.clock.advance(5_000);
    await stopped;
    expect(ground.clock.pending).toBe(0);
    const attempts: number[] = [];
    const deliver = (_: OutboxMessage, { attempt }: { attempt: number }): unknown => attempts.push(attempt);
    await createDispatcher({ deliver }, ground).tick();
    expect(attempts).toEqual([1, 1]);
  });

  it('waits when it is stopped for the ticks under way', async () => {
    const ground = await twoParcels();
    let isDone = false;
    const deliver = async () => {
      await ground.clock.sleep(5_000);
      isDone = true;
    };
    const dispatcher = createDispatcher({ deliver }, ground);
    const ticking = dispatcher.tick();
    const stopped = dispatcher.stop().then(() => isDone);
    await ground.clock.advance(5_000);
    expect(await stopped).toBe(true);
    expect(await ticking).toMatchObject({ delivered: 2 });
    expect(ground.clock.pending).toBe(0);
  });

  it('ends a tick that takes longer than the time given to stop, and gives its messages back', async () => {
    const ground = await twoParcels();
    const dispatcher = createDispatcher({ deliver: () => new Promise(() => undefined) }, ground);
    const ticking = dispatcher.tick();
    const stopped = dispatcher.stop({ timeoutMs: 1_000 });
    await ground.clock.advance(1_000);
    await stopped;
    expect(await ticking).toEqual({ delivered: 0, retried: 0, dead: 0 });
    const attempts: number[] = [];
    const deliver = (_: OutboxMessage, { attempt }: { attempt: number }): unknown => attempts.push(attempt);
    await createDispatcher({ deliver }, ground).tick();
    expect(attempts).toEqual([1, 1]);
  });

  it('goes on by itself after the store has failed', async () => {
    const ground = await twoParcels();
    const heard: string[] = [];
    const logged: unknown[] = [];
    const logger: Logger = { error: (message, fields) => logged.push([message, fields]) };
    vi.spyOn(ground.store, 'claimOutbox').mockRejectedValueOnce(new TypeError('postgres://user:secret@host'));
    const dispatcher = createDispatcher({ deliver: ({ id }) => heard.push(id) }, { ...ground, logger });
    dispatcher.start();
    await ground.clock.advance(10_000);
    await dispatcher.stop();
    expect(heard).toHaveLength(12);
    // What a store throws may hold its connection string.
    expect(logged).toEqual([['outbox.failed', { error: { name: 'TypeError' } }]]);
  });

  it.each<[string, object, string]>([
    ['no deliver', {}, 'deliver'],
    ['an unknown option', { deliver: () => 1, retries: 3 }, 'retries'],
    ['no concurrency', { deliver: () => 1, concurrency: 0 }, 'concurrency'],
    ['a lease that a slow batch outlasts', { deliver: () => 1, leaseMs: 10_000 }, 'leaseMs'],
    ['waits that are none', { deliver: () => 1, retryDelaysMs: [-1] }, 'retryDelaysMs'],
  ])('is not made with %s', async (_name, options, named) => {
    const ground = await twoParcels();
    const make = () => createDispatcher(options as Parameters<typeof createDispatcher>[0], ground);
    expect(make).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS', message: expect.stringContaining(named) }),
    );
  });
});
