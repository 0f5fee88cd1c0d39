/** A carrier is removed by deleting its folder, its simulator and the lines that name it: what is left builds and works. */

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entry } from '../tsup.config.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The only files that name carriers beside the carriers' own. */
const COMPOSERS = ['detect.ts', 'testing/index.ts'];
/** A number of each that no other carrier's form has. */
const NUMBERS: Readonly<Record<string, string>> = {
  ups: '1Z5R89390357567127',
  fedex: '986578788855',
  dhl: 'GM60511234500000001',
};

let scratch = '';
beforeAll(async () => {
  // Inside the checkout, so that what is built finds its packages.
  await mkdir(`${ROOT}.cache`, { recursive: true });
  scratch = await mkdtemp(`${ROOT}.cache/removing-`);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** A copy of `src` without a carrier; gives the lines that had to go beside its files. */
async function removeCarrier(
  carrier: string,
): Promise<{ readonly folder: string; readonly lines: string[] }> {
  const folder = `${scratch}/${carrier}`;
  await cp(`${ROOT}src`, `${folder}/src`, { recursive: true });
  await rm(`${folder}/src/carriers/${carrier}`, { recursive: true });
  for (const file of await readdir(`${folder}/src/testing`)) {
    if (file.startsWith(`${carrier}-`)) await rm(`${folder}/src/testing/${file}`);
  }
  const lines: string[] = [];
  for (const file of COMPOSERS) {
    const text = await readFile(`${folder}/src/${file}`, 'utf8');
    await writeFile(`${folder}/src/${file}`, withoutCarrier(text, carrier, lines));
  }
  return { folder, lines };
}

/** Takes out what is imported of a carrier, and its names wherever they are listed. */
function withoutCarrier(text: string, carrier: string, gone: string[]): string {
  const statement = new RegExp(
    `^(?:import|export) \\{([^}]+)\\} from '\\./(?:carriers/${carrier}/|${carrier}-)[^']+';\\n`,
    'gm',
  );
  const names: string[] = [];
  const rest = text.replace(statement, (whole, listed: string) => {
    gone.push(whole.trim());
    names.push(...listed.split(',').map((name) => name.trim()));
    return '';
  });
  return names.reduce(
    (left, name) => left.replaceAll(new RegExp(`(?:\\.\\.\\.)?\\b${name}\\b,?\\s?`, 'g'), ''),
    rest,
  );
}

async function buildAll(folder: string, names: readonly string[]): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(
      Object.entries(entry)
        .filter(([name]) => names.includes(name))
        .map(([name, source]) => [name, `${folder}/${source}`]),
    ),
    outdir: `${folder}/dist`,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
}

const entriesWithout = (carrier: string): string[] =>
  Object.keys(entry).filter((name) => name !== `carriers/${carrier}`);

it.each(Object.keys(NUMBERS))(
  'builds every other entry without %s, and detects the others',
  async (carrier) => {
    const { folder } = await removeCarrier(carrier);
    await buildAll(folder, entriesWithout(carrier));
    const { detect, builtInFormats } = await import(pathToFileURL(`${folder}/dist/detection.mjs`).href);
    const carriers = builtInFormats.map((format: { carrier: string }) => format.carrier);
    expect(carriers).not.toContain(carrier);
    const found = Object.entries(NUMBERS).map(([id, number]) => [id, detect(number)[0]?.carrier === id]);
    expect(found).toEqual(Object.keys(NUMBERS).map((id) => [id, id !== carrier]));
  },
);

it.each(Object.keys(NUMBERS))(
  'takes three lines of imports for %s, and no other file knows it',
  async (carrier) => {
    const { lines } = await removeCarrier(carrier);
    expect(lines).toHaveLength(3);
  },
);

it('would notice a file that still knows the carrier', async () => {
  const { folder } = await removeCarrier('ups');
  await writeFile(`${folder}/src/asking/ask.ts`, "export { ups } from '../carriers/ups/index.ts';\n");
  await expect(buildAll(folder, entriesWithout('ups'))).rejects.toThrow(/Could not resolve/);
});
