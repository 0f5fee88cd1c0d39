/** How a store brings along what follows parcels in it: a host without a store carries none of it. */

import type { FollowingParts, FollowingPartsGround } from './following-client.ts';
import type { Store } from './stores/store.ts';

/** The same for the ESM and the CommonJS build, as one process may load both. */
export const FOLLOW: unique symbol = Symbol.for('parceltrail.follow');

/** A store that a client takes; `defineStore` makes one of your own. */
export type FollowingStore = Store & {
  readonly [FOLLOW]: (ground: FollowingPartsGround) => FollowingParts;
};
