import { describe, expect, it } from 'vitest';
import { createIngest } from '../../src/ingest/ingest.ts';
import type { Tracker } from '../../src/model/tracker.ts';
import type { Store } from '../../src/stores/store.ts';
import { aFollowingClient, anAnswer, aScan } from '../support/followed.ts';

const picked = aScan('package_accepted', -20);
const out = aScan('out_for_delivery', -4);
const delivered = aScan('delivered', -1);

async function follow() {
  const { client, store, clock } = aFollowingClient();
  const tracker = await client.register({ trackingNumber: 'ACME1' });
  return { client, store, clock, id: tracker.id, ingest: createIngest({ store, clock }) };
}

/** Messages of all trackers, oldest first. */
async function messagesIn(store: Store) {
  const told = [];
  for (let round = 0; round < 50; round += 1) {
    const now = '2026-04-01T00:00:00.000Z';
    const claimed = await store.claimOutbox({ now, limit: 100, leaseMs: 1_000, owner: 'test' });
    if (claimed.length === 0) break;
    told.push(...claimed.map(({ message }) => message));
    await store.settleOutbox(
      claimed.map(({ message, lease }) => ({ id: message.id, lease, outcome: 'delivered' as const })),
      now,
    );
  }
  return told;
}

const kept = async (store: Store, id: string): Promise<Tracker> => (await store.get(id)) as Tracker;

