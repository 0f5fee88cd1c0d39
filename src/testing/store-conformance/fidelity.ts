/** Values at the edges of what JSON and databases keep. */

import { same, themeOf } from './conformance-case.ts';
import { aCommit, anEvent, aTracker, registrationsOf } from './fixtures.ts';

export const FIDELITY = themeOf('fidelity', {
  'keeps numbers exactly': async ({ store }) => {
    const metadata = {
      largest: Number.MAX_SAFE_INTEGER,
      smallest: Number.MIN_SAFE_INTEGER,
      beyond: 2 ** 53 + 2,
      huge: Number.MAX_VALUE,
      tiny: Number.MIN_VALUE,
      third: 1 / 3,
      sum: 0.1 + 0.2,
      exponent: 1e21,
    };
    await store.register(registrationsOf(aTracker('t1', { metadata })));
    same((await store.get('t1'))?.metadata, metadata);
    const { trackers } = await store.list({ filter: { metadata }, limit: 1, after: undefined });
    same(trackers.length, 1);
  },
  'tells neighbouring large numbers apart': async ({ store }) => {
    await store.register(registrationsOf(aTracker('t1', { metadata: { n: 9_007_199_254_740_991 } })));
    const filter = { metadata: { n: 9_007_199_254_740_990 } };
    same((await store.list({ filter, limit: 1, after: undefined })).trackers, []);
  },
  'keeps instants to the millisecond, and orders by them': async ({ store }) => {
    const times = [
      '1970-01-01T00:00:00.000Z',
      '2026-03-29T01:59:59.999Z',
      '2026-03-29T02:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ];
    const trackers = times.map((time, index) =>
      aTracker(`t${index}`, {
        createdAt: time,
        updatedAt: time,
        shippedAfter: time,
        poll: { nextPollAt: time },
      }),
    );
    await store.register(registrationsOf(...trackers));
    same((await store.list({ filter: {}, limit: 9, after: undefined })).trackers, trackers.toReversed());
  },
  'keeps what carriers say of times, however strange': async ({ store }) => {
    const events = [
      anEvent('undated', { occurredAt: null, localTime: null, utcOffset: null, timeSource: 'unknown' }),
      anEvent('day', { occurredAt: null, localTime: '2026-02-29', timePrecision: 'day' }),
      anEvent('year 0', { occurredAt: '0000-01-01T00:00:00.000Z', localTime: '0000-01-01T00:00:00' }),
      anEvent('year 1', { occurredAt: '0001-01-01T00:00:00.000Z' }),
      anEvent('far past', { occurredAt: '-000001-12-31T23:59:59.999Z' }),
      anEvent('far future', { occurredAt: '+010000-01-01T00:00:00.000Z', localTime: 'tomorrow' }),
      anEvent('nonsense', { occurredAt: 'soon', localTime: '24:61', firstSeenAt: '' }),
    ];
    const tracker = aTracker('t1', { events });
    await store.register(registrationsOf(tracker));
    same(await store.get('t1'), tracker);
  },
  'keeps empty text, empty lists and null apart': async ({ store }) => {
    const metadata = { text: '', list: [], object: {}, none: null, no: false, zero: 0 };
    const tracker = aTracker('t1', { reference: '', orderId: null, metadata, description: '' });
    await store.register(registrationsOf(tracker));
    same(await store.get('t1'), tracker);
    const { trackers } = await store.list({ filter: { reference: '' }, limit: 9, after: undefined });
    same(
      trackers.map(({ id }) => id),
      ['t1'],
    );
  },
  'keeps what it does not know of': async ({ store, at }) => {
    // A later version of the package may keep more with trackers, events and bookkeeping.
    const tracker = { ...aTracker('t1'), fromTheFuture: { list: [1, 'two', null] } };
    const ledger = { ...tracker.ledger, alsoNew: true };
    await store.register(registrationsOf({ ...tracker, ledger }));
    same(await store.get('t1'), { ...tracker, ledger });
    const event = { ...anEvent('e1'), newField: 'kept' };
    const commit = aCommit({ ...tracker, ledger }, { events: [event] });
    await store.commitIngest([commit], at());
    same((await store.get('t1'))?.events, [event]);
  },
  'shares nothing with its callers': async ({ store }) => {
    const metadata: Record<string, string> = { colour: 'red' };
    await store.register(registrationsOf(aTracker('t1', { metadata })));
    metadata['colour'] = 'blue';
    const kept = (await store.get('t1'))?.metadata as Record<string, string>;
    same(kept, { colour: 'red' });
    kept['colour'] = 'green';
    same((await store.get('t1'))?.metadata, { colour: 'red' });
  },
  'keeps large trackers': async ({ store }) => {
    const events = Array.from({ length: 1_000 }, (_, index) => anEvent(`e${index}`));
    const tracker = aTracker('t1', { events });
    await store.register(registrationsOf(tracker));
    same(await store.get('t1'), tracker);
  },
});
