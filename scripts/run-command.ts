/** Runs a program and gives what it printed; a failure says what it was and all it said. */

import { spawnSync } from 'node:child_process';

/** @throws Error with the program's output when it can't be started or fails. */
export function run(program: string, parameters: readonly string[], directory: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  const reason = error?.message ?? `exit code ${status}`;
  throw new Error(`${program} ${parameters.join(' ')}: ${reason}\n${stdout}${stderr}`.trim());
}
