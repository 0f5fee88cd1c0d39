/** DHL tracking-number formats: Express, eCommerce, Parcel Germany. */

import { defineFormat, type NumberFormat } from '../../detection/format.ts';

export const dhlFormats: readonly NumberFormat<'dhl'>[] = [
  defineFormat({
    id: 'dhl_express',
    carrier: 'dhl',
    name: 'DHL Express waybill',
    lengths: [10, 11],
    characters: 'digits',
    pattern: /^\d{10,11}$/,
    check: { algorithm: 'mod7' },
    confidence: 0.5,
    evidence: ['length'],
    details: () => ({ service: 'express' }),
    examples: { valid: ['3318810025'], invalid: ['3318810026', '331881002'] },
  }),
  defineFormat({
    id: 'dhl_express_piece_id',
    carrier: 'dhl',
    name: 'DHL Express piece id',
    // Longer JJD numbers are another carrier's.
    lengths: [12, 13, 14],
    characters: 'letters_and_digits',
    pattern: /^J[A-Z]{2,3}\d{9,10}$/,
    check: null,
    confidence: 0.5,
    evidence: ['prefix', 'length'],
    examples: { valid: ['JJD0099999999'], invalid: ['JJD009999999999999', 'J0099999999'] },
  }),
  defineFormat({
    id: 'dhl_ecommerce',
    carrier: 'dhl',
    name: 'DHL eCommerce',
    lengths: range(12, 42),
    characters: 'letters_and_digits',
    pattern: /^(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)\d[0-9A-Z]{9,38}$/,
    check: null,
    confidence: 0.35,
    evidence: ['prefix', 'length'],
    details: () => ({ service: 'ecommerce' }),
    examples: { valid: ['GM295117494011169042'], invalid: ['GMX95117494011169042', 'GM29511749'] },
  }),
  defineFormat({
    id: 'dhl_germany',
    carrier: 'dhl',
    name: 'DHL Parcel Germany',
    lengths: [20],
    characters: 'digits',
    // An SSCC-18 behind its 00: reads as a USPS number too, which has no service 00.
    pattern: /^0034\d{16}$/,
    check: { algorithm: 'gs1_mod10' },
    confidence: 0.95,
    evidence: ['prefix', 'length'],
    details: () => ({ service: 'parcel-de' }),
    examples: { valid: ['00340434161094022115'], invalid: ['00340434161094022116', '01340434161094022115'] },
  }),
  defineFormat({
    id: 'dhl_ecommerce_14',
    carrier: 'dhl',
    name: 'DHL eCommerce 14',
    lengths: [14],
    characters: 'digits',
    pattern: /^\d{14}$/,
    check: null,
    confidence: 0.15,
    evidence: ['length'],
    examples: { valid: ['60120172242323'], invalid: ['6012017224232'] },
  }),
];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, place) => from + place);
}
