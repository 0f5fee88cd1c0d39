import { describe, expect, it } from 'vitest';
import { resolveHttpSettings } from '../../src/http/http-settings.ts';

describe('the numbers that bound a call', () => {
  it('have defaults', () => {
    expect(resolveHttpSettings({ deadlineMs: undefined })).toEqual({
      deadlineMs: 15_000,
      maxBodyBytes: 2_097_152,
      maxAttempts: 3,
      maxRetryWaitMs: 5_000,
      maxQueue: 1_000,
      defaultPauseMs: 30_000,
      failuresToOpen: 5,
      breakerOpenMs: 30_000,
    });
  });

  it('are taken as given', () => {
    expect(resolveHttpSettings({ deadlineMs: 400, maxQueue: 0 })).toMatchObject({
      deadlineMs: 400,
      maxQueue: 0,
    });
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    'refuse a deadline of %d',
    (deadlineMs) => {
      expect(() => resolveHttpSettings({ deadlineMs })).toThrow(
        expect.objectContaining({ code: 'INVALID_OPTIONS', path: 'deadlineMs' }),
      );
    },
  );
});
