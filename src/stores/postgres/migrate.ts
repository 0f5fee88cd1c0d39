/** Brings the schema to this version, a transaction for each step; of several processes, one does it. */

import { rawSql, sql } from '../sql.ts';
import type { Store } from '../store.ts';
import { checkNotNewer } from '../tables.ts';
import type { Database, DatabaseOptions, Session } from './database.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations.ts';

export function createMigrate(database: Database, { schema, prefix }: DatabaseOptions): Store['migrate'] {
  const { migrations } = database.tables;

  /** Takes the next step where there is one; gives the version before it. */
  async function step({ all }: Session): Promise<number> {
    // Held until the transaction ends: the others wait here, and then find it done.
    await all(sql`select pg_advisory_xact_lock(hashtextextended(${`parceltrail ${schema}.${prefix}`}, 0))`);
    // Making what is there already takes a right that the host may have kept to itself.
    const [there] = await all(sql`select to_regnamespace(${`"${schema}"`}) is not null as is_there`);
    if (there?.['is_there'] !== true) await all(rawSql(`create schema "${schema}"`));
    await all(
      sql`create table if not exists ${migrations} (version integer primary key, applied_at timestamptz not null default now())`,
    );
    const [newest] = await all(sql`select max(version) as version from ${migrations}`);
    const version = Number(newest?.['version'] ?? 0);
    checkNotNewer('postgres', version, SCHEMA_VERSION);
    const migration = MIGRATIONS[version];
    if (migration) {
      for (const statement of migration({ schema, prefix })) await all(rawSql(statement));
      await all(sql`insert into ${migrations} (version) values (${version + 1})`);
    }
    return version;
  }

  return async () => {
    const from = await database.transaction(step);
    for (let version = from; version < SCHEMA_VERSION; ) version = await database.transaction(step);
    return { from, to: SCHEMA_VERSION };
  };
}
