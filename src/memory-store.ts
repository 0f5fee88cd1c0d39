/** `parceltrail/stores/memory`. */

import { defineStore } from './define-store.ts';
import type { FollowingStore } from './following-store.ts';
import { createMemoryStore } from './stores/memory/index.ts';

/**
 * Keeps trackers in memory, about 2 kB each.
 *
 * @example
 * const client = createTrackingClient({ carriers: [sandbox()], store: memoryStore() });
 */
export const memoryStore = (): FollowingStore => defineStore(createMemoryStore());
