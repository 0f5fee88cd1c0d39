import { describe, expect, it } from 'vitest';
import {
  type CallVerdict,
  type CircuitBreaker,
  createCircuitBreaker,
} from '../../src/http/circuit-breaker.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

function setUp() {
  const clock = createLeapingClock();
  return { clock, breaker: createCircuitBreaker({ clock, failuresToOpen: 5, openMs: 30_000 }) };
}

const call = (breaker: CircuitBreaker, verdict: CallVerdict, times = 1): void => {
  for (let made = 0; made < times; made += 1) breaker.enter().settle(verdict);
};

describe('the circuit breaker', () => {
  it('lets calls through until five in a row have failed', () => {
    const { breaker } = setUp();
    call(breaker, 'down', 4);
    expect(breaker.refusal()).toBeUndefined();
    call(breaker, 'down');
    expect(breaker.refusal()).toEqual({ because: 'down', retryAfterMs: 30_000 });
  });

  it('counts anew after any answer', () => {
    const { breaker } = setUp();
    call(breaker, 'down', 4);
    call(breaker, 'up');
    call(breaker, 'down', 4);
    expect(breaker.refusal()).toBeUndefined();
  });

  it('learns nothing from a call that was given up', () => {
    const { breaker } = setUp();
    call(breaker, 'down', 4);
    call(breaker, 'unknown', 10);
    expect(breaker.refusal()).toBeUndefined();
    call(breaker, 'down');
    expect(breaker.refusal()).toBeDefined();
  });

  it('says whether it opened because the credential is refused', () => {
    const { breaker } = setUp();
    call(breaker, 'refused', 5);
    expect(breaker.refusal()?.because).toBe('refused');
  });

  it('says how much longer it stays open', () => {
    const { breaker, clock } = setUp();
    call(breaker, 'down', 5);
    clock.move(29_999);
    expect(breaker.refusal()?.retryAfterMs).toBe(1);
  });

  it('lets exactly one of a hundred through when its time is over', () => {
    const { breaker, clock } = setUp();
    call(breaker, 'down', 5);
    clock.move(30_000);
    const passes = Array.from({ length: 100 }, () => (breaker.refusal() ? undefined : breaker.enter()));
    expect(passes.filter((pass) => pass?.isProbe)).toHaveLength(1);
    expect(passes.filter((pass) => pass === undefined)).toHaveLength(99);
  });

  it('closes when the probe is answered', () => {
    const { breaker, clock } = setUp();
    call(breaker, 'down', 5);
    clock.move(30_000);
    call(breaker, 'up');
    call(breaker, 'down', 4);
    expect(breaker.refusal()).toBeUndefined();
  });

  it('stays open as long again when the probe fails', () => {
    const { breaker, clock } = setUp();
    call(breaker, 'down', 5);
    clock.move(30_000);
    call(breaker, 'down');
    expect(breaker.refusal()?.retryAfterMs).toBe(30_000);
  });

  it('lets another probe through when the first was given up', () => {
    const { breaker, clock } = setUp();
    call(breaker, 'down', 5);
    clock.move(30_000);
    call(breaker, 'unknown');
    expect(breaker.refusal()).toBeUndefined();
    expect(breaker.enter().isProbe).toBe(true);
  });

  it('is neither closed nor prolonged by calls that set out before it opened', () => {
    const { breaker, clock } = setUp();
    const early = [breaker.enter(), breaker.enter()];
    call(breaker, 'down', 5);
    clock.move(10_000);
    early[0]?.settle('up');
    early[1]?.settle('down');
    expect(breaker.refusal()?.retryAfterMs).toBe(20_000);
  });
});
