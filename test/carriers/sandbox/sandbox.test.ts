import { inspect } from 'node:util';
import { createTrackingClient } from 'parceltrail';
import { describe, expect, it } from 'vitest';
import { sandbox, sandboxNumbers } from '../../../src/carriers/sandbox/index.ts';
import { REASONS } from '../../../src/model/reason.ts';
import { SUBSTATUSES } from '../../../src/model/status.ts';
import { toTrackingNumber } from '../../../src/model/tracking-number.ts';
import { createManualClock } from '../../../src/testing/manual-clock.ts';
import { NOW, noNetwork, observe, track } from './observe.ts';

describe('magic numbers', () => {
  it.each(Object.keys(SUBSTATUSES))('show the substatus %s', async (substatus) => {
    const observation = await observe(`SANDBOX_${substatus.toUpperCase()}`);
    expect(observation).toMatchObject({ substatus, reason: null, provenance: { matchedBy: 'code' } });
  });

  const outcomes = ['not_found', 'invalid_number'];
  it.each(Object.keys(REASONS).filter((reason) => !outcomes.includes(reason)))(
    'show the reason %s',
    async (reason) => {
      const observation = await observe(`SANDBOX_${reason.toUpperCase()}`);
      expect(observation).toMatchObject({ reason });
    },
  );

  it('show what a code without a row becomes: unknown, and nothing guessed', async () => {
    const observation = await observe('SANDBOX_UNMAPPED_CODE');
    expect(observation).toMatchObject({
      status: 'unknown',
      substatus: 'other',
      provenance: { matchedBy: 'none', rule: null, code: 'UNMAPPED_CODE' },
    });
    expect(observation.events.at(-1)).toMatchObject({ movesStatus: false, reason: 'unmapped_code' });
  });

  it.each([
    ['SANDBOX_INVALID_NUMBER', 'INVALID_TRACKING_NUMBER', false, undefined],
    ['SANDBOX_AUTH_FAILED', 'CARRIER_AUTH', false, undefined],
    ['SANDBOX_NOT_AUTHORIZED', 'NOT_AUTHORIZED', false, undefined],
    ['SANDBOX_RATE_LIMITED', 'CARRIER_RATE_LIMITED', true, 60_000],
    ['SANDBOX_UNAVAILABLE', 'CARRIER_UNAVAILABLE', true, undefined],
    ['SANDBOX_BAD_RESPONSE', 'CARRIER_RESPONSE', false, undefined],
  ])('show the error of %s', async (number, code, retryable, retryAfterMs) => {
    const result = await track(number);
    expect(result).toMatchObject({ outcome: 'failed', trackingNumber: number });
    expect(result).toMatchObject({ error: { code, retryable, retryAfterMs, carrier: 'sandbox' } });
  });

  it.each(['SANDBOX_NOT_FOUND', 'SANDBOX_NEVER_HEARD_OF', 'SANDBOX_LEFT_MIDDLE_HUB', 'OTHER', 'SANDBOX_2'])(
    'are needed: %s is not found',
    async (number) => {
      expect(await track(number)).toMatchObject({ outcome: 'not_found', carrierCode: 'NOT_FOUND' });
    },
  );

  it('make a parcel of their own for each suffix', async () => {
    const [first, second] = [await observe('SANDBOX_DELIVERED'), await observe('SANDBOX_DELIVERED_2')];
    expect(second.trackingNumber).toBe('SANDBOX_DELIVERED_2');
    expect(second.carrierUniqueId).not.toBe(first.carrierUniqueId);
    expect(second.events.map(({ eventId }) => eventId)).not.toEqual(
      first.events.map(({ eventId }) => eventId),
    );
  });

  it('all match the format, and nothing else of its examples does', () => {
    const [format] = sandbox().formats;
    for (const number of [...sandboxNumbers, ...(format?.examples.valid ?? [])]) {
      expect(number).toMatch(format?.pattern ?? '');
    }
    for (const number of format?.examples.invalid ?? []) expect(number).not.toMatch(format?.pattern ?? '');
  });
});

describe('the adapter', () => {
  const context = (now = NOW) => ({ http: noNetwork, clock: createManualClock(now) });

  it('answers each of a batch in order', async () => {
    const numbers = ['SANDBOX_LOST', 'SANDBOX_UNAVAILABLE', 'SANDBOX_NOT_FOUND', 'SANDBOX_DELIVERED'];
    const results = await sandbox().track(
      numbers.map((number) => ({ trackingNumber: toTrackingNumber(number) })),
      context(),
    );
    expect(results.map(({ trackingNumber }) => trackingNumber)).toEqual(numbers);
    expect(results.map(({ outcome }) => outcome)).toEqual(['found', 'failed', 'not_found', 'found']);
  });

  it('is found by its numbers in a client, without options, account or network', async () => {
    const client = createTrackingClient({
      carriers: [sandbox()],
      clock: createManualClock(NOW),
      fetch: () => Promise.reject(new Error('no network')),
    });
    const results = await client.trackMany(['sandbox_delivered_2', ' SANDBOX_RATE_LIMITED ']);
    expect(results).toMatchObject([
      { outcome: 'found', observation: { status: 'delivered', observedAt: NOW } },
      { outcome: 'failed', error: { code: 'CARRIER_RATE_LIMITED', retryAfterMs: 60_000 } },
    ]);
  });

  it('answers after its latency, and stops waiting when aborted', async () => {
    const clock = createManualClock(NOW);
    const slow = sandbox({ latencyMs: 5_000 });
    const requests = [{ trackingNumber: toTrackingNumber('SANDBOX_DELIVERED') }];
    const answer = slow.track(requests, { http: noNetwork, clock });
    expect(clock.pending).toBe(1);
    await clock.advance(5_000);
    expect(await answer).toHaveLength(1);

    const abort = new AbortController();
    const aborted = slow.track(requests, { http: noNetwork, clock, signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    expect(clock.pending).toBe(0);
  });

  it('honours overrides, the policy on personal data and keepRaw', async () => {
    const adapter = sandbox();
    const requests = [{ trackingNumber: toTrackingNumber('SANDBOX_DELIVERED') }];
    const [result] = await adapter.track(requests, {
      ...context(),
      policy: { overrides: { DELIVERED: 'package_held' } },
      pii: 'drop',
    });
    expect(result).toMatchObject({ observation: { substatus: 'package_held', origin: { name: null } } });
    const [raw] = await adapter.track(requests, { ...context(), keepRaw: true });
    expect(raw).toMatchObject({ observation: { raw: { parcel: { trackingNumber: 'SANDBOX_DELIVERED' } } } });
  });

  it('refuses an option it does not know, by name', () => {
    // A caller without types can misspell.
    expect(() => sandbox({ latencyMS: 5 } as object)).toThrow(/sandbox: .*latencyMS/);
  });

  it('has nothing to hide', () => {
    expect(inspect(sandbox(), { depth: 20 })).toContain("credentialKey: 'sandbox'");
  });
});
