/** The README's programs, run as they stand, print what it says they print; its other code is in examples that run. */

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));
const readme = await readFile(`${root}README.md`, 'utf8');
// Inside the repository, so that the programs find the package by its name as its own tests do.
const folder = await mkdtemp(`${root}.readme-`);

afterAll(() => rm(folder, { recursive: true }));

const programs = [...readme.matchAll(/```ts\n([\s\S]+?)```(?:\n+```text\n([\s\S]+?)```)?/g)].map(
  ([, code = '', printed = ''], place) => ({ place: place + 1, code, printed }),
);

/** Pieces of examples that are run by tests of their own; `// …` stands for what is left out. */
const excerpts = [...readme.matchAll(/```ts (examples\/[\w-]+\.ts)\n([\s\S]+?)```/g)].flatMap(
  ([, path = '', pieces = '']) => pieces.split('// …\n').map((piece) => ({ path, piece })),
);

describe('the README', () => {
  it('has programs to run', () => {
    expect(programs.length).toBeGreaterThanOrEqual(5);
  });

  it.each(programs)('program $place prints what it says', async ({ place, code, printed }) => {
    const file = `${folder}/program-${place}.ts`;
    await writeFile(file, code);
    const { stdout } = await run(process.execPath, ['--import', 'tsx', file], { cwd: root });
    expect(stdout.replaceAll(/ +$/gm, '')).toBe(printed);
  });

  it('shows pieces of examples', () => {
    expect(excerpts.length).toBeGreaterThanOrEqual(5);
  });

  it.each(excerpts)('shows what $path says', async ({ path, piece }) => {
    const example = await readFile(`${root}${path}`, 'utf8');
    expect(withoutIndents(example)).toContain(withoutIndents(piece));
  });
});

const withoutIndents = (code: string): string => code.replaceAll(/^ +/gm, '');
