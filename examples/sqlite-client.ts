/** A client that follows parcels in a SQLite file, made if it isn't there. */

import Database from 'libsql'; // better-sqlite3 does as well, and `DatabaseSync` of node:sqlite
import { createTrackingClient } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import { carriersFromEnvironment } from './carriers-from-environment.ts';

export async function sqliteClient(file: string) {
  const database = new Database(file);
  const client = createTrackingClient({
    carriers: [...carriersFromEnvironment(), sandbox()],
    store: sqliteStore(database),
  });
  await client.migrate();
  return {
    client,
    async close(): Promise<void> {
      await client.close();
      database.close();
    },
  };
}
