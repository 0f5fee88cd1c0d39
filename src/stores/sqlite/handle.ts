/** What is asked of the host's SQLite handle; better-sqlite3, libsql and node:sqlite have it. */

export type SqliteValue = string | number | bigint | null;

/** An open database. It stays the host's: the store never closes it. */
export type SqliteHandle = {
  // Drivers' types differ in what they say a statement takes; all of them take an `SqliteValue` for each place.
  prepare(sql: string): {
    all(...parameters: never[]): unknown[];
    run(...parameters: never[]): { readonly changes: number | bigint };
  };
  exec(sql: string): unknown;
};

/** A statement as it is used. */
export type SqliteStatement = {
  all(...parameters: readonly SqliteValue[]): unknown[];
  run(...parameters: readonly SqliteValue[]): { readonly changes: number | bigint };
};

/** Nothing but its type changes. */
export const prepare = (handle: SqliteHandle, sql: string): SqliteStatement =>
  handle.prepare(sql) as SqliteStatement;
