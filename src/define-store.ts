/** Makes a store one that a client can follow parcels in. */

import { ConfigurationError } from './errors.ts';
import { createFollowingParts } from './following-client.ts';
import { FOLLOW, type FollowingStore } from './following-store.ts';
import type { Store } from './stores/store.ts';

type Verb = Exclude<keyof Store, 'name'>;

/** Every verb of the contract; the type misses none. */
const VERBS: Readonly<Record<Verb, true>> = {
  migrate: true,
  register: true,
  get: true,
  find: true,
  list: true,
  loadForIngest: true,
  commitIngest: true,
  updateLabels: true,
  claimDue: true,
  dueCounts: true,
  renew: true,
  release: true,
  reschedule: true,
  claimOutbox: true,
  settleOutbox: true,
  replayOutbox: true,
  outboxCounts: true,
  remove: true,
  purge: true,
  purgeOutbox: true,
  takeBudget: true,
  pauseBudget: true,
  close: true,
};

/**
 * Makes a store of your own one that `createTrackingClient` takes; the built-in ones are made so too. It calls your
 * object's methods, whether it is a plain object or an instance of a class. `storeConformance` of
 * `parceltrail/testing` says whether it keeps the contract.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming the verbs of the contract that it lacks.
 * @example
 * const client = createTrackingClient({ carriers, store: defineStore(myStore) });
 */
export function defineStore(store: Store): FollowingStore {
  const verbs = Object.keys(VERBS) as Verb[];
  const missing = verbs.filter((verb) => typeof store?.[verb] !== 'function');
  if (missing.length > 0) {
    throw new ConfigurationError('INVALID_OPTIONS', `defineStore: the store lacks ${missing.join(', ')}.`);
  }
  const bound = Object.fromEntries(verbs.map((verb) => [verb, (store[verb] as () => unknown).bind(store)]));
  return { ...(bound as unknown as Pick<Store, Verb>), name: store.name, [FOLLOW]: createFollowingParts };
}
