/** The host's handle with our tables: prepared statements, and transactions that begin with a look at the schema. */

import { MigrationError } from '../../errors.ts';
import { prepare, type SqliteHandle, type SqliteStatement, type SqliteValue } from './handle.ts';
import { SCHEMA_VERSION } from './migrations.ts';

const TABLES = [
  'migrations',
  'trackers',
  'events',
  'transitions',
  'outbox',
  'budgets',
  'claim_rounds',
] as const;

export type Tables = Readonly<Record<(typeof TABLES)[number], string>>;

export type SqliteRow = Readonly<Record<string, SqliteValue>>;

export type Database = {
  /** Quoted names. */
  readonly tables: Tables;
  readonly prefix: string;
  all(sql: string, ...parameters: readonly SqliteValue[]): SqliteRow[];
  /** How many rows it changed. */
  run(sql: string, ...parameters: readonly SqliteValue[]): number;
  exec(sql: string): void;
  /** Reads of one moment. */
  read<Result>(work: () => Result): Result;
  /** Writes that happen together or not at all; others wait for their turn. */
  write<Result>(work: () => Result): Result;
  /** Forgets the prepared statements. */
  close(): void;
};

/** More than the store's own statements; lists with many combinations of filters make more. */
const MAX_STATEMENTS = 200;

export function createDatabase(
  handle: SqliteHandle,
  { prefix, busyTimeoutMs }: { readonly prefix: string; readonly busyTimeoutMs: number },
): Database {
  const statements = new Map<string, SqliteStatement>();
  // The names are those of TABLES, all of them.
  const tables = Object.fromEntries(TABLES.map((name) => [name, `"${prefix}${name}"`])) as Tables;
  let isReady = false;

  function beReady(): void {
    if (isReady) return;
    handle.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    isReady = true;
  }

  function statementOf(sql: string): SqliteStatement {
    beReady();
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const statement = prepare(handle, sql);
    statements.set(sql, statement);
    return statement;
  }

  // Drivers give rows as plain objects of such values.
  const all = (sql: string, ...parameters: readonly SqliteValue[]): SqliteRow[] =>
    statementOf(sql).all(...parameters) as SqliteRow[];
  const run = (sql: string, ...parameters: readonly SqliteValue[]): number =>
    Number(statementOf(sql).run(...parameters).changes);

  function transaction<Result>(begin: string, work: () => Result): Result {
    run(begin);
    try {
      checkSchema(() => all(`select max(version) as version from ${tables.migrations}`));
      const result = work();
      run('commit');
      return result;
    } catch (error) {
      rollBack(() => run('rollback'));
      throw error;
    }
  }

  return {
    tables,
    prefix,
    all,
    run,
    exec: (sql) => {
      beReady();
      handle.exec(sql);
    },
    read: (work) => transaction('begin', work),
    write: (work) => transaction('begin immediate', work),
    close: () => statements.clear(),
  };
}

/** SQLite has rolled back by itself after some failures, of the disk for one; what matters is that failure. */
export function rollBack(work: () => unknown): void {
  try {
    work();
  } catch {}
}

function checkSchema(versionOf: () => SqliteRow[]): void {
  let version: number;
  try {
    version = Number(versionOf()[0]?.['version'] ?? 0);
  } catch (error) {
    if (!isMissingTable(error)) throw error;
    throw new MigrationError('sqlite: the tables are not there; call `store.migrate()` first.', {
      cause: error,
    });
  }
  if (version === SCHEMA_VERSION) return;
  throw new MigrationError(
    version < SCHEMA_VERSION
      ? `sqlite: the schema has version ${version}, this package needs ${SCHEMA_VERSION}; call \`store.migrate()\` first.`
      : `sqlite: the schema has version ${version}, this package knows up to ${SCHEMA_VERSION}; update the package.`,
  );
}

export const isMissingTable = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('no such table');
