/** A store in PostgreSQL: for any number of processes on any number of machines. */

import { ConfigurationError } from '../../errors.ts';
import { checkIdentifier, checkPrefix } from '../identifiers.ts';
import type { Store } from '../store.ts';
import { createClaimDue } from './claim-due.ts';
import { createClaimOutbox } from './claim-outbox.ts';
import { createCommitIngest } from './commit-ingest.ts';
import type { PostgresQueryable } from './connection.ts';
import { createDueCounts } from './count-due.ts';
import { createDatabase } from './database.ts';
import { createFinding } from './find-trackers.ts';
import { createLeaseKeeping } from './keep-leases.ts';
import { createList } from './list-trackers.ts';
import { createMigrate } from './migrate.ts';
import { createRegister } from './register-trackers.ts';
import { createRemoval } from './remove-trackers.ts';
import { createSettleOutbox } from './settle-outbox.ts';
import { createBudgets } from './take-budget.ts';
import { createOutboxTending } from './tend-outbox.ts';
import { createUpdateLabels } from './update-labels.ts';

export type { PostgresQueryable } from './connection.ts';

export type PostgresStoreOptions = {
  /** Where the tables are; `migrate()` makes it. @default 'parceltrail' */
  readonly schema?: string | undefined;
  /** What the names of the tables begin with. @default '' */
  readonly tablePrefix?: string | undefined;
  /**
   * Whose clock decides about leases and what is due: with `database`, machines whose clocks differ agree; `caller` is
   * for tests that move time. @default 'database'
   */
  readonly time?: 'database' | 'caller' | undefined;
};

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export function createPostgresStore(queryable: PostgresQueryable, options: PostgresStoreOptions = {}): Store {
  const { schema = 'parceltrail', tablePrefix = '', time = 'database', ...unknown } = options;
  checkOptions(queryable, time, unknown);
  checkIdentifier('postgresStore: schema', schema);
  checkPrefix('postgresStore: tablePrefix', tablePrefix);
  const names = { schema, prefix: tablePrefix, time };
  const database = createDatabase(queryable, names);
  return {
    name: 'postgres',
    migrate: createMigrate(database, names),
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
    // Nothing of its own is open.
    close: async () => {},
  };
}

function checkOptions(queryable: PostgresQueryable, time: string, unknown: object): void {
  const [misspelt] = Object.keys(unknown);
  if (misspelt !== undefined) throw invalid(`there is no option ${JSON.stringify(misspelt)}`, misspelt);
  if (time !== 'database' && time !== 'caller') throw invalid('expected `database` or `caller`', 'time');
  // JavaScript hosts have no compiler to tell them.
  if (typeof queryable?.query !== 'function') throw invalid('expected a pool or a client of pg', 'queryable');
}

const invalid = (problem: string, path: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `postgresStore: ${path}: ${problem}.`, { path });
