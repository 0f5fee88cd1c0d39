/** Bodies told apart by their shape: answers, batches, refusals, and what is no answer at all. */

import { expect, it } from 'vitest';
import type { ParseContext } from '../../../src/carriers/carrier.ts';
import { parseUsps } from '../../../src/carriers/usps/index.ts';
import {
  kindOf,
  NUMBER,
  OBSERVED_AT,
  observe,
  parseFixture,
  readFixture,
  refusalOf,
  scan,
} from './fixtures.ts';

const kinds = (payload: unknown, context: ParseContext = {}) => parseUsps(payload, context).map(kindOf);
const errorOf = (payload: unknown, context: ParseContext = {}) => {
  const [result] = parseUsps(payload, context);
  if (result?.outcome !== 'failed') throw new Error(`not failed: ${JSON.stringify(result)}`);
  return result.error;
};
const NOT_YET = 'The tracking number may be incorrect or the status update is not yet available.';

it.each<[unknown]>([
  ['<html>502 Bad Gateway</html>'],
  ['{"trackingNumber": "94'],
  [''],
  [null],
  [undefined],
  [[]],
  [{}],
  [42],
  [true],
  [[null]],
  [['text']],
  [{ trackingNumber: NUMBER }],
  [{ trackingNumber: NUMBER, status: '', trackingEvents: [] }],
  [[{ statusCode: '200', trackingNumber: NUMBER }]],
  [{ subscriptionId: '1', payload: 'no JSON' }],
  [{ access_token: 'abc', token_type: 'Bearer', status: 'approved' }],
  [{ subscriptionId: '1', payload: null }],
])('reads %j as no answer', (payload) => {
  expect(kinds(payload, { trackingNumber: NUMBER })).toEqual(['CARRIER_RESPONSE']);
});

it.each([
  [200, 'CARRIER_RESPONSE'],
  [400, 'CARRIER_RESPONSE'],
  [401, 'CARRIER_AUTH'],
  [403, 'CARRIER_AUTH'],
  [404, 'CARRIER_RESPONSE'],
  [429, 'CARRIER_RATE_LIMITED'],
  [500, 'CARRIER_UNAVAILABLE'],
  [502, 'CARRIER_UNAVAILABLE'],
])('reads a page sent with HTTP %s as %s', (httpStatus, expected) => {
  expect(kinds('<html></html>', { httpStatus })).toEqual([expected]);
});

it.each([{}, null, []])('reads %j sent with HTTP 404 as not found', (payload) => {
  expect(kinds(payload, { httpStatus: 404, trackingNumber: NUMBER })).toEqual(['not_found']);
});

it('takes a 404 of somebody else for no answer about a number', () => {
  const fault = { fault: { faultstring: 'Unable to identify proxy', detail: {} } };
  expect(kinds(fault, { httpStatus: 404, trackingNumber: NUMBER })).toEqual(['CARRIER_RESPONSE']);
});

it.each([
  ['150001', 'not_found'],
  ['150002', 'not_found'],
  ['150003', 'not_found'],
  ['150004', 'CARRIER_RESPONSE'],
  ['150005', 'not_found'],
  ['150006', 'INVALID_TRACKING_NUMBER'],
  ['150007', 'INVALID_TRACKING_NUMBER'],
  ['150008', 'CARRIER_RESPONSE'],
  ['150009', 'not_found'],
  ['150010', 'not_found'],
  ['150011', 'INVALID_TRACKING_NUMBER'],
  ['150012', 'CARRIER_RESPONSE'],
  ['150013', 'INVALID_TRACKING_NUMBER'],
  ['OASValidation', 'CARRIER_RESPONSE'],
  ['constructor', 'CARRIER_RESPONSE'],
])('reads sub-code %s of a bad request as %s', (code, expected) => {
  const payload = refusalOf(400, code);
  expect([kinds(payload, { httpStatus: 400 }), kinds(payload)]).toEqual([[expected], [expected]]);
});

it('says so when nothing of this can help by asking again', () => {
  expect(['150004', '150006', '150012'].map((code) => errorOf(refusalOf(400, code)).retryable)).toEqual([
    false,
    false,
    false,
  ]);
});

it('finds the sub-code behind others', () => {
  const error = { code: '400', message: 'x', errors: [{ code: 'NEW' }, { code: '150002', detail: '7: y' }] };
  expect(parseUsps({ error }, { httpStatus: 400 })).toMatchObject([
    { outcome: 'not_found', carrierCode: '150002', message: 'x' },
  ]);
});

