/** A process killed before any statement of a write leaves SQLite as before; once it has committed, as after. */

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Libsql from 'libsql';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bundle, bundle } from '../support/bundle.ts';
import { countStatements } from '../support/counted-statements.ts';
import {
  type Dump,
  type DumpedRow,
  dumpOf,
  NOW,
  OPERATIONS,
  type Operation,
  type Seed,
  sow,
  TABLES,
} from '../support/crash-operations.ts';
import type { CrashOrder } from '../support/sqlite-crash-process.ts';

const directory = mkdtempSync(join(tmpdir(), 'parceltrail-sqlite-crash-'));
const template = join(directory, 'template.db');
const seedFile = join(directory, 'seed.json');
let program: Bundle;
let seed: Seed;

beforeAll(async () => {
  program = await bundle('test/support/sqlite-crash-process.ts');
  const handle = new Libsql(template);
  const store = sqliteStore(handle);
  await store.migrate();
  seed = await sow(store);
  writeFileSync(seedFile, JSON.stringify(seed));
  // All in one file, which can be copied.
  handle.exec('pragma wal_checkpoint(truncate)');
  handle.close();
});
afterAll(() => {
  program.remove();
  rmSync(directory, { recursive: true });
});

let copies = 0;
function copyOfTemplate(): string {
  copies += 1;
  const file = join(directory, `${copies}.db`);
  copyFileSync(template, file);
  return file;
}

const dump = (handle: Libsql.Database): Dump =>
  dumpOf(
    [...TABLES, 'claim_rounds'].flatMap((name) =>
      (handle.prepare(`select * from parceltrail_${name}`).all() as DumpedRow['row'][]).map((row) => ({
        name,
        row,
      })),
    ),
  );

/** What an operation that nobody disturbs makes of the file, and in how many statements. */
async function undisturbed({ run }: Operation, hasTransactions: boolean) {
  const handle = new Libsql(copyOfTemplate());
  const before = dump(handle);
  const counted = countStatements(handle, { hasTransactions });
  await run(sqliteStore(counted), seed);
  const after = dump(handle);
  handle.close();
  return { before, after, statements: counted.statements() };
}

/** A file as whoever opens it next finds it, and can go on with. */
async function leftIn(file: string): Promise<Dump> {
  const handle = new Libsql(file);
  const left = dump(handle);
  expect(handle.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  await sqliteStore(handle).pauseBudget('next', NOW, NOW);
  handle.close();
  return left;
}

/** What is there after a kill before each statement, and after the last. */
async function leftByKills(operation: string, { hasTransactions = true } = {}): Promise<string[]> {
  const { before, after, statements } = await undisturbed(
    OPERATIONS[operation] as Operation,
    hasTransactions,
  );
  expect(after).not.toEqual(before);
  const files = Array.from({ length: statements + 1 }, copyOfTemplate);
  const order: CrashOrder = { files, seedFile, operation, hasTransactions };
  const { signal } = spawnSync(process.execPath, [program.script, JSON.stringify(order)], {
    stdio: 'inherit',
  });
  expect(signal).toBe('SIGKILL');
  const left: string[] = [];
  for (const file of files) {
    const found = await leftIn(file);
    if (isDeepStrictEqual(found, before)) left.push('before');
    else left.push(isDeepStrictEqual(found, after) ? 'after' : 'between');
  }
  return left;
}

it.each(Object.keys(OPERATIONS))('a kill at every statement of %s leaves all or nothing', async (name) => {
  const left = await leftByKills(name);
  expect(left.length).toBeGreaterThan(4);
  expect(left.at(-1)).toBe('after');
  expect(new Set(left.slice(0, -1))).toEqual(new Set(['before']));
});

it('the same kills find what is left between where transactions are not run', async () => {
  expect(await leftByKills('remove', { hasTransactions: false })).toContain('between');
});
