/** The request for the letter that proves a delivery. Nothing of it is sent. */

import { expect, it } from 'vitest';
import { usps } from '../../../src/carriers/usps/index.ts';
import { NUMBER, readFixture } from './fixtures.ts';

const RECIPIENT = { firstName: 'Ana', lastName: 'Lima', email: ['ana@example.com'] };
const PARCEL = {
  trackingNumber: NUMBER,
  proofOfDeliveryEnabled: 'true',
  uniqueMailPieceID: '110158946',
  mailPieceIntakeDate: '2024-11-15 11:09:19.000000',
  tableCode: 'T',
};
const adapter = usps({ clientId: 'id', clientSecret: 'secret' });
const requestFor = (payload: unknown) => adapter.proofOfDeliveryRequest(payload, RECIPIENT);

it('names the item by what its record says of it, in the forms USPS asks for', () => {
  expect(requestFor(PARCEL)).toEqual({
    method: 'POST',
    url: `https://apis.usps.com/tracking/v3/tracking/${NUMBER}/proof-of-delivery`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      uniqueMailPieceID: '110158946',
      mailPieceIntakeDate: '2024-11-15 11:09:19:000',
      tableCode: 'T',
      requestType: 'email',
      ...RECIPIENT,
    }),
  });
});

it.each([
  ['a date alone', { mailPieceIntakeDate: '2024-11-15' }, '2024-11-15'],
  ['an ISO time', { mailPieceIntakeDate: '2024-11-15T11:09:19' }, '2024-11-15 11:09:19:000'],
])('reads an intake date from %s', (_what, change, date) => {
  expect(JSON.parse(requestFor({ ...PARCEL, ...change })?.body ?? '')).toMatchObject({
    mailPieceIntakeDate: date,
  });
});

it('goes to the host of the adapter', () => {
  const simulated = usps({ clientId: 'id', clientSecret: 'secret', baseUrl: 'http://127.0.0.1:1234' });
  expect(simulated.proofOfDeliveryRequest(PARCEL, RECIPIENT)?.url).toMatch(/^http:\/\/127\.0\.0\.1:1234\//);
});

it('is made of a recorded answer, also as text', () => {
  const payload = readFixture('delivered-signed');
  expect([requestFor(payload) !== null, requestFor(JSON.stringify(payload)) !== null]).toEqual([true, true]);
});

it.each([
  ['is not offered', { proofOfDeliveryEnabled: 'false' }],
  ['lacks the id of the item', { uniqueMailPieceID: null }],
  ['lacks the intake date', { mailPieceIntakeDate: 'soon' }],
  ['lacks the table code', { tableCode: '' }],
  ['lacks the number', { trackingNumber: undefined }],
])('is none where the record %s', (_what, change) => {
  expect(requestFor({ ...PARCEL, ...change })).toBeNull();
});

it.each([null, 'text', [], 42])('is none for %j', (payload) => {
  expect(requestFor(payload)).toBeNull();
});

it.each([
  ['firstName', { firstName: ' ' }],
  ['lastName', { lastName: '' }],
  ['email', { email: [] }],
  ['email', { email: Array.from({ length: 4 }, () => 'a@b.example') }],
  ['email', { email: ['nobody'] }],
])('refuses a recipient whose %s is wrong: %j', (path, change) => {
  expect(() => adapter.proofOfDeliveryRequest(PARCEL, { ...RECIPIENT, ...change })).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTIONS', path }),
  );
});
