import { describe, expect, it } from 'vitest';
import type { Substatus } from '../../src/model/status.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { aFollowingClient, anAnswer, aScan } from '../support/followed.ts';

const DAY_HOURS = 24;
const LABELS = { reference: 'R1', orderId: 'O1', metadata: { customer: 'Ann' } };
const NO_LABELS = { reference: null, orderId: null, metadata: {} };

/** A parcel of order O1 that came to an end, and two months later a push about the next one with its number. */
async function nextLife(end: Substatus, facts: Partial<TrackingEvent> = {}) {
  const { client, clock } = aFollowingClient();
  const former = await client.register({ trackingNumber: 'ACME1', ...LABELS });
  await client.ingest(anAnswer([aScan('package_accepted', -20), aScan(end, -1, facts)], 0));
  await clock.advance(60 * DAY_HOURS * 3_600_000);
  const start = aScan('information_received', 59 * DAY_HOURS);
  await client.ingest(anAnswer([start], 60 * DAY_HOURS, { source: 'push' }));
  const next = await client.find({ trackingNumber: 'ACME1' });
  expect(next?.generation).toBe(2);
  return { client, former, next };
}

describe('the next parcel with a number', () => {
  it.each([
    ['delivered', 'delivered', {}],
    ['back with its sender', 'return_to_sender', { reason: 'return_completed' }],
  ] as const)('has no labels after one that was %s: they are of another order', async (_name, end, facts) => {
    const { client, former, next } = await nextLife(end, facts);
    expect(next).toMatchObject(NO_LABELS);
    expect(await client.get(former.id)).toMatchObject(LABELS);
    expect(await client.summarizeOrder('O1')).toMatchObject({
      parcelCount: 1,
      parcels: [{ trackerId: former.id }],
    });
  });

  it.each([
    ['lost', 'package_lost', {}],
    ['cancelled', 'package_undeliverable', { reason: 'cancelled_by_shipper' }],
  ] as const)('has the labels of one that was %s: it is of the same order', async (_name, end, facts) => {
    expect((await nextLife(end, facts)).next).toMatchObject(LABELS);
  });

  it('gets the labels it is registered with', async () => {
    const { client, next } = await nextLife('delivered');
    const labels = { reference: 'R2', orderId: 'O2', metadata: { customer: 'Bob' } };
    const input = { trackingNumber: 'ACME1', shippedAfter: '2026-04-29', ...labels };
    const [result] = await client.registerMany([input]);
    expect(result).toMatchObject({ outcome: 'existing', tracker: { id: next?.id, ...labels } });
    expect(await client.get(next?.id as string)).toMatchObject(labels);
    await client.register({ ...input, orderId: 'O3' });
    expect(await client.summarizeOrder('O2')).toMatchObject({ parcelCount: 1 });
    expect(await client.summarizeOrder('O3')).toBeUndefined();
  });
});

it('gives labels to a parcel that was registered without, and nothing to one that has any', async () => {
  const { client } = aFollowingClient();
  const bare = await client.register({ trackingNumber: 'ACME1' });
  expect(await client.register({ trackingNumber: 'ACME1' })).toEqual(bare);
  const labelled = await client.register({ trackingNumber: 'ACME1', metadata: { shop: 7 } });
  expect(labelled).toMatchObject({ id: bare.id, version: 2, metadata: { shop: 7 } });
  expect(await client.register({ trackingNumber: 'ACME1', reference: 'R1' })).toEqual(labelled);
});
