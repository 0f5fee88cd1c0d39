/** What importing costs: the time of a cold import and the size of each subpath, from the built package. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleSize, sizeWithCarrier } from './bundle-size.ts';
import { printTable } from './measure.ts';

const root = new URL('../', import.meta.url);
const IMPORT_AIM_MS = 100;
const RUNS = 9;

type Export = {
  readonly import?: { readonly default: string };
  readonly require?: { readonly default: string };
};

export async function benchPackaging(): Promise<void> {
  if (!existsSync(new URL('dist/index.js', root)))
    execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
  const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const entries = Object.entries(manifest.exports as Record<string, string | Export>).flatMap(
    ([subpath, target]) =>
      typeof target === 'string' || !target.import || !target.require
        ? []
        : [
            {
              name: subpath.replace('.', 'parceltrail'),
              esm: target.import.default,
              cjs: target.require.default,
            },
          ],
  );
  const rows: string[][] = [];
  for (const { name, esm, cjs } of entries) {
    const everything = `export * from ${JSON.stringify(esm)};`;
    const own = await bundleSize(everything, 'all');
    const all = await bundleSize(everything, []);
    const host = /\/carriers\//.test(esm)
      ? await sizeWithCarrier(manifest.exports['.'].import.default, esm)
      : null;
    const cold = coldMs(`import(${JSON.stringify(new URL(esm, root).href)})`);
    const required = coldMs(`require(${JSON.stringify(fileURLToPath(new URL(cjs, root)))})`);
    rows.push([
      name,
      kB(own.min),
      kB(own.gzip),
      kB(all.min),
      kB(all.gzip),
      host === null ? '' : kB(host.gzip),
      `${cold.toFixed(0)} ms`,
      `${required.toFixed(0)} ms`,
    ]);
  }
  printTable(
    `Cost of a subpath: own code, own code with all dependencies, cold import and require (aim for parceltrail ≤ ${IMPORT_AIM_MS} ms)`,
    ['', 'min', 'min+gzip', 'with deps', 'with deps+gzip', 'client and it, without zod', 'import', 'require'],
    rows,
  );
}

/** Median of fresh processes; the start of Node itself is not counted. */
function coldMs(load: string): number {
  const script = `const start = performance.now(); Promise.resolve(${load}).then(() => console.log(performance.now() - start))`;
  const samples = Array.from({ length: RUNS }, () =>
    Number(execFileSync(process.execPath, ['--input-type=commonjs', '-e', script], { encoding: 'utf8' })),
  );
  return samples.sort((a, b) => a - b)[RUNS >> 1] as number;
}

const kB = (bytes: number): string => `${(bytes / 1024).toFixed(1)} kB`;
