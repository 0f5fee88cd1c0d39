/** The demo, and the example that asks carriers in production, run as a user would run them. */

import { describe, expect, it } from 'vitest';
import { runExample } from '../support/run-example.ts';

describe('the demo', () => {
  it('follows parcels from label to door, and shows where they are in between', {
    timeout: 90_000,
  }, async () => {
    const { stdout, stderr } = await runExample('demo.ts');
    expect(stderr).toBe('');
    const [beginning = '', middle = '', end = ''] = stdout.split(/On Friday|The rest/);
    expect(beginning).toContain('Looks like a number of UPS 1Z, but its check digit is wrong');
    expect(beginning).toMatch(/a coat, UPS +information received {2}\[created, updated]/);
    expect(beginning).toMatch(/a coat, UPS +out for delivery → delivered .*\[updated, delivered]/);
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
