/** What the package offers: the same subpaths everywhere, the names listed here, and nothing done on import. */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { entry } from '../tsup.config.ts';
import vitestConfig from '../vitest.config.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROBE = fileURLToPath(new URL('./support/import-probe.mjs', import.meta.url));
/** Every name a host can import; types are not seen here. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  parceltrail: [
    'applyPiiPolicy',
    'orderEvents',
    'readBody',
    'statusFieldsOf',
    'timeInZone',
    'timeOfIso',
    'timeOfIsoAt',
    'toCredentialKey',
    'toLocation',
    'toObservation',
    'toTrackingEvent',
    'zoneOfLocation',
    'CarrierAuthError',
    'CarrierRateLimitError',
    'CarrierResponseError',
    'CarrierUnavailableError',
    'ConfigurationError',
    'InvalidTrackingNumberError',
    'MAX_NUMBER_LENGTH',
    'MigrationError',
    'NotAuthorizedError',
    'REASONS',
    'STATUSES',
    'SUBSTATUSES',
    'StoreConflictError',
    'TrackingError',
    'adaptiveCadence',
    'ageBasedCadence',
    'cappedAt',
    'createTracker',
    'createTrackingClient',
    'defineCarrier',
    'defineStore',
    'fixedCadence',
    'merge',
    'withPushSafetyNet',
    'withQuietHours',
    'defineCodeTable',
    'defineFormat',
    'failureOfStatus',
    'isReason',
    'isSubstatus',
    'isTerminal',
    'isTrackingError',
    'needsAction',
    'normalize',
    'partyOf',
    'readWire',
    'statusOf',
    'toTrackingNumber',
  ],
  'parceltrail/carriers/dhl': ['dhl', 'parseDhl'],
  'parceltrail/carriers/amazon': ['amazon', 'parseAmazon'],
  'parceltrail/carriers/fedex': ['fedex', 'parseFedex'],
  'parceltrail/carriers/sandbox': ['parseSandbox', 'sandbox', 'sandboxNumbers'],
  'parceltrail/carriers/ups': ['parseUps', 'ups'],
  'parceltrail/carriers/usps': ['parseUsps', 'usps'],
  'parceltrail/detection': [
    'builtInFormats',
    'createDetection',
    'defineFormat',
    'detect',
    'explain',
    'extract',
    'extractOrder',
    'trackingUrl',
  ],
  'parceltrail/stores/memory': ['memoryStore'],
  'parceltrail/stores/postgres': ['postgresStore'],
  'parceltrail/stores/sqlite': ['sqliteStore'],
  'parceltrail/testing': [
    'SCENARIOS',
    'createDhlSimulator',
    'carrierConformance',
    'recordedSimulator',
    'createAmazonSimulator',
    'createFedexSimulator',
    'createJourney',
    'createManualClock',
    'createUpsSimulator',
    'createUspsSimulator',
    'expectedOn',
    'serveSimulators',
    'stepsUntil',
    'storeConformance',
  ],
};

/** `carriers/ups` is the entry of `parceltrail/carriers/ups`, and `index` that of `parceltrail`. */
const entries = Object.entries(entry).map(([name, source]) => ({
  name,
  source,
  specifier: name === 'index' ? 'parceltrail' : `parceltrail/${name}`,
}));

let directory = '';

beforeAll(async () => {
  // Inside the checkout, so that a bundle finds the packages it imports.
  await mkdir(`${ROOT}.cache`, { recursive: true });
  directory = await mkdtemp(`${ROOT}.cache/exports-`);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

it('lists a subpath for every entry that is built, with types for both module systems', () => {
  const subpaths = entries.map(({ name }) => [
    name === 'index' ? '.' : `./${name}`,
    {
      import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
      require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
    },
  ]);
  expect(manifest.exports).toEqual({
    ...Object.fromEntries(subpaths),
    './package.json': './package.json',
  });
});

it.each(entries)('resolves $specifier to $source in tests', ({ specifier, source }) => {
  const aliases = vitestConfig.resolve?.alias;
  const targets = (Array.isArray(aliases) ? aliases : [])
    .filter(({ find }) => find instanceof RegExp && find.test(specifier))
    .map(({ find, replacement }) => specifier.replace(find, replacement));
  expect(targets).toEqual([`${ROOT}${source}`]);
});

it('resolves exactly the entries for the compiler', () => {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
  expect(config.compilerOptions.paths).toEqual(
    Object.fromEntries(entries.map(({ specifier, source }) => [specifier, [`./${source}`]])),
  );
});

it('lists the names of every entry', () => {
  expect(Object.keys(NAMES).sort()).toEqual(entries.map(({ specifier }) => specifier).sort());
});

it.each(entries)('exports from $specifier what is listed here', async ({ specifier, source }) => {
  const names = Object.keys(await import(/* @vite-ignore */ `${ROOT}${source}`));
  expect(names.sort()).toEqual([...(NAMES[specifier] ?? [])].sort());
});

it.each(entries)('does nothing when $specifier is imported', async ({ name, source }) => {
  expect(await deedsOf(name, `export * from ${JSON.stringify(`${ROOT}${source}`)};`)).toEqual([]);
});

it.each([
  ['globalThis.setTimeout', 'setTimeout(() => {}, 1);'],
  ['globalThis.fetch', "fetch('http://127.0.0.1:1/').catch(() => {});"],
  ['process.env.HTTPS_PROXY', 'export const proxy = process.env.HTTPS_PROXY;'],
  ['fs.readFileSync', "import { readFileSync } from 'node:fs'; readFileSync('/dev/null');"],
  ['process.on', "process.on('exit', () => {});"],
  ['globalThis.registry', 'globalThis.registry = {};'],
  [
    'an open handle',
    "import { Server } from 'node:net'; await new Promise((listening) => new Server().listen(0, listening)); setTimeout(() => process.exit(), 500);",
  ],
])('would notice %s', async (deed, code) => {
  expect(await deedsOf(deed.replaceAll(/\W/g, '-'), code)).toContain(deed);
});

/** What a module does on import, beside defining what it exports. */
async function deedsOf(name: string, code: string): Promise<string[]> {
  const outfile = `${directory}/${name.replaceAll('/', '-')}.mjs`;
  await build({
    stdin: { contents: code, resolveDir: ROOT, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const { stdout } = await promisify(execFile)(process.execPath, [PROBE, outfile]);
  return stdout === '' ? [] : stdout.split('\n');
}