it.each([
  ['without its list of errors', { code: '400', message: NOT_YET }],
  ['with an empty list of errors', { code: '400', message: NOT_YET, errors: [] }],
  ['with one error in place of the list', { code: '400', message: NOT_YET, errors: { code: '150002' } }],
])('reads a not-found answer %s', (_how, error) => {
  expect(kinds({ apiVersion: '/tracking/v3', error }, { httpStatus: 400 })).toEqual(['not_found']);
});

it.each([
  [401, '401', 'CARRIER_AUTH'],
  [403, '403', 'NOT_AUTHORIZED'],
  [404, '404', 'not_found'],
  [405, '405', 'CARRIER_RESPONSE'],
  [408, '408', 'CARRIER_UNAVAILABLE'],
  [429, '429', 'CARRIER_RATE_LIMITED'],
  [429, '150002', 'CARRIER_RATE_LIMITED'],
  [500, '500', 'CARRIER_UNAVAILABLE'],
  [501, '501', 'CARRIER_RESPONSE'],
  [503, '150002', 'CARRIER_UNAVAILABLE'],
])(
  'reads a refusal of HTTP %s with %s as %s, with and without its status beside it',
  (status, code, expected) => {
    const payload = refusalOf(status, code);
    expect([kinds(payload, { httpStatus: status }), kinds(payload)]).toEqual([[expected], [expected]]);
  },
);

it("parks a label of somebody else's with the reason", () => {
  const error = errorOf(readFixture('not-authorized'), { httpStatus: 403 });
  expect(error).toMatchObject({ code: 'NOT_AUTHORIZED', retryable: false, httpStatus: 403 });
  expect(error.message).toMatch(/Mailer ID on the label is not associated.*authorized/);
});

it.each([401, 403])('names the product to add where the token lacks the scope (HTTP %s)', (httpStatus) => {
  const error = errorOf(refusalOf(httpStatus, 'invalid_oauth_scope', 'Insufficient OAuth scope.'));
  expect([error.code, error.message]).toEqual([
    'CARRIER_AUTH',
    expect.stringContaining('add the product Package Tracking and Notification (scope `tracking`)'),
  ]);
});

it('tells what to check where the client is unknown', () => {
  expect(errorOf(readFixture('unknown-client')).message).toContain('check Consumer Key, Consumer Secret');
});

it.each([
  ['invalid_client', 401, 'CARRIER_AUTH'],
  ['invalid_client', undefined, 'CARRIER_AUTH'],
  ['invalid_scope', 400, 'CARRIER_AUTH'],
  ['unauthorized_client', 400, 'CARRIER_AUTH'],
  ['invalid_request', 400, 'CARRIER_RESPONSE'],
  ['unsupported_grant_type', 400, 'CARRIER_RESPONSE'],
  ['slow_down', 429, 'CARRIER_RATE_LIMITED'],
])('reads a refused token, %s with HTTP %s, as %s', (error, httpStatus, expected) => {
  expect(kinds({ error, error_description: 'x', error_uri: '' }, { httpStatus })).toEqual([expected]);
});

it('hands on what a refusal says', () => {
  const context = { httpStatus: 429, retryAfterMs: 9_000, trackingNumber: NUMBER };
  expect(errorOf(refusalOf(429, '429'), context).toJSON()).toMatchObject({
    carrier: 'usps',
    carrierCode: '429',
    httpStatus: 429,
    retryAfterMs: 9_000,
  });
});

it('cuts a message that is too long', () => {
  expect(
    errorOf(refusalOf(400, 'X', 'y'.repeat(5_000), { detail: 'z'.repeat(5_000) })).message.length,
  ).toBeLessThan(800);
});

it('reads each number of a batch by itself', () => {
  expect(parseFixture('batch-mixed-207').map(kindOf)).toEqual([
    'found',
    'not_found',
    'found',
    'NOT_AUTHORIZED',
    'not_found',
    'CARRIER_UNAVAILABLE',
    'CARRIER_RESPONSE',
  ]);
});

it('reads a 401 of one number of a batch as one about its label', () => {
  const item = {
    statusCode: '401',
    trackingNumber: NUMBER,
    error: { code: '401', message: 'No.', errors: [] },
  };
  expect([kinds([item], { httpStatus: 207 }), kinds([item], { httpStatus: 401 })]).toEqual([
    ['NOT_AUTHORIZED'],
    ['CARRIER_AUTH'],
  ]);
});

const item = (trackingNumber: string | undefined, hour = 9) => ({
  trackingNumber,
  trackingEvents: [scan(hour, 'Out for Delivery')],
});
const OTHER = '9400111206206406260794';

