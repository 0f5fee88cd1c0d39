/** Fairness: a long queue holds back nobody else. */

import type { Store } from '../../stores/store.ts';
import { holds, MINUTE_MS, same, sameInAnyOrder, themeOf } from './conformance-case.ts';
import { aTracker, registrationsOf } from './fixtures.ts';

const claimed = async (
  store: Store,
  now: string,
  limit: number,
  carriers?: readonly string[],
): Promise<string[]> =>
  (await store.claimDue({ now, limit, leaseMs: MINUTE_MS, owner: 'test', carriers })).map(({ id }) => id);

const queueOf = (name: string, length: number, rest: Parameters<typeof aTracker>[1] = {}) =>
  Array.from({ length }, (_, index) => aTracker(`${name}${index}`, { tenantId: name, ...rest }));

export const FAIRNESS = themeOf('fairness', {
  'gives tenants turns, however long one has waited with many': async ({ store, at }) => {
    const long = queueOf('long', 60, { poll: { nextPollAt: at(-MINUTE_MS) } });
    await store.register(registrationsOf(...long, ...queueOf('short', 3, { poll: { nextPollAt: at(-1) } })));
    const first = await claimed(store, at(), 6);
    sameInAnyOrder(
      first.filter((id) => id.startsWith('short')),
      ['short0', 'short1', 'short2'],
    );
    same(first.length, 6);
  },
  'gives tenants turns, however urgent one is': async ({ store, at }) => {
    const urgent = queueOf('urgent', 30, { poll: { urgency: 0 } });
    await store.register(registrationsOf(...urgent, ...queueOf('calm', 2, { poll: { urgency: 2 } })));
    const first = await claimed(store, at(), 4);
    same(first.filter((id) => id.startsWith('calm')).length, 2);
  },
  "sends a tenant's most urgent first in its turn": async ({ store, at }) => {
    await store.register(
      registrationsOf(
        ...queueOf('a', 5, { poll: { urgency: 2, nextPollAt: at(-99) } }),
        aTracker('a-urgent', { tenantId: 'a', poll: { urgency: 0, nextPollAt: at(-1) } }),
        ...queueOf('b', 5),
      ),
    );
    holds((await claimed(store, at(), 2)).includes('a-urgent'), 'the most urgent goes in the first turn');
  },
  'fills a claim from the long queue when the others are served': async ({ store, at }) => {
    await store.register(registrationsOf(...queueOf('long', 30), ...queueOf('short', 2)));
    same((await claimed(store, at(), 20)).length, 20);
    same((await claimed(store, at(), 20)).length, 12);
  },
  'reaches every tenant in turn when there are more than a claim takes': async ({ store, at }) => {
    const names = Array.from({ length: 9 }, (_, index) => `tenant${index}-`);
    await store.register(registrationsOf(...names.flatMap((name) => queueOf(name, 9))));
    const served = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      for (const id of await claimed(store, at(), 4)) served.add(id.slice(0, 'tenant0'.length));
    }
    same(served.size, 9);
  },
  "finds a carrier's few behind the many of another": async ({ store, at }) => {
    await store.register(
      registrationsOf(
        ...queueOf('many', 200, { carrier: 'busy' }),
        ...queueOf('few', 2, { tenantId: 'many', carrier: 'quiet', poll: { nextPollAt: at() } }),
      ),
    );
    sameInAnyOrder(await claimed(store, at(), 10, ['quiet']), ['few0', 'few1']);
  },
});
