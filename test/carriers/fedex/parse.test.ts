/** Bodies told apart by their shape: answers, refusals, and what is no answer at all. */

import { expect, it } from 'vitest';
import type { ParseContext } from '../../../src/carriers/carrier.ts';
import { parseFedex } from '../../../src/carriers/fedex/index.ts';
import type { TrackResult } from '../../../src/model/observation.ts';
import {
  answerOf,
  NUMBER,
  OBSERVED_AT,
  observe,
  observeFixture,
  parseFixture,
  readFixture,
  scan,
} from './fixtures.ts';

const kindOf = (result: TrackResult | undefined): string | undefined =>
  result?.outcome === 'failed' ? result.error.code : result?.outcome;
const kinds = (payload: unknown, context: ParseContext = {}) => parseFedex(payload, context).map(kindOf);
const refusedNumber = (code: string, message = 'x') =>
  answerOf({ trackingNumberInfo: { trackingNumber: NUMBER }, error: { code, message } });
const refusedCall = (code: string) => ({ transactionId: 't-1', errors: [{ code, message: 'x' }] });

it.each<[unknown]>([
  ['<html>502 Bad Gateway</html>'],
  ['{"output": {"completeTr'],
  [''],
  [null],
  [undefined],
  [[]],
  [{}],
  [42],
  [{ output: {} }],
  [{ output: { completeTrackResults: [] } }],
  [{ output: { completeTrackResults: [{}] } }],
  [{ output: { completeTrackResults: [null] } }],
  [{ output: { completeTrackResults: [{ trackResults: [] }] } }],
  [{ output: { completeTrackResults: [{ trackResults: [{}] }] } }],
  [{ output: { completeTrackResults: [{ trackResults: 'none' }] } }],
  [{ errors: [] }],
])('reads %j as no answer', (payload) => {
  expect(kinds(payload, { trackingNumber: NUMBER })).toEqual(['CARRIER_RESPONSE']);
});

it.each([
  [500, 'CARRIER_UNAVAILABLE'],
  [502, 'CARRIER_UNAVAILABLE'],
  [429, 'CARRIER_RATE_LIMITED'],
  [401, 'CARRIER_AUTH'],
  [403, 'CARRIER_AUTH'],
  [404, 'CARRIER_RESPONSE'],
  [200, 'CARRIER_RESPONSE'],
])('reads a page sent with HTTP %s as %s', (httpStatus, expected) => {
  expect(kinds('<html></html>', { httpStatus })).toEqual([expected]);
});

it.each([
  ['TRACKING.TRACKINGNUMBER.NOTFOUND', 'not_found'],
  ['TRACKING.REFERENCENUMBER.NOTFOUND', 'not_found'],
  ['TRACKING.TCN.NOTFOUND', 'not_found'],
  ['NOTIFICATION.TRACKINGNBR.NOTFOUND', 'not_found'],
  ['TRACKING.DATA.NOTFOUND', 'not_found'],
  ['TRACKING.TRACKINGNUMBER.INVALID', 'INVALID_TRACKING_NUMBER'],
  ['TRACKING.TRACKINGNUMBER.EMPTY', 'INVALID_TRACKING_NUMBER'],
  ['TRACKING.DATA.NOTUNIQUE', 'CARRIER_RESPONSE'],
  ['TRACKING.MULTIPIECE.ERROR', 'CARRIER_RESPONSE'],
  ['CUSTOMER.REVOKE.REQUIRED', 'CARRIER_AUTH'],
  ['CUSTOMER.SIZE.INVALID', 'CARRIER_AUTH'],
  ['CUSTOMER.USAGE.LOCKED', 'CARRIER_AUTH'],
  ['USER.RELOGIN.REQUIRED', 'CARRIER_AUTH'],
  ['SERVICE.UNAVAILABLE.ERROR', 'CARRIER_UNAVAILABLE'],
  ['SOMETHING.NEW', 'CARRIER_RESPONSE'],
  ['constructor', 'CARRIER_RESPONSE'],
])('reads %s inside a good answer as %s', (code, expected) => {
  expect(kinds(refusedNumber(code), { httpStatus: 200 })).toEqual([expected]);
});

it('goes by the code, never by the message', () => {
  const message = 'Tracking number cannot be found.';
  expect(kinds(refusedNumber('SOMETHING.NEW', message))).toEqual(['CARRIER_RESPONSE']);
});

it('says what helps against a number that is not unique', () => {
  const [result] = parseFedex(refusedNumber('TRACKING.DATA.NOTUNIQUE'));
  expect(result?.outcome === 'failed' && result.error.message).toMatch(/shipDate.*carrierUniqueId/);
});

