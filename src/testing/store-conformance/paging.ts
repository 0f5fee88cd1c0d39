/** Pages of the list: newest first, nothing twice, nothing left out, while trackers come and go. */

import type { ListFilter, PagePosition, Store } from '../../stores/store.ts';
import { rejectsWith, same, themeOf } from './conformance-case.ts';
import { aTracker, registrationsOf } from './fixtures.ts';

/** Newest first: `d c b a`, of which `c` and `b` were made at one moment. */
const FOUR = [
  aTracker('a', { createdAt: '2026-03-01T00:00:00.000Z' }),
  aTracker('b', { createdAt: '2026-03-01T00:00:00.001Z' }),
  aTracker('c', { createdAt: '2026-03-01T00:00:00.001Z', carrier: 'other' }),
  aTracker('d', { createdAt: '2026-03-02T00:00:00.000Z' }),
];

const pageOf = async (store: Store, limit: number, after?: PagePosition, filter: ListFilter = {}) => {
  const { trackers, next } = await store.list({ filter, limit, after });
  return { ids: trackers.map(({ id }) => id).join(' '), next };
};

const allPages = async (store: Store, limit: number, filter: ListFilter = {}): Promise<string[]> => {
  const pages: string[] = [];
  let after: PagePosition | undefined;
  do {
    const { ids, next } = await pageOf(store, limit, after, filter);
    pages.push(ids);
    after = next;
  } while (after);
  return pages;
};

export const PAGING = themeOf('paging', {
  'gives the newest first, and those of one moment by id': async ({ store }) => {
    await store.register(registrationsOf(...FOUR));
    same(await allPages(store, 10), ['d c b a']);
  },
  'goes through all pages of any size': async ({ store }) => {
    await store.register(registrationsOf(...FOUR));
    same(await allPages(store, 1), ['d', 'c', 'b', 'a']);
    same(await allPages(store, 2), ['d c', 'b a']);
    same(await allPages(store, 3), ['d c b', 'a']);
  },
  'says of the last page that it is the last, even when it is full': async ({ store }) => {
    await store.register(registrationsOf(...FOUR));
    same((await pageOf(store, 4)).next, undefined);
    same((await pageOf(store, 3)).next, { createdAt: '2026-03-01T00:00:00.001Z', id: 'b' });
  },
  'gives an empty page where there is nothing': async ({ store }) =>
    same(await pageOf(store, 5), { ids: '', next: undefined }),
  'pages through what fits a filter': async ({ store }) => {
    await store.register(registrationsOf(...FOUR));
    same(await allPages(store, 1, { carrier: 'acme' }), ['d', 'b', 'a']);
  },
  'gives nothing twice when trackers come between two pages': async ({ store }) => {
    await store.register(registrationsOf(...FOUR));
    const first = await pageOf(store, 2);
    await store.register(registrationsOf(aTracker('e', { createdAt: '2026-03-03T00:00:00.000Z' })));
    same(await pageOf(store, 2, first.next), { ids: 'b a', next: undefined });
  },
  'goes on from a tracker that was removed': async ({ store }) => {
    await store.register(registrationsOf(...FOUR));
    const first = await pageOf(store, 2);
    await store.remove(['c']);
    same((await pageOf(store, 2, first.next)).ids, 'b a');
  },
  'goes on from a place where no tracker ever was': async ({ store }) => {
    await store.register(registrationsOf(...FOUR));
    same((await pageOf(store, 9, { createdAt: '2026-03-01T12:00:00.000Z', id: 'x' })).ids, 'c b a');
    same((await pageOf(store, 9, { createdAt: '2020-01-01T00:00:00.000Z', id: '' })).ids, '');
  },
  'keeps the order of pages when trackers change': async ({ store, at }) => {
    await store.register(registrationsOf(...FOUR));
    const first = await pageOf(store, 2);
    await store.updateLabels('a', { reference: 'new' }, at());
    same((await pageOf(store, 2, first.next)).ids, 'b a');
  },
  'refuses a position whose time is none': async ({ store }) => {
    const after = { createdAt: "' or 1=1 --", id: 'a' };
    await rejectsWith(store.list({ filter: {}, limit: 1, after }), 'INVALID_OPTIONS');
  },
});
