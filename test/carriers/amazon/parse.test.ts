/** Bodies told apart by their shape: answers, refusals, and what is no answer at all. */

import { expect, it } from 'vitest';
import { parseAmazon } from '../../../src/carriers/amazon/index.ts';
import type { ParseContext } from '../../../src/carriers/carrier.ts';
import {
  answerOf,
  event,
  kindOf,
  NUMBER,
  OBSERVED_AT,
  observe,
  observeShipment,
  readFixture,
  summary,
} from './fixtures.ts';

const OTHER = 'TBA310000009999';
const kinds = (payload: unknown, context: ParseContext = {}) => parseAmazon(payload, context).map(kindOf);
const refusal = (code: string, message = 'No.', details?: string) => ({
  errors: [{ code, message, ...(details === undefined ? {} : { details }) }],
});

it.each<[unknown]>([
  ['<html>502 Bad Gateway</html>'],
  ['{"payload": {"trackingI'],
  [''],
  [null],
  [undefined],
  [[]],
  [{}],
  [42],
  [{ payload: {} }],
  [{ payload: null }],
  [{ payload: { trackingId: NUMBER } }],
  [{ detail: {} }],
  [{ detail: null }],
  [{ errors: [] }],
  [{ errors: [null, {}] }],
  [{ error: 7 }],
  [{ currentStatus: null }],
  [{ notificationType: 'ORDER_CHANGE' }],
  [{ notificationType: 'SHIPMENT_TRACKING_MILESTONE_CHANGED', payload: {} }],
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
  [400, 'InvalidRequest', 'CARRIER_RESPONSE'],
  [401, 'Unauthorized', 'CARRIER_AUTH'],
  [403, 'Unauthorized', 'CARRIER_AUTH'],
  [404, 'NotFound', 'not_found'],
  [404, 'SomethingElse', 'not_found'],
  [413, 'InvalidRequest', 'CARRIER_RESPONSE'],
  [415, 'InvalidRequest', 'CARRIER_RESPONSE'],
  [429, 'TooManyRequests', 'CARRIER_RATE_LIMITED'],
  [500, 'InternalError', 'CARRIER_UNAVAILABLE'],
  [503, 'ServiceUnavailable', 'CARRIER_UNAVAILABLE'],
  [503, 'NotFound', 'CARRIER_UNAVAILABLE'],
  [429, 'Unauthorized', 'CARRIER_RATE_LIMITED'],
  [400, 'Unauthorized', 'CARRIER_AUTH'],
  [undefined, 'Unauthorized', 'CARRIER_AUTH'],
  [undefined, 'TooManyRequests', 'CARRIER_RATE_LIMITED'],
  [undefined, 'InternalError', 'CARRIER_UNAVAILABLE'],
  [undefined, 'ServiceUnavailable', 'CARRIER_UNAVAILABLE'],
  [undefined, 'NotFound', 'not_found'],
  [undefined, 'InvalidRequest', 'CARRIER_RESPONSE'],
  [undefined, 'SomethingNew', 'CARRIER_RESPONSE'],
  [undefined, 'constructor', 'CARRIER_RESPONSE'],
])('reads HTTP %s with %s as %s', (httpStatus, code, expected) => {
  expect(kinds(refusal(code), { httpStatus, trackingNumber: NUMBER })).toEqual([expected]);
});

it.each([
  ['TrackingId not found.', undefined, 'not_found'],
  ['Invalid input', 'Tracking id TBA310000000007 could not be found', 'not_found'],
  ['The trackingId does not exist', '', 'not_found'],
  ['CarrierId not found', undefined, 'CARRIER_RESPONSE'],
  ['Request is missing or has invalid parameters', 'TrackingId is missing', 'CARRIER_RESPONSE'],
])('reads a bad request that says "%s" (%s) as %s', (message, details, expected) => {
  expect(kinds(refusal('InvalidInput', message, details), { httpStatus: 400 })).toEqual([expected]);
});

it.each([
  [401, 'invalid_client', 'CARRIER_AUTH'],
  [400, 'invalid_grant', 'CARRIER_AUTH'],
  [400, 'unauthorized_client', 'CARRIER_AUTH'],
  [400, 'invalid_scope', 'CARRIER_AUTH'],
  [400, 'unsupported_grant_type', 'CARRIER_RESPONSE'],
  [400, 'invalid_request', 'CARRIER_RESPONSE'],
  [503, 'invalid_client', 'CARRIER_UNAVAILABLE'],
  [undefined, 'invalid_grant', 'CARRIER_AUTH'],
])('reads a recorded token refusal, HTTP %s with %s, as %s', (httpStatus, error, expected) => {
  expect(kinds({ error, error_description: 'No.' }, { httpStatus })).toEqual([expected]);
});

it('says what to do where a secret or a token is no good', () => {
  const messages = ['invalid_client', 'invalid_grant'].map((error) => {
    const [result] = parseAmazon({ error });
    return result?.outcome === 'failed' ? result.error.message : '';
  });
  expect(messages).toEqual([
    expect.stringContaining('180 days'),
    expect.stringContaining('authorize the app'),
  ]);
});

