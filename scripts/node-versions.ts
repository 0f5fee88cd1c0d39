/** Node binaries of other versions, from the `node` package, kept in `.cache/node-versions`. */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from './run-command.ts';

const CACHE = fileURLToPath(new URL('../.cache/node-versions/', import.meta.url));

/** The path of a Node of exactly this version; downloads it once. */
export function nodeOfVersion(version: string): string {
  const directory = `${CACHE}${version}`;
  const binary = `${directory}/node_modules/.bin/node`;
  if (!existsSync(binary)) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(`${directory}/package.json`, '{ "private": true }\n');
    run('npm', ['install', `node@${version}`, '--no-audit', '--no-fund', '--no-package-lock'], directory);
  }
  const found = run(binary, ['--version'], directory).trim();
  if (found !== `v${version}`) throw new Error(`asked for Node ${version}, got ${found}`);
  return binary;
}
