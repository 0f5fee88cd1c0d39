/** A host's own carrier: the example passes the kit, and runs beside built-in ones. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { carrierConformance } from 'parceltrail/testing';
import { describe, expect, it } from 'vitest';
import { acme, acmeCodes } from '../examples/custom-carrier.ts';
import { ACME } from './testing/acme.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

describe('acme', () => {
  carrierConformance({
    it,
    carrier: acme,
    options: ({ origin, credentials }) => ({ apiKey: credentials.clientSecret, baseUrl: origin }),
    recorded: ACME,
    codes: [acmeCodes],
  });

  it('is less than a hundred lines of public names', async () => {
    const source = await readFile(`${root}examples/custom-carrier.ts`, 'utf8');
    const imported = [...source.matchAll(/from '([^']+)'/g)].map(([, name]) => name);
    expect(source.split('\n').length).toBeLessThan(100);
    expect(imported).toEqual(['parceltrail', 'zod']);
  });

  it('is asked beside a built-in carrier, each place by its own clock', async () => {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', `${root}examples/track-custom-carrier.ts`],
      { cwd: root, env: {} },
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('AC1234567895');
    expect(stdout).toContain('UTC+01:00');
    expect(stdout).toContain('UTC-06:00');
    expect(stdout).toContain('SANDBOX_DELIVERED');
  });
});
