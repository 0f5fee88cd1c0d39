import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CarrierHttpConfig } from '../../src/http/carrier-http.ts';
import { createHttpUnderTest, jsonResponse } from '../support/http-under-test.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

const unhandled: unknown[] = [];
const listen = (error: unknown) => void unhandled.push(error);
beforeEach(() => void process.on('unhandledRejection', listen));
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', listen);
  expect(unhandled).toEqual([]);
});

const MISCHIEF: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new Error('a defect of the host');
  },
  rejects: () => Promise.reject(new Error('a defect of the host')),
  hangs: () => new Promise(() => {}),
  'gives garbage': () => Object.create(null),
};

const CALLBACKS: Readonly<Record<string, (misbehave: () => unknown) => Partial<CarrierHttpConfig>>> = {
  onAttempt: (misbehave) => ({ onAttempt: misbehave }),
  logger: (misbehave) => ({
    logger: { debug: misbehave, info: misbehave, warn: misbehave, error: misbehave },
  }),
  'both at once': (misbehave) => ({ onAttempt: misbehave, logger: { debug: misbehave, error: misbehave } }),
};

const CASES = Object.entries(CALLBACKS).flatMap(([callback, configure]) =>
  Object.entries(MISCHIEF).map(
    ([mischief, misbehave]) => [callback, mischief, configure(misbehave)] as const,
  ),
);

describe("a host's callback", () => {
  it.each(CASES)('%s changes no call when it %s', async (_callback, _mischief, config) => {
    const { http, calls } = createHttpUnderTest(
      (_call, count) => (count === 1 ? jsonResponse({}, 503) : jsonResponse({}, 429)),
      { clock: createLeapingClock(), ...config },
    );
    expect((await http.request({ method: 'GET', url: 'https://acme.test/' })).status).toBe(429);
    expect(calls).toHaveLength(2);
  });

  it.each([Number.NaN, -5, 1e9, undefined, 'text'])(
    'random cannot make a wait longer by giving %s',
    async (garbage) => {
      const clock = createLeapingClock();
      const { http } = createHttpUnderTest(() => jsonResponse({}, 503), {
        clock,
        random: () => garbage as number,
      });
      await http.request({ method: 'GET', url: 'https://acme.test/' });
      expect(clock.waits).toEqual([250, 500]);
    },
  );
});
