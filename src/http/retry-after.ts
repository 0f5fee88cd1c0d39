/** Reads the `Retry-After` header: seconds or an HTTP date. */

/** A longer wait than a day is no plan but a slip. */
export const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

const SECONDS = /^\d{1,15}$/;
// `Date.parse` alone would read `-5` as a day in 2001.
const HTTP_DATE = /^[A-Za-z]{3,9}, .{10,30} GMT$/;

/** Milliseconds from `now`, at most a day; undefined where nothing usable was sent. */
export function readRetryAfter(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (SECONDS.test(text)) return Math.min(Number(text) * 1000, MAX_RETRY_AFTER_MS);
  if (!HTTP_DATE.test(text)) return undefined;
  const waitMs = Date.parse(text) - now;
  return waitMs > 0 ? Math.min(waitMs, MAX_RETRY_AFTER_MS) : undefined;
}
