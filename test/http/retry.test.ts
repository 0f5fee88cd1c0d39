import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierResponseError,
  CarrierUnavailableError,
} from '../../src/errors.ts';
import { type AttemptOutcome, type RetrySituation, retryWaitMs } from '../../src/http/retry.ts';

const replied = (status: number, retryAfterMs?: number): AttemptOutcome => ({
  reply: { status, headers: {}, body: null, retryAfterMs },
});

const situation = (changes: Partial<RetrySituation> = {}): RetrySituation => ({
  attempts: 1,
  maxAttempts: 3,
  maxWaitMs: 5_000,
  remainingMs: 15_000,
  pausedMs: 0,
  random: () => 0.5,
  ...changes,
});

describe('whether and when an attempt is repeated', () => {
  it.each([408, 425, 429, 500, 502, 503, 504, 521])('repeats after %d', (status) => {
    expect(retryWaitMs(replied(status), situation())).toBe(125);
  });

  it.each([200, 204, 400, 401, 403, 404, 405, 409, 410, 422, 451])('never repeats after %d', (status) => {
    expect(retryWaitMs(replied(status, 1_000), situation())).toBeUndefined();
  });

  it('repeats when no answer came, unless that would come to the same', () => {
    const unavailable = (retryable: boolean) => ({
      error: new CarrierUnavailableError('acme: down', { retryable }),
    });
    expect(retryWaitMs(unavailable(true), situation())).toBe(125);
    expect(retryWaitMs(unavailable(false), situation())).toBeUndefined();
  });

  it.each([
    new CarrierResponseError('acme: no answer', { retryable: true }),
    new CarrierRateLimitError('acme: too often'),
    new CarrierAuthError('acme: who are you'),
    new Error('a defect'),
    'a text',
  ])('never repeats after %s', (error) => {
    expect(retryWaitMs({ error }, situation())).toBeUndefined();
  });

  it('makes at most as many attempts as it may', () => {
    expect(retryWaitMs(replied(503), situation({ attempts: 2 }))).toBeDefined();
    expect(retryWaitMs(replied(503), situation({ attempts: 3 }))).toBeUndefined();
  });

  it('doubles the ceiling of the wait from attempt to attempt, up to the cap', () => {
    const ceilings = [1, 2, 3, 4, 5, 6, 7].map((attempts) =>
      retryWaitMs(replied(503), situation({ attempts, maxAttempts: 10, random: () => 1 })),
    );
    expect(ceilings).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('spreads waits from nothing to the ceiling', () => {
    expect(retryWaitMs(replied(503), situation({ random: () => 0 }))).toBe(0);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
        (share, attempts) => {
          const waitMs = retryWaitMs(
            replied(500),
            situation({ attempts, maxAttempts: 10, random: () => share }),
          );
          expect(waitMs).toBeGreaterThanOrEqual(0);
          expect(waitMs).toBeLessThanOrEqual(Math.min(5_000, 250 * 2 ** (attempts - 1)));
        },
      ),
    );
  });

  it.each([Number.NaN, -1, 2, Number.POSITIVE_INFINITY])(
    'takes the ceiling when random gives %d',
    (share) => {
      expect(retryWaitMs(replied(500), situation({ random: () => share }))).toBe(250);
    },
  );

  it('waits as long as the carrier asks, but not less than its own back-off', () => {
    expect(retryWaitMs(replied(503, 2_000), situation())).toBe(2_000);
    expect(retryWaitMs(replied(503, 0), situation())).toBe(125);
  });

  it('makes no attempt when the carrier asks for more than the cap', () => {
    expect(retryWaitMs(replied(429, 5_000), situation())).toBe(5_000);
    expect(retryWaitMs(replied(429, 5_001), situation())).toBeUndefined();
  });

  it('makes no attempt when the deadline leaves less than the wait', () => {
    expect(retryWaitMs(replied(503, 2_000), situation({ remainingMs: 2_000 }))).toBeUndefined();
    expect(retryWaitMs(replied(503), situation({ remainingMs: 0, random: () => 0 }))).toBeUndefined();
  });

  it('waits for the end of a pause, or makes no attempt', () => {
    expect(retryWaitMs(replied(503), situation({ pausedMs: 3_000 }))).toBe(3_000);
    expect(retryWaitMs(replied(503), situation({ pausedMs: 30_000 }))).toBeUndefined();
  });
});
