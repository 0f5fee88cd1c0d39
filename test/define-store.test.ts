/** A store of a host's own, as it is given to the client. */

import { createTrackingClient, defineStore, type Store, type TrackingClientOptions } from 'parceltrail';
import { expect, it } from 'vitest';
import { mapStore } from '../examples/custom-store.ts';
import { aFollowingClient } from './support/followed.ts';

const { carriers } = aFollowingClient().client;

/** As a host may write it: a method on the prototype, with state that only `this` can reach. */
class CountingStore {
  #gets = 0;
  constructor() {
    Object.assign(this, { ...mapStore(), get: this.get });
  }
  get gets(): number {
    return this.#gets;
  }
  async get(): Promise<undefined> {
    this.#gets += 1;
  }
}

it('is followed in, an instance of a class too', async () => {
  const store = new CountingStore();
  const client = createTrackingClient({ carriers, store: defineStore(store as unknown as Store) });
  expect(await client.get('nobody')).toBeUndefined();
  expect(store.gets).toBe(1);
  expect((await client.list()).trackers).toEqual([]);
});

it('is refused with the verbs that it lacks', () => {
  const { claimDue: _, close: __, ...rest } = mapStore();
  expect(() => defineStore(rest as Store)).toThrow(
    expect.objectContaining({
      code: 'INVALID_OPTIONS',
      message: 'defineStore: the store lacks claimDue, close.',
    }),
  );
});

it('is refused by the client as it is, and told how to go in', () => {
  const options = { carriers, store: mapStore() } as unknown as TrackingClientOptions;
  expect(() => createTrackingClient(options)).toThrow(/store: expected a store, .*defineStore\(store\)/);
});
