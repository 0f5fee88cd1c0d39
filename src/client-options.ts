/** What a host may tell the client, and the check that refuses anything else by name. */

import { ASKING_CHECKS, type AskingOptions } from './asking/asking-options.ts';
import type { UnmappedCode } from './asking/unmapped-codes.ts';
import type { CallQuota, CarrierAdapter } from './carriers/carrier.ts';
import { ConfigurationError } from './errors.ts';
import { FOLLOW, type FollowingStore } from './following-store.ts';
import type { HttpAttempt } from './http/exchange.ts';
import type { Logger } from './logger.ts';
import { isSubstatus, type Substatus } from './model/status.ts';
import type { StatusOverride } from './normalization/normalize.ts';
import type { PiiPolicy } from './normalization/pii.ts';
import type { CallLimiter } from './polling/budget.ts';
import type { Cadence } from './polling/cadence.ts';
import type { PollHooks } from './polling/poll-events.ts';
import { isLimiter } from './polling/poller-options.ts';
import type { Clock } from './time/clock.ts';
import type { MergePolicy } from './timeline/policy.ts';

/** Callbacks for instrumentation; one that throws is logged and changes nothing. */
export type TrackingHooks = PollHooks & {
  /** After each attempt at a carrier's network: timing and status, never headers, bodies or credentials. */
  readonly 'request.finished'?: ((attempt: HttpAttempt) => void) | undefined;
};

const HOOKS = [
  'request.finished',
  'poll.started',
  'poll.finished',
  'poll.failed',
] as const satisfies readonly (keyof TrackingHooks)[];

export type TrackingClientOptions = AskingOptions & {
  /** The configured adapters, e.g. `[ups({ clientId, clientSecret })]`. */
  readonly carriers: readonly CarrierAdapter[];
  /** Used for every call instead of the global one: proxies, instrumentation, tests. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly clock?: Clock | undefined;
  readonly logger?: Logger | undefined;
  readonly hooks?: TrackingHooks | undefined;
  /** One deadline, in milliseconds, over a carrier call with its retries and its body. @default 15000 */
  readonly timeoutMs?: number | undefined;
  /** Calls at once to one carrier, by carrier. @default what the carrier's adapter states */
  readonly concurrency?: Readonly<Record<string, number>> | undefined;
  /**
   * What a carrier's code means to you, by carrier and code; `X/AG` (category and code) goes before `AG`.
   *
   * @example { ups: { 'X/48': { substatus: 'package_held', reason: 'weather' } } }
   */
  readonly overrides?: Readonly<Record<string, Readonly<Record<string, StatusOverride>>>> | undefined;
  /** Which substatuses need someone to act, where you see it differently: `{ package_held: true }`. */
  readonly actionRequired?: Partial<Readonly<Record<Substatus, boolean>>> | undefined;
  /** Hears of each carrier code that no table knows, once per distinct code. */
  readonly onUnmappedCode?: ((code: UnmappedCode) => void) | undefined;
  /** What happens to signer, names, street lines and images. @default 'keep' */
  readonly pii?: PiiPolicy | undefined;
  /** Keep each carrier's payload on its observation. @default false */
  readonly keepRaw?: boolean | undefined;
  /** Calls a carrier grants your credentials, by carrier, where it is other than the adapter states. */
  readonly quotas?: Readonly<Record<string, CallQuota>> | undefined;
  /** Where followed parcels are kept, e.g. `sqliteStore(database)`; needed by `register` and all that goes with it. */
  readonly store?: FollowingStore | undefined;
  /** When each tracker is asked next: after polls, pushes and refreshes. @default adaptiveCadence() */
  readonly cadence?: Cadence | undefined;
  /** Counts the carriers' calls elsewhere than in the store. */
  readonly limiter?: CallLimiter | undefined;
  /** How answers are merged into trackers, where it is other than the default. */
  readonly mergePolicy?: MergePolicy | undefined;
};

type Check = { readonly expected: string; readonly holds: (value: unknown) => boolean };

