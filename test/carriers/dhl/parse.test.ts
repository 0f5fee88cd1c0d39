/** Which body becomes which outcome, about which number. */

import { expect, it } from 'vitest';
import { type DhlParseContext, parseDhl } from '../../../src/carriers/dhl/index.ts';
import { answerOf, event, mydhlAnswerOf, NUMBER, OBSERVED_AT, observe, readFixture } from './fixtures.ts';

const outcomeOf = (payload: unknown, context: DhlParseContext = {}) => {
  const [result] = parseDhl(payload, { observedAt: OBSERVED_AT, ...context });
  return result?.outcome === 'failed' ? result.error.code : result?.outcome;
};

it.each([
  ['an object', {}],
  ['null', null],
  ['nothing', undefined],
  ['an array', []],
  ['a page', '<html>Maintenance</html>'],
  ['a number', 7],
  ['shipments of another type', { shipments: 'none' }],
  ['shipments that are none', { shipments: [null, 7, 'none', []] }],
  ['a shipment without anything', { shipments: [{}] }],
  ['a shipment that is a number alone', { shipments: [{ id: NUMBER }] }],
])('calls %s no tracking answer', (_what, payload) => {
  expect(outcomeOf(payload)).toBe('CARRIER_RESPONSE');
});

it.each([
  [400, 'CARRIER_RESPONSE'],
  [401, 'CARRIER_AUTH'],
  [403, 'CARRIER_AUTH'],
  [404, 'CARRIER_RESPONSE'],
  [408, 'CARRIER_UNAVAILABLE'],
  [422, 'CARRIER_RESPONSE'],
  [429, 'CARRIER_RATE_LIMITED'],
  [500, 'CARRIER_UNAVAILABLE'],
  [503, 'CARRIER_UNAVAILABLE'],
])('reads a page under HTTP %s by its status', (httpStatus, code) => {
  expect(outcomeOf('<html></html>', { httpStatus })).toBe(code);
});

it.each([
  [400, 'CARRIER_RESPONSE'],
  [401, 'CARRIER_AUTH'],
  [404, 'not_found'],
  [429, 'CARRIER_RATE_LIMITED'],
  [500, 'CARRIER_UNAVAILABLE'],
])('reads a recorded refusal by the status %s it states, as number or text', (status, outcome) => {
  const bodies = [
    { title: 'Title', detail: 'Detail.', status },
    { title: 'Title', message: 'Message', status: String(status) },
  ];
  expect(bodies.map((body) => outcomeOf(body))).toEqual([outcome, outcome]);
});

it.each(['No result found', 'Not data found', 'No data found'])('knows "%s" without any status', (title) => {
  expect(outcomeOf({ title })).toBe('not_found');
});

it('lets the status of the answer decide before the one in the body', () => {
  expect(outcomeOf({ title: 'No result found', status: 404 }, { httpStatus: 503 })).toBe(
    'CARRIER_UNAVAILABLE',
  );
});

it('believes the body where the answer itself went well', () => {
  expect(outcomeOf({ title: 'No result found', status: 404 }, { httpStatus: 200 })).toBe('not_found');
});

it('takes an empty body under 404 for a number nobody knows', () => {
  expect(outcomeOf(null, { httpStatus: 404 })).toBe('not_found');
});

it('takes an empty list for a number nobody knows', () => {
  expect(outcomeOf({ shipments: [] })).toBe('not_found');
});

it.each([
  ['Unified', { status: 404, title: 'No result found', instance: '/shipment/8264715546' }, '8264715546'],
  ['MyDHL', { status: '404', instance: '/expressapi/shipments/1251820953/tracking?a=b' }, '1251820953'],
])('finds the number that was asked for in a refusal of %s', (_api, body, number) => {
  const [alone] = parseDhl(body);
  const [asked] = parseDhl(body, { trackingNumber: NUMBER });
  expect([alone?.trackingNumber, asked?.trackingNumber]).toEqual([number, NUMBER]);
});

it('says what to do where the credentials are refused', () => {
  const [result] = parseDhl({}, { httpStatus: 401 });
  expect(result?.outcome === 'failed' && result.error.message).toContain('Consumer Key (not the Secret)');
});

it('hands on how long to wait', () => {
  const [result] = parseDhl({}, { httpStatus: 429, retryAfterMs: 30_000 });
  expect(result?.outcome === 'failed' && result.error.retryAfterMs).toBe(30_000);
});

it('shortens what DHL says', () => {
  const [result] = parseDhl({ title: 't'.repeat(9_999), detail: 'd'.repeat(9_999), status: 400 });
  expect(result?.outcome === 'failed' && result.error.message.length).toBeLessThan(500);
});

it('tells the APIs apart by the shape of each shipment', () => {
  const unified = answerOf({ service: 'ecommerce', events: [event(9, '598')] });
  const mydhl = mydhlAnswerOf({ events: [{ date: '2026-03-04', time: '09:00:00', typeCode: 'WC' }] });
  expect([unified, mydhl].map((body) => observe(body).provenance.rule)).toEqual([
    'dhl.ecommerce/598',
    'dhl.express/WC',
  ]);
});

it.each([' 3318810025 ', '33 1881 0025', '3318-810025'])('compares numbers as %j', (trackingNumber) => {
  expect(observe(answerOf({ events: [event(9, 'WC')] }), { trackingNumber }).trackingNumber).toBe(NUMBER);
});

it('loses no shipment for a bad one beside it', () => {
  const body = { shipments: ['junk', { id: NUMBER, service: 'express', events: [event(9, 'WC'), 'junk'] }] };
  const { events, warnings } = observe(body);
  expect([events.length, warnings.map(({ path }) => path)]).toEqual([1, ['shipments.1.events.1']]);
});

it('keeps the payload only when asked', () => {
  const payload = answerOf({ events: [event(9, 'WC')] });
  expect([observe(payload, { keepRaw: true }).raw, 'raw' in observe(payload)]).toEqual([payload, false]);
});

it('drops personal data when asked', () => {
  const text = JSON.stringify(observe(readFixture('wire-deviations'), { pii: 'drop', keepRaw: true }));
  expect(['JESSICA', 'John', 'Acme', 'Doe'].filter((secret) => text.includes(secret))).toEqual([]);
});

it('observes now where no time is given', () => {
  const [result] = parseDhl(answerOf({ events: [event(9, 'WC')] }));
  expect(result?.outcome === 'found' && result.observation.observedAt).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
});

it('reads the newest thousand events of more, with a warning', () => {
  const events = Array.from({ length: 1_200 }, () => event(9, 'WC'));
  const { events: read, warnings } = observe(answerOf({ service: 'express', events }));
  expect([read.length, warnings.map(({ path }) => path)]).toEqual([1_000, ['shipments.0.events']]);
});

it('survives 130,000 shipments that are none', () => {
  expect(outcomeOf({ shipments: Array.from({ length: 130_000 }, () => 0) })).toBe('CARRIER_RESPONSE');
});

it.each([
  ['events', { events: Array.from({ length: 130_000 }, () => 0) }],
  ['piece ids', { details: { pieceIds: Array.from({ length: 130_000 }, () => ({})) } }],
])('reads the rest of a shipment with 130,000 %s that are none', (_what, junk) => {
  const shipment = { id: NUMBER, service: 'express', status: event(9, 'WC'), ...junk };
  const { substatus, warnings } = observe({ shipments: [shipment] });
  expect([substatus, warnings.length]).toEqual(['out_for_delivery', 51]);
});
