/** What a dispatcher can be told, and the check that refuses what could not work. */

import { ConfigurationError } from '../errors.ts';
import type { OutboxMessage } from './message.ts';
import { DEFAULT_RETRY_DELAYS_MS } from './retry-schedule.ts';

export type DeliveryContext = {
  /** Aborts when the delivery takes too long, or the dispatcher stops without waiting. */
  readonly signal: AbortSignal;
  /** 1 for the first try. */
  readonly attempt: number;
};

export type DispatcherOptions = {
  /**
   * Hands one message on; it counts as delivered when this resolves, and is tried again when it rejects. It may get a
   * message twice, with the same `id`, and never gets a tracker's message before the one with the sequence before it
   * is delivered or given up.
   */
  readonly deliver: (message: OutboxMessage, context: DeliveryContext) => unknown;
  /** Deliveries at once. @default 10 */
  readonly concurrency?: number | undefined;
  /** Messages claimed at once. @default 50 */
  readonly batchSize?: number | undefined;
  /** For how long a claimed message is this dispatcher's. @default 60000 */
  readonly leaseMs?: number | undefined;
  /** How long one delivery may take. @default 10000 */
  readonly deliveryTimeoutMs?: number | undefined;
  /** How long to rest when there is nothing to deliver. @default 1000 */
  readonly idleMs?: number | undefined;
  /** The waits after each failed attempt; after the last one a message is dead. @default ten attempts in 75 hours */
  readonly retryDelaysMs?: readonly number[] | undefined;
};

export type DispatcherSettings = {
  readonly [Name in keyof DispatcherOptions]-?: NonNullable<DispatcherOptions[Name]>;
};

const DEFAULTS = {
  concurrency: 10,
  batchSize: 50,
  leaseMs: 60_000,
  deliveryTimeoutMs: 10_000,
  idleMs: 1_000,
  retryDelaysMs: DEFAULT_RETRY_DELAYS_MS,
};

/** @throws ConfigurationError (`INVALID_OPTIONS`) naming what is wrong, and a lease that a slow batch would outlast. */
export function resolveDispatcherOptions(options: DispatcherOptions): DispatcherSettings {
  if (typeof options?.deliver !== 'function')
    throw invalid('deliver: expected a function that takes a message.');
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const unknown = Object.keys(given).find((name) => name !== 'deliver' && !Object.hasOwn(DEFAULTS, name));
  if (unknown !== undefined) throw invalid(`unknown option \`${unknown}\`.`);
  const settings = { ...DEFAULTS, ...given } as DispatcherSettings;
  for (const name of ['concurrency', 'batchSize', 'leaseMs', 'deliveryTimeoutMs', 'idleMs'] as const) {
    if (!(Number.isInteger(settings[name]) && settings[name] >= 1)) {
      throw invalid(`${name}: expected a whole number from 1.`);
    }
  }
  const { retryDelaysMs, batchSize, concurrency, deliveryTimeoutMs, leaseMs } = settings;
  if (!(Array.isArray(retryDelaysMs) && retryDelaysMs.every((ms) => Number.isFinite(ms) && ms >= 0))) {
    throw invalid('retryDelaysMs: expected milliseconds, one for each wait.');
  }
  const worstCaseMs = Math.ceil(batchSize / concurrency) * deliveryTimeoutMs;
  if (worstCaseMs >= leaseMs) {
    throw invalid(
      `leaseMs: a batch can take ${worstCaseMs} ms (batchSize / concurrency x deliveryTimeoutMs), longer than its lease of ${leaseMs} ms; others would deliver it again.`,
    );
  }
  return settings;
}

const invalid = (problem: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `createDispatcher: ${problem}`);
