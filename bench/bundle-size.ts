/** How large a bundle of some code is, minified, and minified and compressed. In bytes. */

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

export type BundleSize = { readonly min: number; readonly gzip: number };

/** `outside` are the packages that are left out of it; all of them, where it says so. */
export async function bundleSize(code: string, outside: readonly string[] | 'all'): Promise<BundleSize> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    ...(outside === 'all' ? { packages: 'external' as const } : { external: [...outside] }),
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { min: bytes.length, gzip: gzipSync(bytes).length };
}

/** What a host with one carrier bundles: the client and that carrier, with every package but zod. */
export const sizeWithCarrier = (root: string, carrier: string): Promise<BundleSize> =>
  bundleSize(
    `export { createTrackingClient } from ${JSON.stringify(root)}; export * from ${JSON.stringify(carrier)};`,
    ['zod'],
  );
