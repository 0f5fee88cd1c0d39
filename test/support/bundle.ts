/** Programs bundled before they are run as processes, as each start would compile all of them again. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Where npm runs scripts and vitest runs tests; this file may itself be bundled elsewhere. */
const root = process.cwd();

export type Bundle = {
  /** For `node`. */
  readonly script: string;
  remove(): void;
};

/** `path` is that of a source file, from the project's root. */
export async function bundle(path: string): Promise<Bundle> {
  // Beneath the project, so that its packages are found.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const directory = mkdtempSync(join(root, '.cache/bundle-'));
  const script = join(directory, 'program.mjs');
  await build({
    entryPoints: [join(root, path)],
    outfile: script,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'error',
  });
  return { script, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
