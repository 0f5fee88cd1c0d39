/** Calls of a shared budget, counted in windows that slide: no stretch of a window's length holds more than it allows. */

import { type Instant, toInstant } from '../time/clock.ts';
import type { BudgetGrant, BudgetRequest } from './store.ts';

/** Calls by the time at which they no longer count, in milliseconds; oldest first. */
type Spent = readonly (readonly [until: number, calls: number])[];

/** What is kept of a budget: plain JSON, by the windows' lengths in milliseconds. */
export type SpentCalls = { readonly [lengthMs: string]: Spent };

type Kept = { readonly spent: SpentCalls; readonly pausedUntil: Instant | null };

/** How finely a window is counted: calls that end within one grain are kept as one entry, until its end. */
const GRAINS = 100;
/** What a budget without windows grants. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

export function takeCalls(
  { spent, pausedUntil }: Kept,
  { now, calls, windows }: Pick<BudgetRequest, 'now' | 'calls' | 'windows'>,
): { readonly grant: BudgetGrant; readonly spent: SpentCalls } {
  if (pausedUntil !== null && pausedUntil > now)
    return { grant: { granted: 0, left: 0, retryAt: pausedUntil }, spent };
  const at = Date.parse(now);
  const before = windows.map((window) => ({
    ...window,
    spent: (spent[window.lengthMs] ?? []).filter(([until]) => until > at),
  }));
  const free = Math.min(UNLIMITED, ...before.map((window) => window.calls - total(window.spent)));
  const granted = Math.max(0, Math.min(calls, free));
  const after = before.map((window) => ({
    ...window,
    spent: granted > 0 ? spend(window.spent, endOf(at, window.lengthMs), granted) : window.spent,
  }));
  const full = after.filter((window) => window.calls <= total(window.spent));
  const retryAt = Math.max(...full.map((window) => window.spent[0]?.[0] ?? at + window.lengthMs));
  const left = Math.max(0, free - granted);
  return {
    grant: { granted, left, retryAt: left === 0 ? toInstant(retryAt) : null },
    spent: Object.fromEntries(after.map((window) => [window.lengthMs, window.spent])),
  };
}

const total = (spent: Spent): number => spent.reduce((sum, [, calls]) => sum + calls, 0);

/** Rounded up, so that counting coarsely never grants too much. */
function endOf(at: number, lengthMs: number): number {
  const grainMs = Math.ceil(lengthMs / GRAINS);
  return Math.ceil((at + lengthMs) / grainMs) * grainMs;
}

function spend(spent: Spent, until: number, calls: number): Spent {
  const sameEnd = spent.find(([end]) => end === until)?.[1] ?? 0;
  const others = spent.filter(([end]) => end !== until);
  return [...others, [until, sameEnd + calls] as const].sort(([a], [b]) => a - b);
}
