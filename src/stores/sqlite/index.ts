/** A store in SQLite: one file, on one machine, for as many processes as it has. */

import { ConfigurationError } from '../../errors.ts';
import { checkPrefix } from '../identifiers.ts';
import type { Store } from '../store.ts';
import { createClaimDue } from './claim-due.ts';
import { createClaimOutbox } from './claim-outbox.ts';
import { createCommitIngest } from './commit-ingest.ts';
import { createDueCounts } from './count-due.ts';
import { createDatabase } from './database.ts';
import { createFinding } from './find-trackers.ts';
import type { SqliteHandle } from './handle.ts';
import { createLeaseKeeping } from './keep-leases.ts';
import { createList } from './list-trackers.ts';
import { createMigrate } from './migrate.ts';
import { createRegister } from './register-trackers.ts';
import { createRemoval } from './remove-trackers.ts';
import { createSettleOutbox } from './settle-outbox.ts';
import { createBudgets } from './take-budget.ts';
import { createOutboxTending } from './tend-outbox.ts';
import { createUpdateLabels } from './update-labels.ts';

export type { SqliteHandle } from './handle.ts';

export type SqliteStoreOptions = {
  /** What the names of the tables begin with. @default 'parceltrail_' */
  readonly tablePrefix?: string | undefined;
  /** How long a write waits for another process's, in milliseconds; set on the handle. @default 5000 */
  readonly busyTimeoutMs?: number | undefined;
};

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export function createSqliteStore(handle: SqliteHandle, options: SqliteStoreOptions = {}): Store {
  const { tablePrefix = 'parceltrail_', busyTimeoutMs = 5_000, ...unknown } = options;
  checkOptions(handle, busyTimeoutMs, unknown);
  checkPrefix('sqliteStore: tablePrefix', tablePrefix);
  const database = createDatabase(handle, { prefix: tablePrefix, busyTimeoutMs });
  return {
    name: 'sqlite',
    migrate: createMigrate(database),
    register: createRegister(database),
    ...createFinding(database),
    list: createList(database),
    commitIngest: createCommitIngest(database),
    updateLabels: createUpdateLabels(database),
    claimDue: createClaimDue(database),
    dueCounts: createDueCounts(database),
    ...createLeaseKeeping(database),
    claimOutbox: createClaimOutbox(database),
    settleOutbox: createSettleOutbox(database),
    ...createOutboxTending(database),
    ...createRemoval(database),
    ...createBudgets(database),
    close: async () => database.close(),
  };
}

function checkOptions(handle: SqliteHandle, busyTimeoutMs: number, unknown: object): void {
  const [misspelt] = Object.keys(unknown);
  if (misspelt !== undefined) throw invalid(`there is no option ${JSON.stringify(misspelt)}`, misspelt);
  if (!Number.isInteger(busyTimeoutMs) || busyTimeoutMs < 0) {
    throw invalid('expected milliseconds from 0 on', 'busyTimeoutMs');
  }
  // JavaScript hosts have no compiler to tell them.
  if (typeof handle?.prepare !== 'function' || typeof handle.exec !== 'function') {
    throw invalid('expected a handle of better-sqlite3, libsql or node:sqlite', 'handle');
  }
}

const invalid = (problem: string, path: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `sqliteStore: ${path}: ${problem}.`, { path });
