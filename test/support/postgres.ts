/** The tests' PostgreSQL: its address, and schemas and databases that come and go with a test. */

import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';

/** Asks for the run's database; starts it where nobody has asked yet. */
export async function postgresUrl(): Promise<string> {
  const { url, failure }: { readonly url?: string; readonly failure?: string } = JSON.parse(
    await text(connect(inject('postgresPort'), '127.0.0.1')),
  );
  if (url === undefined) throw new Error(failure);
  return url;
}

/** A pool whose idle connections may break: what matters is what queries then do. */
export function createPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', () => {});
  return pool;
}

/** A name that no other test has. */
export const schemaName = (): string => `t_${randomBytes(8).toString('hex')}`;

/** An empty database of the run's server, until the test is over. */
export async function aDatabase(): Promise<string> {
  const url = new URL(await postgresUrl());
  const pool = createPool({ connectionString: url.href, max: 1 });
  const name = schemaName();
  await pool.query(`create database ${name}`);
  onTestFinished(async () => {
    await pool.query(`drop database ${name} with (force)`);
    await pool.end();
  });
  url.pathname = `/${name}`;
  return url.href;
}
