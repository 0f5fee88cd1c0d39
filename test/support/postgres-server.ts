/** A PostgreSQL server of our own: its directory in the system's temporary one, gone when this process is. */

import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresBinaries } from './postgres-binaries.ts';
import { WATCHDOG, type Watched } from './server-watchdog.ts';

export type PostgresServer = {
  readonly url: string;
  /** What it said so far. */
  readonly log: () => string;
  /** As an operator does it: every session is cut, and new ones are refused until it is up again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

export type ServerOptions = {
  /** Whether a commit waits for the disk, as in production. @default false */
  readonly isDurable?: boolean | undefined;
};

const PREFIX = 'parceltrail-postgres-';
/** `nobody`: the server refuses to run as root. */
const NOBODY = 65_534;
const uid = process.getuid?.() === 0 ? NOBODY : undefined;

/**
 * Settings that a host may have, and that must not matter: another zone, another style of dates, and texts that
 * sort by a language.
 */
const ODD_SETTINGS = { timezone: 'America/St_Johns', datestyle: 'sql,dmy', intervalstyle: 'sql_standard' };
const LOCALE = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--encoding=UTF8'];

export async function startPostgres({ isDurable = false }: ServerOptions = {}): Promise<PostgresServer> {
  sweep();
  const bin = postgresBinaries();
  const directory = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const data = join(directory, 'data');
  chmodSync(directory, 0o700);
  if (uid !== undefined) chownSync(directory, uid, uid);
  const identity = uid === undefined ? {} : { uid, gid: uid };
  const options = ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--no-instructions', ...LOCALE];
  execFileSync(join(bin, 'initdb'), options, {
    ...identity,
    cwd: directory,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await freePort();
  const settings = {
    ...ODD_SETTINGS,
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: directory,
    max_connections: 200,
    shared_buffers: isDurable ? '512MB' : '64MB',
    max_wal_size: '4GB',
    ...(isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const start = { command: join(bin, 'postgres'), args, uid, directory };
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, ...(await watched(start)) };
}

async function watched(start: Watched): Promise<Omit<PostgresServer, 'url'>> {
  const watchdog = spawn(process.execPath, ['--eval', WATCHDOG, JSON.stringify(start)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => watchdog.once('exit', () => resolve()));
  let log = '';
  let sinceStart = '';
  let isReady = () => {};
  watchdog.stdout.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-100_000);
    sinceStart += text;
    if (sinceStart.includes('ready to accept connections')) isReady();
  });
  const ready = () =>
    new Promise<void>((resolve, reject) => {
      sinceStart = '';
      isReady = resolve;
      ended.then(() => reject(new Error(`PostgreSQL did not start:\n${log}`)));
    });
  await ready();
  // It must not keep a test run going that is done.
  watchdog.unref();
  for (const stream of [watchdog.stdin, watchdog.stdout]) (stream as unknown as { unref(): void }).unref();
  return {
    log: () => log,
    restart: () => {
      const isUp = ready();
      watchdog.stdin.write('restart');
      return isUp;
    },
    stop: async () => {
      watchdog.ref();
      watchdog.stdin.end();
      await ended;
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Stops and removes what a watchdog that was killed itself has left behind: its process and that which began it are gone. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(/^parceltrail-postgres-(\d{1,10})-/.exec(name)?.[1]);
    if (!Number.isInteger(owner) || isAlive(owner)) continue;
    const directory = join(tmpdir(), name);
    const server = serverOf(directory);
    if (server !== undefined) process.kill(server, 'SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The server that works in a directory, where it is one of ours and still runs. */
function serverOf(directory: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(directory, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(directory) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { readonly code?: string }).code === 'EPERM';
  }
}