it('finds the number that was asked for in a batch, whatever its place', () => {
  const [result, ...others] = parseUsps([item(OTHER), item(NUMBER)], {
    trackingNumber: `420 78745 ${NUMBER}`,
  });
  expect([kindOf(result), result?.trackingNumber, others]).toEqual(['found', `42078745${NUMBER}`, []]);
});

it('never gives an answer about another number', () => {
  const bodies = [
    item(OTHER),
    [item(OTHER)],
    [item(OTHER), item(undefined)],
    [item(OTHER), refusalOf(404, '404')],
  ];
  const results = bodies.map((body) => parseUsps(body, { trackingNumber: NUMBER })[0]);
  expect(results.map((result) => [kindOf(result), result?.trackingNumber])).toEqual(
    bodies.map(() => ['CARRIER_RESPONSE', NUMBER]),
  );
});

it('takes the number from the context where the answer names none', () => {
  expect([
    parseUsps(item(undefined), { trackingNumber: NUMBER })[0]?.trackingNumber,
    parseUsps([item(undefined)], { trackingNumber: NUMBER })[0]?.trackingNumber,
    parseUsps(item(undefined))[0]?.trackingNumber,
  ]).toEqual([NUMBER, NUMBER, '']);
});

it('keeps parcels without a number apart', () => {
  expect(kinds([item(undefined), item(undefined)])).toEqual(['found', 'found']);
});

it('takes a refusal without a number for the number that was asked for', () => {
  expect(parseUsps(refusalOf(400, '150002'), { trackingNumber: NUMBER })).toMatchObject([
    { outcome: 'not_found', trackingNumber: NUMBER, observedAt: expect.any(String) },
  ]);
});

it('reads numbers, flags and missing values where texts are meant', () => {
  const { warnings, status } = observe({
    ...item(NUMBER),
    originZIP: 60601,
    services: null,
    emailEnabled: 0,
  });
  expect([warnings, status]).toEqual([[], 'in_transit']);
});

it('says where in the body a field could not be read', () => {
  const bad = {
    ...item(NUMBER),
    originCity: ['x'],
    trackingEvents: [scan(9, 'Acceptance', { GMTOffset: 'x' })],
  };
  const pathsOf = (body: unknown) => {
    const [result] = parseUsps(body);
    return result?.outcome === 'found' ? result.observation.warnings.map(({ path }) => path) : null;
  };
  expect([pathsOf(bad), pathsOf([bad]), pathsOf({ payload: JSON.stringify(bad) })]).toEqual(
    ['', '0.', 'payload.'].map((prefix) => [`${prefix}originCity`, `${prefix}trackingEvents.0.GMTOffset`]),
  );
});

it('cuts lists that are longer than any of USPS', () => {
  const trackingEvents = Array.from({ length: 5_000 }, () => scan(9, 'Acceptance'));
  const { events, warnings } = observe({ trackingEvents });
  expect([events.length, warnings]).toEqual([
    1_000,
    [{ path: 'trackingEvents', message: 'only the first 1000 of 5000 were read' }],
  ]);
});

it('leaves out scans that say nothing', () => {
  const { events } = observe({ trackingEvents: [scan(9, 'Acceptance'), {}, { eventCity: 'AUSTIN' }] });
  expect(events).toHaveLength(1);
});

it('says when it was observed', () => {
  expect(observe(item(NUMBER)).observedAt).toBe(OBSERVED_AT);
});

it('keeps the payload only when asked to, and of a batch the number alone', () => {
  const batch = [item(OTHER), item(NUMBER)];
  expect([
    observe(item(NUMBER)).raw,
    observe(item(NUMBER), { keepRaw: true }).raw,
    observe(batch, { keepRaw: true, trackingNumber: NUMBER }).raw,
  ]).toEqual([undefined, item(NUMBER), [item(NUMBER)]]);
});

it('drops names when asked to', () => {
  const payload = {
    ...item(NUMBER),
    mailerName: 'SAMPLE SHOP',
    trackingEvents: [scan(9, 'Delivered', { name: 'J DOE', firm: 'ACME' })],
  };
  expect(JSON.stringify(observe(payload, { pii: 'drop', keepRaw: true }))).not.toMatch(/DOE|ACME|SHOP/);
});

it('leaves the payload as it was', () => {
  const payload = readFixture('wire-deviations');
  const before = JSON.stringify(payload);
  parseUsps(payload);
  expect(JSON.stringify(payload)).toBe(before);
});
