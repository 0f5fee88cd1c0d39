/** Brings the schema to this version, a transaction for each step; of several processes, one does it. */

import { systemClock, toInstant } from '../../time/clock.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import { checkNotNewer } from '../tables.ts';
import { type Database, rollBack } from './database.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations.ts';

/** SQLite doesn't wait by itself for the lock that changing the journal takes. */
const JOURNAL_ATTEMPTS = 250;
const JOURNAL_WAIT_MS = 20;

export const createMigrate =
  (database: Database): Store['migrate'] =>
  async () => {
    await useWriteAheadLog(database);
    const from = step(database);
    for (let version = from; version < SCHEMA_VERSION; ) version = step(database);
    return { from, to: SCHEMA_VERSION };
  };

/** Takes the next step where there is one; gives the version before it. */
function step(database: Database): number {
  const { migrations } = database.tables;
  database.run(sql`begin immediate`);
  try {
    database.run(
      sql`create table if not exists ${migrations} (version integer primary key, applied_at text not null)`,
    );
    const [newest] = database.all(sql`select max(version) as version from ${migrations}`);
    const version = Number(newest?.['version'] ?? 0);
    checkNotNewer('sqlite', version, SCHEMA_VERSION);
    const migration = MIGRATIONS[version];
    if (migration) {
      database.exec(migration(database.prefix));
      database.run(sql`insert into ${migrations} values (${version + 1}, ${toInstant(systemClock.now())})`);
    }
    database.run(sql`commit`);
    return version;
  } catch (error) {
    rollBack(() => database.run(sql`rollback`));
    throw error;
  }
}

async function useWriteAheadLog(database: Database): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // A database in memory answers `memory`, and that is right.
      database.all(sql`pragma journal_mode = wal`);
      return;
    } catch (error) {
      if (attempt === JOURNAL_ATTEMPTS) throw error;
      await systemClock.sleep(JOURNAL_WAIT_MS);
    }
  }
}
