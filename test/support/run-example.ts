/** Examples as processes of their own. */

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { bundle } from './bundle.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One that ends by itself, run as a user would run it. */
export const runExample = (name: string, ...rest: string[]) => runExampleIn({}, name, ...rest);

export const runExampleIn = (env: Readonly<Record<string, string>>, name: string, ...rest: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', `${root}examples/${name}`, ...rest], {
    cwd: root,
    env,
  });

export type RunningExample = {
  /** The lines it has printed so far. */
  readonly lines: readonly string[];
  /** Asks it to end, and waits for that. */
  end(): Promise<{ readonly code: unknown; readonly errors: string }>;
};

/** However we end, our end of its stdin is closed then. That it listens keeps it from nothing. */
const END_WITH_US = 'data:text/javascript,process.stdin.on("end", () => process.exit(1)).resume().unref()';

/** One that runs until it is ended; gives what starts it, as often as wanted. At the end of the test none is left. */
export async function exampleToStart(name: string, env: Readonly<Record<string, string>>) {
  const { script, remove } = await bundle(`examples/${name}`);
  onTestFinished(remove);
  return (...rest: string[]): RunningExample => {
    const example = spawn(process.execPath, ['--import', END_WITH_US, script, ...rest], { cwd: root, env });
    // Not until its streams are read to their ends.
    const closed = once(example, 'close');
    onTestFinished(async () => {
      example.kill('SIGKILL');
      await closed;
    });
    const lines: string[] = [];
    let errors = '';
    const atWork = new Promise<void>((resolve) => {
      createInterface(example.stdout).on('line', (line) => {
        lines.push(line);
        if (line.startsWith('At work')) resolve();
      });
    });
    example.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    return {
      lines,
      async end() {
        // Before, it would not have heard.
        await Promise.race([atWork, closed]);
        example.kill('SIGTERM');
        const [code]: unknown[] = await closed;
        return { code, errors };
      },
    };
  };
}

/** Lines about messages, but for the time that an estimate names. */
export const newsIn = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => line.startsWith('tracker.'))
    .map((line) => line.replace(/, expected .*/, '').replaceAll(/ +/g, ' '));
