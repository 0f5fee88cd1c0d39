/** The host's handle with our tables: prepared statements, and transactions that begin with a look at the schema. */

import { type Sql, type SqlValue, sql, textOf } from '../sql.ts';
import { checkVersion, missingTables, namedTables, type Tables } from '../tables.ts';
import { prepare, type SqliteHandle, type SqliteStatement, type SqliteValue } from './handle.ts';
import { SCHEMA_VERSION } from './migrations.ts';

export type SqliteRow = Readonly<Record<string, SqliteValue>>;

export type Database = {
  readonly tables: Tables;
  readonly prefix: string;
  all(statement: Sql): SqliteRow[];
  /** How many rows it changed. */
  run(statement: Sql): number;
  /** The same, with a `?` for each value: its text is made only once. */
  prepared(text: Sql): (...values: readonly SqliteValue[]) => number;
  /** Several statements without parameters. */
  exec(text: string): void;
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
  const tables = namedTables((name) => `"${prefix}${name}"`);
  const statements = new Map<string, SqliteStatement>();
  let isReady = false;

  function beReady(): void {
    if (!isReady) handle.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    isReady = true;
  }

  function statementOf(text: string): SqliteStatement {
    beReady();
    const known = statements.get(text);
    if (known) return known;
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const prepared = prepare(handle, text);
    statements.set(text, prepared);
    return prepared;
  }

  // Drivers give rows as plain objects of such values.
  const all = (statement: Sql): SqliteRow[] =>
    statementOf(questionsOf(statement)).all(...statement.values.map(toSqlite)) as SqliteRow[];
  const run = (statement: Sql): number =>
    Number(statementOf(questionsOf(statement)).run(...statement.values.map(toSqlite)).changes);
  const prepared = (statement: Sql): ((...values: readonly SqliteValue[]) => number) => {
    const text = questionsOf(statement);
    return (...values) => Number(statementOf(text).run(...values).changes);
  };

  function transaction<Result>(begin: Sql, work: () => Result): Result {
    run(begin);
    try {
      checkSchema(() => all(sql`select max(version) as version from ${tables.migrations}`));
      const result = work();
      run(sql`commit`);
      return result;
    } catch (error) {
      rollBack(() => run(sql`rollback`));
      throw error;
    }
  }

  return {
    tables,
    prefix,
    all,
    run,
    prepared,
    exec(text) {
      beReady();
      handle.exec(text);
    },
    read: (work) => transaction(sql`begin`, work),
    write: (work) => transaction(sql`begin immediate`, work),
    close: () => statements.clear(),
  };
}

const questionsOf = (statement: Sql): string => textOf(statement, () => '?');

/** Booleans are 0 and 1, a list is one parameter that `json_each` reads. */
function toSqlite(value: SqlValue): SqliteValue {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
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
    if (!(error instanceof Error && error.message.includes('no such table'))) throw error;
    throw missingTables('sqlite', error);
  }
  checkVersion('sqlite', version, SCHEMA_VERSION);
}
