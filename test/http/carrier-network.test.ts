import { describe, expect, it } from 'vitest';
import { createCarrierNetwork } from '../../src/http/carrier-network.ts';
import { grantFor, jsonResponse } from '../support/http-under-test.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

const origin = 'https://acme.test';
const request = { method: 'GET', url: `${origin}/track/1` } as const;

describe("a client's network", () => {
  it('gives a credential the same way each time', () => {
    const network = createCarrierNetwork({ clock: createLeapingClock() });
    expect(network('acme', 'key', { concurrency: 4 })).toBe(network('acme', 'key', { concurrency: 4 }));
    expect(network('acme', 'key', { concurrency: 4 })).not.toBe(network('acme', 'other', { concurrency: 4 }));
    expect(network('acme', 'key', { concurrency: 4 })).not.toBe(network('other', 'key', { concurrency: 4 }));
  });

  it('lets a carrier that hangs for one credential hold up no other', async () => {
    const network = createCarrierNetwork({
      clock: createLeapingClock(),
      fetch: (url) => (url.includes('hanging') ? new Promise(() => {}) : Promise.resolve(jsonResponse({}))),
    });
    const stuck = new AbortController();
    const slow = Array.from({ length: 500 }, () =>
      network('acme', 'slow', { concurrency: 2 })
        .request({ method: 'GET', url: `${origin}/hanging` }, { signal: stuck.signal })
        .catch(() => 'aborted'),
    );
    expect((await network('acme', 'quick', { concurrency: 2 }).request(request)).status).toBe(200);
    stuck.abort();
    await Promise.all(slow);
  });

  it('takes many calls on one signal for what they are, no leak', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => void warnings.push(warning);
    process.on('warning', listen);
    const { signal } = new AbortController();
    const http = createCarrierNetwork({ clock: createLeapingClock(), fetch: async () => jsonResponse({}) })(
      'acme',
      'key',
      { concurrency: 4 },
    );
    await Promise.all(Array.from({ length: 100 }, () => http.request(request, { signal })));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });

  it('shares tokens by the key of their grant alone', async () => {
    let granted = 0;
    const network = createCarrierNetwork({
      clock: createLeapingClock(),
      fetch: async (url) => {
        if (url.endsWith('/token')) granted += 1;
        return jsonResponse({ access_token: 'token', expires_in: 60 });
      },
    });
    const http = network('acme', 'key', { concurrency: 4 });
    await http.request(request, { grant: grantFor(origin, 'one') });
    await http.request(request, { grant: grantFor(origin, 'other') });
    await http.request(request, { grant: grantFor(origin, 'one') });
    expect(granted).toBe(2);
  });

  it('lets the credentials of a carrier share its retry budget', async () => {
    let calls = 0;
    const network = createCarrierNetwork({
      clock: createLeapingClock(),
      failuresToOpen: 1_000,
      fetch: async () => {
        calls += 1;
        return jsonResponse({}, 500);
      },
    });
    for (let made = 0; made < 200; made += 1)
      await network('acme', `key-${made}`, { concurrency: 4 }).request(request);
    expect(calls).toBe(300);
    await network('other', 'key', { concurrency: 4 }).request(request);
    expect(calls).toBe(303);
  });

  it('refuses numbers out of their bounds by name', () => {
    expect(() => createCarrierNetwork({ clock: createLeapingClock(), deadlineMs: 0 })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS', path: 'deadlineMs' }),
    );
    const network = createCarrierNetwork({ clock: createLeapingClock() });
    expect(() => network('acme', 'key', { concurrency: 0 })).toThrow(
      expect.objectContaining({ path: 'concurrency' }),
    );
  });
});
