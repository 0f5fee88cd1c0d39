/**
 * Builds and packs the package, installs it as a host would, and checks it there: types, `import` and `require`,
 * on the oldest Node it promises and on newer ones. `--all` adds more versions of Node.
 */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { namedZones } from '../test/support/named-zones.ts';
import { nodeOfVersion } from './node-versions.ts';
import { run } from './run-command.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules/.bin');
// Neither of the first two can `require` ESM, so what the CommonJS build must carry shows there.
const VERSIONS = ['20.0.0', '22.11.0', ...(process.argv.includes('--all') ? ['20.18.3', '24.21.0'] : [])];
const PAPERS = ['LICENSE', 'README.md', 'CHANGELOG.md', 'THIRD-PARTY-NOTICES.md', 'package.json'];
/** Types of these in ours would not compile in a CommonJS host (TS1479), or tie hosts to our versions of them. */
const FOREIGN_TYPES = /(?:from|import\()\s*['"](?:ky|p-limit|zod|date-fns|date-fns-tz)(?:\/[^'"]*)?['"]/;

type Manifest = { readonly name: string; readonly exports: Readonly<Record<string, unknown>> };

const manifest: Manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const specifiers = Object.keys(manifest.exports)
  .filter((subpath) => subpath !== './package.json')
  .map((subpath) => join(manifest.name, subpath));
const scratch = mkdtempSync(join(tmpdir(), 'check-package-'));
const consumer = join(scratch, 'consumer');
const installed = join(consumer, 'node_modules', manifest.name);
const tarball = join(scratch, 'package.tgz');
const ERRORS_OF_THE_OTHER_BUILD = `
  import { createRequire } from 'node:module';
  import { isTrackingError } from '${manifest.name}';
  const { InvalidTrackingNumberError } = createRequire(process.cwd() + '/')('${manifest.name}');
  if (!isTrackingError(new InvalidTrackingNumberError('no'))) process.exit(1);
`;
const ZONES_ARE_KNOWN = `
  for (const timeZone of ${JSON.stringify(namedZones())}) new Intl.DateTimeFormat('en', { timeZone });
`;
const failures: string[] = [];
const started = performance.now();
let checks = 0;

try {
  // What is not built, packed and installed can't be looked at.
  if (check('builds, packs and installs', buildAndInstall)) checkPackage();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(
  `check-package: ${checks - failures.length} of ${checks} checks passed, ${specifiers.length} subpaths, ${secondsSince(started)} s`,
);
process.exitCode = failures.length === 0 ? 0 : 1;

function checkPackage(): void {
  const files = filesOf(installed).filter((name) => statSync(join(installed, name)).isFile());
  check('publint finds nothing', () => run(join(BIN, 'publint'), ['run', '--strict', installed], ROOT));
  // The resolver that knows no `exports` is older than every Node this package runs on.
  const profile = ['--profile', 'node16', '--no-emoji'];
  check('attw finds nothing', () => run(join(BIN, 'attw'), [tarball, ...profile], ROOT));
  check('holds its papers, its build and nothing else', () => {
    const strangers = files.filter((name) => !name.startsWith('dist/') && !PAPERS.includes(name));
    const missing = PAPERS.filter((name) => !files.includes(name));
    if (strangers.length + missing.length === 0) return;
    throw new Error(`missing: ${missing.join(', ')}; not to be shipped: ${strangers.join(', ')}`);
  });
  check('has no type of a dependency in its types', () => {
    const types = files.filter((name) => /\.d\.c?ts$/.test(name));
    const foreign = types.filter((name) => FOREIGN_TYPES.test(readFileSync(join(installed, name), 'utf8')));
    if (types.length === 0 || foreign.length > 0) throw new Error(foreign.join(', ') || 'there are no types');
  });
  check('compiles in a strict host, as ESM and as CommonJS', compileConsumer);
  for (const version of VERSIONS) checkOnNode(version, () => nodeOfVersion(version));
  if (!VERSIONS.includes(process.versions.node)) checkOnNode(process.versions.node, () => process.execPath);
  const kilobytes = Math.round(statSync(tarball).size / 1024);
  console.log(`the tarball has ${files.length} files in ${kilobytes} kB`);
}

function buildAndInstall(): void {
  run('npm', ['run', 'build'], ROOT);
  const said = run('npm', ['pack', '--json', '--pack-destination', scratch], ROOT);
  const [packed]: readonly { readonly filename: string }[] = JSON.parse(said);
  run('mv', [join(scratch, packed?.filename ?? ''), tarball], ROOT);
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true }\n');
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  run('npm', ['install', tarball, ...quietly], consumer);
}

/** The same host twice: as an ES module, and as CommonJS, where the compiler is strictest with ESM's types. */
function compileConsumer(): void {
  const source = readFileSync(join(ROOT, 'test/consumers/consumer.ts'), 'utf8');
  const files = ['consumer.mts', 'consumer.cts'];
  for (const file of files) writeFileSync(join(consumer, file), source);
  const compilerOptions = {
    module: 'node16',
    moduleResolution: 'node16',
    target: 'ES2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  run(join(BIN, 'tsc'), ['--project', consumer], consumer);
}

function checkOnNode(version: string, findNode: () => string): void {
  let node = '';
  const isThere = check(`Node ${version} is there`, () => {
    node = findNode();
  });
  if (!isThere) return;
  const print = (type: 'module' | 'commonjs', code: string) =>
    run(node, [`--input-type=${type}`, '--eval', code], consumer);
  for (const specifier of specifiers) {
    check(`Node ${version} imports and requires ${specifier}, with the same names`, () => {
      const imported = print('module', namesOf(`await import('${specifier}')`));
      const required = print('commonjs', namesOf(`require('${specifier}')`));
      if (imported !== required || imported.trim() === '') throw new Error(`${imported}${required}`);
    });
  }
  check(`Node ${version} knows every zone a place can be in`, () => print('commonjs', ZONES_ARE_KNOWN));
  check(`Node ${version} knows errors across both`, () => print('module', ERRORS_OF_THE_OTHER_BUILD));
  check(`Node ${version} runs a host alike as ESM and as CommonJS`, () => {
    const [asEsm = '', asCommonJs] = ['consumer.mjs', 'consumer.cjs'].map((file) =>
      run(node, [file], consumer),
    );
    if (asEsm !== asCommonJs) throw new Error(`${asEsm}${asCommonJs}`);
  });
}

/** A program that prints what a module exports. */
function namesOf(module: string): string {
  return `console.log(Object.keys(${module}).filter((name) => name !== 'default').sort().join(' '))`;
}

/** Whether it succeeded; a failure is shown and counted, and the checks go on. */
function check(name: string, work: () => unknown): boolean {
  checks += 1;
  const start = performance.now();
  try {
    work();
    console.log(`ok      ${name} (${secondsSince(start)} s)`);
    return true;
  } catch (error) {
    failures.push(name);
    console.log(`FAILED  ${name}\n${error instanceof Error ? error.message : error}\n`);
    return false;
  }
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' });
}
