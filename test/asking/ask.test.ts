import { describe, expect, it } from 'vitest';
import { createTrackBatch } from '../../src/asking/track-batch.ts';
import { CarrierUnavailableError } from '../../src/errors.ts';
import { fakeCarrier, notFound } from '../support/fake-carrier.ts';
import { askerOf, items } from './asker.ts';

describe('asking for one number', () => {
  it('finds the carrier by the form of the number', async () => {
    const acme = fakeCarrier('acme');
    const result = await askerOf([fakeCarrier('other'), acme]).one({ trackingNumber: ' acme-12 3 ' });
    expect(result).toMatchObject({ outcome: 'not_found', carrier: 'acme', trackingNumber: 'ACME123' });
  });

  it('asks a carrier the host names even for a number of unknown form', async () => {
    const acme = fakeCarrier('acme');
    await askerOf([acme]).one({ trackingNumber: 'X-1', carrier: 'acme' });
    expect(acme.calls).toEqual([['X1']]);
  });

  it.each([
    ['empty', ''],
    ['blank', '  \t '],
    ['over-long', '1'.repeat(129)],
    ['far over-long', '1'.repeat(2_000_000)],
    ['a number', 42],
    ['null', null],
    ['not ASCII', 'ACME1é'],
    ['of no known form', 'ZZZ'],
  ])('refuses a number that is %s without asking anyone', async (_what, trackingNumber) => {
    const acme = fakeCarrier('acme');
    const result = await askerOf([acme]).one({ trackingNumber: trackingNumber as string });
    expect(result).toMatchObject({
      outcome: 'failed',
      error: { code: 'INVALID_TRACKING_NUMBER', retryable: false },
    });
    expect(acme.calls).toEqual([]);
  });

  it('lists the registered carriers when one is unknown', async () => {
    const result = await askerOf([fakeCarrier('acme'), fakeCarrier('bolt')]).one({
      trackingNumber: '1',
      carrier: 'upz',
    });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'UNKNOWN_CARRIER' } });
    expect(String(result.outcome === 'failed' && result.error)).toContain('registered: acme, bolt');
  });

  it('refuses a ship date that is none', async () => {
    const result = await askerOf([fakeCarrier('acme')]).one({
      trackingNumber: 'ACME1',
      shipDate: '03/01/2026',
    });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'INVALID_OPTIONS', path: 'shipDate' } });
  });

  it('turns a failed call into a failed result', async () => {
    const acme = fakeCarrier('acme', {
      answer: () => Promise.reject(new CarrierUnavailableError('acme is down')),
    });
    const result = await askerOf([acme]).one({ trackingNumber: 'ACME1' });
    expect(result).toMatchObject({
      outcome: 'failed',
      carrier: 'acme',
      error: { code: 'CARRIER_UNAVAILABLE' },
    });
  });

  it('keeps what a defective adapter throws out of the result', async () => {
    const acme = fakeCarrier('acme', { answer: () => Promise.reject(new TypeError('Bearer s3cret')) });
    const result = await askerOf([acme]).one({ trackingNumber: 'ACME1' });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'CARRIER_RESPONSE' } });
    expect(String(result.outcome === 'failed' && result.error)).not.toContain('s3cret');
  });

  it('rejects with the reason when the caller aborts', async () => {
    const acme = fakeCarrier('acme', {
      answer: (_requests, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    });
    const controller = new AbortController();
    const asked = askerOf([acme]).one({ trackingNumber: 'ACME1' }, { signal: controller.signal });
    controller.abort(new Error('changed my mind'));
    await expect(asked).rejects.toThrow('changed my mind');
  });

  it('ends at once with the signal though the adapter never answers', async () => {
    const acme = fakeCarrier('acme', { answer: () => new Promise(() => undefined) });
    const controller = new AbortController();
    const asked = askerOf([acme]).one({ trackingNumber: 'ACME1' }, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  it('asks nobody when the signal is aborted already', async () => {
    const acme = fakeCarrier('acme');
    await expect(
      askerOf([acme]).one({ trackingNumber: 'ACME1' }, { signal: AbortSignal.abort(new Error('late')) }),
    ).rejects.toThrow('late');
    expect(acme.calls).toEqual([]);
  });
});

describe('asking for many numbers', () => {
  it('keeps the order, fills the batches, and lets a bad number fail alone', async () => {
    const acme = fakeCarrier('acme', { batchSize: 2 });
    const bolt = fakeCarrier('bolt', { batchSize: 30 });
    const asker = askerOf([acme, bolt]);
    const results = await createTrackBatch(
      asker.many(items('ACME1', 'BOLT1', 'nonsense', 'ACME2', 'BOLT2', 'ACME3')),
    );
    expect(results.map(({ trackingNumber, index }) => [index, trackingNumber])).toEqual([
      [0, 'ACME1'],
      [1, 'BOLT1'],
      [2, 'nonsense'],
      [3, 'ACME2'],
      [4, 'BOLT2'],
      [5, 'ACME3'],
    ]);
    expect(results[2]).toMatchObject({ outcome: 'failed', error: { code: 'INVALID_TRACKING_NUMBER' } });
    expect(acme.calls).toEqual([['ACME1', 'ACME2'], ['ACME3']]);
    expect(bolt.calls).toEqual([['BOLT1', 'BOLT2']]);
  });

  it('asks once for a number that is listed twice', async () => {
    const acme = fakeCarrier('acme', { batchSize: 10 });
    const results = await createTrackBatch(askerOf([acme]).many(items('ACME1', 'acme 1', 'ACME1')));
    expect(results).toHaveLength(3);
    expect(acme.calls).toEqual([['ACME1']]);
  });

  it('needs no more calls than the batches of each carrier', async () => {
    const carriers = ['aa', 'bb', 'cc', 'dd', 'ee'].map((id, place) =>
      fakeCarrier(id, { batchSize: place + 1 }),
    );
    const numbers = Array.from({ length: 1_000 }, (_, n) => `${['AA', 'BB', 'CC', 'DD', 'EE'][n % 5]}${n}`);
    const results = await createTrackBatch(askerOf(carriers).many(items(...numbers)));
    expect(results.map(({ trackingNumber }) => trackingNumber)).toEqual(numbers);
    expect(carriers.map(({ calls }) => calls.length)).toEqual([200, 100, 67, 50, 40]);
  });

  it('runs no more calls at once than the carrier takes', async () => {
    let running = 0;
    let most = 0;
    const acme = fakeCarrier('acme', {
      concurrency: 3,
      answer: async (requests) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return requests.map(({ trackingNumber }) => notFound('acme', trackingNumber));
      },
    });
    const numbers = Array.from({ length: 40 }, (_, n) => `ACME${n}`);
    await createTrackBatch(askerOf([acme]).many(items(...numbers)));
    expect(most).toBe(3);
  });

  it('yields answers as they arrive, not as they were asked', async () => {
    const slow = fakeCarrier('slow', {
      answer: async (requests) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return requests.map(({ trackingNumber }) => notFound('slow', trackingNumber));
      },
    });
    const seen: number[] = [];
    for await (const { index } of createTrackBatch(
      askerOf([slow, fakeCarrier('fast')]).many(items('SLOW1', 'FAST1')),
    )) {
      seen.push(index);
    }
    expect(seen).toEqual([1, 0]);
  });

  it('stops asking when the loop is left early', async () => {
    const acme = fakeCarrier('acme', { concurrency: 1 });
    const batch = createTrackBatch(
      askerOf([acme]).many(items(...Array.from({ length: 50 }, (_, n) => `ACME${n}`))),
    );
    for await (const _result of batch) break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(acme.calls.length).toBeLessThan(50);
  });

  it('rejects as a whole when the caller aborts, awaited or iterated', async () => {
    const controller = new AbortController();
    const acme = fakeCarrier('acme', {
      answer: async () => {
        controller.abort(new Error('enough'));
        throw controller.signal.reason;
      },
    });
    const batch = createTrackBatch(askerOf([acme]).many(items('ACME1', 'ACME2')), controller.signal);
    await expect(batch).rejects.toThrow('enough');
    await expect(
      (async () => {
        for await (const _result of batch);
      })(),
    ).rejects.toThrow('enough');
  });

  it('gives nothing for nothing', async () => {
    expect(await createTrackBatch(askerOf([fakeCarrier('acme')]).many([]))).toEqual([]);
  });

  it('survives an adapter that answers too few numbers', async () => {
    const acme = fakeCarrier('acme', {
      batchSize: 2,
      answer: () => Promise.resolve([notFound('acme', 'ACME1')]),
    });
    const results = await createTrackBatch(askerOf([acme]).many(items('ACME1', 'ACME2')));
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });
});
