/** Stores in PostgreSQL for the conformance kit: schemas that are emptied and used again, and a clock for the database. */

import { type PostgresStoreOptions, postgresStore } from 'parceltrail/stores/postgres';
import type { StoreClock, StoreUnderTest } from 'parceltrail/testing';
import type pg from 'pg';
import { TABLES } from './crash-operations.ts';
import { schemaName } from './postgres.ts';

/**
 * Making tables takes longer than most cases; emptying them is all that is needed between two. Stores over the same data
 * take the connections in turn.
 */
export function createStores(
  connections: readonly Pick<pg.Pool, 'query'>[],
  { clock, ...options }: Omit<PostgresStoreOptions, 'schema'> & { readonly clock?: StoreClock },
) {
  const [first] = connections as readonly [Pick<pg.Pool, 'query'>];
  const prefix = options.tablePrefix ?? '';
  const free: string[] = [];
  const made = new Set<string>();
  return {
    async create(theme: string): Promise<StoreUnderTest> {
      const schema = (theme === 'schema' ? undefined : free.pop()) ?? schemaName();
      made.add(schema);
      let opened = 0;
      const open = () => {
        const connection = connections[opened % connections.length] ?? first;
        opened += 1;
        return postgresStore(connection, { ...options, schema });
      };
      return {
        store: open(),
        reopen: async () => open(),
        ...(clock && { clock }),
        destroy: async () => {
          if (theme === 'schema') return;
          for (const table of TABLES) await first.query(`delete from "${schema}"."${prefix}${table}"`);
          free.push(schema);
        },
      };
    },
    async drop(): Promise<void> {
      for (const schema of made) await first.query(`drop schema if exists "${schema}" cascade`);
    },
  };
}

/**
 * A `now()` that is moved by hand, found before PostgreSQL's own by connections with these options: a store that goes by
 * the database's time goes by this.
 */
export async function createDatabaseClock(queryable: Pick<pg.Pool, 'query'>, start: string) {
  const schema = schemaName();
  await queryable.query(`create schema "${schema}"`);
  await queryable.query(`create table "${schema}".clock as select '${start}'::timestamptz as moment`);
  await queryable.query(
    `create function "${schema}".now() returns timestamptz stable language sql as $$ select moment from "${schema}".clock $$`,
  );
  let now = Date.parse(start);
  const set = async (ms: number): Promise<void> => {
    now = ms;
    await queryable.query(`update "${schema}".clock set moment = '${new Date(now).toISOString()}'`);
  };
  const clock: StoreClock = { now: () => now, advance: (ms) => set(now + ms) };
  return {
    clock,
    restart: () => set(Date.parse(start)),
    options: `-c search_path=${schema},pg_catalog`,
    drop: () => queryable.query(`drop schema "${schema}" cascade`),
  };
}
