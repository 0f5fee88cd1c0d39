import { describe, expect, it } from 'vitest';
import type { ListOptions } from '../../src/following/list-filter.ts';
import type { PurgeOptions } from '../../src/following/purging.ts';
import { fakeCarrier } from '../support/fake-carrier.ts';
import { aFollowingClient, anAnswer, aScan, at } from '../support/followed.ts';

const picked = aScan('package_accepted', -20);
const out = aScan('out_for_delivery', -4);
const delivered = aScan('delivered', -1);

async function followed(trackingNumber = 'ACME1') {
  const { client, store, clock } = aFollowingClient();
  const { id } = await client.register({ trackingNumber });
  return { client, store, clock, id };
}

describe('list', () => {
  async function many(count: number) {
    const { client, clock } = aFollowingClient();
    for (let place = 0; place < count; place += 1) {
      await client.register({
        trackingNumber: `ACME${place}`,
        tenantId: place % 2 === 0 ? 'a' : 'b',
        metadata: { shop: place % 3 },
      });
      await clock.advance(1_000);
    }
    return client;
  }

  it('gives pages newest first, and the next one by its cursor', async () => {
    const client = await many(7);
    const first = await client.list({ limit: 4 });
    expect(first.trackers.map(({ trackingNumber }) => trackingNumber)).toEqual([
      'ACME6',
      'ACME5',
      'ACME4',
      'ACME3',
    ]);
    const second = await client.list({ limit: 4, cursor: first.nextCursor });
    expect(second.trackers.map(({ trackingNumber }) => trackingNumber)).toEqual(['ACME2', 'ACME1', 'ACME0']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('gives every tracker when it is iterated, whatever the page', async () => {
    const client = await many(9);
    const seen: string[] = [];
    for await (const { trackingNumber } of client.list({ limit: 2, tenantId: 'a' }))
      seen.push(trackingNumber);
    expect(seen).toEqual(['ACME8', 'ACME6', 'ACME4', 'ACME2', 'ACME0']);
  });

  it('joins its conditions, and takes several values for one', async () => {
    const client = await many(6);
    const numbers = async (options: ListOptions) =>
      (await client.list(options)).trackers.map(({ trackingNumber }) => trackingNumber);
    expect(await numbers({ tenantId: 'a', metadata: { shop: 1 } })).toEqual(['ACME4']);
    expect(await numbers({ status: ['unknown', 'delivered'], trackingNumber: 'ACME3' })).toEqual(['ACME3']);
    expect(await numbers({ status: 'delivered' })).toEqual([]);
    expect(await numbers({ active: true, actionRequired: false, createdAfter: at(0) })).toHaveLength(5);
  });

  it.each<[string, Record<string, unknown>]>([
    ['limit', { limit: 0 }],
    ['limit', { limit: 1_001 }],
    ['limit', { limit: '10' }],
    ['cursor', { cursor: 'eyJ4IjoxfQ' }],
    ['status', { status: 'shipped' }],
    ['status', { status: [] }],
    ['colour', { colour: 'red' }],
    ['updatedAfter', { updatedAfter: 'soon' }],
    ['metadata', { metadata: 'shop' }],
    ['tenantId', { tenantId: '' }],
    ['active', { active: 'yes' }],
  ])('refuses a bad %s by name', async (path, options) => {
    const { client } = aFollowingClient();
    await expect(client.list(options as ListOptions)).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      path,
    });
  });
});

describe('update', () => {
  it('changes what is given, leaves the rest, and takes away what is null', async () => {
    const { client, id } = await followed();
    await client.update(id, { reference: 'R1', orderId: 'O1', metadata: { a: 1 } });
    const tracker = await client.update(id, { reference: null, metadata: { b: 2 } });
    expect(tracker).toMatchObject({ reference: null, orderId: 'O1', metadata: { b: 2 }, version: 3 });
  });

  it.each([
    ['nothing', {}],
    ['what is there', { reference: 'R1', metadata: { b: [2], a: 1 } }],
    ['what is not there', { orderId: null }],
    ['undefined', { reference: undefined }],
  ])('makes no new version of %s', async (_name, changes) => {
    const { client, clock, id } = await followed();
    const before = await client.update(id, { reference: 'R1', metadata: { a: 1, b: [2] } });
    await clock.advance(1_000);
    expect(await client.update(id, changes)).toEqual(before);
    expect(await client.get(id)).toEqual(before);
  });

  it('refuses what is no label, and another tenant', async () => {
    const { client, id } = await followed();
    await expect(client.update(id, { status: 'delivered' } as object)).rejects.toMatchObject({
      path: 'status',
    });
    await expect(client.update(id, { metadata: { f: () => 1 } })).rejects.toMatchObject({
      path: 'metadata.f',
    });
    expect(await client.update(id, { reference: 'x' }, { tenantId: 'other' })).toBeUndefined();
    expect(await client.get(id)).toMatchObject({ reference: null, version: 1 });
  });
});

describe('ingest by the host', () => {
  it('takes a push, and remembers that the carrier pushes', async () => {
    const { client, id } = await followed();
    const told = await client.ingest(anAnswer([out], 0, { source: 'push' }));
    expect(told).toMatchObject({
      tracker: { id, substatus: 'out_for_delivery', poll: { lastPushAt: at(0) } },
    });
    expect(told?.changes.map(({ kind }) => kind)).toContain('status.changed');
  });

  it('takes an import of what happened long before', async () => {
    const { client } = await followed();
    const old = [aScan('package_accepted', -2_000), aScan('delivered', -1_950)];
    const told = await client.ingest(anAnswer(old, -1_900, { source: 'import' }));
    expect(told?.tracker.status).toBe('delivered');
  });

  it('gives nothing for a parcel that is not followed', async () => {
    const { client } = await followed();
    expect(await client.ingest(anAnswer([out], 0, { trackingNumber: 'ACME9' }))).toBeUndefined();
    expect(await client.ingest(anAnswer([out], 0), { tenantId: 'other' })).toBeUndefined();
  });
});

describe('override', () => {
  it('marks a parcel as delivered, with a note in the log', async () => {
    const { client, id } = await followed();
    await client.ingest(anAnswer([picked, out], -3));
    const told = await client.override(id, { substatus: 'delivered', note: 'J. Doe: the customer called' });
    expect(told?.tracker).toMatchObject({ status: 'delivered', provenance: { matchedBy: 'override' } });
    expect(told?.tracker.transitions.at(-1)).toMatchObject({
      source: 'override',
      text: 'J. Doe: the customer called',
      to: { substatus: 'delivered' },
    });
  });

  it('is taken back by null', async () => {
    const { client, id } = await followed();
    await client.ingest(anAnswer([picked, out], -3));
    await client.override(id, { substatus: 'delivered', note: 'a mistake' });
    expect((await client.override(id, null))?.tracker.substatus).toBe('out_for_delivery');
  });

  it.each<[string, Record<string, unknown>]>([
    ['no note', { substatus: 'delivered', note: ' ' }],
    ['an unknown substatus', { substatus: 'arrived', note: 'x' }],
    ['a time that is none', { substatus: 'delivered', at: 'noon', note: 'x' }],
  ])('refuses %s', async (_name, input) => {
    const { client, id } = await followed();
    await expect(client.override(id, input as never)).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
  });
});

describe('stop and resume', () => {
  it('keeps the status of a stopped parcel, and news does not start it again', async () => {
    const { client, id } = await followed();
    await client.ingest(anAnswer([picked, out], -3));
    expect(await client.stop(id)).toBe(true);
    await client.ingest(anAnswer([delivered], 0, { source: 'push' }));
    expect(await client.get(id)).toMatchObject({
      status: 'delivered',
      poll: { nextPollAt: null, stopReason: 'stopped_by_host' },
    });
    expect(await client.resume(id)).toBe(true);
    expect(await client.get(id)).toMatchObject({ poll: { nextPollAt: at(0), stopReason: null } });
  });

  it('says where there is no such tracker', async () => {
    const { client, id } = await followed();
    expect(await client.stop('nobody')).toBe(false);
    expect(await client.resume(id, { tenantId: 'other' })).toBe(false);
  });
});

describe('remove and purge', () => {
  it('deletes a tracker with its messages', async () => {
    const { client, id } = await followed();
    expect(await client.remove(id)).toBe(true);
    expect(await client.remove(id)).toBe(false);
    expect(await client.get(id)).toBeUndefined();
    expect(await client.outboxCounts()).toMatchObject({ waiting: 0 });
  });

  it('purges by reference, however many there are', async () => {
    const { client } = aFollowingClient();
    const inputs = Array.from({ length: 1_100 }, (_, place) => ({
      trackingNumber: `ACME${place}`,
      reference: place < 1_050 ? 'gone' : 'stays',
    }));
    await client.registerMany(inputs);
    expect(await client.purge({ reference: 'gone' })).toBe(1_050);
    expect((await client.list()).trackers).toHaveLength(50);
  });

  it('purges what has long been closed', async () => {
    const { client, clock, id } = await followed();
    await client.ingest(anAnswer([aScan('package_accepted', -200), aScan('delivered', -190)], 0));
    await client.register({ trackingNumber: 'ACME2' });
    await clock.advance(24 * 3_600_000);
    expect(await client.purge({ closedBefore: at(12) })).toBe(1);
    expect(await client.get(id)).toBeUndefined();
  });

  it.each<[Record<string, unknown>]>([
    [{}],
    [{ colour: 'red' }],
    [{ reference: '' }],
    [{ closedBefore: 'then' }],
  ])('refuses %j, and deletes nothing', async (options) => {
    const { client, id } = await followed();
    await expect(client.purge(options as PurgeOptions)).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
    expect(await client.get(id)).toBeDefined();
  });
});

describe('summarizeOrder', () => {
  it('calls an order delivered only when all its parcels are', async () => {
    const { client } = aFollowingClient();
    for (const trackingNumber of ['ACME1', 'ACME2']) await client.register({ trackingNumber, orderId: 'O1' });
    await client.ingest(anAnswer([picked, delivered], 0));
    await client.ingest(anAnswer([picked], 0, { trackingNumber: 'ACME2' }));
    expect(await client.summarizeOrder('O1')).toMatchObject({
      status: 'in_transit',
      parcelCount: 2,
      counts: { delivered: 1, in_transit: 1 },
    });
    await client.ingest(anAnswer([picked, delivered], 1, { trackingNumber: 'ACME2' }));
    expect(await client.summarizeOrder('O1')).toMatchObject({ status: 'delivered', actionRequired: false });
  });

  it('counts pieces without a tracker of their own: one that is lost needs someone', async () => {
    const { client } = aFollowingClient();
    await client.register({ trackingNumber: 'ACME1', orderId: 'O1' });
    const piece = (trackingNumber: string, substatus: 'delivered' | 'package_lost') => ({
      trackingNumber,
      status: substatus === 'delivered' ? ('delivered' as const) : ('failure' as const),
      substatus,
      weight: null,
    });
    const pieces = [piece('ACME1', 'delivered'), piece('ACME7', 'delivered'), piece('ACME8', 'package_lost')];
    await client.ingest(anAnswer([picked, delivered], 0, { pieces }));
    expect(await client.summarizeOrder('O1')).toMatchObject({
      status: 'failure',
      substatus: 'package_lost',
      actionRequired: true,
      parcelCount: 3,
    });
    expect(await client.summarizeOrder('O1', { countPieces: false })).toMatchObject({ status: 'delivered' });
  });

  it.each([[undefined], [null], [''], [5]])('refuses an order id that is %j', async (orderId) => {
    const { client } = await followed();
    await expect(client.summarizeOrder(orderId as string)).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      path: 'orderId',
    });
  });

  it("knows nothing of another tenant's order", async () => {
    const { client } = aFollowingClient();
    await client.register({ trackingNumber: 'ACME1', orderId: 'O1', tenantId: 'a' });
    expect(await client.summarizeOrder('O1', { tenantId: 'b' })).toBeUndefined();
    expect(await client.summarizeOrder('O1')).toBeUndefined();
    expect(await client.summarizeOrder('O1', { tenantId: 'a' })).toMatchObject({ parcelCount: 1 });
  });
});

describe('a client without a store', () => {
  it('does not follow, and its type says so', async () => {
    const { createTrackingClient } = await import('../../src/tracking-client.ts');
    const client = createTrackingClient({ carriers: [fakeCarrier('acme')] });
    // @ts-expect-error there is nothing to register with
    expect(client.register).toBeUndefined();
  });
});