const isFunction = (value: unknown): boolean => typeof value === 'function';
const isWholeUpTo =
  (max: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max;
/** What a timer can take, in milliseconds: 24.8 days. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
const MAX_CONCURRENCY = 1_000;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRecordOf = (holds: (value: unknown) => boolean) => (value: unknown) =>
  isRecord(value) && Object.values(value).every(holds);

const QUOTA_NAMES: ReadonlySet<string> = new Set<keyof CallQuota>(['perSecond', 'perHour', 'perDay']);
const isQuota = (value: unknown): boolean =>
  isRecordOf((calls) => calls === undefined || (Number.isFinite(calls) && (calls as number) > 0))(value) &&
  Object.keys(value as object).every((name) => QUOTA_NAMES.has(name));

const isOverride = (value: unknown): boolean => {
  const substatus = isRecord(value) ? value['substatus'] : value;
  return typeof substatus === 'string' && isSubstatus(substatus);
};

const CHECKS: { readonly [Name in keyof Required<TrackingClientOptions>]: Check } = {
  ...ASKING_CHECKS,
  carriers: { expected: 'an array of configured adapters', holds: Array.isArray },
  fetch: { expected: 'a function like fetch', holds: isFunction },
  clock: {
    expected: 'a clock with now() and sleep()',
    holds: (value) => isRecord(value) && isFunction(value['now']) && isFunction(value['sleep']),
  },
  logger: { expected: 'an object with debug, info, warn or error', holds: isRecord },
  hooks: {
    expected: `functions by hook name; there are ${HOOKS.join(', ')}`,
    holds: (value) =>
      isRecordOf((hook) => hook === undefined || isFunction(hook))(value) &&
      Object.keys(value as object).every((name) => HOOKS.some((known) => known === name)),
  },
  timeoutMs: {
    expected: `whole milliseconds from 1 to ${MAX_TIMEOUT_MS}`,
    holds: isWholeUpTo(MAX_TIMEOUT_MS),
  },
  concurrency: {
    expected: `whole numbers from 1 to ${MAX_CONCURRENCY}, by carrier`,
    holds: isRecordOf(isWholeUpTo(MAX_CONCURRENCY)),
  },
  overrides: {
    expected: 'known substatuses, by carrier and code',
    holds: isRecordOf(isRecordOf(isOverride)),
  },
  actionRequired: {
    expected: 'booleans, by substatus',
    holds: (value) =>
      isRecordOf((flag) => typeof flag === 'boolean')(value) &&
      Object.keys(value as object).every(isSubstatus),
  },
  onUnmappedCode: { expected: 'a function', holds: isFunction },
  pii: {
    expected: "'keep', 'hash' or 'drop'",
    holds: (value) => ['keep', 'hash', 'drop'].includes(value as string),
  },
  keepRaw: { expected: 'true or false', holds: (value) => typeof value === 'boolean' },
  quotas: {
    expected: 'calls above 0 as perSecond, perHour or perDay, by carrier',
    holds: isRecordOf(isQuota),
  },
  store: {
    expected: 'a store, e.g. sqliteStore(database), or your own as defineStore(store)',
    holds: (value) => isRecord(value) && isFunction((value as Partial<FollowingStore>)[FOLLOW]),
  },
  cadence: { expected: 'a function, e.g. adaptiveCadence()', holds: isFunction },
  limiter: { expected: 'an object with take() and pause()', holds: isLimiter },
  mergePolicy: { expected: 'an object', holds: isRecord },
};

/** @throws ConfigurationError (`INVALID_OPTIONS`) naming each option that is missing, unknown or wrong. */
export function assertClientOptions(options: unknown): asserts options is TrackingClientOptions {
  if (!isRecord(options)) throw invalid(['expected an options object with `carriers`.']);
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(CHECKS, name));
  const wrong = Object.entries(CHECKS).filter(([name, { holds }]) => {
    const value = options[name];
    return value === undefined ? name === 'carriers' : !holds(value);
  });
  const problems = [
    ...unknown.map((name) => `unknown option \`${name}\`.`),
    ...wrong.map(([name, { expected }]) => `${name}: expected ${expected}.`),
  ];
  if (problems.length > 0) throw invalid(problems);
}

const invalid = (problems: readonly string[]): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `createTrackingClient: ${problems.join(' ')}`);
