/**
 * The program that runs PostgreSQL as long as whoever started it keeps its end of stdin open: when that process ends,
 * however it ends, the server stops and its directory goes. As text, so that it is there in a bundle too.
 */

/** What the program takes as its only argument, as JSON. */
export type Watched = {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid: number | undefined;
  readonly directory: string;
};

/** For `node --eval`. */
export const WATCHDOG = `
const { spawn } = require('node:child_process');
const { rmSync } = require('node:fs');

const { command, args, uid, directory } = JSON.parse(process.argv[1]);
const identity = uid === undefined ? {} : { uid, gid: uid };
const stdio = ['ignore', 'ignore', 'pipe'];
const server = spawn(command, args, { ...identity, cwd: directory, stdio, env: { LC_ALL: 'C' } });
let isStopping = false;

// At once, whatever sessions are open.
function stop() {
  if (isStopping) return;
  isStopping = true;
  server.kill('SIGINT');
  setTimeout(() => server.kill('SIGKILL'), 5_000).unref();
}

server.stderr.pipe(process.stdout);
// Whoever read this may be gone.
process.stdout.on('error', () => {});
server.on('exit', (code) => {
  rmSync(directory, { recursive: true, force: true });
  process.exit(isStopping ? 0 : (code ?? 1));
});
process.stdin.on('end', stop).on('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
`;
