import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RETRY_AFTER_MS, readRetryAfter } from '../../src/http/retry-after.ts';

const now = Date.parse('2026-03-02T09:00:00.000Z');

describe('the Retry-After header', () => {
  it.each([
    ['5', 5_000],
    ['0', 0],
    [' 120 ', 120_000],
    ['3600', 3_600_000],
    ['Mon, 02 Mar 2026 09:02:00 GMT', 120_000],
    ['Monday, 02-Mar-26 09:02:00 GMT', 120_000],
  ])('%j is a wait of %d ms', (header, waitMs) => {
    expect(readRetryAfter(header, now)).toBe(waitMs);
  });

  it.each(['-5', 'abc', '', '1.5', '1e9', '0x10', '5 seconds', '5, 10', 'Mon, 99 Foo 2026 99:99:99 GMT'])(
    '%j says nothing',
    (header) => {
      expect(readRetryAfter(header, now)).toBeUndefined();
    },
  );

  it('says nothing where it is absent or its date has passed', () => {
    expect(readRetryAfter(null, now)).toBeUndefined();
    expect(readRetryAfter('Mon, 02 Mar 2026 08:59:59 GMT', now)).toBeUndefined();
  });

  it('is at most a day', () => {
    expect(readRetryAfter('1000000000', now)).toBe(MAX_RETRY_AFTER_MS);
    expect(readRetryAfter('Tue, 02 Mar 2106 09:00:00 GMT', now)).toBe(MAX_RETRY_AFTER_MS);
  });

  it('gives a wait between 0 and a day, or nothing, for any text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.date({ noInvalidDate: true }).map((day) => day.toUTCString()),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 4e12 }), (header, at) => {
        const waitMs = readRetryAfter(header, at) ?? 0;
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS);
      }),
    );
  });
});
