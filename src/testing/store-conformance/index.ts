/** The conformance kit for stores: every sentence of the contract as a case, for any test runner that has an `it`. */

import { toInstant } from '../../time/clock.ts';
import { createManualClock } from '../manual-clock.ts';
import { BUDGETS } from './budgets.ts';
import { CONCURRENCY } from './concurrency.ts';
import type { ConformanceCase, StoreUnderTest } from './conformance-case.ts';
import { FAIRNESS } from './fairness.ts';
import { FIDELITY } from './fidelity.ts';
import { FINDING } from './finding.ts';
import { HOSTILE_TEXT } from './hostile-text.ts';
import { INGESTING } from './ingesting.ts';
import { LABELS } from './labels.ts';
import { LEASES } from './leases.ts';
import { LISTING } from './listing.ts';
import { OUTBOX } from './outbox.ts';
import { OUTBOX_LEASES } from './outbox-leases.ts';
import { PAGING } from './paging.ts';
import { REGISTERING } from './registering.ts';
import { RELEASING } from './releasing.ts';
import { REMOVAL } from './removal.ts';
import { REPLAY } from './replay.ts';
import { SCHEMA } from './schema.ts';
import { TENANTS } from './tenants.ts';

export type { StoreClock, StoreUnderTest } from './conformance-case.ts';

/** A theme that a store can't be held to, and why. */
export type ConformanceGap = { readonly theme: string; readonly reason: string };

export type StoreConformanceOptions = {
  /** Your test runner's `it` or `test`. */
  readonly it: (name: string, run: () => Promise<void>) => unknown;
  /**
   * A store over an empty place, for each case anew. The cases of the theme `schema` need one that is not migrated; for
   * the others it may be.
   */
  readonly create: (theme: string) => Promise<StoreUnderTest>;
  /** Themes to leave out; each shows in the list of tests with its reason. @default [] */
  readonly gaps?: readonly ConformanceGap[] | undefined;
};

/** How many cases were handed to `it`, and what was left out. */
export type StoreConformanceReport = { readonly cases: number; readonly gaps: readonly ConformanceGap[] };

const CASES: readonly ConformanceCase[] = [
  ...SCHEMA,
  ...REGISTERING,
  ...FINDING,
  ...LISTING,
  ...PAGING,
  ...LABELS,
  ...INGESTING,
  ...LEASES,
  ...FAIRNESS,
  ...RELEASING,
  ...OUTBOX,
  ...OUTBOX_LEASES,
  ...REPLAY,
  ...REMOVAL,
  ...BUDGETS,
  ...TENANTS,
  ...CONCURRENCY,
  ...HOSTILE_TEXT,
  ...FIDELITY,
];

const THEMES = new Set(CASES.map(({ theme }) => theme));
const START = '2026-03-02T09:00:00.000Z';

/**
 * Holds a store to its contract: hands one test per sentence to your runner.
 *
 * @throws RangeError for a gap without a reason, or in a theme that there isn't.
 * @example
 * storeConformance({ it, create: async () => ({ store: myStore(), destroy: async () => {} }) });
 */
export function storeConformance({ it, create, gaps = [] }: StoreConformanceOptions): StoreConformanceReport {
  for (const { theme, reason } of gaps) {
    if (!THEMES.has(theme))
      throw new RangeError(`There is no theme ${theme}; there are ${[...THEMES].join(', ')}.`);
    if (reason.trim() === '') throw new RangeError(`Say why ${theme} is a gap.`);
    it(`${theme}: not held to, because ${reason}`, async () => {});
  }
  const left = new Set(gaps.map(({ theme }) => theme));
  const cases = CASES.filter(({ theme }) => !left.has(theme));
  for (const each of cases) it(`${each.theme}: ${each.name}`, () => runCase(each, create));
  return { cases: cases.length, gaps };
}

async function runCase(
  { theme, isUnmigrated, run }: ConformanceCase,
  create: StoreConformanceOptions['create'],
) {
  const { store, destroy, clock = createManualClock(START), reopen } = await create(theme);
  try {
    if (!isUnmigrated) await store.migrate();
    await run({
      store,
      at: (offsetMs = 0) => toInstant(clock.now() + offsetMs),
      advance: async (ms) => clock.advance(ms),
      reopen: async () => reopen?.() ?? store,
    });
  } finally {
    await store.close();
    await destroy();
  }
}
