/** The host's own time zone changes nothing: every body, read by processes in four zones, byte for byte. */

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const HOST_ZONES = ['UTC', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe'];
const CORPUS = fileURLToPath(new URL('../support/host-zone-corpus.ts', import.meta.url));

it('reads every body the same under four host zones', { timeout: 120_000 }, async () => {
  const prints = await Promise.all(HOST_ZONES.map(printUnder));
  expect(new Set(prints)).toHaveLength(1);
  expect(JSON.parse(prints[0] ?? '').length).toBeGreaterThan(100);
});

async function printUnder(hostZone: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', CORPUS], {
    env: { ...process.env, TZ: hostZone },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
