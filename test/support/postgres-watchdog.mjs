/**
 * Runs PostgreSQL as long as whoever started this keeps its end of stdin open: when that process ends, however it ends,
 * the server stops and its directory goes. `node postgres-watchdog.mjs '{ command, args, uid?, directory }'`
 */

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const { command, args, uid, directory } = JSON.parse(process.argv[2]);
const identity = uid === undefined ? {} : { uid, gid: uid };
const server = spawn(command, args, {
  ...identity,
  cwd: directory,
  stdio: ['ignore', 'ignore', 'pipe'],
  env: { LC_ALL: 'C' },
});

let isStopping = false;

/** Sessions that are open don't hold it up. */
function stop() {
  if (isStopping) return;
  isStopping = true;
  server.kill('SIGINT');
  setTimeout(() => server.kill('SIGKILL'), 5_000).unref();
}

server.stderr.pipe(process.stdout);
// Whoever read our output may be gone.
process.stdout.on('error', () => {});
server.on('exit', (code) => {
  rmSync(directory, { recursive: true, force: true });
  process.exit(isStopping ? 0 : (code ?? 1));
});
process.stdin.on('end', stop).on('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
