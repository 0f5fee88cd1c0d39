/** `parceltrail/stores/sqlite`. */

import { defineStore } from './define-store.ts';
import type { FollowingStore } from './following-store.ts';
import { createSqliteStore, type SqliteHandle, type SqliteStoreOptions } from './stores/sqlite/index.ts';

export type { SqliteHandle, SqliteStoreOptions } from './stores/sqlite/index.ts';

/**
 * Keeps trackers in the host's SQLite database, of better-sqlite3, libsql or node:sqlite. The handle stays the host's.
 * `migrate()` makes the tables and turns on the write-ahead log.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`)
 * @example
 * const store = sqliteStore(new Database('parcels.db'));
 * await store.migrate();
 */
export const sqliteStore = (handle: SqliteHandle, options?: SqliteStoreOptions): FollowingStore =>
  defineStore(createSqliteStore(handle, options));
