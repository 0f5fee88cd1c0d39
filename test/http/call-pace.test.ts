import { describe, expect, it } from 'vitest';
import { createCallPace } from '../../src/http/call-pace.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import type { Clock } from '../../src/time/clock.ts';

const START = Date.parse('2026-03-02T09:00:00.000Z');
const never = new AbortController().signal;

/** The most calls in any second that begins with one. */
function mostInASecond(sentAt: readonly number[], windowMs = 1_000): number {
  let most = 0;
  let first = 0;
  sentAt.forEach((at, last) => {
    while (at - (sentAt[first] as number) >= windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  });
  return most;
}

/** Sends `calls` calls, `concurrency` at a time, and tells when each went. */
async function send(clock: Clock, perSecond: number, calls: number, concurrency: number): Promise<number[]> {
  const pace = createCallPace({ clock, perSecond });
  const sentAt: number[] = [];
  let left = calls;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await pace.turn(never);
      sentAt.push(clock.now());
      if (sentAt.length % 7 === 0) await clock.sleep((sentAt.length * 37) % 150);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return sentAt;
}

describe('the pace of calls', () => {
  it.each([
    [10, 10_000, 4],
    [100, 10_000, 20],
    [1_000, 10_000, 50],
    [1, 200, 3],
  ])('has no sliding second above %i calls, over %i', async (perSecond, calls, concurrency) => {
    const clock = createManualClock(START);
    const sending = send(clock, perSecond, calls, concurrency);
    await clock.advance((calls / perSecond) * 4_000);
    const sentAt = await sending;
    expect(sentAt).toHaveLength(calls);
    expect(mostInASecond(sentAt)).toBe(perSecond);
  });

  it('uses the rate it has: so many calls go at once, and the next a second later', async () => {
    const clock = createManualClock(START);
    const sending = send(clock, 3, 6, 6);
    await clock.advance(60_000);
    expect((await sending).map((at) => Math.floor((at - START) / 1_000))).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('holds although timers wake late', async () => {
    const clock = createManualClock(START);
    let late = 0;
    const lateClock: Clock = {
      now: clock.now,
      sleep: (ms, signal) => {
        late = (late + 13) % 40;
        return clock.sleep(ms + late, signal);
      },
    };
    const sending = send(lateClock, 10, 500, 5);
    await clock.advance(300_000);
    expect(mostInASecond(await sending)).toBeLessThanOrEqual(10);
  });

  it('takes a rate below one call a second', async () => {
    const clock = createManualClock(START);
    const sending = send(clock, 0.5, 4, 1);
    await clock.advance(60_000);
    expect(mostInASecond(await sending, 2_000)).toBe(1);
  });

  it('waits no longer than a window when the clock is put back', async () => {
    const clock = createManualClock(START);
    const pace = createCallPace({ clock, perSecond: 1 });
    await pace.turn(never);
    await clock.set(START - 3_600_000);
    let went = false;
    const turn = pace.turn(never).then(() => {
      went = true;
    });
    await clock.advance(1_000);
    expect(went).toBe(true);
    await turn;
  });

  it('lets a waiting call leave at once when it is aborted', async () => {
    const clock = createManualClock(START);
    const pace = createCallPace({ clock, perSecond: 1 });
    await pace.turn(never);
    const controller = new AbortController();
    const turn = pace.turn(controller.signal);
    controller.abort(new Error('enough'));
    await expect(turn).rejects.toThrow('enough');
    expect(clock.pending).toBe(0);
  });

  it('leaves carriers alone that publish no rate', async () => {
    const clock = createManualClock(START);
    const pace = createCallPace({ clock, perSecond: undefined });
    await Promise.all(Array.from({ length: 1_000 }, () => pace.turn(never)));
    expect(clock.pending).toBe(0);
  });
});
