import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrantedToken } from '../../src/http/exchange.ts';
import { createTokenCache } from '../../src/http/oauth-token.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

const MINUTE = 60_000;
const never = new AbortController().signal;

/** A cache, and a carrier that grants numbered tokens and counts. */
function setUp({ expiresInMs = (60 * MINUTE) as number | undefined, maxEntries = 1_000 } = {}) {
  const clock = createLeapingClock();
  const cache = createTokenCache({ clock, maxEntries });
  let granted = 0;
  const fetchToken = async (): Promise<GrantedToken> => {
    granted += 1;
    return { token: `token-${granted}`, expiresInMs };
  };
  return {
    clock,
    cache,
    get: (key = 'key') => cache.get(key, fetchToken, never),
    granted: () => granted,
  };
}

/** A fetch that hangs until it is told how to end. */
function setUpHanging() {
  const cache = createTokenCache({ clock: createLeapingClock() });
  const fetches: { grant: (token: string) => void; fail: (error: Error) => void; signal: AbortSignal }[] = [];
  const get = (signal: AbortSignal = never, key = 'key') =>
    cache.get(
      key,
      (abandoned) =>
        new Promise((resolve, reject) => {
          fetches.push({
            grant: (token) => resolve({ token, expiresInMs: 60 * MINUTE }),
            fail: reject,
            signal: abandoned,
          });
          abandoned.addEventListener('abort', () => reject(abandoned.reason));
        }),
      signal,
    );
  return { cache, fetches, get };
}

describe('the token cache', () => {
  it('asks once for a thousand calls that find it cold', async () => {
    const { get, granted } = setUp();
    const tokens = await Promise.all(Array.from({ length: 1_000 }, () => get()));
    expect(new Set(tokens)).toEqual(new Set(['token-1']));
    expect(granted()).toBe(1);
  });

  it('asks once for a thousand calls that find the token expired', async () => {
    const { get, granted, clock } = setUp();
    await get();
    clock.move(60 * MINUTE);
    const tokens = await Promise.all(Array.from({ length: 1_000 }, () => get()));
    expect(new Set(tokens)).toEqual(new Set(['token-2']));
    expect(granted()).toBe(2);
  });

  it.each([
    ['80 % of a long life', 60 * MINUTE, 48 * MINUTE],
    ['80 % of four hours less a second', 14_399_000, 11_519_200],
    ['a minute before the end of a life of four minutes', 4 * MINUTE, 3 * MINUTE],
    ['half of a life of a minute', MINUTE, MINUTE / 2],
    ['80 % of a day, where a longer life is stated', 1e15, 0.8 * 24 * 60 * MINUTE],
  ])('renews at %s', async (_when, expiresInMs, renewedAtMs) => {
    const { get, clock } = setUp({ expiresInMs });
    await get();
    clock.move(renewedAtMs - 1);
    expect(await get()).toBe('token-1');
    clock.move(1);
    expect(await get()).toBe('token-2');
  });

  it.each([undefined, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, '3600' as unknown as number])(
    'takes a life of %s for one of ten minutes',
    async (expiresInMs) => {
      const { cache, clock } = setUp();
      let granted = 0;
      const get = () => cache.get('key', async () => ({ token: `token-${++granted}`, expiresInMs }), never);
      await get();
      clock.move(8 * MINUTE - 1);
      expect(await get()).toBe('token-1');
      clock.move(1);
      expect(await get()).toBe('token-2');
    },
  );

  it('counts the life from before the request', async () => {
    const clock = createLeapingClock();
    const cache = createTokenCache({ clock });
    const get = (takesMs: number) =>
      cache.get(
        'key',
        async () => {
          clock.move(takesMs);
          return { token: `after ${takesMs}`, expiresInMs: 10 * MINUTE };
        },
        never,
      );
    await get(8 * MINUTE);
    expect(await get(1)).toBe('after 1');
  });

  it('goes on with its token when the clock is set back', async () => {
    const { get, granted, clock } = setUp();
    await get();
    clock.move(-5 * MINUTE);
    await get();
    expect(granted()).toBe(1);
  });

  it('shares a failure, and asks anew after it', async () => {
    const { fetches, get } = setUpHanging();
    const waiting = Promise.allSettled([get(), get(), get()]);
    fetches[0]?.fail(new Error('no token today'));
    expect((await waiting).map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    const next = get();
    fetches[1]?.grant('token');
    expect(await next).toBe('token');
  });

  it('survives a fetch that throws at once', async () => {
    const { cache, get } = setUp();
    const fetchToken = () => {
      throw new Error('thrown at once');
    };
    await expect(cache.get('key', fetchToken, never)).rejects.toThrow('thrown at once');
    expect(await get()).toBe('token-1');
  });

  it('lets one who aborts go, and the others have their token', async () => {
    const { fetches, get } = setUpHanging();
    const impatient = new AbortController();
    const [first, second, third] = [get(impatient.signal), get(), get()];
    impatient.abort(new Error('no time'));
    await expect(first).rejects.toThrow('no time');
    expect(fetches[0]?.signal.aborted).toBe(false);
    fetches[0]?.grant('token');
    expect(await Promise.all([second, third])).toEqual(['token', 'token']);
  });

  it('aborts the fetch when the last one who waits has gone', async () => {
    const { fetches, get } = setUpHanging();
    const [one, other] = [new AbortController(), new AbortController()];
    const waiting = Promise.allSettled([get(one.signal), get(other.signal)]);
    one.abort();
    other.abort();
    await waiting;
    expect(fetches[0]?.signal.aborted).toBe(true);
  });

  it('asks anew after an abandoned fetch', async () => {
    const { fetches, get } = setUpHanging();
    const gone = new AbortController();
    const abandoned = get(gone.signal).catch(() => 'gone');
    gone.abort();
    await abandoned;
    const next = get();
    fetches[1]?.grant('token');
    expect(await next).toBe('token');
  });

  it('forgets a token that is told dead', async () => {
    const { cache, get } = setUp();
    cache.invalidate('key', await get());
    expect(await get()).toBe('token-2');
  });

  it('keeps a newer token when an older one is told dead', async () => {
    const { cache, get, granted } = setUp();
    const old = await get();
    cache.invalidate('key', old);
    await get();
    cache.invalidate('key', old);
    expect(await get()).toBe('token-2');
    expect(granted()).toBe(2);
  });

  it('never gives a token of another key, however calls interleave', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ key: fc.nat(9), turns: fc.nat(3), dead: fc.boolean(), moveMs: fc.nat(40 * MINUTE) }),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        async (steps) => {
          const clock = createLeapingClock();
          const cache = createTokenCache({ clock, maxEntries: 5 });
          let count = 0;
          const tokens = steps.map(async ({ key, turns, dead, moveMs }) => {
            const fetchToken = async () => {
              for (let turn = 0; turn < turns; turn += 1) await undefined;
              count += 1;
              return { token: `${key}/${count}`, expiresInMs: 60 * MINUTE };
            };
            const token = await cache.get(`key-${key}`, fetchToken, never);
            if (dead) cache.invalidate(`key-${key}`, token);
            clock.move(moveMs);
            return token.startsWith(`${key}/`);
          });
          expect(await Promise.all(tokens)).not.toContain(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps so many tokens at most, and those used last', async () => {
    const { get, granted } = setUp({ maxEntries: 2 });
    await get('a');
    await get('b');
    await get('a');
    await get('c');
    await get('a');
    expect(granted()).toBe(3);
    await get('b');
    expect(granted()).toBe(4);
  });
});
