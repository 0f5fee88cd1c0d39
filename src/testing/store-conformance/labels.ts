/** The host's own labels: changed alone, as a change of the tracker. */

import { same, themeOf } from './conformance-case.ts';
import { aCommit, anEvent, aTracker, aTransition, registrationsOf } from './fixtures.ts';

const LABELLED = aTracker('t1', { reference: 'R', orderId: 'O', metadata: { a: 1 } });

export const LABELS = themeOf('labels', {
  'changes what is given and keeps the rest': async ({ store, at }) => {
    await store.register(registrationsOf(LABELLED));
    const changed = await store.updateLabels('t1', { orderId: 'O2' }, at());
    same(changed, { ...LABELLED, orderId: 'O2', version: 2, updatedAt: at() });
    same(await store.get('t1'), changed);
  },
  'replaces metadata as a whole': async ({ store, at }) => {
    await store.register(registrationsOf(LABELLED));
    await store.updateLabels('t1', { metadata: { b: { c: [2] } } }, at());
    same((await store.get('t1'))?.metadata, { b: { c: [2] } });
    same((await store.list({ filter: { metadata: { a: 1 } }, limit: 1, after: undefined })).trackers, []);
  },
  'takes labels away': async ({ store, at }) => {
    await store.register(registrationsOf(LABELLED));
    await store.updateLabels('t1', { reference: null, metadata: {} }, at());
    const { reference, orderId, metadata } = (await store.get('t1')) ?? LABELLED;
    same({ reference, orderId, metadata }, { reference: null, orderId: 'O', metadata: {} });
  },
  'keeps the timeline': async ({ store, at }) => {
    const tracker = aTracker('t1', { events: [anEvent('e1')], transitions: [aTransition('x1')] });
    await store.register(registrationsOf(tracker));
    await store.updateLabels('t1', { reference: 'R' }, at());
    same(await store.get('t1'), { ...tracker, reference: 'R', version: 2, updatedAt: at() });
  },
  'makes a commit of the version before a conflict': async ({ store, at }) => {
    await store.register(registrationsOf(LABELLED));
    await store.updateLabels('t1', { reference: 'new' }, at());
    same(await store.commitIngest([aCommit(LABELLED)], at()), [{ outcome: 'conflict' }]);
    same((await store.get('t1'))?.reference, 'new');
  },
  'gives undefined for a tracker there is none of': async ({ store, at }) =>
    same(await store.updateLabels('nobody', { reference: 'R' }, at()), undefined),
});
