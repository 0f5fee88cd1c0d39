/** What a case of the kit is given, and how a theme lists its cases. */

import { inspect, isDeepStrictEqual } from 'node:util';
import type { Store } from '../../stores/store.ts';
import type { Instant } from '../../time/clock.ts';

/** The time that the store under test goes by. */
export type StoreClock = {
  /** Milliseconds since the epoch. */
  now(): number;
  advance(ms: number): void | Promise<void>;
};

/** An empty place with a store over it. */
export type StoreUnderTest = {
  readonly store: Store;
  /** Leaves nothing behind. */
  destroy(): Promise<void>;
  /** For a store with a clock of its own: a hand on that clock. @default a clock of the kit's */
  readonly clock?: StoreClock | undefined;
  /** Another store over the same data, as another process would have. @default the same store */
  readonly reopen?: (() => Promise<Store>) | undefined;
};

/** What a case works with. */
export type Ground = {
  readonly store: Store;
  /** The instant so many milliseconds from now. */
  at(offsetMs?: number): Instant;
  advance(ms: number): Promise<void>;
  reopen(): Promise<Store>;
};

export type ConformanceCase = {
  readonly theme: string;
  readonly name: string;
  /** Whether the case migrates by itself. */
  readonly isUnmigrated: boolean;
  readonly run: (ground: Ground) => Promise<void>;
};

/** A theme's cases, by the sentence that each holds a store to. */
export const themeOf = (
  theme: string,
  cases: Readonly<Record<string, (ground: Ground) => Promise<void>>>,
  { isUnmigrated = false }: { readonly isUnmigrated?: boolean } = {},
): readonly ConformanceCase[] =>
  Object.entries(cases).map(([name, run]) => ({ theme, name, run, isUnmigrated }));

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Compared deeply, whatever the order of keys. */
export function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) {
    fail(`expected ${inspect(expected, SHOWN)}, got ${inspect(actual, SHOWN)}`, { actual, expected });
  }
}

export const sameInAnyOrder = (actual: readonly string[], expected: readonly string[]): void =>
  same(actual.toSorted(), expected.toSorted());

export function holds(claim: boolean, message: string): void {
  if (!claim) fail(`expected: ${message}`);
}

export async function rejectsWith(work: Promise<unknown>, code: string): Promise<void> {
  const error = await work.then(
    () => fail(`expected a rejection with ${code}`),
    (reason: unknown) => reason,
  );
  // Whatever it is, it has no other `code` than this one.
  same((error as { readonly code?: unknown } | null)?.code, code);
}

const SHOWN = { depth: 6, breakLength: 110, maxStringLength: 200, maxArrayLength: 20 };

/** Not node:assert, which opens a handle when it is imported; runners show what differs all the same. */
function fail(
  message: string,
  difference: { readonly actual?: unknown; readonly expected?: unknown } = {},
): never {
  throw Object.assign(new Error(message), { name: 'AssertionError', ...difference });
}
