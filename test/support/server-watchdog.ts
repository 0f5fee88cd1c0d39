/**
 * The program that runs a server as long as whoever started it keeps its end of stdin open: when that process ends,
 * however it ends, the server stops and its directory goes. What comes over stdin has it stop and start again. As text,
 * so that it is there in a bundle too.
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
let server;
let isStopping = false;
let isRestarting = false;

function start() {
  server = spawn(command, args, { ...identity, cwd: directory, stdio, env: { LC_ALL: 'C' } });
  server.stderr.pipe(process.stdout, { end: false });
  server.on('exit', (code) => {
    if (isRestarting && !isStopping) {
      isRestarting = false;
      return start();
    }
    rmSync(directory, { recursive: true, force: true });
    process.exit(isStopping ? 0 : (code ?? 1));
  });
}

// At once, whatever sessions are open.
function stop() {
  if (isStopping) return;
  isStopping = true;
  server.kill('SIGINT');
  setTimeout(() => server.kill('SIGKILL'), 5_000).unref();
}

function restart() {
  isRestarting = true;
  server.kill('SIGINT');
}

start();
// Whoever read this may be gone.
process.stdout.on('error', () => {});
process.stdin.on('end', stop).on('error', stop).on('data', restart);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
`;
