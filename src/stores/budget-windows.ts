/** Calls of a shared budget, counted in windows that slide: no stretch of a window's length holds more than it allows. */

import { type Instant, toInstant } from '../time/clock.ts';

/** Calls of one credential, counted in windows. */
export type BudgetRequest = {
  /** Carrier and credential; holds no secret. */
  readonly key: string;
  readonly now: Instant;
  /** How many calls are wanted; 0 only looks, and writes nothing. */
  readonly calls: number;
  readonly windows: readonly { readonly lengthMs: number; readonly calls: number }[];
};

export type BudgetGrant = {
  /** How many may be made now: 0 to what was wanted. */
  readonly granted: number;
  /** How many more could be taken now. */
  readonly left: number;
  /** When more may be asked for; null while there are some left. */
  readonly retryAt: Instant | null;
};

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
  const before = countedAt(at, spent);
  const countedIn = (counted: Counted, lengthMs: number): Spent => counted.get(lengthMs) ?? [];
  const free = Math.min(
    UNLIMITED,
    ...windows.map((window) => window.calls - total(countedIn(before, window.lengthMs))),
  );
  const granted = Math.max(0, Math.min(calls, free));
  const after = granted > 0 ? spend(before, windows, { at, calls: granted }) : before;
  const ends = windows
    .filter((window) => window.calls <= total(countedIn(after, window.lengthMs)))
    .map(({ lengthMs }) => countedIn(after, lengthMs)[0]?.[0] ?? at + lengthMs);
  const left = Math.max(0, free - granted);
  return {
    grant: { granted, left, retryAt: left === 0 ? toInstant(Math.max(...ends)) : null },
    spent: Object.fromEntries(after),
  };
}

/** Calls that still count, by the windows' lengths. */
type Counted = ReadonlyMap<number, Spent>;

const countedAt = (at: number, spent: SpentCalls): Counted =>
  new Map(
    Object.entries(spent)
      .map(([lengthMs, calls]) => [Number(lengthMs), calls.filter(([until]) => until > at)] as const)
      .filter(([, calls]) => calls.length > 0),
  );

/** A call counts in every window that anyone goes by, be it not by the one that takes it. */
function spend(
  counted: Counted,
  windows: BudgetRequest['windows'],
  { at, calls }: { readonly at: number; readonly calls: number },
): Counted {
  const lengths = new Set([...counted.keys(), ...windows.map(({ lengthMs }) => lengthMs)]);
  return new Map(
    [...lengths].map((lengthMs) => [
      lengthMs,
      withCalls(counted.get(lengthMs) ?? [], endOf(at, lengthMs), calls),
    ]),
  );
}

const total = (spent: Spent): number => spent.reduce((sum, [, calls]) => sum + calls, 0);

/** Rounded up, so that counting coarsely never grants too much. */
function endOf(at: number, lengthMs: number): number {
  const grainMs = Math.ceil(lengthMs / GRAINS);
  return Math.ceil((at + lengthMs) / grainMs) * grainMs;
}

function withCalls(spent: Spent, until: number, calls: number): Spent {
  const sameEnd = spent.find(([end]) => end === until)?.[1] ?? 0;
  const others = spent.filter(([end]) => end !== until);
  return [...others, [until, sameEnd + calls] as const].sort(([a], [b]) => a - b);
}
