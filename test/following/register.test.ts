import { describe, expect, it } from 'vitest';
import type { RegisterInput } from '../../src/following/registration.ts';
import { fakeCarrier, found, notFound } from '../support/fake-carrier.ts';
import { aFollowingClient, anAnswer, aScan, at } from '../support/followed.ts';

const picked = aScan('package_accepted', -20);
const delivered = aScan('delivered', -1);

/** Two carriers whose numbers look alike. */
function rivals(owner: 'acme' | 'bolt' | 'nobody') {
  const pattern = /^PAIR\d{1,6}$/;
  const says = (id: string) => (number: string) =>
    id === owner
      ? found(id, number, { events: [picked], substatus: 'package_accepted' })
      : notFound(id, number);
  return [
    fakeCarrier('acme', { pattern, confidence: 0.5, says: says('acme') }),
    fakeCarrier('bolt', { pattern, confidence: 0.5, says: says('bolt') }),
  ];
}

describe('register', () => {
  it('keeps a tracker that is due at once, and asks nobody where the form decides', async () => {
    const acme = fakeCarrier('acme');
    const { client } = aFollowingClient([acme]);
    const tracker = await client.register({
      trackingNumber: 'acme 12-3',
      reference: 'R1',
      orderId: 'O1',
      metadata: { lines: [1] },
    });
    expect(tracker).toMatchObject({
      carrier: 'acme',
      trackingNumber: 'ACME123',
      generation: 1,
      tenantId: null,
      reference: 'R1',
      orderId: 'O1',
      metadata: { lines: [1] },
      status: 'unknown',
      poll: { nextPollAt: at(0), stopReason: null },
    });
    expect(acme.calls).toEqual([]);
  });

  it('gives the same tracker again, whatever it is called with, and tells nothing', async () => {
    const { client } = aFollowingClient();
    const first = await client.register({ trackingNumber: 'ACME1', reference: 'R1' });
    const again = await client.register({ trackingNumber: 'ACME-1', reference: 'other', orderId: 'O1' });
    expect(again).toEqual(first);
    expect(await client.outboxCounts()).toMatchObject({ waiting: 1 });
  });

  it('makes one tracker when many register the same at once', async () => {
    const { client } = aFollowingClient();
    const all = await Promise.all(
      Array.from({ length: 20 }, () => client.register({ trackingNumber: 'ACME1' })),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });

  it('asks the carriers where several could own it, and takes in the answer', async () => {
    const carriers = rivals('bolt');
    const { client } = aFollowingClient(carriers);
    const tracker = await client.register({ trackingNumber: 'PAIR1' });
    expect(tracker).toMatchObject({ carrier: 'bolt', status: 'in_transit', version: 2 });
    expect(tracker.poll.lastOutcome).toBe('found');
    await client.register({ trackingNumber: 'PAIR1' });
    expect(carriers.map(({ calls }) => calls.length)).toEqual([1, 1]);
  });

  it('takes the likeliest carrier where none knows the number yet', async () => {
    const { client } = aFollowingClient(rivals('nobody'));
    expect(await client.register({ trackingNumber: 'PAIR1' })).toMatchObject({
      carrier: 'acme',
      status: 'unknown',
    });
  });

  it('keeps the same number apart for each tenant', async () => {
    const { client } = aFollowingClient();
    const a = await client.register({ trackingNumber: 'ACME1', tenantId: 'a' });
    const b = await client.register({ trackingNumber: 'ACME1', tenantId: 'b' });
    expect(a.id).not.toBe(b.id);
    expect(await client.find({ trackingNumber: 'ACME1', tenantId: 'b' })).toEqual(b);
    expect(await client.find({ trackingNumber: 'ACME1' })).toBeUndefined();
    expect(await client.get(a.id, { tenantId: 'b' })).toBeUndefined();
  });

  it('begins a new life of a number whose parcel ended before the new one was shipped', async () => {
    const { client } = aFollowingClient();
    const old = await client.register({ trackingNumber: 'ACME1' });
    await client.ingest(anAnswer([aScan('package_accepted', -200), aScan('delivered', -190)], 0));
    const fresh = await client.register({ trackingNumber: 'ACME1', shippedAfter: at(-10) });
    expect(fresh).toMatchObject({ generation: 2, status: 'unknown', shippedAfter: at(-10) });
    expect(fresh.id).not.toBe(old.id);
    await client.ingest(anAnswer([aScan('package_accepted', -200), aScan('delivered', -190)], 1));
    expect((await client.get(fresh.id))?.status).toBe('unknown');
  });

  it('takes the day a parcel was shipped as it began anywhere', async () => {
    const { client } = aFollowingClient();
    const tracker = await client.register({ trackingNumber: 'ACME1', shippedAfter: '2026-03-01' });
    expect(tracker.shippedAfter).toBe('2026-02-28T10:00:00.000Z');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a number no carrier could own', { trackingNumber: '12' }, 'INVALID_TRACKING_NUMBER'],
    ['a number that is none', { trackingNumber: 12 }, 'INVALID_TRACKING_NUMBER'],
    ['an unknown carrier', { trackingNumber: 'ACME1', carrier: 'nobody' }, 'UNKNOWN_CARRIER'],
    ['a misspelt property', { trackingNumber: 'ACME1', tenant: 'a' }, 'INVALID_OPTIONS'],
    [
      'metadata that is no JSON',
      { trackingNumber: 'ACME1', metadata: { at: new Date(0) } },
      'INVALID_OPTIONS',
    ],
    ['an empty tenant', { trackingNumber: 'ACME1', tenantId: '' }, 'INVALID_OPTIONS'],
    [
      'a reference that is too long',
      { trackingNumber: 'ACME1', reference: 'x'.repeat(256) },
      'INVALID_OPTIONS',
    ],
    ['a NUL in a reference', { trackingNumber: 'ACME1', reference: 'a\0b' }, 'INVALID_OPTIONS'],
    ['a date that is none', { trackingNumber: 'ACME1', shippedAfter: 'yesterday' }, 'INVALID_OPTIONS'],
  ])('refuses %s before anything is written', async (_name, input, code) => {
    const { client } = aFollowingClient();
    await expect(client.register(input as RegisterInput)).rejects.toMatchObject({ code });
    expect((await client.list()).trackers).toEqual([]);
  });
});

describe('registerMany', () => {
  it('registers thousands, tells how far it is, and lets bad ones fail alone', async () => {
    const { client } = aFollowingClient();
    const inputs = Array.from({ length: 1_200 }, (_, place) => ({ trackingNumber: `ACME${place % 1_100}` }));
    const progress: number[] = [];
    const results = await client.registerMany([...inputs, { trackingNumber: '?' }], {
      onProgress: ({ done }) => progress.push(done),
    });
    const count = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length;
    expect([count('registered'), count('existing'), count('failed')]).toEqual([1_100, 100, 1]);
    expect(results.map(({ index }) => index)).toEqual(Array.from({ length: 1_201 }, (_, place) => place));
    expect(results.at(-1)).toMatchObject({ trackingNumber: '?', error: { code: 'INVALID_TRACKING_NUMBER' } });
    expect(progress).toEqual([500, 1_000, 1_201]);
  });

  it("goes on when the host's progress callback throws", async () => {
    const { client } = aFollowingClient();
    const onProgress = () => {
      throw new Error('a bug of the host');
    };
    expect(await client.registerMany([{ trackingNumber: 'ACME1' }], { onProgress })).toHaveLength(1);
  });

  it('stops between chunks when it is aborted', async () => {
    const { client } = aFollowingClient();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(client.registerMany([{ trackingNumber: 'ACME1' }], { signal })).rejects.toThrow('enough');
  });
});

describe('redetect', () => {
  it('moves a parcel to the carrier that knows it', async () => {
    let owner: 'nobody' | 'bolt' = 'nobody';
    const pattern = /^PAIR\d$/;
    const { client } = aFollowingClient([
      fakeCarrier('acme', { pattern, confidence: 0.5 }),
      fakeCarrier('bolt', {
        pattern,
        confidence: 0.5,
        says: (number) =>
          owner === 'bolt' ? found('bolt', number, { events: [picked] }) : notFound('bolt', number),
      }),
    ]);
    const wrong = await client.register({ trackingNumber: 'PAIR1', orderId: 'O1' });
    expect(await client.redetect(wrong.id)).toMatchObject({ id: wrong.id });
    owner = 'bolt';
    const right = await client.redetect(wrong.id);
    expect(right).toMatchObject({ carrier: 'bolt', orderId: 'O1', status: 'in_transit' });
    expect(await client.get(wrong.id)).toMatchObject({
      poll: { stopReason: 'superseded', nextPollAt: null },
    });
  });

  it('moves a parcel whose only scans are an older one’s', async () => {
    const carriers = rivals('bolt');
    const { client } = aFollowingClient(carriers);
    const wrong = await client.register({ trackingNumber: 'PAIR1', carrier: 'acme' });
    const longAgo = [aScan('package_accepted', -9_600), aScan('delivered', -9_500)];
    const told = await client.ingest(anAnswer(longAgo, 0, { trackingNumber: 'PAIR1' }));
    expect(told?.tracker.events.map(({ standing }) => standing)).toEqual(['former_life', 'former_life']);
    expect(await client.redetect(wrong.id)).toMatchObject({ carrier: 'bolt', status: 'in_transit' });
  });

  it('leaves a parcel with scans where it is', async () => {
    const acme = fakeCarrier('acme');
    const { client } = aFollowingClient([acme]);
    const { id } = await client.register({ trackingNumber: 'ACME1' });
    await client.ingest(anAnswer([picked, delivered], 0));
    expect(await client.redetect(id)).toMatchObject({ id, carrier: 'acme' });
    expect(acme.calls).toEqual([]);
  });
});
