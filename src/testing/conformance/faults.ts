/** Each way in which a call can fail, and the error it must become. */

import type { TrackingErrorCode } from '../../errors.ts';
import type { TrackResult } from '../../model/observation.ts';
import type { Fault } from '../fault.ts';
import { equal, ok } from './expect.ts';
import type { ConformanceSetting } from './setting.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

type Expected = { readonly codes: readonly TrackingErrorCode[]; readonly retryable: boolean };

const UNAVAILABLE: Expected = { codes: ['CARRIER_UNAVAILABLE'], retryable: true };
const UNREADABLE: Expected = { codes: ['CARRIER_RESPONSE'], retryable: false };
const UNAUTHORIZED: Expected = { codes: ['CARRIER_AUTH'], retryable: false };
const FORBIDDEN: Expected = { codes: ['CARRIER_AUTH', 'NOT_AUTHORIZED'], retryable: false };
const LIMITED: Expected = { codes: ['CARRIER_RATE_LIMITED'], retryable: true };

const everywhere = { times: Number.POSITIVE_INFINITY, when: () => true };
const always = { times: Number.POSITIVE_INFINITY };

/** Every fault with what it must become. */
export const FAULTS: readonly (readonly [name: string, fault: Fault, expected: Expected])[] = [
  ['status 401 that stays', { kind: 'status', status: 401, ...always }, UNAUTHORIZED],
  ['status 401 wherever it asks', { kind: 'status', status: 401, ...everywhere }, UNAUTHORIZED],
  ['status 403', { kind: 'status', status: 403, ...always }, FORBIDDEN],
  ['status 429', { kind: 'status', status: 429, ...always }, LIMITED],
  ['status 429 with Retry-After', { kind: 'status', status: 429, retryAfter: '120', ...always }, LIMITED],
  ...[500, 502, 503, 504].map(
    (status) => [`status ${status}`, { kind: 'status', status, ...always }, UNAVAILABLE] as const,
  ),
  ['status 503 wherever it asks', { kind: 'status', status: 503, ...everywhere }, UNAVAILABLE],
  ['a broken connection', { kind: 'network', ...always }, UNAVAILABLE],
  ['no answer', { kind: 'timeout', ...always }, UNAVAILABLE],
  ['a page of HTML with status 200', { kind: 'html', ...always }, UNREADABLE],
  ['a page of HTML with status 503', { kind: 'html', status: 503, ...always }, UNAVAILABLE],
  ['an empty body', { kind: 'empty', ...always }, UNREADABLE],
  ['half an answer', { kind: 'truncated', ...always }, UNREADABLE],
  ['malformed JSON', { kind: 'malformed', ...always }, UNREADABLE],
  ['a list for an answer', { kind: 'mutate', change: () => [], ...always }, UNREADABLE],
  ['a text for an answer', { kind: 'mutate', change: () => 'welcome', ...always }, UNREADABLE],
];

/** What is over after one attempt. */
const PASSING: readonly (readonly [name: string, fault: Fault])[] = [
  ['a server error', { kind: 'status', status: 503 }],
  ['a broken connection', { kind: 'network' }],
  ['a token that is called expired before its time', { kind: 'expired_token' }],
];

const RETRY_AFTER_MS = 120_000;

export const faultCases: ThemeCases = (setting) => [
  ...FAULTS.map(([name, fault, { codes, retryable }]) =>
    conformanceCase(`${name} is ${codes.join(' or ')}`, async () => {
      const { results, number } = await askUnder(fault, setting);
      const [result] = results;
      equal(result?.trackingNumber, number);
      ok(result?.outcome === 'failed', `it is ${result?.outcome}`);
      const { error } = result;
      ok(codes.includes(error.code), `it is ${error.code}: ${error.message}`);
      equal(error.retryable, retryable, `retryable is ${error.retryable}`);
      equal(error.carrier, setting.id, 'the error names no carrier');
      if (fault.kind !== 'status' || fault.retryAfter === undefined) return;
      ok((error.retryAfterMs ?? 0) > RETRY_AFTER_MS / 2, `the wait is lost: ${error.retryAfterMs}`);
    }),
  ),
  conformanceCase('status 404 is an outcome, or no answer, and never worth repeating', async () => {
    const { results } = await askUnder({ kind: 'status', status: 404, ...always }, setting);
    const [result] = results;
    const isOver = result?.outcome === 'failed' && !result.error.retryable;
    ok(result?.outcome === 'not_found' || isOver, `it is ${results.map(describeResult)}`);
  }),
  ...PASSING.map(([name, fault]) =>
    conformanceCase(`gets over ${name}`, async () => {
      const { results } = await askUnder(fault, setting);
      equal(results.map(describeResult), ['found']);
    }),
  ),
];

const describeResult = (result: TrackResult): string =>
  result.outcome === 'failed' ? `failed: ${result.error}` : result.outcome;

async function askUnder(fault: Fault, setting: ConformanceSetting) {
  const [number = ''] = setting.numbers.known;
  const stage = setting.newStage();
  const [first] = stage.addParcel(number, setting.life);
  if (first !== undefined) stage.clock.set(first);
  stage.simulator.fault(fault);
  return { results: await stage.ask([number]), number, stage };
}
