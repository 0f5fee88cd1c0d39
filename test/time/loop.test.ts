import { describe, expect, it, vi } from 'vitest';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import { systemClock } from '../../src/time/clock.ts';
import { createLoop } from '../../src/time/loop.ts';

const START = '2026-03-02T09:00:00.000Z';
const noFailure = (error: unknown): void => {
  throw error;
};

describe('a loop', () => {
  it('rests between rounds as each round says', async () => {
    const clock = createManualClock(START);
    const round = vi.fn(async () => ({ restMs: 1_000 }));
    const loop = createLoop({ clock, round, onFailure: noFailure });
    loop.start();
    await clock.advance(2_500);
    expect(round).toHaveBeenCalledTimes(3);
    await loop.stop();
  });

  it('goes on at once while a round leaves no rest', async () => {
    const clock = createManualClock(START);
    let left = 5;
    const loop = createLoop({
      clock,
      round: async () => ({ restMs: --left > 0 ? 0 : 60_000 }),
      onFailure: noFailure,
    });
    loop.start();
    await clock.advance(0);
    expect(left).toBe(0);
    await loop.stop();
  });

  it('lets timers have their turn between rounds that never wait', async () => {
    let rounds = 0;
    const loop = createLoop({
      clock: systemClock,
      round: async () => {
        rounds += 1;
        return { restMs: rounds < 100_000 ? 0 : 60_000 };
      },
      onFailure: noFailure,
    });
    loop.start();
    await systemClock.sleep(1);
    await loop.stop();
    expect(rounds).toBeLessThan(1_000);
  });

  it('outlives failures, resting longer after each, and is quick again after a success', async () => {
    const clock = createManualClock(START);
    const at: number[] = [];
    const heard: unknown[] = [];
    const loop = createLoop({
      clock,
      random: () => 1,
      round: async () => {
        at.push(clock.now() - Date.parse(START));
        if (at.length <= 3) throw new Error('the database is away');
        return { restMs: 100 };
      },
      onFailure: (error) => heard.push(error),
    });
    loop.start();
    await clock.advance(3_750);
    expect(at).toEqual([0, 500, 1_500, 3_500, 3_600, 3_700]);
    expect(heard).toHaveLength(3);
    await loop.stop();
  });

  it('lets the round that is under way end before stop resolves', async () => {
    const clock = createManualClock(START);
    let ended = false;
    const loop = createLoop({
      clock,
      round: async () => {
        await clock.sleep(5_000);
        ended = true;
        return { restMs: 0 };
      },
      onFailure: noFailure,
    });
    loop.start();
    await clock.advance(1_000);
    const stopped = loop.stop({ timeoutMs: 60_000 }).then(() => ended);
    await clock.advance(10_000);
    expect(await stopped).toBe(true);
    expect(loop.isRunning).toBe(false);
  });

  it('aborts a round that outlasts the time given to stop', async () => {
    const clock = createManualClock(START);
    let reason: unknown;
    const loop = createLoop({
      clock,
      round: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reason = signal.reason;
            reject(signal.reason);
          });
        }),
      onFailure: noFailure,
    });
    loop.start();
    await clock.advance(0);
    const stopped = loop.stop({ timeoutMs: 1_000 });
    await clock.advance(1_000);
    await stopped;
    expect(reason).toBeInstanceOf(Error);
  });

  it('is woken from its rest by stop, and leaves nobody asleep', async () => {
    const clock = createManualClock(START);
    const loop = createLoop({ clock, round: async () => ({ restMs: 3_600_000 }), onFailure: noFailure });
    loop.start();
    await clock.advance(0);
    await Promise.all([loop.stop(), loop.stop()]);
    expect(clock.pending).toBe(0);
  });

  it('stops when its signal aborts, and can be started again', async () => {
    const clock = createManualClock(START);
    const round = vi.fn(async () => ({ restMs: 1_000 }));
    const loop = createLoop({ clock, round, onFailure: noFailure });
    const controller = new AbortController();
    loop.start({ signal: controller.signal });
    loop.start({ signal: controller.signal });
    await clock.advance(0);
    controller.abort();
    await clock.advance(5_000);
    expect(round).toHaveBeenCalledTimes(1);
    loop.start();
    await clock.advance(0);
    expect(round).toHaveBeenCalledTimes(2);
    await loop.stop();
  });

  /** Runs a round of ten seconds when it is stopped after one. */
  async function midRound() {
    const clock = createManualClock(START);
    const round = vi.fn(async () => {
      await clock.sleep(10_000);
      return { restMs: 0 };
    });
    const loop = createLoop({ clock, round, onFailure: noFailure });
    const controller = new AbortController();
    loop.start({ signal: controller.signal });
    await clock.advance(1_000);
    return { clock, round, loop, controller };
  }

  it('that is started while a stop is under way begins again behind it', async () => {
    const { clock, round, loop } = await midRound();
    const stopped = loop.stop();
    loop.start();
    await clock.advance(8_000);
    expect(round).toHaveBeenCalledTimes(1);
    await clock.advance(2_000);
    await stopped;
    expect(round).toHaveBeenCalledTimes(2);
    const stoppedAgain = loop.stop();
    await clock.advance(10_000);
    await stoppedAgain;
    expect([loop.isRunning, clock.pending]).toEqual([false, 0]);
  });

  it('begins again behind a stop by its signal too', async () => {
    const { clock, round, loop, controller } = await midRound();
    controller.abort();
    loop.start();
    await clock.advance(10_000);
    expect(round).toHaveBeenCalledTimes(2);
  });

  it('stays stopped where a stop was the last word, or the next signal has aborted meanwhile', async () => {
    const { clock, round, loop } = await midRound();
    const stopped = loop.stop();
    loop.start();
    await Promise.all([loop.stop(), clock.advance(10_000)]);
    await stopped;
    expect([round.mock.calls.length, loop.isRunning]).toEqual([1, false]);
    loop.start();
    await clock.advance(1_000);
    const next = new AbortController();
    const stoppedAgain = loop.stop();
    loop.start({ signal: next.signal });
    next.abort();
    await clock.advance(10_000);
    await stoppedAgain;
    expect([round.mock.calls.length, loop.isRunning]).toEqual([2, false]);
  });
});
