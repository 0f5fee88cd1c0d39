/** The check digits, on the published example of each format, and on every single slip of a digit. */

import { expect, it } from 'vitest';
import { type CheckDigit, hasValidCheckDigit } from '../../src/detection/check-digits.ts';

type Check = (canonical: string) => boolean;

const checkBy =
  (check: CheckDigit): Check =>
  (number) =>
    hasValidCheckDigit(number, check);

const ups1z = checkBy({ algorithm: 'alternating_mod10', from: 2 });
const upsWaybill = checkBy({ algorithm: 'alternating_mod10', from: 1 });
const fedex12 = checkBy({ algorithm: 'weighted_mod11' });
const fedex15 = checkBy({ algorithm: 'gs1_mod10' });
const fedexSscc18 = checkBy({ algorithm: 'gs1_mod10', from: 2 });
const fedexGround96 = checkBy({ algorithm: 'gs1_mod10', from: 7 });
const fedexGsn34 = checkBy({ algorithm: 'weighted_mod11', from: 20 });
const fedexExpress34 = checkBy({ algorithm: 'weighted_mod11', from: 20 });
const fedexAstra32 = checkBy({ algorithm: 'weighted_mod11', from: 16, at: 27 });
const usps20 = checkBy({ algorithm: 'gs1_mod10' });
const uspsLegacy20 = checkBy({ algorithm: 'gs1_mod10', prepend: '91' });
const usps22 = checkBy({ algorithm: 'gs1_mod10' });
const dhlExpress = checkBy({ algorithm: 'mod7' });
const s10 = checkBy({ algorithm: 's10_mod11', from: 2, at: 10 });

const EXAMPLES: readonly (readonly [string, Check, string])[] = [
  ['UPS 1Z', ups1z, '1Z5R89390357567127'],
  ['UPS 1Z', ups1z, '1Z999AA10123456784'],
  ['UPS waybill', upsWaybill, 'K1506235620'],
  ['FedEx Express 12', fedex12, '986578788855'],
  ['FedEx Ground 15', fedex15, '041441760228964'],
  ['FedEx SSCC-18', fedexSscc18, '000123450000000027'],
  ['FedEx Ground 96', fedexGround96, '9611020987654312345672'],
  ['FedEx Ground GSN', fedexGsn34, '9622001560001234567100794808390594'],
  ['FedEx Express 34', fedexExpress34, '1001921334250001000300779017972697'],
  ['FedEx ASTRA', fedexAstra32, '32971514560102447849175802862014'],
  ['USPS 20', usps20, '03071790000523483741'],
  ['USPS legacy without its 91', uspsLegacy20, '71969010756003077385'],
  ['USPS legacy', usps22, '9101123456789000000013'],
  ['USPS IMpb N', usps22, '9400111206206406260787'],
  ['USPS IMpb C', usps22, '9361289878700317633795'],
  ['DHL Express', dhlExpress, '3318810025'],
  ['S10', s10, 'RB123456785GB'],
];

it.each(EXAMPLES)('accepts the %s example', (_format, check, number) => expect(check(number)).toBe(true));

it.each(EXAMPLES)('refuses the %s example with another last digit', (format, check, number) => {
  // In FedEx ASTRA and S10 the check digit is not the last one.
  const at = { 'FedEx ASTRA': 27, S10: 10 }[format] ?? number.length - 1;
  const others = [...'0123456789'].filter((digit) => digit !== number[at]);
  const changed = others.map((digit) => number.slice(0, at) + digit + number.slice(at + 1));
  expect(changed.filter(check)).toEqual([]);
});

it('gives a number of 20 digits one USPS reading at most: the two sums differ by two', () => {
  for (let serial = 0; serial < 1000; serial += 1) {
    const payload = `030717900005${String(serial).padStart(7, '0')}`;
    const readings = [...'0123456789'].map((digit) => {
      const number = payload + digit;
      return [usps20(number), uspsLegacy20(number)].filter(Boolean).length;
    });
    expect(Math.max(...readings)).toBe(1);
  }
});

it('reads the remainder 10 of FedEx as 0', () => {
  // The weights of the two ones are 7 and 3.
  expect([fedex12('000000001100'), fedex12('000000001101')]).toEqual([true, false]);
});

it('values the letters of UPS from A = 2 to Z = 7', () => {
  const digitFor = (letter: string) =>
    [...'0123456789'].find((digit) =>
      hasValidCheckDigit(`${letter}${digit}`, { algorithm: 'alternating_mod10' }),
    ) ?? '';
  expect(['A', 'B', 'H', 'I', 'J', 'Z'].map(digitFor)).toEqual(['8', '7', '1', '0', '9', '3']);
});
