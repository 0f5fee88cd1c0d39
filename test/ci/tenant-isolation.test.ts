/** That tenants never see one another, for longer. `TENANT_RUNS=2000` for as long as it is promised for. */

import fc from 'fast-check';
import Libsql from 'libsql';
import { it } from 'vitest';
import { createSqliteStore } from '../../src/stores/sqlite/index.ts';
import { tenantIsolation } from '../support/tenant-isolation.ts';

const RUNS = Number(process.env['TENANT_RUNS'] ?? 250);

it(`tenants see in SQLite what each would see alone, ${RUNS} times fifty steps`, { timeout: 1_800_000 }, () =>
  fc.assert(
    tenantIsolation(async () => {
      const handle = new Libsql(':memory:');
      const store = createSqliteStore(handle);
      await store.migrate();
      return { store, close: () => handle.close() };
    }),
    { numRuns: RUNS },
  ),
);
