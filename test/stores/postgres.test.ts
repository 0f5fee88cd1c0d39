/** The store in PostgreSQL, held to the contract: by the caller's time, and by the database's. */

import { postgresStore } from 'parceltrail/stores/postgres';
import { storeConformance } from 'parceltrail/testing';
import type pg from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createPool, postgresUrl, schemaName } from '../support/postgres.ts';

let pool: pg.Pool;

beforeAll(async () => {
  pool = createPool({ connectionString: await postgresUrl(), max: 8 });
});
afterAll(() => pool.end());

describe("by the caller's time", () => {
  storeConformance({
    it,
    create: async () => {
      const schema = schemaName();
      const open = () => postgresStore(pool, { schema, time: 'caller' });
      return {
        store: open(),
        reopen: async () => open(),
        destroy: async () => {
          await pool.query(`drop schema if exists "${schema}" cascade`);
        },
      };
    },
  });
});
