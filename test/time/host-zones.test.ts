/** The host's own time zone changes nothing: the same corpus, run by processes in four zones, byte for byte. */

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';

const HOST_ZONES = ['UTC', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe'];
const CORPUS = fileURLToPath(new URL('./zone-corpus.ts', import.meta.url));

type Digests = { readonly count: number; readonly ours: string; readonly library: string };

let digests: Digests[] = [];

beforeAll(async () => {
  digests = await Promise.all(HOST_ZONES.map(digestsUnder));
}, 120_000);

it('gives the same readings and the same print under every host zone', () => {
  expect(new Set(digests.map(({ ours }) => ours))).toHaveLength(1);
});

it('runs the whole corpus under every host zone', () => {
  expect(new Set(digests.map(({ count }) => count))).toEqual(new Set([16_416]));
});

it('is run where the library alone gives each host something else', () => {
  expect(new Set(digests.map(({ library }) => library))).toHaveLength(HOST_ZONES.length);
});

async function digestsUnder(hostZone: string): Promise<Digests> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', CORPUS], {
    env: { ...process.env, TZ: hostZone },
  });
  return JSON.parse(stdout);
}
