/** USPS tracking-number formats, and the postal S10 of the United States. */

import { defineFormat, type FormatDetails, type NumberFormat } from '../../detection/format.ts';

/**
 * Carriers that collect parcels and hand them to the post for the last mile, by the beginning of the number:
 * FedEx Ground Economy, UPS Mail Innovations, DHL eCommerce.
 */
const CONSOLIDATORS: readonly (readonly [prefix: string, partner: string])[] = [
  ['926129', 'fedex'],
  ['92748', 'ups'],
  ['94748', 'dhl'],
  ['93612', 'dhl'],
];

const consolidator = (canonical: string): FormatDetails => ({
  partner: CONSOLIDATORS.find(([prefix]) => canonical.startsWith(prefix))?.[1],
});

/** Two forms of one number. FedEx Ground Economy may be printed for either sum, behind 92 or 91. */
const legacy = (canonical: string, equivalent: string): FormatDetails => ({
  partner: /^(?:91)?6129/.test(canonical) ? 'fedex' : undefined,
  equivalents: [equivalent],
});

export const uspsFormats: readonly NumberFormat<'usps'>[] = [
  defineFormat({
    id: 'usps_impb_n',
    carrier: 'usps',
    name: 'USPS IMpb, commercial',
    lengths: [22, 26, 30],
    characters: 'digits',
    pattern: /^94(?:\d{20}|\d{24}|\d{28})$/,
    check: { algorithm: 'gs1_mod10' },
    confidence: 0.97,
    evidence: ['prefix', 'length'],
    routed: true,
    details: consolidator,
    examples: {
      valid: ['9400111206206406260787', '420787459400111206206406260787'],
      invalid: ['9400111206206406260788', '9600111206206406260787'],
    },
  }),
  defineFormat({
    id: 'usps_impb_c',
    carrier: 'usps',
    name: 'USPS IMpb, by mailer',
    lengths: [22, 26],
    characters: 'digits',
    // A mailer id that begins with 9 has nine digits, any other six; 92 takes the first kind, 93 the second.
    pattern: /^(?:92\d{3}9|93\d{3}[0-8]|95\d{3}\d)(?:\d{16}|\d{20})$/,
    check: { algorithm: 'gs1_mod10' },
    confidence: 0.97,
    evidence: ['prefix', 'length', 'mailer_rule'],
    routed: true,
    details: consolidator,
    examples: {
      valid: ['9361289878700317633795', '4201028200009261290113185417468510'],
      invalid: ['9361289878700317633796', '9261280113185417468510'],
    },
  }),
  defineFormat({
    id: 'usps_legacy',
    carrier: 'usps',
    name: 'USPS legacy, with its 91',
    lengths: [22],
    characters: 'digits',
    pattern: /^91\d{20}$/,
    check: { algorithm: 'gs1_mod10' },
    confidence: 0.95,
    evidence: ['prefix', 'length'],
    routed: true,
    details: (canonical) => legacy(canonical, canonical.slice(2)),
    examples: { valid: ['9101123456789000000013'], invalid: ['9101123456789000000014'] },
  }),
  defineFormat({
    id: 'usps_legacy_20',
    carrier: 'usps',
    name: 'USPS legacy, without its 91',
    lengths: [20],
    characters: 'digits',
    // A number that begins with 91 has it already.
    pattern: /^(?!91)\d{20}$/,
    check: { algorithm: 'gs1_mod10', prepend: '91' },
    confidence: 0.6,
    evidence: ['length'],
    routed: true,
    details: (canonical) => legacy(canonical, `91${canonical}`),
    examples: { valid: ['71969010756003077385'], invalid: ['71969010756003077386'] },
  }),
  defineFormat({
    id: 'usps_20',
    carrier: 'usps',
    name: 'USPS 20',
    lengths: [20],
    characters: 'digits',
    pattern: /^\d{20}$/,
    check: { algorithm: 'gs1_mod10' },
    confidence: 0.65,
    evidence: ['length'],
    examples: { valid: ['03071790000523483741'], invalid: ['03071790000523483742'] },
  }),
  defineFormat({
    id: 'usps_s10',
    carrier: 'usps',
    name: 'UPU S10 of the United States',
    lengths: [13],
    characters: 'letters_and_digits',
    pattern: /^[A-Z]{2}\d{9}US$/,
    check: { algorithm: 's10_mod11', from: 2, at: 10 },
    confidence: 0.97,
    evidence: ['prefix', 'length', 'country'],
    examples: { valid: ['RB123456785US'], invalid: ['RB123456786US', 'RB123456785XX'] },
  }),
  defineFormat({
    id: 'usps_82',
    carrier: 'usps',
    name: 'USPS 10 digits',
    lengths: [10],
    characters: 'digits',
    pattern: /^82\d{8}$/,
    check: null,
    // Telephones begin so too.
    confidence: 0.12,
    evidence: ['prefix', 'length'],
    examples: { valid: ['8200000000'], invalid: ['8300000000', '820000000'] },
  }),
];
