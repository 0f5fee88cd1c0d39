/** Registering: each parcel once, whole, with its first message. */

import { rejectsWith, same, themeOf } from './conformance-case.ts';
import { anEvent, aRegistration, aTracker, aTransition, registrationsOf } from './fixtures.ts';

const claimed = (now: string) => ({ now, limit: 100, leaseMs: 60_000, owner: 'test' });

export const REGISTERING = themeOf('registering', {
  'keeps a new tracker as it is': async ({ store }) => {
    const tracker = aTracker('t1', { reference: 'REF', orderId: 'O-1', metadata: { colour: 'red' } });
    same(await store.register([aRegistration(tracker)]), [{ tracker, isNew: true }]);
    same(await store.get('t1'), tracker);
  },
  'keeps the events and transitions that a new tracker comes with': async ({ store }) => {
    const tracker = aTracker('t1', {
      events: [anEvent('e2'), anEvent('e1')],
      transitions: [aTransition('x1'), aTransition('a2')],
    });
    await store.register([aRegistration(tracker)]);
    same(await store.get('t1'), tracker);
  },
  'gives the kept tracker for a number it has, and writes nothing': async ({ store }) => {
    const kept = aTracker('t1', { trackingNumber: 'N1', reference: 'first' });
    await store.register([aRegistration(kept)]);
    const again = aTracker('t2', { trackingNumber: 'N1', reference: 'second' });
    same(await store.register([aRegistration(again)]), [{ tracker: kept, isNew: false }]);
    same(await store.get('t2'), undefined);
    same(await store.get('t1'), kept);
  },
  'tells of a new tracker, and not again of one it has': async ({ store, at }) => {
    await store.register([aRegistration(aTracker('t1', { trackingNumber: 'N1' }))]);
    await store.register([aRegistration(aTracker('t2', { trackingNumber: 'N1' }))]);
    const messages = await store.claimOutbox(claimed(at()));
    same(
      messages.map(({ message }) => message.id),
      ['t1/1'],
    );
  },
  'keeps the first of two in one list': async ({ store }) => {
    const first = aTracker('t1', { trackingNumber: 'N1' });
    const second = aTracker('t2', { trackingNumber: 'N1' });
    same(await store.register(registrationsOf(first, second)), [
      { tracker: first, isNew: true },
      { tracker: first, isNew: false },
    ]);
  },
  'answers in the order of the list, be they new or kept': async ({ store }) => {
    const kept = aTracker('b');
    await store.register([aRegistration(kept)]);
    const registered = await store.register(registrationsOf(aTracker('c'), kept, aTracker('a')));
    same(
      registered.map(({ tracker, isNew }) => [tracker.id, isNew]),
      [
        ['c', true],
        ['b', false],
        ['a', true],
      ],
    );
  },
  'keeps the same number apart for another carrier, tenant and generation': async ({ store }) => {
    const number = { trackingNumber: 'N1' };
    const registered = await store.register(
      registrationsOf(
        aTracker('t1', number),
        aTracker('t2', { ...number, carrier: 'other' }),
        aTracker('t3', { ...number, tenantId: 'tenant' }),
        aTracker('t4', { ...number, generation: 2 }),
      ),
    );
    same(
      registered.map(({ isNew }) => isNew),
      [true, true, true, true],
    );
  },
  'refuses an id that another parcel has, and keeps nothing of the list': async ({ store }) => {
    await store.register([aRegistration(aTracker('t1', { trackingNumber: 'N1' }))]);
    const list = registrationsOf(aTracker('t2'), aTracker('t1', { trackingNumber: 'N2' }));
    await rejectsWith(store.register(list), 'STORE_CONFLICT');
    same(await store.get('t2'), undefined);
    same((await store.get('t1'))?.trackingNumber, 'N1');
  },
  'takes an empty list': async ({ store }) => same(await store.register([]), []),
  'takes 1,000 at once': async ({ store }) => {
    const trackers = Array.from({ length: 1_000 }, (_, index) => aTracker(`t${index}`));
    const registered = await store.register(registrationsOf(...trackers));
    same(registered.filter(({ isNew }) => isNew).length, 1_000);
    same(await store.get('t999'), trackers[999]);
  },
});
