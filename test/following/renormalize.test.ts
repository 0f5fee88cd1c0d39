/** Stored scans read again by a client whose carrier has learned codes. */

import { expect, it } from 'vitest';
import { memoryStore } from '../../src/memory-store.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { type CodeTable, defineCodeTable } from '../../src/normalization/code-table.ts';
import { normalize } from '../../src/normalization/normalize.ts';
import type { StatusTables } from '../../src/normalization/restate.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import { createTrackingClient } from '../../src/tracking-client.ts';
import { fakeCarrier } from '../support/fake-carrier.ts';
import { anAnswer, aScan, NOON } from '../support/followed.ts';

/** An adapter's tables with these codes. */
const knowing = (rows: CodeTable['rows']): StatusTables => {
  const table = defineCodeTable({ id: 'acme', source: 'Acme', rows });
  return {
    tables: [table],
    ask: ({ provenance: { code, category, text } }, { policy }) =>
      normalize({ code, category, text, codes: code === null ? [] : [{ table, code }] }, policy),
  };
};

const riddle = (hours: number, facts: Partial<TrackingEvent> = {}): TrackingEvent => ({
  ...aScan('other', hours),
  status: 'unknown',
  movesStatus: false,
  provenance: { matchedBy: 'none', rule: null, code: 'NEW', category: null, text: 'Something new' },
  ...facts,
});

const label = aScan('information_received', -3);

/** A store with one parcel followed, and clients over it whose adapters read as they are told. */
async function aService(events: readonly TrackingEvent[]) {
  const clock = createManualClock(NOON);
  const store = memoryStore();
  const clientReading = (statusTables: StatusTables | undefined) =>
    createTrackingClient({ carriers: [{ ...fakeCarrier('acme'), statusTables }], clock, store });
  const client = clientReading(undefined);
  const { id } = await client.register({ trackingNumber: 'ACME1', carrier: 'acme' });
  await client.ingest(anAnswer(events, 0));
  const tracker = async () => {
    const kept = await client.get(id);
    if (kept === undefined) throw new Error('The tracker is gone.');
    return kept;
  };
  return { clock, store, client, clientReading, id, tracker };
}

const SINCE = { since: '2026-01-01T00:00:00.000Z' };

it('writes what a code has come to mean, and says so', async () => {
  const { clientReading, tracker, id } = await aService([label, riddle(-1)]);
  const before = await tracker();
  const report = await clientReading(knowing({ NEW: 'out_for_delivery' })).renormalize(SINCE);
  expect(report).toMatchObject({
    examined: 1,
    skipped: [],
    failed: [],
    changed: [
      {
        trackerId: id,
        trackingNumber: 'ACME1',
        events: [
          {
            code: 'NEW',
            text: 'Something new',
            from: { substatus: 'other' },
            to: { substatus: 'out_for_delivery' },
          },
        ],
        status: { from: { substatus: 'information_received' }, to: { substatus: 'out_for_delivery' } },
      },
    ],
  });
  const after = await tracker();
  expect(after).toMatchObject({ substatus: 'out_for_delivery', version: before.version + 1 });
  expect(after.transitions.at(-1)).toMatchObject({ source: 'reread' });
});

it('writes nothing where nothing means otherwise, and nothing on a dry run', async () => {
  const { clientReading, tracker } = await aService([label, riddle(-1)]);
  const before = await tracker();
  expect((await clientReading(knowing({})).renormalize(SINCE)).changed).toEqual([]);
  const learned = clientReading(knowing({ NEW: 'out_for_delivery' }));
  const { changed } = await learned.renormalize({ ...SINCE, dryRun: true });
  expect(changed).toHaveLength(1);
  expect(await tracker()).toEqual(before);
  await learned.renormalize(SINCE);
  expect((await learned.renormalize(SINCE)).changed).toEqual([]);
});

it('leaves what the host itself has said of a scan as it is', async () => {
  const { client, clientReading, tracker } = await aService([label]);
  const text = 'Says it was delivered';
  const provenance = { matchedBy: 'none', rule: null, code: null, category: null, text } as const;
  const manual = aScan('package_held', -1, { provenance });
  await client.ingest(anAnswer([manual], 0, { source: 'import' }));
  const before = await tracker();
  const table = defineCodeTable({ id: 'words', source: 'Acme', rows: { [text]: 'delivered' } });
  const reading: StatusTables = {
    tables: [table],
    ask: ({ provenance: said }, { policy }) =>
      normalize({ ...said, codes: [{ table, code: said.text ?? '', matchedBy: 'text' }] }, policy),
  };
  expect((await clientReading(reading).renormalize(SINCE)).changed).toEqual([]);
  expect(await tracker()).toEqual(before);
});

