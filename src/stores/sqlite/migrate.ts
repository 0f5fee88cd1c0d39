/** Brings the schema to this version, a transaction for each step; of several processes, one does it. */

import { MigrationError } from '../../errors.ts';
import { systemClock, toInstant } from '../../time/clock.ts';
import type { Store } from '../store.ts';
import { type Database, rollBack } from './database.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations.ts';

/** SQLite doesn't wait by itself for the lock that changing the journal takes. */
const JOURNAL_ATTEMPTS = 50;
const JOURNAL_WAIT_MS = 20;

export const createMigrate =
  (database: Database): Store['migrate'] =>
  async () => {
    await useWriteAheadLog(database);
    const { migrations } = database.tables;
    let from: number | undefined;
    for (;;) {
      const step = nextStep(
        database,
        `create table if not exists ${migrations} (version integer primary key, applied_at text not null)`,
      );
      from ??= step.version;
      if (step.isLast) return { from, to: SCHEMA_VERSION };
    }
  };

function nextStep(
  database: Database,
  createMigrations: string,
): { readonly version: number; readonly isLast: boolean } {
  const { migrations } = database.tables;
  database.run('begin immediate');
  try {
    database.exec(createMigrations);
    const version = Number(
      database.all(`select max(version) as version from ${migrations}`)[0]?.['version'] ?? 0,
    );
    if (version > SCHEMA_VERSION) {
      throw new MigrationError(
        `sqlite: the schema has version ${version}, this package knows up to ${SCHEMA_VERSION}; update the package.`,
      );
    }
    const migration = MIGRATIONS[version];
    if (migration) {
      database.exec(migration(database.prefix));
      database.run(`insert into ${migrations} values (?, ?)`, version + 1, toInstant(systemClock.now()));
    }
    database.run('commit');
    return { version, isLast: version + 1 >= SCHEMA_VERSION };
  } catch (error) {
    rollBack(() => database.run('rollback'));
    throw error;
  }
}

async function useWriteAheadLog(database: Database): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // A database in memory answers `memory`, and that is right.
      database.all('pragma journal_mode = wal');
      return;
    } catch (error) {
      if (attempt === JOURNAL_ATTEMPTS) throw error;
      await systemClock.sleep(JOURNAL_WAIT_MS);
    }
  }
}
