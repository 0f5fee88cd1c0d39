/** What a poller can be told, and the check that refuses what could not work. */

import type { CarrierAdapter } from '../carriers/carrier.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import { ConfigurationError } from '../errors.ts';
import { adaptiveCadence } from './adaptive-cadence.ts';
import type { CallLimiter } from './budget.ts';
import type { Cadence } from './cadence.ts';

export type PollerOptions = {
  /** When each tracker is asked next. @default adaptiveCadence() */
  readonly cadence?: Cadence | undefined;
  /** Calls at once to one carrier. @default what the carrier's adapter states */
  readonly concurrency?: number | undefined;
  /** For how long a claimed tracker is this poller's, in milliseconds. @default 120000 */
  readonly leaseMs?: number | undefined;
  /** Trackers claimed at once. @default as many as surely fit into half a lease, 100 at most */
  readonly batchSize?: number | undefined;
  /** How long to rest where nothing is due, in milliseconds. @default 5000 */
  readonly idleMs?: number | undefined;
  /** Only these carriers. @default all that are registered */
  readonly carriers?: readonly string[] | undefined;
  /** Only these tenants. @default all */
  readonly tenants?: readonly (string | null)[] | undefined;
  /** Counts calls elsewhere than in the store. */
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
  readonly leaseMs: number;
  readonly idleMs: number;
  readonly tenants: readonly (string | null)[] | undefined;
  readonly limiter: CallLimiter | undefined;
  readonly lanes: readonly LaneSettings[];
};

/** What the client knows that a poller must fit. */
export type PollerGround = {
  readonly registry: CarrierRegistry;
  readonly concurrencyOf: (adapter: CarrierAdapter) => number;
  /** The most that one carrier call takes. */
  readonly callTimeoutMs: number;
};

const NAMES: ReadonlySet<string> = new Set<keyof PollerOptions>([
  'cadence',
  'concurrency',
  'leaseMs',
  'batchSize',
  'idleMs',
  'carriers',
  'tenants',
  'limiter',
]);
const MAX_BATCH = 100;

/** @throws ConfigurationError (`INVALID_OPTIONS`, `UNKNOWN_CARRIER`) naming what is wrong and what would do. */
export function resolvePollerOptions(options: PollerOptions, ground: PollerGround): PollerSettings {
  const unknown = Object.keys(options).find((name) => !NAMES.has(name));
  if (unknown !== undefined) throw invalid(`unknown option \`${unknown}\`.`);
  const { cadence = adaptiveCadence(), leaseMs = 120_000, idleMs = 5_000, batchSize, concurrency } = options;
  if (typeof cadence !== 'function') throw invalid('cadence: expected a function, e.g. `adaptiveCadence()`.');
  for (const [name, value] of Object.entries({ leaseMs, idleMs, batchSize, concurrency })) {
    if (value !== undefined && !(Number.isInteger(value) && value >= 1)) {
      throw invalid(`${name}: expected a whole number from 1.`);
    }
  }
  const adapters = options.carriers?.map((id) => ground.registry.get(id)) ?? ground.registry.all;
  const lanes = adapters.map((adapter) => laneOf(adapter, { leaseMs, batchSize, concurrency }, ground));
  return { cadence, leaseMs, idleMs, tenants: options.tenants, limiter: options.limiter, lanes };
}

type Wanted = {
  readonly leaseMs: number;
  readonly batchSize: number | undefined;
  readonly concurrency: number | undefined;
};

/** A batch takes at most half a lease: what is left is for the database, and for clocks that differ. */
function laneOf(
  adapter: CarrierAdapter,
  wanted: Wanted,
  { concurrencyOf, callTimeoutMs }: PollerGround,
): LaneSettings {
  const { leaseMs } = wanted;
  const concurrency = wanted.concurrency ?? concurrencyOf(adapter);
  const perRound = concurrency * adapter.capabilities.batchSize;
  const rounds = Math.floor(leaseMs / 2 / callTimeoutMs);
  if (rounds < 1) {
    throw invalid(
      `leaseMs: one call may take ${callTimeoutMs} ms, so a lease of ${leaseMs} ms is too short; take ${2 * callTimeoutMs} or more, or a shorter timeoutMs.`,
    );
  }
  const fits = perRound * rounds;
  const { batchSize = Math.min(MAX_BATCH, fits) } = wanted;
  if (batchSize > fits) {
    const needed = Math.ceil(batchSize / perRound) * callTimeoutMs * 2;
    throw invalid(
      `leaseMs: ${batchSize} trackers of ${adapter.id} may take longer than half a lease of ${leaseMs} ms; take a lease of ${needed} ms, or a batchSize of ${fits}.`,
    );
  }
  return { adapter, concurrency, batchSize };
}

const invalid = (problem: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `createPoller: ${problem}`);
