/** Finding one tracker: by id, and by what is printed on the parcel. */

import { same, themeOf } from './conformance-case.ts';
import { aTracker, registrationsOf } from './fixtures.ts';

const NUMBER = { trackingNumber: 'N1' };

export const FINDING = themeOf('finding', {
  'gives undefined for an id there is none of': async ({ store }) =>
    same(await store.get('nobody'), undefined),
  'gives undefined for a number there is none of': async ({ store }) =>
    same(await store.find({ tenantId: null, trackingNumber: 'N1' }), undefined),
  'finds a number without its carrier': async ({ store }) => {
    const tracker = aTracker('t1', NUMBER);
    await store.register(registrationsOf(tracker));
    same(await store.find({ tenantId: null, ...NUMBER }), tracker);
  },
  'finds the newest generation at one carrier': async ({ store }) => {
    const trackers = [2, 10, 1].map((generation) => aTracker(`g${generation}`, { ...NUMBER, generation }));
    await store.register(registrationsOf(...trackers));
    same((await store.find({ tenantId: null, ...NUMBER, carrier: 'acme' }))?.id, 'g10');
  },
  'finds a generation by its count': async ({ store }) => {
    await store.register(
      registrationsOf(...[1, 2].map((generation) => aTracker(`g${generation}`, { ...NUMBER, generation }))),
    );
    same((await store.find({ tenantId: null, ...NUMBER, carrier: 'acme', generation: 1 }))?.id, 'g1');
    same(await store.find({ tenantId: null, ...NUMBER, carrier: 'acme', generation: 3 }), undefined);
  },
  'finds, of several carriers with the number, the tracker made last': async ({ store, at }) => {
    await store.register(
      registrationsOf(
        aTracker('old', { ...NUMBER, carrier: 'a', createdAt: at(-9), generation: 7 }),
        aTracker('new', { ...NUMBER, carrier: 'b', createdAt: at(-1) }),
        aTracker('middle', { ...NUMBER, carrier: 'c', createdAt: at(-5) }),
      ),
    );
    same((await store.find({ tenantId: null, ...NUMBER }))?.id, 'new');
    same((await store.find({ tenantId: null, ...NUMBER, carrier: 'c' }))?.id, 'middle');
  },
  'finds only whole numbers, in their own case': async ({ store }) => {
    await store.register(registrationsOf(aTracker('t1', { trackingNumber: 'AB12' })));
    for (const trackingNumber of ['ab12', 'AB1', 'AB12 ', 'AB1_', 'AB%']) {
      same(await store.find({ tenantId: null, trackingNumber }), undefined);
    }
  },
  'loads for ingest what there is of the ids': async ({ store }) => {
    const trackers = [aTracker('t1'), aTracker('t2')];
    await store.register(registrationsOf(...trackers));
    const loaded = await store.loadForIngest(['t2', 'nobody', 't1']);
    same(
      [...loaded].sort((a, b) => (a.id < b.id ? -1 : 1)),
      trackers,
    );
  },
  'loads a tracker once that is asked for twice': async ({ store }) => {
    await store.register(registrationsOf(aTracker('t1')));
    same((await store.loadForIngest(['t1', 't1'])).length, 1);
  },
  'loads nothing for no ids': async ({ store }) => same(await store.loadForIngest([]), []),
});
