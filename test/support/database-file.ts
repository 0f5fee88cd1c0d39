/** A file for a database, until the test is over. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export async function databaseFile(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'parceltrail-example-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return join(directory, 'parcels.db');
}
