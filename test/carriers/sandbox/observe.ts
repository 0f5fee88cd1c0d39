/** Asks the sandbox for one number, at a time of the test's choice. */

import { sandbox, sandboxNumbers } from '../../../src/carriers/sandbox/index.ts';
import type { CarrierHttp } from '../../../src/http/exchange.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import { toTrackingNumber } from '../../../src/model/tracking-number.ts';
import { createManualClock } from '../../../src/testing/manual-clock.ts';

export const NOW = '2026-01-15T18:30:00.000Z';

/** The numbers that show an outcome, not a parcel. */
const OUTCOMES = [
  'SANDBOX_NOT_FOUND',
  'SANDBOX_RATE_LIMITED',
  'SANDBOX_UNAVAILABLE',
  'SANDBOX_AUTH_FAILED',
  'SANDBOX_NOT_AUTHORIZED',
  'SANDBOX_INVALID_NUMBER',
  'SANDBOX_BAD_RESPONSE',
];
export const SHOWN = sandboxNumbers.filter((number) => !OUTCOMES.includes(number));

export const noNetwork: CarrierHttp = {
  request: () => Promise.reject(new Error('the sandbox must not use the network')),
};

export async function track(number: string, now = NOW, keepRaw = false): Promise<TrackResult> {
  const requests = [{ trackingNumber: toTrackingNumber(number) }];
  const context = { http: noNetwork, clock: createManualClock(now), keepRaw };
  const [result] = await sandbox().track(requests, context);
  if (result === undefined) throw new Error('no result');
  return result;
}

export async function observe(number: string, now = NOW, keepRaw = false): Promise<Observation> {
  const result = await track(number, now, keepRaw);
  if (result.outcome !== 'found') throw new Error(`${number}: ${result.outcome}`);
  return result.observation;
}