it.each([
  [401, 'NOT.AUTHORIZED.ERROR', 'CARRIER_AUTH'],
  [403, 'FORBIDDEN.ERROR', 'CARRIER_AUTH'],
  [404, 'NOT.FOUND.ERROR', 'CARRIER_RESPONSE'],
  [400, 'TRACKING.TRACKINGNUMBERS.LIMITEXCEEDED', 'CARRIER_RESPONSE'],
  [400, 'TRACKING.TRACKINGNUMBER.INVALID', 'INVALID_TRACKING_NUMBER'],
  [404, 'TRACKING.TRACKINGNUMBER.NOTFOUND', 'not_found'],
  [500, 'INTERNAL.SERVER.ERROR', 'CARRIER_UNAVAILABLE'],
  [503, 'TRACKING.TRACKINGNUMBER.NOTFOUND', 'CARRIER_UNAVAILABLE'],
  [429, 'TRACKING.TRACKINGNUMBER.NOTFOUND', 'CARRIER_RATE_LIMITED'],
  [undefined, 'NOT.AUTHORIZED.ERROR', 'CARRIER_AUTH'],
  [undefined, 'INTERNAL.SERVER.ERROR', 'CARRIER_UNAVAILABLE'],
])('reads a call refused with HTTP %s and %s as %s', (httpStatus, code, expected) => {
  expect(kinds(refusedCall(code), { httpStatus, trackingNumber: NUMBER })).toEqual([expected]);
});

it('hands on what a refusal says, for the support desk and for waiting', () => {
  const context = { httpStatus: 429, retryAfterMs: 9_000, trackingNumber: NUMBER };
  const [result] = parseFedex(refusedCall('RATE'), context);
  expect(result?.outcome === 'failed' && result.error.toJSON()).toMatchObject({
    carrier: 'fedex',
    carrierCode: 'RATE',
    httpStatus: 429,
    retryAfterMs: 9_000,
    requestId: 't-1',
  });
});

it('cuts a message that is too long', () => {
  const [result] = parseFedex(refusedNumber('X', 'y'.repeat(5_000)));
  expect(result?.outcome === 'failed' && result.error.message.length).toBeLessThan(300);
});

it('reads each number of a batch by itself', () => {
  expect(parseFixture('batch-mixed').map(kindOf)).toEqual([
    'found',
    'not_found',
    'INVALID_TRACKING_NUMBER',
    'CARRIER_RESPONSE',
    'CARRIER_AUTH',
    'CARRIER_RESPONSE',
    'CARRIER_UNAVAILABLE',
    'CARRIER_RESPONSE',
  ]);
});

it('finds the number that was asked for in a batch', () => {
  const results = parseFixture('batch-mixed', { trackingNumber: '7947 0001 1010' });
  expect(results.map(kindOf)).toEqual(['not_found']);
});

it('never gives an answer about another number', () => {
  const [result] = parseFedex(answerOf({ scanEvents: [scan(9, 'OD')] }), { trackingNumber: '794708390594' });
  expect([kindOf(result), result?.trackingNumber]).toEqual(['CARRIER_RESPONSE', '794708390594']);
});

it('takes the number from the context where the answer names none', () => {
  const payload = { output: { completeTrackResults: [{ trackResults: [{ scanEvents: [scan(9, 'OD')] }] }] } };
  expect([
    parseFedex(payload, { trackingNumber: NUMBER })[0]?.trackingNumber,
    parseFedex(payload)[0]?.trackingNumber,
  ]).toEqual([NUMBER, '']);
});

it('reads a sole alert of nothing found as not found', () => {
  expect(parseFixture('not-found-alert').map(kindOf)).toEqual(['not_found']);
});

it('warns that the sandbox made the parcel up', () => {
  expect(observeFixture('sandbox-canned-answer').warnings).toEqual([
    { path: 'output.alerts', message: "VIRTUAL.RESPONSE: the sandbox's canned answer, whatever the number" },
  ]);
});

it('warns of an alert that is plain text', () => {
  const alerts = 'TRACKING.DATA.LATE - Data is late';
  const completeTrackResults = [{ trackResults: [{ scanEvents: [scan(9, 'OD')] }] }];
  expect(observe({ output: { completeTrackResults, alerts } }).warnings).toEqual([
    { path: 'output.alerts', message: alerts },
  ]);
});

it('says where the time of reading comes from', () => {
  expect(observe(answerOf({ scanEvents: [scan(9, 'OD')] })).observedAt).toBe(OBSERVED_AT);
});

it('keeps the payload only when asked to', () => {
  const payload = answerOf({ scanEvents: [scan(9, 'OD')] });
  expect([observe(payload).raw, observe(payload, { keepRaw: true }).raw]).toEqual([undefined, payload]);
});

it('keeps of a batch what is about the number alone, as a body that can be read again', () => {
  const [found] = parseFixture('batch-mixed', { keepRaw: true });
  const observation = found?.outcome === 'found' ? found.observation : undefined;
  expect([
    JSON.stringify(observation?.raw).includes('794700011010'),
    parseFedex(observation?.raw).map(kindOf),
  ]).toEqual([false, ['found']]);
});

it('drops names and streets when asked to', () => {
  const payload = readFixture('delivered-signed');
  const printed = JSON.stringify(observe(payload, { pii: 'drop', keepRaw: true }));
  expect([printed.includes('Vale'), printed.includes('MVALE')]).toEqual([false, false]);
});

it('leaves the payload as it was', () => {
  const payload = readFixture('wire-deviations');
  const before = JSON.stringify(payload);
  parseFedex(payload);
  expect(JSON.stringify(payload)).toBe(before);
});
