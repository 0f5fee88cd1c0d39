import { describe, expect, it } from 'vitest';
import { createRatePause } from '../../src/http/rate-pause.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

describe('the pause after a rate limit', () => {
  it('is none before any rate limit', () => {
    expect(createRatePause({ clock: createLeapingClock(), defaultMs: 30_000 }).remainingMs()).toBe(0);
  });

  it('counts down the wait the carrier named', () => {
    const clock = createLeapingClock();
    const pause = createRatePause({ clock, defaultMs: 30_000 });
    pause.begin(120_000);
    clock.move(119_999);
    expect(pause.remainingMs()).toBe(1);
    clock.move(1);
    expect(pause.remainingMs()).toBe(0);
  });

  it('has the default length where the carrier names none', () => {
    const pause = createRatePause({ clock: createLeapingClock(), defaultMs: 30_000 });
    pause.begin(undefined);
    expect(pause.remainingMs()).toBe(30_000);
  });

  it('is never shortened by a later, shorter wait', () => {
    const pause = createRatePause({ clock: createLeapingClock(), defaultMs: 30_000 });
    pause.begin(120_000);
    pause.begin(1_000);
    expect(pause.remainingMs()).toBe(120_000);
  });
});
