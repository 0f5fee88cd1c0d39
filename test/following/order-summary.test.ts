import { describe, expect, it } from 'vitest';
import type { Observation, Piece } from '../../src/model/observation.ts';
import { type Substatus, statusOf } from '../../src/model/status.ts';
import { aFollowingClient, anAnswer, aScan } from '../support/followed.ts';

const picked = aScan('package_accepted', -20);
const delivered = aScan('delivered', -1);

const piece = (trackingNumber: string, substatus: Substatus): Piece => ({
  trackingNumber,
  status: statusOf(substatus),
  substatus,
  weight: null,
});

/** An order of these numbers. */
async function anOrder(...numbers: string[]) {
  const { client, clock } = aFollowingClient();
  for (const trackingNumber of numbers) {
    await client.register({ trackingNumber, orderId: 'O1' });
    await clock.advance(1_000);
  }
  const isDelivered = (trackingNumber: string, hours: number, facts: Partial<Observation> = {}) =>
    client.ingest(anAnswer([picked, delivered], hours, { trackingNumber, ...facts }));
  const isUnderway = (trackingNumber: string, facts: Partial<Observation> = {}) =>
    client.ingest(anAnswer([picked], 0, { trackingNumber, ...facts }));
  return { client, isDelivered, isUnderway };
}

describe('pieces of an order', () => {
  it.each([
    ['first', ['ACME1', 'ACME2']],
    ['last', ['ACME2', 'ACME1']],
  ])('are as the newer answer has them, be its tracker made %s', async (_place, numbers) => {
    const { client, isDelivered } = await anOrder(...numbers);
    await isDelivered('ACME2', 9, { pieces: [piece('ACME3', 'delivered')] });
    await isDelivered('ACME1', 3, { pieces: [piece('ACME3', 'out_for_delivery')] });
    expect(await client.summarizeOrder('O1')).toMatchObject({ status: 'delivered', parcelCount: 3 });
  });

  it('are missed where the carrier counts more than it names', async () => {
    const { client, isDelivered } = await anOrder('ACME1');
    await isDelivered('ACME1', 0, { pieceCount: 3 });
    expect(await client.summarizeOrder('O1')).toMatchObject({
      status: 'unknown',
      substatus: 'other',
      actionRequired: false,
      parcelCount: 3,
      counts: { delivered: 1, unknown: 2 },
      parcels: [{ trackingNumber: 'ACME1' }],
    });
    expect(await client.summarizeOrder('O1', { countPieces: false })).toMatchObject({
      status: 'delivered',
      parcelCount: 1,
    });
  });

  it('are missed once, however many trackers of the shipment carry its count', async () => {
    const { client, isDelivered } = await anOrder('ACME1', 'ACME2');
    const pieces = [piece('ACME1', 'delivered'), piece('ACME2', 'delivered')];
    for (const number of ['ACME1', 'ACME2']) await isDelivered(number, 0, { pieceCount: 3, pieces });
    expect(await client.summarizeOrder('O1')).toMatchObject({ parcelCount: 3, counts: { unknown: 1 } });
  });

  it('are missed once where no tracker lists them', async () => {
    const { client, isDelivered } = await anOrder('ACME1', 'ACME2');
    for (const number of ['ACME1', 'ACME2']) await isDelivered(number, 0, { pieceCount: 3 });
    expect(await client.summarizeOrder('O1')).toMatchObject({ parcelCount: 3, counts: { unknown: 1 } });
  });

  it('are missed once where a later list shows that two were one shipment', async () => {
    const { client, isDelivered } = await anOrder('ACME1', 'ACME2', 'ACME3');
    const lists = [
      ['ACME1', ['ACME1', 'ACME4']],
      ['ACME2', ['ACME2', 'ACME5']],
      ['ACME3', ['ACME3', 'ACME4', 'ACME5']],
    ] as const;
    for (const [number, listed] of lists) {
      await isDelivered(number, 0, { pieceCount: 6, pieces: listed.map((each) => piece(each, 'delivered')) });
    }
    expect(await client.summarizeOrder('O1')).toMatchObject({ parcelCount: 6, counts: { unknown: 1 } });
  });

  it('are missed in each of two shipments', async () => {
    const { client, isDelivered } = await anOrder('ACME1', 'ACME5');
    await isDelivered('ACME1', 0, {
      pieceCount: 3,
      pieces: [piece('ACME1', 'delivered'), piece('ACME2', 'delivered')],
    });
    await isDelivered('ACME5', 0, { pieceCount: 2, pieces: [piece('ACME5', 'delivered')] });
    expect(await client.summarizeOrder('O1')).toMatchObject({ status: 'unknown', counts: { unknown: 2 } });
  });

  it('are not missed where the order follows them all', async () => {
    const { client, isDelivered } = await anOrder('ACME1', 'ACME2', 'ACME3');
    for (const number of ['ACME1', 'ACME2', 'ACME3']) await isDelivered(number, 0, { pieceCount: 3 });
    expect(await client.summarizeOrder('O1')).toMatchObject({ status: 'delivered', parcelCount: 3 });
  });

  it('are not missed where a tracker without a list may be the one', async () => {
    const { client, isDelivered } = await anOrder('ACME1', 'ACME3');
    const pieces = [piece('ACME1', 'delivered'), piece('ACME2', 'delivered')];
    await isDelivered('ACME1', 0, { pieceCount: 3, pieces });
    expect(await client.summarizeOrder('O1')).toMatchObject({ parcelCount: 3, counts: { unknown: 1 } });
    await isDelivered('ACME3', 0, { pieceCount: 3 });
    expect(await client.summarizeOrder('O1')).toMatchObject({ status: 'delivered', parcelCount: 3 });
  });

  it('are not missed where a master number is followed beside all of its pieces', async () => {
    const { client, isDelivered } = await anOrder('ACME1');
    const pieces = [piece('ACME2', 'delivered'), piece('ACME3', 'delivered')];
    await isDelivered('ACME1', 0, { pieceCount: 2, pieces });
    expect(await client.summarizeOrder('O1')).toMatchObject({ status: 'delivered', parcelCount: 3 });
  });
});

