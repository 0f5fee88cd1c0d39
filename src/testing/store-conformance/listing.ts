/** The list's filters: each condition alone, and joined. */

import type { ListFilter, Store } from '../../stores/store.ts';
import { rejectsWith, same, sameInAnyOrder, themeOf } from './conformance-case.ts';
import { aTracker, registrationsOf } from './fixtures.ts';

const DELIVERED = { status: 'delivered', substatus: 'delivered' } as const;
const HELD = { status: 'in_transit', substatus: 'pickup_available', actionRequired: true } as const;

const TRACKERS = [
  aTracker('plain'),
  aTracker('labelled', { reference: 'R1', orderId: 'O1', metadata: { colour: 'red', size: 3 } }),
  aTracker('delivered', { ...DELIVERED, poll: { nextPollAt: null, stopReason: 'delivered' } }),
  aTracker('held', { ...HELD, carrier: 'other', metadata: { colour: 'Red', tags: ['a', 'b'] } }),
  aTracker('young', {
    createdAt: '2026-03-02T08:30:00.000Z',
    updatedAt: '2026-03-02T08:45:00.000Z',
    metadata: { colour: null, box: { w: 1, h: 2 } },
  }),
];

const listed = async (store: Store, filter: ListFilter): Promise<string[]> => {
  await store.register(registrationsOf(...TRACKERS));
  return (await store.list({ filter, limit: 100, after: undefined })).trackers.map(({ id }) => id);
};

const gives =
  (filter: ListFilter, ...expected: readonly string[]) =>
  async ({ store }: { readonly store: Store }): Promise<void> =>
    sameInAnyOrder(await listed(store, filter), expected);

export const LISTING = themeOf('listing', {
  'gives all without conditions': gives({}, 'plain', 'labelled', 'delivered', 'held', 'young'),
  'gives trackers whole': async ({ store }) => {
    await store.register(registrationsOf(...TRACKERS));
    const page = await store.list({ filter: { reference: 'R1' }, limit: 10, after: undefined });
    same(page, { trackers: [TRACKERS[1]], next: undefined });
  },
  'filters by status': gives({ status: 'delivered' }, 'delivered'),
  'filters by one of several statuses': gives({ status: ['delivered', 'returned'] }, 'delivered'),
  'gives nothing for an empty choice': gives({ status: [] }),
  'filters by substatus': gives({ substatus: ['pickup_available', 'delivered'] }, 'held', 'delivered'),
  'filters by carrier': gives({ carrier: 'other' }, 'held'),
  'filters by carriers': gives({ carrier: ['other', 'nobody'] }, 'held'),
  'filters by tracking number': gives({ trackingNumber: 'ACME-held' }, 'held'),
  'filters by reference': gives({ reference: 'R1' }, 'labelled'),
  'filters by order': gives({ orderId: 'O1' }, 'labelled'),
  'filters by whether someone must act': gives({ actionRequired: true }, 'held'),
  'filters by whether nobody must act': gives({ actionRequired: false, carrier: 'other' }),
  'filters by whether it is polled': gives({ active: false }, 'delivered'),
  'filters by what is still polled': gives({ active: true }, 'plain', 'labelled', 'held', 'young'),
  'filters by a change after a moment, not at it': async ({ store }) => {
    sameInAnyOrder(await listed(store, { updatedAfter: '2026-03-02T08:44:59.999Z' }), ['young']);
    sameInAnyOrder(await listed(store, { updatedAfter: '2026-03-02T08:45:00.000Z' }), []);
  },
  'filters by creation after a moment and before another': async ({ store }) => {
    const young = { createdAfter: '2026-03-02T08:29:59.999Z', createdBefore: '2026-03-02T08:30:00.001Z' };
    sameInAnyOrder(await listed(store, young), ['young']);
    sameInAnyOrder(await listed(store, { ...young, createdAfter: '2026-03-02T08:30:00.000Z' }), []);
    sameInAnyOrder(await listed(store, { ...young, createdBefore: '2026-03-02T08:30:00.000Z' }), []);
  },
  'filters by metadata, in its own case': gives({ metadata: { colour: 'red' } }, 'labelled'),
  'filters by several keys of metadata': gives({ metadata: { colour: 'red', size: 3 } }, 'labelled'),
  'tells a number from its text in metadata': gives({ metadata: { size: '3' } }),
  'tells null from a missing key in metadata': gives({ metadata: { colour: null } }, 'young'),
  'compares objects in metadata whole, whatever the order of keys': async ({ store }) => {
    sameInAnyOrder(await listed(store, { metadata: { box: { h: 2, w: 1 } } }), ['young']);
    sameInAnyOrder(await listed(store, { metadata: { box: { w: 1 } } }), []);
  },
  'compares lists in metadata whole and in order': async ({ store }) => {
    sameInAnyOrder(await listed(store, { metadata: { tags: ['a', 'b'] } }), ['held']);
    sameInAnyOrder(await listed(store, { metadata: { tags: ['b', 'a'] } }), []);
    sameInAnyOrder(await listed(store, { metadata: { tags: 'a' } }), []);
  },
  'joins conditions by "and"': gives({ carrier: 'acme', active: true, metadata: { size: 3 } }, 'labelled'),
  'refuses a limit that is none': async ({ store }) => {
    for (const limit of [0, -1, 1.5, 1_001, Number.NaN]) {
      await rejectsWith(store.list({ filter: {}, limit, after: undefined }), 'INVALID_OPTIONS');
    }
  },
  'refuses a time that is none': async ({ store }) => {
    for (const updatedAfter of ['yesterday', '2026-03-02', '2026-13-02T00:00:00.000Z', '']) {
      await rejectsWith(
        store.list({ filter: { updatedAfter }, limit: 1, after: undefined }),
        'INVALID_OPTIONS',
      );
    }
  },
});
