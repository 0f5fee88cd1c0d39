/** The tests' Redis: that of `REDIS_URL`, else a server of our own, which is gone when the tests are. */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { WATCHDOG, type Watched } from './server-watchdog.ts';

const HOW_TO_GET_IT =
  'There is no Redis to test with: install it (Debian: `apt-get install redis-server`), or set REDIS_URL to one of yours.';

/** What ioredis takes as an address, until the test is over; without any Redis the test is skipped, where that may be. */
export async function redisUrl(skip: (note: string) => void): Promise<string> {
  const given = process.env['REDIS_URL'];
  if (given !== undefined) return given;
  const command = spawnSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' }).stdout.trim();
  if (command !== '') return startRedis(command);
  if (process.env['PARCELTRAIL_REQUIRE_REDIS'] === '1') throw new Error(HOW_TO_GET_IT);
  console.warn(`Skipped. ${HOW_TO_GET_IT}`);
  skip(HOW_TO_GET_IT);
  return '';
}

/** At a socket in a directory of its own, so that no other program can have taken its address. */
async function startRedis(command: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'parceltrail-redis-'));
  const socket = join(directory, 'redis.sock');
  const args = [
    '--port',
    '0',
    '--unixsocket',
    socket,
    '--dir',
    directory,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server: Watched = { command, args, uid: undefined, directory };
  const watchdog = spawn(process.execPath, ['--eval', WATCHDOG, JSON.stringify(server)], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(watchdog, 'exit');
  onTestFinished(async () => {
    watchdog.stdin.end();
    await ended;
  });
  await Promise.race([
    answering(socket),
    ended.then(() => Promise.reject(new Error('Redis did not start.'))),
  ]);
  return socket;
}

async function answering(socket: string): Promise<void> {
  const redis = new Redis(socket, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  // It is not there at once.
  redis.on('error', () => {});
  await redis.ping();
  await redis.quit();
}
