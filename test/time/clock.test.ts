/** The machine's clock: sleeps that end when they should, and stop when they are told. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock, toInstant } from '../../src/time/clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2025-05-07T14:30:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether a promise is settled, after all that waits for nothing has run. */
async function stateOf(promise: Promise<unknown>): Promise<'pending' | 'resolved' | 'rejected'> {
  const settled = promise.then(
    () => 'resolved' as const,
    () => 'rejected' as const,
  );
  return Promise.race([settled, vi.advanceTimersByTimeAsync(0).then(() => 'pending' as const)]);
}

it('tells the time in milliseconds', () => {
  expect(toInstant(systemClock.now())).toBe('2025-05-07T14:30:00.000Z');
});

it('sleeps for the time it is given', async () => {
  const sleep = systemClock.sleep(1000);
  await vi.advanceTimersByTimeAsync(999);
  expect(await stateOf(sleep)).toBe('pending');
  await vi.advanceTimersByTimeAsync(1);
  expect(await stateOf(sleep)).toBe('resolved');
});

it('sleeps longer than one timer can', async () => {
  const thirtyDays = 30 * 86_400_000;
  const sleep = systemClock.sleep(thirtyDays);
  await vi.advanceTimersByTimeAsync(thirtyDays - 1);
  expect(await stateOf(sleep)).toBe('pending');
  await vi.advanceTimersByTimeAsync(1);
  expect(await stateOf(sleep)).toBe('resolved');
});

it('wakes with the reason of the signal that aborts, and leaves no timer', async () => {
  const controller = new AbortController();
  const sleep = systemClock.sleep(1000, controller.signal);
  controller.abort(new Error('enough'));
  await expect(sleep).rejects.toThrow('enough');
  expect(vi.getTimerCount()).toBe(0);
});

it('does not begin to sleep when the signal has aborted', async () => {
  await expect(systemClock.sleep(1000, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  expect(vi.getTimerCount()).toBe(0);
});

it('lets go of the signal when it wakes', async () => {
  const { signal } = new AbortController();
  const removed = vi.spyOn(signal, 'removeEventListener');
  const sleep = systemClock.sleep(1000, signal);
  await vi.advanceTimersByTimeAsync(1000);
  await sleep;
  expect(removed).toHaveBeenCalledOnce();
});