describe('ingest', () => {
  it('merges an answer and keeps events, transitions and messages', async () => {
    const { store, id, ingest } = await follow();
    const [result] = await ingest([{ trackerId: id, news: anAnswer([picked, out, delivered], 0) }]);
    expect(result).toMatchObject({ outcome: 'changed' });
    const tracker = await kept(store, id);
    expect(tracker).toMatchObject({ status: 'delivered', version: 2 });
    expect(tracker.events).toHaveLength(3);
    expect(tracker.transitions.map(({ to }) => to.substatus)).toEqual([
      'package_accepted',
      'out_for_delivery',
      'delivered',
    ]);
  });

  it('tells what is news and nothing that was passed through', async () => {
    const { store, id, ingest } = await follow();
    await ingest([{ trackerId: id, news: anAnswer([picked, out, delivered], 0) }]);
    expect((await messagesIn(store)).map(({ type, sequence }) => [sequence, type])).toEqual([
      [1, 'tracker.created'],
      [2, 'tracker.updated'],
      [3, 'tracker.delivered'],
    ]);
  });

  it('tells of a new estimate, and not that none stands once the parcel is delivered', async () => {
    const { store, id, ingest } = await follow();
    const day = { from: '2026-03-02', to: '2026-03-02', fromUtc: null, toUtc: null } as const;
    const eta = { ...day, precision: 'day' as const, source: 'RDD' };
    await ingest([{ trackerId: id, news: anAnswer([picked], -19, { eta }) }]);
    expect((await messagesIn(store)).map(({ type }) => type)).toContain('tracker.eta_changed');
    await ingest([{ trackerId: id, news: anAnswer([picked, delivered], 0, { eta }) }]);
    expect((await kept(store, id)).eta).toBeNull();
    expect((await messagesIn(store)).map(({ type }) => type)).toEqual([
      'tracker.updated',
      'tracker.delivered',
    ]);
  });

  it('dates a change by when it is written, not by when the carrier was asked', async () => {
    const { client, clock, id, ingest } = await follow();
    await clock.advance(10 * 3_600_000);
    const synchronized = new Date(clock.now()).toISOString();
    await clock.advance(60_000);
    await ingest([{ trackerId: id, news: anAnswer([picked], 0) }]);
    const { trackers } = await client.list({ updatedAfter: synchronized });
    expect(trackers.map(({ updatedAt }) => updatedAt)).toEqual([new Date(clock.now()).toISOString()]);
  });

  it('never dates a change before the one it follows, and dates nothing where nothing changed', async () => {
    const { store, clock, id, ingest } = await follow();
    const answer = anAnswer([picked], 0);
    await ingest([{ trackerId: id, news: answer }]);
    const { updatedAt } = await kept(store, id);
    const slow = createIngest({ store, clock: { ...clock, now: () => clock.now() - 60_000 } });
    await slow([{ trackerId: id, news: anAnswer([picked, out], 1) }]);
    expect(await kept(store, id)).toMatchObject({ version: 3, updatedAt });
    await clock.advance(60_000);
    await ingest([{ trackerId: id, news: answer }]);
    expect((await kept(store, id)).updatedAt).toBe(updatedAt);
  });

  it('gives each message the tracker before and after', async () => {
    const { store, id, ingest } = await follow();
    await ingest([{ trackerId: id, news: anAnswer([picked], -19) }]);
    await ingest([{ trackerId: id, news: anAnswer([picked, out], -3) }]);
    const news = (await messagesIn(store)).find(({ type }) => type === 'tracker.out_for_delivery');
    expect(news).toMatchObject({
      previous: { substatus: 'package_accepted', version: 2 },
      current: { substatus: 'out_for_delivery', version: 3 },
    });
  });

  it('writes and tells nothing new for the same answer a hundred times', async () => {
    const { store, id, ingest } = await follow();
    const answer = anAnswer([picked, out], 0);
    await ingest([{ trackerId: id, news: answer }]);
    const once = await kept(store, id);
    for (let time = 0; time < 100; time += 1) {
      const [again] = await ingest([{ trackerId: id, news: answer }]);
      expect(again).toMatchObject({ outcome: 'unchanged' });
    }
    expect(await kept(store, id)).toEqual(once);
    expect(await messagesIn(store)).toHaveLength(3);
  });

  it('raises no status message for a scan that is older than what is known', async () => {
    const { store, id, ingest } = await follow();
    await ingest([{ trackerId: id, news: anAnswer([out, delivered], 0) }]);
    await messagesIn(store);
    await ingest([
      { trackerId: id, news: anAnswer([aScan('delivery_attempted', -2)], 0, { source: 'push' }) },
    ]);
    expect((await messagesIn(store)).map(({ type }) => type)).toEqual(['tracker.updated']);
    expect((await kept(store, id)).status).toBe('delivered');
  });

  it('tells of a second attempt in vain, also where the parcel was nowhere else in between', async () => {
    const { store, id, ingest } = await follow();
    const [first, second] = [aScan('delivery_attempted', -40), aScan('delivery_attempted', -16)];
    await ingest([{ trackerId: id, news: anAnswer([first], -39) }]);
    await messagesIn(store);
    await ingest([{ trackerId: id, news: anAnswer([first, second], -15) }]);
    const told = await messagesIn(store);
    expect(told.map(({ type }) => type)).toEqual([
      'tracker.updated',
      'tracker.delivery_attempted',
      'tracker.action_required',
    ]);
    expect(told.at(-1)).toMatchObject({ previous: { attempts: 1 }, current: { attempts: 2 } });
  });

  it.each([
    ['an attempt before the one that is known', -64],
    ['a scan of the attempt that is known', -39.8],
  ])('raises no status message for %s', async (_, hours) => {
    const { store, id, ingest } = await follow();
    const known = aScan('delivery_attempted', -40);
    await ingest([{ trackerId: id, news: anAnswer([known], -39) }]);
    await messagesIn(store);
    const scan = aScan('delivery_attempted', hours);
    await ingest([{ trackerId: id, news: anAnswer([scan], -38, { source: 'push' }) }]);
    expect((await messagesIn(store)).map(({ type }) => type)).toEqual(['tracker.updated']);
  });

  it('raises no status message for the scan of an attempt of which the summary has told', async () => {
    const { store, id, ingest } = await follow();
    const attempt = aScan('delivery_attempted', -4);
    const told = { status: 'in_transit', substatus: 'delivery_attempted' } as const;
    await ingest([{ trackerId: id, news: anAnswer([picked], -3, told) }]);
    expect((await messagesIn(store)).map(({ type }) => type)).toContain('tracker.delivery_attempted');
    await ingest([{ trackerId: id, news: anAnswer([picked, attempt], -2) }]);
    expect((await messagesIn(store)).map(({ type }) => type)).toEqual(['tracker.updated']);
  });

  it('says that a return has begun, and again that the parcel is back', async () => {
    const { store, id, ingest } = await follow();
    const returning = aScan('return_to_sender', -3, { reason: 'return_in_transit' });
    const sorted = aScan('package_processing', -2);
    const returned = aScan('return_to_sender', -1, { reason: 'return_completed' });
    const journey = [picked, returning, sorted, returned];
    for (const scans of [2, 3, 4]) {
      await ingest([{ trackerId: id, news: anAnswer(journey.slice(0, scans), scans - 5) }]);
    }
    const told = (await messagesIn(store)).filter(({ type }) => type === 'tracker.returned');
    expect(told.map(({ current }) => current.returnState)).toEqual(['in_progress', 'completed']);
  });

  it('raises no status message for the host’s note on the status that the parcel has', async () => {
    const { client, store, id, ingest } = await follow();
    await ingest([{ trackerId: id, news: anAnswer([picked, out], 0) }]);
    await messagesIn(store);
    await client.override(id, { substatus: 'out_for_delivery', note: 'The driver called' });
    expect((await messagesIn(store)).map(({ type }) => type)).toEqual(['tracker.updated']);
    expect((await kept(store, id)).transitions.at(-1)).toMatchObject({ text: 'The driver called' });
  });

  it('says that a delivery was taken back', async () => {
    const { store, id, ingest } = await follow();
    await ingest([{ trackerId: id, news: anAnswer([picked, delivered], 0) }]);
    await messagesIn(store);
    await ingest([{ trackerId: id, news: anAnswer([picked, aScan('package_processed', 1)], 30) }]);
    expect((await messagesIn(store)).map(({ type }) => type)).toContain('tracker.reopened');
    expect((await kept(store, id)).delivery).toBeNull();
  });

  it('takes in several answers about one tracker one after the other', async () => {
    const { store, id, ingest } = await follow();
    const results = await ingest([
      { trackerId: id, news: anAnswer([picked], -19) },
      { trackerId: id, news: anAnswer([picked, out], -3) },
      { trackerId: id, news: anAnswer([picked, out, delivered], 0) },
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed']);
    expect(await kept(store, id)).toMatchObject({ status: 'delivered', version: 4, sequence: 6 });
  });

  it('loses nothing and doubles nothing when many are at it at once', async () => {
    const { store, clock, id } = await follow();
    // As two processes, each of which tells every scan.
    const ingests = [createIngest({ store, clock }), createIngest({ store, clock })];
    const scans = Array.from({ length: 20 }, (_, hour) => aScan('package_processed', hour - 30));
    await Promise.all(
      scans.flatMap((scan) =>
        ingests.map((ingest) => ingest([{ trackerId: id, news: anAnswer([scan], 0, { source: 'push' }) }])),
      ),
    );
    const tracker = await kept(store, id);
    expect(tracker.events).toHaveLength(20);
    const sequences = (await messagesIn(store)).map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: sequences.length }, (_, place) => place + 1));
    expect(tracker.sequence).toBe(sequences.length);
  });

  it('lets an answer that can not be merged fail alone', async () => {
    const { client, store, id, ingest } = await follow();
    const other = await client.register({ trackingNumber: 'ACME2' });
    const results = await ingest([
      {
        trackerId: id,
        news: () => {
          throw new TypeError('poison');
        },
      },
      { trackerId: other.id, news: anAnswer([picked], 0, { trackingNumber: 'ACME2' }) },
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'changed']);
    expect((await kept(store, id)).version).toBe(1);
  });

  it('says where there is no such tracker, and writes nothing under a lease that is lost', async () => {
    const { store, id, ingest } = await follow();
    const results = await ingest([
      { trackerId: 'nobody', news: anAnswer([picked], 0) },
      { trackerId: id, news: anAnswer([picked], 0), lease: 'taken-over' },
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['missing', 'lease_lost']);
    expect((await kept(store, id)).events).toEqual([]);
  });

  it('gives the next parcel with the number a tracker of its own, without the labels of the old one', async () => {
    const { client, store, id, ingest } = await follow();
    await client.update(id, { reference: 'R1', metadata: { shop: 7 } });
    await ingest([{ trackerId: id, news: anAnswer([picked, delivered], 0) }]);
    const day = 24;
    const next = [aScan('information_received', 60 * day), aScan('package_accepted', 61 * day)];
    await ingest([{ trackerId: id, news: anAnswer([picked, delivered, ...next], 62 * day) }]);
    const former = await kept(store, id);
    expect(former).toMatchObject({
      status: 'delivered',
      poll: { nextPollAt: null, stopReason: 'superseded' },
    });
    const current = await client.find({ trackingNumber: 'ACME1' });
    expect(current).toMatchObject({
      generation: 2,
      status: 'in_transit',
      substatus: 'package_accepted',
      reference: null,
      metadata: {},
    });
    expect(current?.events.filter(({ standing }) => standing === 'listed')).toHaveLength(2);
  });
});
