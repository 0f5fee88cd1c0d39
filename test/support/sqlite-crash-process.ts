/**
 * Run as a process of its own: makes one operation on each of many files, on the first up to its first statement, on the
 * second up to its second, and so on. It is killed where it stands in all of them.
 */

import { readFileSync } from 'node:fs';
import Libsql from 'libsql';
import { createSqliteStore } from '../../src/stores/sqlite/index.ts';
import { countStatements } from './counted-statements.ts';
import { OPERATIONS } from './crash-operations.ts';

export type CrashOrder = {
  readonly files: readonly string[];
  readonly seedFile: string;
  readonly operation: string;
  readonly hasTransactions: boolean;
};

const { files, seedFile, operation, hasTransactions }: CrashOrder = JSON.parse(process.argv[2] as string);
const seed = JSON.parse(readFileSync(seedFile, 'utf8'));
// Else they would be closed when nobody needs them any more, which is not what a kill does.
const open: Libsql.Database[] = [];
for (const [index, file] of files.entries()) {
  const handle = new Libsql(file);
  open.push(handle);
  const store = createSqliteStore(countStatements(handle, { endsBefore: index + 1, hasTransactions }));
  await OPERATIONS[operation]?.run(store, seed).catch(() => {});
}
if (open.every((handle) => handle.open)) process.kill(process.pid, 'SIGKILL');
