/** Which body becomes which outcome, about which number. */

import { expect, it } from 'vitest';
import { parseUps } from '../../../src/carriers/ups/index.ts';
import { answerOf, NUMBER, OBSERVED_AT, observe, parseFixture, readFixture, scan } from './fixtures.ts';

const OTHER = '1Z5R89390357567127';

const outcomeOf = (payload: unknown, context = {}) => {
  const [result] = parseUps(payload, { observedAt: OBSERVED_AT, ...context });
  return result?.outcome === 'failed' ? result.error.code : result?.outcome;
};

const refusal = (code: string) => ({ response: { errors: [{ code, message: 'No.' }] } });

it.each([
  ['an object', {}],
  ['null', null],
  ['nothing', undefined],
  ['an array', []],
  ['a page', '<html>Maintenance</html>'],
  ['a number', 7],
  ['an empty answer', { trackResponse: {} }],
  ['an answer of another type', { trackResponse: 'none' }],
  ['a shipment without anything', { trackResponse: { shipment: [{}] } }],
])('calls %s no tracking answer', (_what, payload) => {
  expect(outcomeOf(payload)).toBe('CARRIER_RESPONSE');
});

it.each([
  [401, 'CARRIER_AUTH'],
  [403, 'CARRIER_AUTH'],
  [404, 'CARRIER_RESPONSE'],
  [405, 'CARRIER_RESPONSE'],
  [429, 'CARRIER_RATE_LIMITED'],
  [500, 'CARRIER_UNAVAILABLE'],
  [503, 'CARRIER_UNAVAILABLE'],
])('reads a page under HTTP %s by its status', (httpStatus, code) => {
  expect(outcomeOf('<html></html>', { httpStatus })).toBe(code);
});

it.each([
  ['TV1002', 'INVALID_TRACKING_NUMBER'],
  ['250002', 'CARRIER_AUTH'],
  ['250003', 'CARRIER_AUTH'],
  ['251004', 'CARRIER_AUTH'],
  ['UJ0001', 'CARRIER_AUTH'],
  ['10401', 'CARRIER_AUTH'],
  ['10429', 'CARRIER_RATE_LIMITED'],
  ['10004', 'CARRIER_UNAVAILABLE'],
  ['VSS100', 'CARRIER_UNAVAILABLE'],
  ['TW0001', 'not_found'],
  ['10007', 'CARRIER_RESPONSE'],
  ['constructor', 'CARRIER_RESPONSE'],
])('reads a recorded refusal of code %s by the code', (code, outcome) => {
  expect(outcomeOf(refusal(code))).toBe(outcome);
});

it('lets the HTTP status decide before the code', () => {
  expect(outcomeOf(refusal('250002'), { httpStatus: 503 })).toBe('CARRIER_UNAVAILABLE');
});

it('takes a refusal under 404 for a number nobody knows', () => {
  expect(outcomeOf(refusal('X1'), { httpStatus: 404 })).toBe('not_found');
});

it('says what to do where the app lacks the Tracking product', () => {
  const [result] = parseUps(refusal('250002'), { httpStatus: 401 });
  expect(result?.outcome === 'failed' && result.error.message).toContain('Tracking product');
});

it('hands on how long to wait', () => {
  const [result] = parseUps(refusal('10429'), { httpStatus: 429, retryAfterMs: 30_000 });
  expect(result?.outcome === 'failed' && result.error.retryAfterMs).toBe(30_000);
});

it('shortens what UPS says', () => {
  const [result] = parseUps({
    response: { errors: [{ code: 'C'.repeat(999), message: 'm'.repeat(9_999) }] },
  });
  expect(result?.outcome === 'failed' && result.error.message.length).toBeLessThan(300);
});

