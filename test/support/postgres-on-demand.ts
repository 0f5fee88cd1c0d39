/**
 * One PostgreSQL for a whole test run, started when the first test asks for it: vitest's workers ask over a socket,
 * and a run without such tests starts nothing.
 */

import { createServer } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the address of the database is told. */
    postgresPort: number;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | undefined;
  const server = createServer(async (socket) => {
    const given = process.env['TEST_DATABASE_URL'];
    try {
      starting ??= given === undefined ? startPostgres() : undefined;
      socket.end(JSON.stringify({ url: given ?? (await starting)?.url }));
    } catch (error) {
      socket.end(JSON.stringify({ failure: error instanceof Error ? error.message : String(error) }));
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  project.provide('postgresPort', typeof address === 'object' && address ? address.port : 0);
  return async () => {
    server.close();
    const started = await starting?.catch(() => undefined);
    await started?.stop();
  };
}
