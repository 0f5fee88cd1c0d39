import { describe, expect, it } from 'vitest';
import type { TrackResult } from '../../src/model/observation.ts';
import { fakeCarrier, found, notFound } from '../support/fake-carrier.ts';
import { aFollowingClient, aScan } from '../support/followed.ts';

const pattern = /^PAIR\d{1,4}$/;
const picked = aScan('package_accepted', -20);
const numbers = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ trackingNumber: `PAIR${place}` }));

const knows = (id: string) => (number: string) => found(id, number, { events: [picked] });
const knowsNothing = (id: string) => (number: string) => notFound(id, number);

/** Two carriers that could own the same numbers and take 30 in a call. */
function rivals(says: (number: string) => TrackResult, saysBolt = knowsNothing('bolt')) {
  const batches = { pattern, confidence: 0.5, batchSize: 30, concurrency: 2 };
  return [
    fakeCarrier('acme', { ...batches, says }),
    fakeCarrier('bolt', { ...batches, says: saysBolt }),
  ] as const;
}

describe('registering numbers that several carriers could own', () => {
  it('asks in full batches, and the next carrier only for what the first does not know', async () => {
    const isEven = (number: string) => Number(number.slice(4)) % 2 === 0;
    const [acme, bolt] = rivals(
      (number) => (isEven(number) ? knows('acme') : knowsNothing('acme'))(number),
      knows('bolt'),
    );
    const { client } = aFollowingClient([acme, bolt]);
    const results = await client.registerMany(numbers(120));
    expect(acme.calls.map(({ length }) => length)).toEqual([30, 30, 30, 30]);
    expect(bolt.calls.map(({ length }) => length)).toEqual([30, 30]);
    expect(results.map((each) => 'tracker' in each && each.tracker.carrier)).toEqual(
      numbers(120).map(({ trackingNumber }) => (isEven(trackingNumber) ? 'acme' : 'bolt')),
    );
    expect(results.every((each) => 'tracker' in each && each.tracker.status === 'in_transit')).toBe(true);
  });

  it("keeps to the carrier's concurrency", async () => {
    let [running, most] = [0, 0];
    const acme = fakeCarrier('acme', {
      pattern,
      confidence: 0.5,
      concurrency: 2,
      answer: async (requests) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return requests.map(({ trackingNumber }) => knows('acme')(trackingNumber));
      },
    });
    const { client } = aFollowingClient([acme, fakeCarrier('bolt', { pattern, confidence: 0.5 })]);
    await client.registerMany(numbers(20));
    expect(most).toBe(2);
  });

  it('lets what is refused fail alone, and takes the likeliest carrier where asking fails', async () => {
    const acme = fakeCarrier('acme', {
      pattern,
      confidence: 0.5,
      batchSize: 30,
      answer: () => Promise.reject(new Error('a defect')),
    });
    const { client } = aFollowingClient([acme, fakeCarrier('bolt', { pattern, confidence: 0.5 })]);
    const results = await client.registerMany([
      ...numbers(2),
      { trackingNumber: '?' },
      { trackingNumber: 'PAIR3' },
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'registered',
      'registered',
      'failed',
      'registered',
    ]);
    expect(results[3]).toMatchObject({ index: 3, tracker: { carrier: 'acme', trackingNumber: 'PAIR3' } });
  });

  it('stops with the reason of a signal that aborts while carriers are asked', async () => {
    const controller = new AbortController();
    const acme = fakeCarrier('acme', {
      pattern,
      confidence: 0.5,
      answer: () => {
        controller.abort(new Error('enough'));
        return Promise.reject(controller.signal.reason);
      },
    });
    const { client } = aFollowingClient([acme, fakeCarrier('bolt', { pattern, confidence: 0.5 })]);
    await expect(client.registerMany(numbers(3), { signal: controller.signal })).rejects.toThrow('enough');
    expect((await client.list()).trackers).toEqual([]);
  });
});
