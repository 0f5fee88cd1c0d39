/** Tenants: nobody sees another's parcels, and "no tenant" is one of its own. */

import type { Store } from '../../stores/store.ts';
import { same, themeOf } from './conformance-case.ts';
import { aTracker, registrationsOf } from './fixtures.ts';

/** The same number, for each tenant, and for names that could be taken for another's. */
const TENANTS_OF_ONE_NUMBER = ['a', 'b', 'A', '', 'null', 'undefined', '%', 'a ', null];
const idOf = (tenantId: string | null): string => `t-${JSON.stringify(tenantId)}`;

const withAll = async (store: Store): Promise<boolean[]> => {
  const trackers = TENANTS_OF_ONE_NUMBER.map((tenantId) =>
    aTracker(idOf(tenantId), { tenantId, trackingNumber: 'N1', reference: 'R', orderId: 'O' }),
  );
  return (await store.register(registrationsOf(...trackers))).map(({ isNew }) => isNew);
};

export const TENANTS = themeOf('tenants', {
  'keeps one number apart for each tenant': async ({ store }) => {
    same(new Set(await withAll(store)), new Set([true]));
    for (const tenantId of TENANTS_OF_ONE_NUMBER) {
      same((await store.find({ tenantId, trackingNumber: 'N1' }))?.id, idOf(tenantId));
    }
  },
  "lists one tenant's alone": async ({ store }) => {
    await withAll(store);
    for (const tenantId of TENANTS_OF_ONE_NUMBER) {
      const filter = { tenantId, reference: 'R', orderId: 'O' };
      const { trackers } = await store.list({ filter, limit: 100, after: undefined });
      same(
        trackers.map((tracker) => [tracker.id, tracker.tenantId]),
        [[idOf(tenantId), tenantId]],
      );
    }
  },
  'lists all where no tenant is named': async ({ store }) => {
    await withAll(store);
    const { trackers } = await store.list({ filter: { orderId: 'O' }, limit: 100, after: undefined });
    same(trackers.length, TENANTS_OF_ONE_NUMBER.length);
  },
  "purges one tenant's alone": async ({ store }) => {
    await withAll(store);
    same(await store.purge({ tenantId: '', reference: 'R', limit: 100 }), 1);
    same(await store.purge({ tenantId: null, reference: 'R', limit: 100 }), 1);
    same(await store.purge({ tenantId: '%', limit: 100 }), 1);
    const { trackers } = await store.list({ filter: {}, limit: 100, after: undefined });
    same(trackers.length, TENANTS_OF_ONE_NUMBER.length - 3);
  },
});