it('keeps a parcel found beside a warning', () => {
  const body = answerOf({ activity: [scan(12, 'I', 'OT')] }) as { trackResponse: { shipment: object[] } };
  const warned = { ...body.trackResponse.shipment[0], warnings: [{ code: 'TW0001', message: 'A notice' }] };
  const { status, warnings } = observe({ trackResponse: { shipment: [warned] } });
  expect([status, warnings]).toEqual([
    'in_transit',
    [{ path: 'trackResponse.shipment.warnings', message: 'TW0001 A notice' }],
  ]);
});

it('never gives an answer out under another number', () => {
  expect(outcomeOf(answerOf({}), { trackingNumber: OTHER })).toBe('CARRIER_RESPONSE');
});

it('never gives "not found" out under another number', () => {
  expect(outcomeOf(readFixture('not-found'), { trackingNumber: OTHER })).toBe('CARRIER_RESPONSE');
});

it('accepts an answer under the number it was inquired by', () => {
  const body = {
    trackResponse: { shipment: [{ inquiryNumber: OTHER, package: [{ trackingNumber: NUMBER }] }] },
  };
  const { trackingNumber, relatedNumbers } = observe(body, { trackingNumber: OTHER });
  expect([trackingNumber, relatedNumbers.map(({ number }) => number)]).toEqual([OTHER, [NUMBER]]);
});

it('accepts an answer that names no number', () => {
  const body = { trackResponse: { shipment: [{ package: [{ currentStatus: { code: '011' } }] }] } };
  expect(observe(body, { trackingNumber: NUMBER }).trackingNumber).toBe(NUMBER);
});

it('leaves the number empty where nobody names it', () => {
  const body = { trackResponse: { shipment: [{ package: [{ currentStatus: { code: '011' } }] }] } };
  expect(observe(body).trackingNumber).toBe('');
});

it('finds its parcel among the pieces of a shipment', () => {
  const pieces = [
    { trackingNumber: OTHER, currentStatus: { code: '011' } },
    { trackingNumber: ` ${NUMBER.toLowerCase()}`, currentStatus: { code: '021' } },
  ];
  const body = { trackResponse: { shipment: [{ inquiryNumber: OTHER, package: pieces }] } };
  expect(observe(body, { trackingNumber: NUMBER }).substatus).toBe('out_for_delivery');
});

it('gives one result for a body alone, with the other pieces inside', () => {
  expect(parseFixture('three-pieces').map(({ trackingNumber }) => trackingNumber)).toHaveLength(1);
});

it('gives one result per parcel that a reference led to', () => {
  expect(parseFixture('parcels-of-a-reference').map(({ outcome }) => outcome)).toEqual(['found', 'found']);
});

it.each([
  [undefined, '2026-03-04'],
  ['2025-08-02', '2025-08-04'],
  ['2026-02-28', '2026-03-04'],
  ['not a day', '2026-03-04'],
])('chooses among the lives of a number shipped %s', (shipDate, lastDay) => {
  const { events } = observe(readFixture('reused-number'), { shipDate });
  expect(events.at(-1)?.localTime?.slice(0, 10)).toBe(lastDay);
});

it('tells a poll from a push', () => {
  expect([observe(answerOf({})).source, observe(readFixture('push-delivered')).source]).toEqual([
    'poll',
    'push',
  ]);
});

it('lets the caller name the source', () => {
  expect(observe(answerOf({}), { source: 'import' }).source).toBe('import');
});

it('keeps the payload only when asked', () => {
  const payload = answerOf({});
  expect([observe(payload, { keepRaw: true }).raw, 'raw' in observe(payload)]).toEqual([payload, false]);
});

it('drops personal data when asked', () => {
  const observation = observe(readFixture('delivered-front-door'), { pii: 'drop', keepRaw: true });
  const text = JSON.stringify(observation);
  expect(['SMITH', 'c2lnbmF0dXJl', 'cG9k'].filter((secret) => text.includes(secret))).toEqual([]);
});

it('observes now where no time is given', () => {
  const [result] = parseUps(answerOf({}));
  expect(result?.outcome === 'found' && result.observation.observedAt).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
});
