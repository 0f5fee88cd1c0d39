import { describe, expect, it } from 'vitest';
import { CarrierRateLimitError, CarrierUnavailableError } from '../../src/errors.ts';
import { fixedCadence } from '../../src/polling/cadence.ts';
import { createMemoryStore } from '../../src/stores/memory/index.ts';
import { failed, fakeCarrier, found } from '../support/fake-carrier.ts';
import {
  answering,
  createScene,
  dueTracker,
  HOUR_MS,
  inTransit,
  later,
  MINUTE_MS,
  SECOND_MS,
  START,
  steady,
} from './scene.ts';

const cadence = fixedCadence(HOUR_MS);
const slowly = (ms: number) =>
  answering('acme', async ({ trackingNumber }, { clock, signal }) => {
    await clock.sleep(ms, signal);
    return inTransit('acme', trackingNumber);
  });

describe('refresh', () => {
  it('asks at once, keeps what comes, and plans the next poll', async () => {
    const { client, keep, store } = createScene({ carriers: [steady('acme')], cadence });
    await keep(dueTracker('ACME1', { poll: { nextPollAt: later(30 * MINUTE_MS) } }));
    const result = await client.refresh('ACME1');
    expect(result).toMatchObject({
      outcome: 'found',
      tracker: {
        substatus: 'package_accepted',
        poll: { nextPollAt: later(HOUR_MS), lastOutcome: 'found', lastPolledAt: START },
      },
    });
    expect(await store.get('ACME1')).toEqual(result?.tracker);
  });

  it('says that the carrier knows nothing', async () => {
    const { client, keep } = createScene({ carriers: [fakeCarrier('acme')], cadence });
    await keep(dueTracker('ACME1'));
    expect(await client.refresh('ACME1')).toMatchObject({
      outcome: 'not_found',
      tracker: { poll: { lastOutcome: 'not_found' } },
    });
  });

  it.each([
    [30_000, 'fresh', 1],
    [29_999, 'found', 2],
    [undefined, 'found', 2],
  ] as const)('is content with an answer younger than %s ms: %s', async (minAgeMs, outcome, calls) => {
    const acme = steady('acme');
    const { client, clock, keep } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    await client.refresh('ACME1');
    await clock.advance(29_999);
    expect(await client.refresh('ACME1', { minAgeMs })).toMatchObject({ outcome });
    expect(acme.calls).toHaveLength(calls);
  });

  it('is not content with a failure, nor with an answer from the future', async () => {
    const acme = steady('acme');
    const { client, keep } = createScene({ carriers: [acme], cadence });
    await keep(
      dueTracker('ACME1', { poll: { lastPolledAt: START, lastOutcome: 'failed' } }),
      dueTracker('ACME2', { poll: { lastPolledAt: later(HOUR_MS), lastOutcome: 'found' } }),
    );
    expect(await client.refresh('ACME1', { minAgeMs: MINUTE_MS })).toMatchObject({ outcome: 'found' });
    expect(await client.refresh('ACME2', { minAgeMs: MINUTE_MS })).toMatchObject({ outcome: 'found' });
  });

  it('makes one call for all who ask meanwhile', async () => {
    const acme = slowly(SECOND_MS);
    const { client, clock, keep } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    const all = Promise.all(Array.from({ length: 20 }, () => client.refresh('ACME1')));
    await clock.advance(SECOND_MS);
    expect(new Set((await all).map((result) => result?.outcome))).toEqual(new Set(['found']));
    expect(acme.calls).toHaveLength(1);
  });

  it("ends with its caller's signal, and goes on for the others", async () => {
    const acme = slowly(SECOND_MS);
    const { client, clock, keep } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    const impatient = new AbortController();
    const left = client.refresh('ACME1', { signal: impatient.signal }).catch((error: Error) => error.message);
    const stayed = client.refresh('ACME1');
    await clock.advance(1);
    impatient.abort(new Error('enough'));
    expect(await left).toBe('enough');
    await clock.advance(SECOND_MS);
    expect(await stayed).toMatchObject({ outcome: 'found' });
  });

  it('ends the call when all have left, and notes no failure', async () => {
    const acme = slowly(MINUTE_MS);
    const { client, clock, keep, pollOf } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    const impatient = new AbortController();
    const left = client.refresh('ACME1', { signal: impatient.signal }).catch((error: Error) => error.message);
    await clock.advance(1);
    impatient.abort(new Error('enough'));
    expect(await left).toBe('enough');
    await clock.advance(0);
    expect(clock.pending).toBe(0);
    expect(await pollOf('ACME1')).toMatchObject({ failures: 0, lastPolledAt: null });
    await expect(client.refresh('ACME1', { signal: impatient.signal })).rejects.toThrow('enough');
  });

  it('is deferred where the budget is spent, and says until when', async () => {
    const acme = steady('acme');
    const { client, clock, keep, pollOf } = createScene({
      carriers: [acme],
      cadence,
      quotas: { acme: { perHour: 2 } },
    });
    await keep(dueTracker('ACME1'));
    await client.refresh('ACME1');
    await clock.advance(MINUTE_MS);
    await client.refresh('ACME1');
    const before = await pollOf('ACME1');
    const result = await client.refresh('ACME1');
    expect(result).toMatchObject({ outcome: 'deferred', tracker: { id: 'ACME1' } });
    const retryAt = result?.outcome === 'deferred' ? result.retryAt : null;
    expect(retryAt && retryAt >= later(HOUR_MS)).toBe(true);
    expect(acme.calls).toHaveLength(2);
    expect(await pollOf('ACME1')).toEqual(before);
  });

  it('may have what a poller leaves for later', async () => {
    const acme = steady('acme');
    const { client, keep } = createScene({ carriers: [acme], cadence, quotas: { acme: { perHour: 10 } } });
    await keep(dueTracker('ACME1'), dueTracker('ACME2'), dueTracker('ACME3'));
    await client.createPoller().tick();
    expect(acme.calls).toHaveLength(1);
    expect(await client.refresh('ACME3')).toMatchObject({ outcome: 'found' });
  });

  it('notes a failure and when to ask again, and gives the error', async () => {
    const down = new CarrierUnavailableError('acme: 503');
    const acme = answering('acme', ({ trackingNumber }) => failed('acme', trackingNumber, down));
    const { client, keep, store } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    const result = await client.refresh('ACME1');
    expect(result).toMatchObject({
      outcome: 'failed',
      error: down,
      tracker: { poll: { lastOutcome: 'failed', lastError: { code: 'CARRIER_UNAVAILABLE' } } },
    });
    expect(await store.get('ACME1')).toEqual(result?.tracker);
  });

  it('holds back everyone after a rate limit, pollers included', async () => {
    const limited = new CarrierRateLimitError('acme: 429', { retryAfterMs: 120_000 });
    const acme = answering('acme', ({ trackingNumber }) => failed('acme', trackingNumber, limited));
    const { client, clock, keep } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'), dueTracker('ACME2'));
    expect(await client.refresh('ACME1')).toMatchObject({ outcome: 'failed', error: limited });
    expect(await client.refresh('ACME2')).toMatchObject({
      outcome: 'deferred',
      retryAt: later(120 * SECOND_MS),
    });
    await client.createPoller().tick({ timeLimitMs: SECOND_MS });
    expect(acme.calls).toHaveLength(1);
    await clock.advance(120 * SECOND_MS);
    await client.refresh('ACME2');
    expect(acme.calls).toHaveLength(2);
  });

  it.each([
    ['answers', (number: string) => inTransit('acme', number), 'found'],
    ['fails', (number: string) => failed('acme', number, new CarrierUnavailableError('503')), 'failed'],
  ] as const)("leaves the host's stop alone where the carrier %s", async (_, answer, outcome) => {
    const acme = answering('acme', async ({ trackingNumber }, { clock }) => {
      await clock.sleep(SECOND_MS);
      return answer(trackingNumber);
    });
    const { client, clock, keep, pollOf } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    const refreshing = client.refresh('ACME1');
    await clock.advance(1);
    await client.stop('ACME1');
    await clock.advance(SECOND_MS);
    expect(await refreshing).toMatchObject({ outcome });
    expect(await pollOf('ACME1')).toMatchObject({ nextPollAt: null, stopReason: 'stopped_by_host' });
  });

  it('takes up polling again where the cadence had ended it', async () => {
    const { client, keep } = createScene({ carriers: [steady('acme')], cadence });
    await keep(dueTracker('ACME1', { poll: { nextPollAt: null, stopReason: 'no_first_scan' } }));
    expect(await client.refresh('ACME1')).toMatchObject({
      tracker: { poll: { nextPollAt: later(HOUR_MS), stopReason: null } },
    });
  });

  it('notes an answer that cannot be merged', async () => {
    const acme = answering('acme', ({ trackingNumber }) =>
      found('acme', trackingNumber, { events: null as never }),
    );
    const { client, keep, pollOf } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    expect(await client.refresh('ACME1')).toMatchObject({
      outcome: 'failed',
      error: { code: 'CARRIER_RESPONSE' },
    });
    expect(await pollOf('ACME1')).toMatchObject({ failures: 1, lastError: { code: 'CARRIER_RESPONSE' } });
  });

  it('finds no tracker that there is none of, that is removed meanwhile, or that is another tenant’s', async () => {
    const acme = slowly(SECOND_MS);
    const { client, clock, keep } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1', { tenantId: 'a' }), dueTracker('ACME2'));
    expect(await client.refresh('ACME3')).toBeUndefined();
    expect(await client.refresh('ACME1', { tenantId: 'b' })).toBeUndefined();
    expect(await client.refresh('ACME1', { tenantId: null })).toBeUndefined();
    const refreshing = client.refresh('ACME2');
    await clock.advance(1);
    await client.remove('ACME2');
    await clock.advance(SECOND_MS);
    expect(await refreshing).toBeUndefined();
    const own = client.refresh('ACME1', { tenantId: 'a' });
    await clock.advance(SECOND_MS);
    expect(await own).toMatchObject({ outcome: 'found' });
  });

  it('refuses a tracker of a carrier that is not registered', async () => {
    const { client, keep } = createScene({ carriers: [steady('acme')], cadence });
    await keep(dueTracker('OTHER1'));
    await expect(client.refresh('OTHER1')).rejects.toThrow(
      expect.objectContaining({ code: 'UNKNOWN_CARRIER' }),
    );
  });

  it('rejects with what the store threw', async () => {
    const store = { ...createMemoryStore(), commitIngest: () => Promise.reject(new Error('down')) };
    const { client, keep } = createScene({ carriers: [steady('acme')], cadence, store });
    await keep(dueTracker('ACME1'));
    await expect(client.refresh('ACME1')).rejects.toThrow('down');
  });
});
