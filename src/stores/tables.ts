/** The tables that databases have, and the refusal of those of another version. */

import { MigrationError } from '../errors.ts';
import { rawSql, type Sql } from './sql.ts';

const TABLES = [
  'migrations',
  'trackers',
  'polls',
  'events',
  'transitions',
  'outbox',
  'budgets',
  'claim_rounds',
] as const;

/** Quoted names. */
export type Tables = Readonly<Record<(typeof TABLES)[number], Sql>>;

export const namedTables = (quoted: (name: string) => string): Tables =>
  // The names are those of TABLES, all of them.
  Object.fromEntries(TABLES.map((name) => [name, rawSql(quoted(name))])) as Tables;

export const missingTables = (store: string, cause: unknown): MigrationError =>
  new MigrationError(`${store}: the tables are not there; call \`store.migrate()\` first.`, { cause });

/** @throws MigrationError unless the schema has the version that this package works with. */
export function checkVersion(store: string, version: number, needed: number): void {
  checkNotNewer(store, version, needed);
  if (version === needed) return;
  throw new MigrationError(
    `${store}: the schema has version ${version}, this package needs ${needed}; call \`store.migrate()\` first.`,
  );
}

/** @throws MigrationError for a schema that a newer package has made. */
export function checkNotNewer(store: string, version: number, known: number): void {
  if (version <= known) return;
  throw new MigrationError(
    `${store}: the schema has version ${version}, this package knows up to ${known}; update the package.`,
  );
}