it('takes the first refusal that says something', () => {
  const [result] = parseAmazon({ errors: [{}, 'text', { code: 'InternalError', message: 'Down.' }] });
  expect(result?.outcome === 'failed' && result.error.message).toBe('amazon: InternalError: Down.');
});

it('hands on what is known of a refused call', () => {
  const context = { httpStatus: 429, retryAfterMs: 9_000, requestId: 'r-1', trackingNumber: NUMBER };
  const [result] = parseAmazon(refusal('TooManyRequests'), context);
  expect(result?.outcome === 'failed' && result.error.toJSON()).toMatchObject({
    carrier: 'amazon',
    carrierCode: 'TooManyRequests',
    httpStatus: 429,
    retryAfterMs: 9_000,
    requestId: 'r-1',
  });
});

it('cuts what is too long', () => {
  const [result] = parseAmazon(refusal('c'.repeat(5_000), 'm'.repeat(50_000), 'd'.repeat(50_000)));
  expect(result?.outcome === 'failed' && result.error.message.length).toBeLessThan(600);
});

it.each([
  ['nulls', answerOf({ summary: summary(null), promisedDeliveryDate: null, alternateLegTrackingId: null })],
  ['the word null', answerOf({ summary: summary('null'), promisedDeliveryDate: 'null' })],
  ['no history', { payload: { trackingId: NUMBER, eventHistory: null } }],
  ['no summary', { payload: { trackingId: NUMBER, summary: null } }],
  ['no payload around it', { trackingId: null, eventHistory: [], summary: { status: null } }],
])('takes a success with %s for not found, never for a label', (_what, payload) => {
  expect(kinds(payload, { httpStatus: 200, trackingNumber: NUMBER })).toEqual(['not_found']);
});

it('says of an unknown id that it may be one nobody can ask for', () => {
  const [result] = parseAmazon(readFixture('not-found'));
  expect(result?.outcome === 'not_found' && result.message).toMatch(/own shop/);
});

it('takes a promise alone for a parcel Amazon knows, at a status nobody knows', () => {
  const { status, eta } = observeShipment({ promisedDeliveryDate: '2026-04-17T05:00:00Z' });
  expect([status, eta?.toUtc]).toEqual(['unknown', '2026-04-17T05:00:00.000Z']);
});

it('reads a refusal beside an answer that says nothing', () => {
  const body = { ...refusal('Unauthorized'), payload: { eventHistory: [] } };
  expect(kinds(body)).toEqual(['CARRIER_AUTH']);
});

it.each([
  ['a parcel', answerOf({ eventHistory: [event(9, 'Departed')] })],
  ['"not found"', answerOf({})],
  ['package details', { trackingNumber: NUMBER, currentStatus: 'DELIVERED' }],
])('never gives %s out under another number', (_what, payload) => {
  const [result] = parseAmazon(payload, { trackingNumber: OTHER });
  expect([kindOf(result), result?.trackingNumber]).toEqual(['CARRIER_RESPONSE', OTHER]);
});

it('finds the number however it is written', () => {
  const payload = answerOf({ trackingId: ' tba-310000000007 ', eventHistory: [event(9, 'Departed')] });
  expect(observe(payload, { trackingNumber: 'TBA 310000000007' }).trackingNumber).toBe(NUMBER);
});

it('takes the number from the context where the answer names none', () => {
  const payload = { payload: { trackingId: null, eventHistory: [event(9, 'Departed')] } };
  expect([
    observe(payload, { trackingNumber: NUMBER }).trackingNumber,
    observe(payload).trackingNumber,
  ]).toEqual([NUMBER, '']);
});

it('reads JSON text within a push', () => {
  const detail = JSON.stringify({ trackingId: NUMBER, eventHistory: [event(9, 'Departed')] });
  expect(observe({ detail }).source).toBe('push');
});

it('says where the time of reading comes from', () => {
  expect(observeShipment({ eventHistory: [event(9, 'Departed')] }).observedAt).toBe(OBSERVED_AT);
});

it('keeps the payload only when asked to, so that it can be read again', () => {
  const payload = answerOf({ eventHistory: [event(9, 'Departed')] });
  const { raw } = observe(JSON.stringify(payload), { keepRaw: true });
  expect([observe(payload).raw, raw, kinds(raw)]).toEqual([undefined, payload, ['found']]);
});

it('drops the name of who took it when asked to', () => {
  const printed = JSON.stringify(
    observe(readFixture('delivered-to-neighbor'), { pii: 'drop', keepRaw: true }),
  );
  expect(printed).not.toContain('VALE');
});

it('leaves the payload as it was', () => {
  const payload = readFixture('wrong-types');
  const before = JSON.stringify(payload);
  parseAmazon(payload);
  expect(JSON.stringify(payload)).toBe(before);
});
