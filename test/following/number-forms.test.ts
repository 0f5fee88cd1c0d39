import { describe, expect, it } from 'vitest';
import { usps } from '../../src/carriers/usps/index.ts';
import { memoryStore } from '../../src/memory-store.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import { createTrackingClient } from '../../src/tracking-client.ts';
import { fakeCarrier } from '../support/fake-carrier.ts';
import { aFollowingClient, anAnswer, aScan, NOON } from '../support/followed.ts';

/** A label's barcode holds the ZIP code before the number. */
const WRITTEN = '420787459400111206206406260787';
const KEPT = '9400111206206406260787';
const FORMS = [WRITTEN, KEPT, '4207 8745 9400-1112-0620-6406-2607-87', ` ${KEPT}\n`];

async function followed() {
  const client = createTrackingClient({
    carriers: [usps({ clientId: 'a', clientSecret: 'b' }), fakeCarrier('acme')],
    clock: createManualClock(NOON),
    store: memoryStore(),
  });
  const { id, trackingNumber } = await client.register({ trackingNumber: WRITTEN });
  return { client, id, trackingNumber };
}

describe('a number that was registered in a longer form', () => {
  it('is kept as its carrier has it', async () => {
    expect((await followed()).trackingNumber).toBe(KEPT);
  });

  it.each(FORMS)('is found as %j', async (trackingNumber) => {
    const { client, id } = await followed();
    expect((await client.find({ trackingNumber }))?.id).toBe(id);
    expect((await client.find({ trackingNumber, carrier: 'usps' }))?.id).toBe(id);
    expect(await client.find({ trackingNumber, carrier: 'acme' })).toBeUndefined();
    expect(await client.find({ trackingNumber, tenantId: 'other' })).toBeUndefined();
  });

  it.each(FORMS)('takes in an observation of %j', async (trackingNumber) => {
    const { client, id } = await followed();
    const answer = anAnswer([aScan('delivered', -1)], 0, { carrier: 'usps', trackingNumber });
    expect((await client.ingest(answer))?.tracker).toMatchObject({ id, status: 'delivered' });
  });

  it.each(FORMS)('is listed as %j', async (trackingNumber) => {
    const { client, id } = await followed();
    const ids = async (options: { carrier?: string | string[] }) =>
      (await client.list({ trackingNumber, ...options })).trackers.map((tracker) => tracker.id);
    expect(await ids({})).toEqual([id]);
    expect(await ids({ carrier: ['acme', 'usps'] })).toEqual([id]);
    expect(await ids({ carrier: 'acme' })).toEqual([]);
  });
});

it('lists the lives of a number page by page, however it is written', async () => {
  const { client, clock } = aFollowingClient();
  for (const shippedAfter of ['2026-03-02', '2027-03-02', '2028-03-02']) {
    await client.register({ trackingNumber: 'ACME1', shippedAfter });
    const hours = (clock.now() - Date.parse(NOON)) / 3_600_000;
    await client.ingest(
      anAnswer([aScan('package_accepted', hours), aScan('delivered', hours + 1)], hours + 2),
    );
    await clock.advance(366 * 24 * 3_600_000);
  }
  const generations: number[] = [];
  for await (const { generation } of client.list({ trackingNumber: 'acme 1', limit: 1 }))
    generations.push(generation);
  expect(generations).toEqual([3, 2, 1]);
  const { nextCursor } = await client.list({ trackingNumber: 'acme-1', limit: 2 });
  const rest = await client.list({ trackingNumber: 'ACME1', limit: 2, cursor: nextCursor });
  expect(rest.trackers.map(({ generation }) => generation)).toEqual([1]);
});

describe('a number that is asked for at a carrier nobody has registered', () => {
  it('is not found, and the error says why', async () => {
    const { client } = await followed();
    const unknown = { code: 'UNKNOWN_CARRIER' };
    await expect(client.find({ trackingNumber: KEPT, carrier: 'nobody' })).rejects.toMatchObject(unknown);
    await expect(client.ingest(anAnswer([], 0, { carrier: 'nobody' }))).rejects.toMatchObject(unknown);
  });
});
