/** The store in SQLite, over libsql, held to the contract. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import { storeConformance } from 'parceltrail/testing';
import { it } from 'vitest';

storeConformance({
  it,
  create: async () => {
    const directory = mkdtempSync(join(tmpdir(), 'parceltrail-sqlite-'));
    const open = () => new Libsql(join(directory, 'test.db'));
    const handles = [open()];
    return {
      store: sqliteStore(handles[0] as Libsql.Database),
      reopen: async () => {
        const handle = open();
        handles.push(handle);
        return sqliteStore(handle);
      },
      destroy: async () => {
        for (const handle of handles) handle.close();
        rmSync(directory, { recursive: true });
      },
    };
  },
});
