/** A client that follows parcels in the PostgreSQL of `DATABASE_URL`, which any number of processes may share. */

import { createTrackingClient } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { postgresStore } from 'parceltrail/stores/postgres';
import pg from 'pg';
import { carriersFromEnvironment } from './carriers-from-environment.ts';

export async function postgresClient() {
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] });
  // The database may restart; the worker goes on when it is back.
  pool.on('error', (error) => console.error(error.message));
  const client = createTrackingClient({
    carriers: [...carriersFromEnvironment(), sandbox()],
    store: postgresStore(pool),
  });
  await client.migrate();
  return {
    client,
    async close(): Promise<void> {
      await client.close();
      await pool.end();
    },
  };
}
