/** What a host may say of how to ask, for one call or for all, and the check of it. */

import { ConfigurationError } from '../errors.ts';
import { type CandidatePolicy, DEFAULT_CANDIDATE_POLICY } from './candidates.ts';

export type AskingOptions = {
  /**
   * How many carriers are asked for one number at most, from 1 to 100. Carriers are asked one after the other, the
   * likeliest first, until one knows the number; 1 asks the likeliest alone.
   *
   * @default 3
   */
  readonly maxCandidates?: number | undefined;
  /**
   * From 0 to 1: a number whose best reading is at least this sure is that carrier's, and no other carrier is asked,
   * but for one whose reading is exactly as sure, and for the partner that the number itself names. Below it, carriers
   * whose readings are less than 0.35 behind the best are asked too.
   *
   * @default 0.9
   */
  readonly autoPickConfidence?: number | undefined;
};

/** What can be said for one call alone. */
export type CallOptions = AskingOptions & {
  /**
   * Where the parcel was handed over to another carrier for the last mile, ask that carrier too and give one timeline:
   * both carriers' events in order, the delivery once, the status by the newest of them. Carrier and number stay those
   * that were asked for. Where the other carrier can't be asked or knows nothing, a warning on the observation says so.
   *
   * @default false
   */
  readonly followHandover?: boolean | undefined;
};

const MAX_CANDIDATES = 100;

/** What each option must be. */
export const ASKING_CHECKS = {
  maxCandidates: {
    expected: `a whole number from 1 to ${MAX_CANDIDATES}`,
    holds: (value: unknown): boolean =>
      Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_CANDIDATES,
  },
  autoPickConfidence: {
    expected: 'a number from 0 to 1',
    holds: (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1,
  },
} as const;

const CALL_CHECKS = {
  ...ASKING_CHECKS,
  followHandover: {
    expected: 'true or false',
    holds: (value: unknown): boolean => typeof value === 'boolean',
  },
} as const satisfies { readonly [Name in keyof CallOptions]-?: unknown };

/**
 * What holds for one call.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming the first option that is wrong.
 */
export function policyFor(options: CallOptions, defaults: AskingOptions): CandidatePolicy {
  for (const [name, { expected, holds }] of Object.entries(CALL_CHECKS)) {
    const value = options[name as keyof CallOptions];
    if (value !== undefined && !holds(value)) {
      throw new ConfigurationError('INVALID_OPTIONS', `${name}: expected ${expected}.`, { path: name });
    }
  }
  const { maxCandidates, autoPickConfidence } = DEFAULT_CANDIDATE_POLICY;
  return {
    maxCandidates: options.maxCandidates ?? defaults.maxCandidates ?? maxCandidates,
    autoPickConfidence: options.autoPickConfidence ?? defaults.autoPickConfidence ?? autoPickConfidence,
  };
}
