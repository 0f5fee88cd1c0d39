/** The examples, run as a user would run them. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newsIn, runExample } from '../support/run-example.ts';

describe('the demo', () => {
  it('follows parcels from label to door, and shows where they are in between', {
    timeout: 90_000,
  }, async () => {
    const { stdout, stderr } = await runExample('demo.ts');
    expect(stderr).toBe('');
    const [beginning = '', middle = '', end = ''] = stdout.split(/On Friday|The rest/);
    expect(beginning).toContain('Looks like a number of UPS 1Z, but its check digit is wrong');
    expect(beginning).toMatch(/a coat, UPS +information received {2}\[created, updated]/);
    expect(beginning).toMatch(
      /a coat, UPS +out for delivery → delivered .*\[updated, delivered, eta_changed]/,
    );
    expect(beginning).toMatch(/two chairs, FedEx Ground +\S.* → delayed \(weather\), expected 2026-03-08/);
    expect(middle).toContain('1Z5R89390357567127  UPS Ground  Delivered');
    expect(middle).toContain('9400111206206406260787  USPS Ground Advantage  Out for delivery');
    expect(middle).toContain('3318810025  dhl  Out for delivery');
    expect(middle).toContain('TBA010000000000  amazon  Out for delivery');
    expect(middle).toContain('To do: Tell the customer to pick it up.');
    expect(middle).toContain('Back with the sender');
    expect(middle).toContain('Not known to the carrier yet');
    expect(middle).toMatch(/• Wed 4 Mar 08:35 {2}UTC-07:00/);
    for (const parcel of ['contracts', 'a book', 'a letter with seeds', 'a kettle', 'a lamp', 'two chairs']) {
      expect(end).toMatch(new RegExp(`${parcel}, .*→ delivered.*\\[updated, delivered`));
    }
    expect(end).toMatch(/gloves, UPS +.* → return to sender \(return completed\)/);
    expect(end).toMatch(/'delivered' │ 7 +│ \d\d/);
  });
});

describe('track.ts', () => {
  it('says what it needs when it is given nothing', async () => {
    await expect(runExample('track.ts', '1Z5R89390357567127')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('credentials'),
    });
  });
});

describe('follow-sqlite.ts', () => {
  it('hands over what is new in each run, and nothing twice', { timeout: 60_000 }, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'parceltrail-follow-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const follow = (...numbers: string[]) =>
      runExample('follow-sqlite.ts', join(directory, 'parcels.db'), ...numbers);

    const first = await follow('SANDBOX_OUT_FOR_DELIVERY', 'nonsense');
    expect(first.stderr).toContain('nonsense: No registered carrier has numbers of this form');
    expect(newsIn(first.stdout.split('\n'))).toEqual([
      'tracker.created SANDBOX_OUT_FOR_DELIVERY nothing known',
      'tracker.updated SANDBOX_OUT_FOR_DELIVERY nothing known → out for delivery',
      'tracker.out_for_delivery SANDBOX_OUT_FOR_DELIVERY nothing known → out for delivery',
      'tracker.eta_changed SANDBOX_OUT_FOR_DELIVERY nothing known → out for delivery',
    ]);
    expect(first.stdout).toMatch(/^SANDBOX_OUT_FOR_DELIVERY is asked about again at \S+Z: .+\.$/m);

    const second = await follow('SANDBOX_OUT_FOR_DELIVERY', 'SANDBOX_RETURN_COMPLETED');
    expect(second.stderr).toBe('');
    expect(newsIn(second.stdout.split('\n'))).toEqual([
      'tracker.created SANDBOX_RETURN_COMPLETED nothing known',
      'tracker.updated SANDBOX_RETURN_COMPLETED nothing known → return to sender (return completed)',
      'tracker.returned SANDBOX_RETURN_COMPLETED nothing known → return to sender (return completed)',
    ]);
    expect(second.stdout).not.toContain('SANDBOX_RETURN_COMPLETED is asked');
  });
});