it('reads an imported scan again that nobody could read', async () => {
  const { client, clientReading, tracker } = await aService([label]);
  await client.ingest(anAnswer([riddle(-1)], 0, { source: 'import' }));
  await clientReading(knowing({ NEW: 'out_for_delivery' })).renormalize(SINCE);
  expect((await tracker()).substatus).toBe('out_for_delivery');
});

it('names the carriers whose scans can’t be read again, and leaves those', async () => {
  const { client, clientReading, tracker } = await aService([label, riddle(-1, { carrier: 'partner' })]);
  const before = await tracker();
  expect(await client.renormalize(SINCE)).toMatchObject({
    changed: [],
    skipped: [
      { carrier: 'acme', trackers: 1 },
      { carrier: 'partner', trackers: 1 },
    ],
  });
  const learned = clientReading(knowing({ NEW: 'delivered' }));
  expect(await learned.renormalize(SINCE)).toMatchObject({ changed: [], skipped: [{ carrier: 'partner' }] });
  expect(await tracker()).toEqual(before);
});

it('corrects a parcel that was taken for delivered, and has it polled again', async () => {
  const { clientReading, tracker } = await aService([label, aScan('delivered', -1)]);
  expect((await tracker()).status).toBe('delivered');
  const { changed } = await clientReading(knowing({ delivered: 'pickup_available' })).renormalize(SINCE);
  expect(changed[0]?.status?.to.substatus).toBe('pickup_available');
  const after = await tracker();
  expect(after).toMatchObject({ substatus: 'pickup_available', delivery: null });
  expect(after.transitions.at(-1)?.mode).toBe('corrected');
  expect(after.poll.nextPollAt).not.toBeNull();
});

it('leaves the status that the host has set', async () => {
  const { client, clientReading, tracker, id } = await aService([label, riddle(-2)]);
  await client.override(id, { substatus: 'package_lost', note: 'Claim 7' });
  const { changed } = await clientReading(knowing({ NEW: 'package_departed' })).renormalize(SINCE);
  expect(changed[0]).toMatchObject({ status: null, events: [{ to: { substatus: 'package_departed' } }] });
  expect((await tracker()).substatus).toBe('package_lost');
});

it('loses nothing to an answer that comes in meanwhile', async () => {
  const { client, store, tracker } = await aService([label, riddle(-2)]);
  const departed = aScan('package_departed', -1);
  let isFirst = true;
  const statusTables = knowing({ NEW: 'package_accepted' });
  const learned = createTrackingClient({
    carriers: [{ ...fakeCarrier('acme'), statusTables }],
    clock: createManualClock(NOON),
    store: {
      ...store,
      async commitIngest(commits, now) {
        if (isFirst) await client.ingest(anAnswer([label, riddle(-2), departed], 1));
        isFirst = false;
        return store.commitIngest(commits, now);
      },
    },
  });
  expect((await learned.renormalize(SINCE)).changed).toHaveLength(1);
  const after = await tracker();
  expect(after.events.map(({ substatus }) => substatus)).toEqual([
    'information_received',
    'package_accepted',
    'package_departed',
  ]);
  expect(after.substatus).toBe('package_departed');
});

it('goes by the host’s own word on what needs action', async () => {
  const { clock, store, tracker } = await aService([label, riddle(-1)]);
  const client = createTrackingClient({
    carriers: [{ ...fakeCarrier('acme'), statusTables: knowing({ NEW: 'package_held' }) }],
    actionRequired: { package_held: true },
    clock,
    store,
  });
  await client.renormalize(SINCE);
  expect((await tracker()).actionRequired).toBe(true);
});

it('looks at trackers that changed since alone, and at those of one tenant and carrier', async () => {
  const { client } = await aService([label, riddle(-1)]);
  expect((await client.renormalize({ since: '2030-01-01T00:00:00Z' })).examined).toBe(0);
  expect((await client.renormalize({ ...SINCE, tenantId: 'other' })).examined).toBe(0);
  expect((await client.renormalize({ ...SINCE, carrier: 'other' })).examined).toBe(0);
});

it('fails one by one where an adapter throws, and ends where the host says so', async () => {
  const { clientReading, id } = await aService([label, riddle(-1)]);
  const broken = clientReading({
    tables: [],
    ask() {
      throw new TypeError('broken');
    },
  });
  expect(await broken.renormalize(SINCE)).toMatchObject({
    changed: [],
    failed: [{ trackerId: id, error: { message: 'broken' } }],
  });
  const signal = AbortSignal.abort();
  await expect(broken.renormalize({ ...SINCE, signal })).rejects.toBe(signal.reason);
});

it.each([{}, { since: 'lately' }, { since: NOON, carrier: 7 }])('refuses %j', async (options) => {
  const { client } = await aService([label]);
  await expect(client.renormalize(options as never)).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
});
