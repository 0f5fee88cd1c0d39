/** Service and extras, references, other numbers, and USPS's own id of an item. */

import { expect, it } from 'vitest';
import { isSameNumber } from '../../../src/carriers/usps/parcel-facts.ts';
import type { UspsParcel } from '../../../src/carriers/usps/wire.ts';
import { NUMBER, observe } from './fixtures.ts';

const facts = (parcel: object) => observe({ trackingNumber: NUMBER, status: 'Delivered', ...parcel });

it.each([
  [
    { mailClass: 'USPS Ground Advantage<SUP>&#153;</SUP>', serviceTypeCode: '001' },
    '001',
    'USPS Ground Advantage',
  ],
  [
    { mailClass: 'Priority Mail<SUP>&reg;</SUP> 2-Day', mailClassCode: 'PM', serviceTypeCode: '055' },
    'PM',
    'Priority Mail 2-Day',
  ],
  [{ mailClass: 'PRIORITY_MAIL' }, null, 'PRIORITY_MAIL'],
  [{ serviceTypeCode: 55 }, '55', null],
])('reads the service of %j', (parcel, code, name) => {
  expect(facts(parcel).service).toEqual({ code, name });
});

it('has no service where USPS names none', () => {
  expect(facts({ mailClass: ' ' }).service).toBeNull();
});

it.each([
  ['a list', ['Certified Mail<SUP>&reg;</SUP>', 'Return Receipt', 'Return Receipt', '']],
  ['one text', 'Certified Mail<SUP>&#174;</SUP>'],
])('reads extra services from %s', (_what, services) => {
  expect(facts({ services }).extraServices?.[0]).toBe('Certified Mail');
});

it('tells each extra service once, and leaves the field out where there is none', () => {
  expect(facts({ services: ['A', 'A<SUP>&reg;</SUP>'] }).extraServices).toEqual(['A']);
  expect('extraServices' in facts({ services: [''] })).toBe(false);
});

it('reads the references of a push, once each', () => {
  expect(facts({ customerReferenceNumber: ['PO-1', 'PO-1', '', 'PO-2'] }).references).toEqual([
    { type: 'customerReferenceNumber', value: 'PO-1' },
    { type: 'customerReferenceNumber', value: 'PO-2' },
  ]);
});

it('reads the other labels of an item, once each and never its own', () => {
  const parcel: UspsParcel = {
    associatedLabel: 'EA123456785US',
    associatedTrackingNumber: 'EA 123 456 785 US',
    relatedReturnReceiptID: '9590940212345678901234',
    editedLabelId: NUMBER,
    originalTrackingNumber: '9205590164917312345671',
  };
  expect(facts(parcel).relatedNumbers).toEqual(
    ['EA123456785US', '9590940212345678901234', '9205590164917312345671'].map((number) => ({
      number,
      carrier: 'usps',
      relation: 'alternate',
    })),
  );
});

it.each(['uniqueMailPieceID', 'uniqueMailPieceId', 'uniqueTrackingID', 'uniqueTrackingId'])(
  'reads the id of an item from %s',
  (field) => {
    expect(facts({ [field]: '110158946' }).carrierUniqueId).toBe('110158946');
  },
);

it('states neither weight nor pieces, as USPS does not', () => {
  const { weight, pieces, pieceCount } = facts({ productWeight: '1.5' });
  expect([weight, pieces, pieceCount]).toEqual([null, [], null]);
});

it.each([
  [NUMBER, NUMBER, true],
  [`42078745${NUMBER}`, NUMBER, true],
  [`420787451234${NUMBER}`, NUMBER, true],
  ['9171969010756003077385', '71969010756003077385', true],
  [NUMBER, `42078745${NUMBER}`, true],
  [`4207874${NUMBER}`, NUMBER, false],
  [NUMBER, NUMBER.replace(/7$/, '8'), false],
  [`99${NUMBER}`, NUMBER, false],
  ['', NUMBER, false],
])('takes %s and %s for one number: %s', (one, other, isSame) => {
  expect(isSameNumber(one, other)).toBe(isSame);
});
