/** The host's PostgreSQL with our tables, once the schema is known to be there. */

import type { Instant } from '../../time/clock.ts';
import { type Sql, sql, textOf } from '../sql.ts';
import { checkVersion, missingTables, namedTables, type Tables } from '../tables.ts';
import { createConnections, type PostgresQueryable, type PostgresRow, sqlStateOf } from './connection.ts';
import { SCHEMA_VERSION } from './migrations.ts';

export type Session = { all(statement: Sql): Promise<readonly PostgresRow[]> };

export type Database = Session & {
  readonly tables: Tables;
  /** A transaction, once the schema is known to be right. */
  write<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
  /** A transaction, whatever the schema is. */
  transaction<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
  /** Now, for leases and what is due: the database's time, or the caller's. */
  moment(now: Instant): Sql;
};

export type DatabaseOptions = {
  readonly schema: string;
  readonly prefix: string;
  readonly time: 'database' | 'caller';
};

export function createDatabase(
  queryable: PostgresQueryable,
  { schema, prefix, time }: DatabaseOptions,
): Database {
  const connections = createConnections(queryable);
  const tables = namedTables((name) => `"${schema}"."${prefix}${name}"`);
  let checking: Promise<void> | undefined;

  const sessionOf = (
    query: (text: string, values: unknown[]) => Promise<readonly PostgresRow[]>,
  ): Session => ({
    all: (statement) =>
      query(
        textOf(statement, (place) => `$${place}`),
        [...statement.values],
      ),
  });
  const outside = sessionOf(connections.query);

  /** Looked at once; a schema that isn't right is looked at again, as it may be migrated meanwhile. */
  const ready = (): Promise<void> => {
    checking ??= checkSchema(outside, tables.migrations).catch((error: unknown) => {
      checking = undefined;
      throw error;
    });
    return checking;
  };

  return {
    tables,
    async all(statement) {
      await ready();
      return outside.all(statement);
    },
    async write(work) {
      await ready();
      return connections.transaction((query) => work(sessionOf(query)));
    },
    transaction: (work) => connections.transaction((query) => work(sessionOf(query))),
    moment: (now) => (time === 'database' ? sql`now()` : sql`${now}::timestamptz`),
  };
}

async function checkSchema({ all }: Session, migrations: Sql): Promise<void> {
  const version = await versionOf(all(sql`select max(version) as version from ${migrations}`));
  checkVersion('postgres', version, SCHEMA_VERSION);
}

/** No such table, no such schema. */
const MISSING = new Set(['42P01', '3F000']);

async function versionOf(query: Promise<readonly PostgresRow[]>): Promise<number> {
  try {
    const [newest] = await query;
    return Number(newest?.['version'] ?? 0);
  } catch (error) {
    if (!MISSING.has(sqlStateOf(error) ?? '')) throw error;
    throw missingTables('postgres', error);
  }
}

/** A time as an `Instant`, whatever the session's zone and style of dates. */
export const instantSql = (column: Sql): Sql =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const laterSql = (moment: Sql, ms: number): Sql =>
  sql`${moment} + ${ms}::double precision * interval '1 millisecond'`;