describe('the latest estimate of an order', () => {
  const eta = (to: string, toUtc: string | null = null) => ({
    eta: { from: to, to, fromUtc: toUtc, toUtc, precision: 'day' as const, source: 'X' },
  });

  it('is the wall clock at the destination where the carrier gives no instant', async () => {
    const { client, isUnderway } = await anOrder('ACME1', 'ACME2', 'ACME3');
    await isUnderway('ACME1', eta('2026-03-20'));
    await isUnderway('ACME2', eta('2026-03-05', '2026-03-05T23:00:00.000Z'));
    await isUnderway('ACME3', eta('2026-03-20T12:00:00'));
    expect((await client.summarizeOrder('O1'))?.latestEta).toBe('2026-03-20');
  });

  it('is an instant where there is one', async () => {
    const { client, isUnderway } = await anOrder('ACME1');
    await isUnderway('ACME1', eta('2026-03-05', '2026-03-05T23:00:00.000Z'));
    expect((await client.summarizeOrder('O1'))?.latestEta).toBe('2026-03-05T23:00:00.000Z');
  });

  it('is none of a parcel that is lost', async () => {
    const { client, isUnderway } = await anOrder('ACME1');
    await isUnderway('ACME1', eta('2026-03-20'));
    await client.override((await client.find({ trackingNumber: 'ACME1' }))?.id as string, {
      substatus: 'package_lost',
      note: 'Claim 7',
    });
    expect((await client.summarizeOrder('O1'))?.latestEta).toBeNull();
  });
});

describe('what presses most', () => {
  it('is said in part: statuses left out come behind, in their own order', async () => {
    const { client, isDelivered, isUnderway } = await anOrder('ACME1', 'ACME2', 'ACME3');
    await isUnderway('ACME1');
    await isDelivered('ACME2', 0);
    await client.ingest(anAnswer([picked, aScan('package_lost', -1)], 0, { trackingNumber: 'ACME3' }));
    const pressing = async (...attention: ('failure' | 'returned' | 'delivered')[]) =>
      (await client.summarizeOrder('O1', { attention }))?.status;
    expect(await pressing('failure', 'returned')).toBe('failure');
    expect(await pressing('returned')).toBe('failure');
    expect(await pressing('delivered')).toBe('delivered');
  });

  it.each([
    ['an unknown status', { attention: ['nonsense'] }, 'attention'],
    ['no list', { attention: 'failure' }, 'attention'],
    ['null', { attention: null }, 'attention'],
    ['no yes or no', { countPieces: 'yes' }, 'countPieces'],
  ])('is refused as %s', async (_name, policy, path) => {
    const { client } = await anOrder('ACME1');
    await expect(client.summarizeOrder('O1', policy as never)).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      path,
    });
  });
});
