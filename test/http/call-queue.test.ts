import { describe, expect, it } from 'vitest';
import { createCallQueue } from '../../src/http/call-queue.ts';

function setUp({ concurrency = 2, maxQueue = 3 } = {}) {
  const queue = createCallQueue({ carrier: 'acme', concurrency, maxQueue });
  const running: (() => void)[] = [];
  let started = 0;
  const call = (signal?: AbortSignal) =>
    queue.run(() => {
      started += 1;
      return new Promise<void>((resolve) => running.push(resolve));
    }, signal);
  return { queue, running, call, started: () => started };
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('the call queue', () => {
  it('runs so many calls at once, and the next when one is done', async () => {
    const { running, call, started } = setUp();
    const calls = [call(), call(), call()];
    await turns();
    expect(started()).toBe(2);
    running[0]?.();
    await calls[0];
    await turns();
    expect(started()).toBe(3);
  });

  it('refuses what goes beyond its line with an error that says to wait', async () => {
    const { call } = setUp();
    for (let placed = 0; placed < 5; placed += 1) call();
    await expect(call()).rejects.toMatchObject({
      code: 'CARRIER_RATE_LIMITED',
      retryable: true,
      carrier: 'acme',
    });
  });

  it('lets a waiting call leave at once, and its place be taken', async () => {
    const { call, started } = setUp();
    const gone = new AbortController();
    const waiting = [call(), call(), call(), call(), call(gone.signal)];
    gone.abort(new Error('no time'));
    await expect(waiting[4]).rejects.toThrow('no time');
    call();
    await turns();
    expect(started()).toBe(2);
  });

  it('never runs a call that left', async () => {
    const { running, call, started } = setUp({ concurrency: 1 });
    const gone = new AbortController();
    const first = call();
    const second = call(gone.signal);
    gone.abort();
    await expect(second).rejects.toThrow();
    running[0]?.();
    await first;
    await turns();
    expect(started()).toBe(1);
  });

  it('has room again after calls that failed', async () => {
    const { queue } = setUp({ concurrency: 1, maxQueue: 0 });
    const failing = () => Promise.reject(new Error('failed'));
    for (let made = 0; made < 10; made += 1) {
      await expect(queue.run(failing, undefined)).rejects.toThrow('failed');
    }
    expect(await queue.run(async () => 'done', undefined)).toBe('done');
  });
});
