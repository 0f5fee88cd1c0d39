/** The schema: brought by `migrate` alone, once, by whoever comes first. */

import { holds, rejectsWith, same, themeOf } from './conformance-case.ts';
import { aRegistration, aTracker } from './fixtures.ts';

export const SCHEMA = themeOf(
  'schema',
  {
    'refuses to read before it is migrated': ({ store }) => rejectsWith(store.get('t1'), 'MIGRATION_FAILED'),
    'refuses to write before it is migrated': ({ store }) =>
      rejectsWith(store.register([aRegistration(aTracker('t1'))]), 'MIGRATION_FAILED'),
    'refuses to claim before it is migrated': async ({ store, at }) => {
      const claim = { now: at(), limit: 10, leaseMs: 1_000, owner: 'test' };
      await rejectsWith(store.claimDue(claim), 'MIGRATION_FAILED');
      await rejectsWith(store.claimOutbox(claim), 'MIGRATION_FAILED');
    },
    'works once it is migrated, though it was asked before': async ({ store }) => {
      await rejectsWith(store.get('t1'), 'MIGRATION_FAILED');
      await store.migrate();
      same(await store.get('t1'), undefined);
    },
    'says from which version to which it went': async ({ store }) => {
      const { from, to } = await store.migrate();
      same(from, 0);
      holds(Number.isInteger(to) && to >= 1, 'the schema has a version from 1 on');
    },
    'does nothing the second time, and keeps what is there': async ({ store }) => {
      const { to } = await store.migrate();
      const tracker = aTracker('t1');
      await store.register([aRegistration(tracker)]);
      same(await store.migrate(), { from: to, to });
      same(await store.get('t1'), tracker);
    },
    'is migrated by one of those that start at once, while the others wait': async ({ store, reopen }) => {
      const stores = [store, await reopen(), await reopen(), await reopen()];
      const reports = await Promise.all(stores.map((each) => each.migrate()));
      same(reports.filter(({ from }) => from === 0).length, 1);
      same(new Set(reports.map(({ to }) => to)).size, 1);
      for (const each of stores) same(await each.get('t1'), undefined);
    },
  },
  { isUnmigrated: true },
);
