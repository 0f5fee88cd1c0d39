/** A file of the tests as one script that node starts at once: each start would compile it all again. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export type BundledScript = { readonly path: string; remove(): void };

const root = fileURLToPath(new URL('../../', import.meta.url));

export async function bundleScript(source: URL): Promise<BundledScript> {
  // Beneath the project, so that its packages are found.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const directory = mkdtempSync(join(root, '.cache/script-'));
  const path = join(directory, 'script.mjs');
  await build({
    entryPoints: [fileURLToPath(source)],
    outfile: path,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'error',
  });
  return { path, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
