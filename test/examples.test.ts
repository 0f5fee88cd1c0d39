/** The examples, run as a user would run them. */

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));

const runExample = (name: string, ...rest: string[]) =>
  run(process.execPath, ['--import', 'tsx', `${root}examples/${name}`, ...rest], { cwd: root, env: {} });

describe('the examples', () => {
  it('demo.ts shows a parcel of each kind and carrier, with local times and what to do', async () => {
    const { stdout, stderr } = await runExample('demo.ts');
    expect(stderr).toBe('');
    expect(stdout).toContain('1Z5R89390357567127  UPS Ground  Delivered');
    expect(stdout).toContain('9400111206206406260787  USPS Ground Advantage  Out for delivery');
    expect(stdout).toContain('3318810025  dhl  Out for delivery');
    expect(stdout).toContain('TBA010000000000  amazon  Out for delivery');
    expect(stdout).toContain('To do: Tell the customer to pick it up.');
    expect(stdout).toContain('Back with the sender');
    expect(stdout).toContain('Not known to the carrier yet');
    expect(stdout).toContain('Looks like a number of UPS 1Z, but its check digit is wrong');
    expect(stdout).toMatch(/• Wed 4 Mar 08:35 {2}UTC-07:00/);
  });

  it('track.ts says what it needs when it is given nothing', async () => {
    await expect(runExample('track.ts', '1Z5R89390357567127')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('credentials'),
    });
  });
});
