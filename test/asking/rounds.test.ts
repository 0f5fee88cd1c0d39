/** Asking around for many numbers: full batches in every round, and each result as soon as it is final. */

import { describe, expect, it } from 'vitest';
import { createTrackBatch } from '../../src/asking/track-batch.ts';
import { CarrierRateLimitError } from '../../src/errors.ts';
import { failed, fakeCarrier, found, notFound } from '../support/fake-carrier.ts';
import { askerOf, items } from './asker.ts';

/** A carrier of every number of digits that knows those of a form. */
const knowing = (id: string, confidence: number, known: RegExp, batchSize = 10) =>
  fakeCarrier(id, {
    pattern: /^\d{1,20}$/,
    confidence,
    batchSize,
    says: (number) => (known.test(number) ? found(id, number) : notFound(id, number)),
  });

describe('asking around for many numbers', () => {
  it('asks the next carriers for what was not found, in full batches again', async () => {
    const acme = knowing('acme', 0.6, /[02468]$/, 10);
    const bolt = knowing('bolt', 0.5, /[1357]$/, 4);
    const numbers = Array.from({ length: 30 }, (_, n) => `${n}`);
    const results = await createTrackBatch(askerOf([acme, bolt]).many(items(...numbers)));
    expect(acme.calls.map(({ length }) => length)).toEqual([10, 10, 10]);
    expect(bolt.calls.map(({ length }) => length)).toEqual([4, 4, 4, 3]);
    expect(bolt.calls.flat()).toEqual(numbers.filter((number) => /[13579]$/.test(number)));
    expect(results.map(({ trackingNumber }) => trackingNumber)).toEqual(numbers);
    expect(
      results.map(({ outcome, carrier, asked }) => [outcome, carrier, asked.join()]).slice(6, 10),
    ).toEqual([
      ['found', 'acme', 'acme'],
      ['found', 'bolt', 'acme,bolt'],
      ['found', 'acme', 'acme'],
      ['not_found', 'acme', 'acme,bolt'],
    ]);
  });

  it('delivers what is final without waiting for the next round', async () => {
    const acme = knowing('acme', 0.6, /2$/);
    const bolt = knowing('bolt', 0.5, /1$/);
    const seen: [number, number][] = [];
    for await (const { index } of createTrackBatch(askerOf([acme, bolt]).many(items('1', '2')))) {
      seen.push([index, bolt.calls.length]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(seen.map(([index]) => index)).toEqual([1, 0]);
  });

  it('fills the next round in the order of the list, whoever answered first', async () => {
    const slow = fakeCarrier('slow', {
      confidence: 0.6,
      pattern: /^1\d$/,
      answer: async (requests) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return requests.map(({ trackingNumber }) => notFound('slow', trackingNumber));
      },
    });
    const fast = fakeCarrier('fast', { confidence: 0.6, pattern: /^2\d$/ });
    const bolt = knowing('bolt', 0.5, /\d/, 2);
    await createTrackBatch(askerOf([slow, fast, bolt]).many(items('11', '21', '12', '22')));
    expect(bolt.calls).toEqual([
      ['11', '21'],
      ['12', '22'],
    ]);
  });

  it('asks once in every round for a number that is listed twice', async () => {
    const acme = knowing('acme', 0.6, /^$/);
    const bolt = knowing('bolt', 0.5, /1$/);
    const results = await createTrackBatch(askerOf([acme, bolt]).many(items('1', ' 1', '-1-')));
    expect(results.map(({ outcome, index }) => [outcome, index])).toEqual([
      ['found', 0],
      ['found', 1],
      ['found', 2],
    ]);
    expect([acme.calls, bolt.calls]).toEqual([[['1']], [['1']]]);
  });

  it('uses the answer a carrier gave already to another entry of the list', async () => {
    const acme = knowing('acme', 0.6, /^$/);
    const bolt = knowing('bolt', 0.5, /1$/);
    const list = [{ trackingNumber: '1', carrier: 'bolt' }, { trackingNumber: '1' }];
    const results = await createTrackBatch(askerOf([acme, bolt]).many(list));
    expect(results.map(({ outcome, asked }) => [outcome, asked])).toEqual([
      ['found', ['bolt']],
      ['found', ['acme', 'bolt']],
    ]);
    expect(bolt.calls).toEqual([['1']]);
  });

  it('lets a carrier that fails hold up nobody else’s answer', async () => {
    const busy = new CarrierRateLimitError('busy');
    const acme = fakeCarrier('acme', {
      pattern: /^\d$/,
      confidence: 0.6,
      batchSize: 10,
      answer: () => Promise.reject(busy),
    });
    const bolt = knowing('bolt', 0.5, /1$/);
    const results = await createTrackBatch(askerOf([acme, bolt]).many(items('1', '2')));
    expect(results.map(({ outcome }) => outcome)).toEqual(['found', 'failed']);
    expect(results[1]).toMatchObject({ carrier: 'acme', error: busy, asked: ['acme', 'bolt'] });
  });

  it('asks the likeliest alone when told so', async () => {
    const bolt = knowing('bolt', 0.5, /1$/);
    const asker = askerOf([knowing('acme', 0.6, /^$/), bolt]);
    const results = await createTrackBatch(asker.many(items('1', '2'), { maxCandidates: 1 }));
    expect(results.map(({ outcome, asked }) => [outcome, asked.join()])).toEqual([
      ['not_found', 'acme'],
      ['not_found', 'acme'],
    ]);
    expect(bolt.calls).toEqual([]);
  });

  it('fails every number with the option that is wrong', async () => {
    const acme = knowing('acme', 0.6, /1$/);
    const results = await createTrackBatch(askerOf([acme]).many(items('1', '2'), { maxCandidates: 0 }));
    expect(results.map((result) => result.outcome === 'failed' && result.error.code)).toEqual([
      'INVALID_OPTIONS',
      'INVALID_OPTIONS',
    ]);
    expect(acme.calls).toEqual([]);
  });

  it('rejects with the reason when the caller aborts between two rounds', async () => {
    const controller = new AbortController();
    const acme = fakeCarrier('acme', {
      pattern: /^\d$/,
      confidence: 0.6,
      says: (number) => {
        controller.abort(new Error('enough'));
        return notFound('acme', number);
      },
    });
    const bolt = knowing('bolt', 0.5, /1$/);
    await expect(createTrackBatch(askerOf([acme, bolt]).many(items('1')), controller.signal)).rejects.toThrow(
      'enough',
    );
    expect(bolt.calls).toEqual([]);
  });

  it('gives the same for a list as for each of its numbers alone', async () => {
    const carriers = () => [
      knowing('acme', 0.6, /[036]$/, 3),
      knowing('bolt', 0.6, /[147]$/, 2),
      fakeCarrier('cargo', {
        pattern: /^\d{1,20}$/,
        confidence: 0.4,
        says: (number) => failed('cargo', number, new CarrierRateLimitError('busy')),
      }),
    ];
    const list = items(...Array.from({ length: 20 }, (_, n) => `${n % 12}`), 'nonsense');
    const together = await createTrackBatch(askerOf(carriers()).many(list));
    const alone = await Promise.all(list.map((item) => askerOf(carriers()).one(item)));
    expect(together).toEqual(alone.map((result, index) => ({ ...result, index })));
  });
});
