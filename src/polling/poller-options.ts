/** What a poller can be told, and the check that refuses what could not work. */

import type { CarrierAdapter } from '../carriers/carrier.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import { ConfigurationError } from '../errors.ts';
import type { CallLimiter } from './budget.ts';
import type { Cadence } from './cadence.ts';

export type PollerOptions = {
  /** When each tracker is asked next. @default the client's */
  readonly cadence?: Cadence | undefined;
  /** Calls at once to one carrier; never more than the client lets through. @default the client's */
  readonly concurrency?: number | undefined;
  /**
   * For how long a claimed tracker is this poller's, in milliseconds: so long after a poller's death its trackers are
   * polled by another. At least twice what a batch may take. @default 120000
   */
  readonly leaseMs?: number | undefined;
  /** Trackers claimed at once. @default as many as surely fit into half a lease, in full calls, about 100 at most */
  readonly batchSize?: number | undefined;
  /**
   * How long to rest where nothing is due any more, in milliseconds: by so much a parcel may be polled late, and the
   * fuller are the calls of carriers that take several numbers. Each rest costs a store two small queries for each
   * carrier. @default 5000
   */
  readonly idleMs?: number | undefined;
  /** Only these carriers. @default all that are registered */
  readonly carriers?: readonly string[] | undefined;
  /** Only these tenants; null is that of trackers without one. @default all */
  readonly tenants?: readonly (string | null)[] | undefined;
  /** Counts calls elsewhere than in the store. @default the client's */
  readonly limiter?: CallLimiter | undefined;
};

/** One carrier's share of a poller's work. */
export type LaneSettings = {
  readonly adapter: CarrierAdapter;
  readonly concurrency: number;
  /** Trackers claimed at once. */
  readonly batchSize: number;
};

export type PollerSettings = {
  readonly cadence: Cadence;
  readonly limiter: CallLimiter;
  readonly leaseMs: number;
  readonly idleMs: number;
  readonly tenants: readonly (string | null)[] | undefined;
  readonly lanes: readonly LaneSettings[];
};

/** What the client knows that a poller must fit. */
export type PollerGround = {
  readonly registry: CarrierRegistry;
  readonly cadence: Cadence;
  readonly limiter: CallLimiter;
  readonly concurrencyOf: (adapter: CarrierAdapter) => number;
  /** The most that one carrier call takes. */
  readonly callTimeoutMs: number;
};

type Check = { readonly expected: string; readonly holds: (value: unknown) => boolean };

const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1;
const WHOLE: Check = { expected: 'a whole number from 1', holds: isWhole };
const isFilledListOf = (holds: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(holds) && new Set(value).size === value.length;
const isText = (value: unknown): boolean => typeof value === 'string';

const CHECKS: { readonly [Name in keyof Required<PollerOptions>]: Check } = {
  cadence: {
    expected: 'a function, e.g. `adaptiveCadence()`',
    holds: (value) => typeof value === 'function',
  },
  concurrency: WHOLE,
  leaseMs: WHOLE,
  batchSize: WHOLE,
  idleMs: WHOLE,
  carriers: { expected: "carriers' ids, each once, one at least", holds: isFilledListOf(isText) },
  tenants: {
    expected: "tenants' ids or null, each once, one at least",
    holds: isFilledListOf((value) => value === null || isText(value)),
  },
  limiter: { expected: 'an object with take() and pause()', holds: isLimiter },
};

export function isLimiter(value: unknown): boolean {
  const { take, pause } = (value ?? {}) as Record<string, unknown>;
  return typeof take === 'function' && typeof pause === 'function';
}

/** @throws ConfigurationError (`INVALID_OPTIONS`, `UNKNOWN_CARRIER`) naming what is wrong and what would do. */
export function resolvePollerOptions(options: PollerOptions, ground: PollerGround): PollerSettings {
  if (typeof options !== 'object' || options === null) throw invalid('expected an object.');
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, name)) throw invalid(`unknown option \`${name}\`.`);
    const { expected, holds } = CHECKS[name as keyof PollerOptions];
    if (value !== undefined && !holds(value)) throw invalid(`${name}: expected ${expected}.`);
  }
  const { cadence = ground.cadence, limiter = ground.limiter, leaseMs = 120_000, idleMs = 5_000 } = options;
  const adapters = options.carriers?.map((id) => ground.registry.get(id)) ?? ground.registry.all;
  const lanes = adapters.map((adapter) => laneOf(adapter, { ...options, leaseMs }, ground));
  return { cadence, limiter, leaseMs, idleMs, tenants: options.tenants, lanes };
}

type Wanted = Pick<PollerOptions, 'concurrency' | 'batchSize'> & { readonly leaseMs: number };

const MAX_BATCH = 100;

/** A batch takes at most half a lease: what is left is for the database, and for clocks that differ. */
function laneOf(
  adapter: CarrierAdapter,
  { leaseMs, ...wanted }: Wanted,
  { concurrencyOf, callTimeoutMs }: PollerGround,
): LaneSettings {
  const allowed = concurrencyOf(adapter);
  const concurrency = Math.min(wanted.concurrency ?? allowed, allowed);
  const perCall = adapter.capabilities.batchSize;
  const rounds = Math.floor(leaseMs / 2 / callTimeoutMs);
  if (rounds < 1) {
    throw invalid(
      `leaseMs: one call may take ${callTimeoutMs} ms, so a lease of ${leaseMs} ms is too short; take ${2 * callTimeoutMs} or more, or a shorter timeoutMs.`,
    );
  }
  const fits = concurrency * perCall * rounds;
  const { batchSize = Math.min(fullCalls(perCall), fits) } = wanted;
  if (batchSize > fits) {
    const needed = Math.ceil(batchSize / (concurrency * perCall)) * callTimeoutMs * 2;
    throw invalid(
      `leaseMs: ${batchSize} trackers of ${adapter.id} may take longer than half a lease of ${leaseMs} ms; take a lease of ${needed} ms, or a batchSize of ${fits}.`,
    );
  }
  return { adapter, concurrency, batchSize };
}

/** A batch that doesn't end in a call that is nearly empty. */
const fullCalls = (perCall: number): number => Math.max(1, Math.floor(MAX_BATCH / perCall)) * perCall;

const invalid = (problem: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `createPoller: ${problem}`);
