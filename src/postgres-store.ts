/** `parceltrail/stores/postgres`. */

import { defineStore } from './define-store.ts';
import type { FollowingStore } from './following-store.ts';
import {
  createPostgresStore,
  type PostgresQueryable,
  type PostgresStoreOptions,
} from './stores/postgres/index.ts';

export type { PostgresQueryable, PostgresStoreOptions } from './stores/postgres/index.ts';

/**
 * Keeps trackers in the host's PostgreSQL (12 or later), through a pool or a client of `pg` or what works like one. It
 * stays the host's. `migrate()` makes the tables.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`)
 * @example
 * const store = postgresStore(new pg.Pool({ connectionString }));
 * await store.migrate();
 */
export const postgresStore = (queryable: PostgresQueryable, options?: PostgresStoreOptions): FollowingStore =>
  defineStore(createPostgresStore(queryable, options));
