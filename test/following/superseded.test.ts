import { describe, expect, it } from 'vitest';
import { fakeCarrier, found, notFound } from '../support/fake-carrier.ts';
import { aFollowingClient, anAnswer, aScan } from '../support/followed.ts';

const pattern = /^PAIR\d$/;
const delivered = aScan('delivered', -1, { carrier: 'bolt' });

/** A parcel that was followed at acme, until bolt knew it. Both trackers are made in one millisecond. */
async function redetected() {
  let owner: 'nobody' | 'bolt' = 'nobody';
  const facts = { ...anAnswer([delivered], 0), carrier: 'bolt', trackingNumber: 'PAIR1' };
  const { client, clock } = aFollowingClient([
    fakeCarrier('acme', { pattern, confidence: 0.5 }),
    fakeCarrier('bolt', {
      pattern,
      confidence: 0.5,
      says: (number) => (owner === 'bolt' ? found('bolt', number, facts) : notFound('bolt', number)),
    }),
  ]);
  const wrong = await client.register({ trackingNumber: 'PAIR1', orderId: 'O1' });
  owner = 'bolt';
  const right = await client.redetect(wrong.id);
  return { client, clock, wrong, right };
}

describe('a tracker whose parcel turned out to be another carrier’s', () => {
  it('does not count in its order', async () => {
    const { client } = await redetected();
    expect(await client.summarizeOrder('O1')).toMatchObject({
      status: 'delivered',
      parcelCount: 1,
      parcels: [{ carrier: 'bolt' }],
    });
  });

  it('counts in its order where the other one is gone', async () => {
    const { client, right } = await redetected();
    await client.remove(right?.id as string);
    expect(await client.summarizeOrder('O1')).toMatchObject({
      parcelCount: 1,
      parcels: [{ carrier: 'acme' }],
    });
  });

  it('is not given when its number is registered again', async () => {
    const { client, right } = await redetected();
    expect(await client.register({ trackingNumber: 'PAIR1', orderId: 'O1' })).toMatchObject({
      id: right?.id,
    });
  });

  // The order of two that were made at once is that of their random ids.
  it('is not found by its number, whichever was made last', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { client, right } = await redetected();
      expect((await client.find({ trackingNumber: 'PAIR1' }))?.id).toBe(right?.id);
    }
  });

  it('is found where its carrier is named', async () => {
    const { client, wrong } = await redetected();
    expect((await client.find({ trackingNumber: 'PAIR1', carrier: 'acme' }))?.id).toBe(wrong.id);
  });
});

it('counts a former life of a number, whose next life is no parcel of the order', async () => {
  const { client, clock } = aFollowingClient();
  const { id } = await client.register({ trackingNumber: 'ACME1', orderId: 'O1' });
  await client.ingest(anAnswer([aScan('package_accepted', -20), aScan('delivered', -1)], 0));
  await clock.advance(60 * 24 * 3_600_000);
  await client.ingest(anAnswer([aScan('information_received', 59 * 24)], 60 * 24, { source: 'push' }));
  const next = await client.find({ trackingNumber: 'ACME1' });
  await client.update(next?.id as string, { orderId: 'O2' });
  expect(await client.get(id)).toMatchObject({ poll: { stopReason: 'superseded' } });
  expect(await client.summarizeOrder('O1')).toMatchObject({ status: 'delivered', parcelCount: 1 });
});
